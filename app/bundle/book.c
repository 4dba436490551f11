/* A book is read the same way from a folder and from a bundle: bundle.ini, then each
 * SUMMARY.md, then the names of what else there is. Only where bytes come from differs
 * (book_read_entry, has_entry), and who says which names there are: the links of the
 * pages in a folder, the manifest in a bundle. */
#include "bundle/book_parts.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/expand.h"
#include "bundle/folder.h"
#include "bundle/image.h"
#include "bundle/ini.h"
#include "bundle/limits.h"
#include "bundle/name.h"
#include "bundle/nameset.h"
#include "bundle/pages.h"
#include "bundle/summary.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct book {
    struct arena arena;
    struct book_info info;
    struct info_lines lines;
    struct book_language *languages;
    size_t language_count;
    const char *prefix; /* of a name in the folder or archive: "" or "src/" */
    const char **names;
    size_t name_count;
    struct folder *folder; /* one of these two */
    struct archive *archive;
    struct book_watch watch;
    size_t reads;
    bool failed;
};

bool book_read_entry(struct book *book, const char *entry, size_t limit, struct str *out,
                     struct error *err)
{
    if (book->folder)
        return folder_read(book->folder, entry, limit, out, err);
    return archive_read(book->archive, entry, out, err); /* it knows the limits itself */
}

static bool has_entry(const struct book *book, const char *entry)
{
    if (book->folder)
        return folder_has(book->folder, entry);
    return manifest_find(archive_manifest(book->archive), entry) >= 0;
}

static bool has_name(const struct book *book, const char *name)
{
    struct str entry = {0};
    str_printf(&entry, "%s%s", book->prefix, name);
    bool has = has_entry(book, entry.bytes);
    str_free(&entry);
    return has;
}

/* Turns the first error among the findings from `start` on into *err. */
static bool first_error(const struct findings *findings, size_t start, struct error *err)
{
    for (size_t i = start; i < findings->count; i++) {
        const struct finding *item = &findings->items[i];
        if (!finding_is_error(item->kind))
            continue;
        if (item->line)
            return error_set(err, ERROR_INVALID, "%s:%d: %s", item->file, item->line,
                             item->message);
        return error_set(err, ERROR_INVALID, "%s: %s", item->file, item->message);
    }
    return true;
}

static bool load_info(struct book *book, struct findings *findings, struct error *err)
{
    struct str bytes = {0};
    size_t start = findings->count;
    bool ok = book_read_entry(book, BUNDLE_INI, BUNDLE_INI_MAX, &bytes, err);
    if (ok) {
        info_parse(str_c(&bytes), bytes.len, &book->arena, &book->info, &book->lines,
                   findings);
        ok = first_error(findings, start, err);
    }
    if (ok) {
        struct str prefix = {0};
        if (strcmp(book->info.src, ".") != 0)
            str_printf(&prefix, "%s/", book->info.src);
        book->prefix = arena_string(&book->arena, str_c(&prefix));
        str_free(&prefix);
    }
    str_free(&bytes);
    return ok;
}

/* Reads the SUMMARY.md of one language; without one its tree is empty. */
static void load_summary(struct book *book, struct book_language *language,
                         struct findings *findings)
{
    struct str entry = {0}, bytes = {0};
    struct error err = {0};
    size_t bad;
    str_printf(&entry, "%s%s" SUMMARY_MD, book->prefix, language->folder);
    if (!book_read_entry(book, entry.bytes, BUNDLE_SUMMARY_MAX, &bytes, &err)) {
        findings_add(findings,
                     err.code == ERROR_LIMIT ? FINDING_OVER_LIMIT : FINDING_MISSING_PAGE,
                     BUNDLE_INI, book->lines.languages, "the language %s: %s",
                     language->tag, err.detail);
    } else if (!utf8_valid(str_c(&bytes), bytes.len, &bad)) {
        findings_add(findings, FINDING_NOT_UTF8, entry.bytes, 0,
                     "byte %zu is not UTF-8: save the file as UTF-8", bad + 1);
    } else {
        struct summary summary = summary_parse(str_c(&bytes), bytes.len, entry.bytes,
                                               language->folder, &book->arena, findings);
        language->chapters = summary.chapters;
        language->count = summary.count;
    }
    str_free(&entry);
    str_free(&bytes);
}

/* One language where SUMMARY.md stands in src itself, else a folder for each. */
static void load_languages(struct book *book, struct findings *findings)
{
    const struct book_info *info = &book->info;
    bool single = has_name(book, SUMMARY_MD);
    book->language_count = single ? 1 : info->language_count;
    book->languages =
        arena_alloc(&book->arena, book->language_count * sizeof *book->languages);
    if (single && info->language_count > 1)
        findings_add(findings, FINDING_BAD_INI, BUNDLE_INI, book->lines.languages,
                     "%s" SUMMARY_MD " makes this a book of one language; for more, each "
                     "has a folder of its own, such as %s/" SUMMARY_MD,
                     book->prefix, info->languages[0]);
    for (size_t i = 0; i < book->language_count; i++) {
        struct str folder = {0};
        if (!single)
            str_printf(&folder, "%s/", info->languages[i]);
        book->languages[i] = (struct book_language){
            .tag = info->languages[i],
            .folder = arena_string(&book->arena, str_c(&folder)),
        };
        load_summary(book, &book->languages[i], findings);
        str_free(&folder);
    }
}

/* A chapter whose page cannot be had keeps its place and title, as a draft. */
static void make_draft(const struct chapter *chapter)
{
    struct chapter *own = (struct chapter *)chapter; /* the arena of the book holds it */
    own->kind = CHAPTER_DRAFT;
    own->path = NULL;
    own->stage = own->stages = 0;
}

/* Adds the pages of each SUMMARY.md that exist. */
static void add_chapters(struct book *book, struct nameset *names,
                         struct findings *findings)
{
    for (size_t l = 0; l < book->language_count; l++) {
        const struct book_language *language = &book->languages[l];
        for (size_t i = 0; i < language->count; i++) {
            const struct chapter *chapter = &language->chapters[i];
            if (!chapter->path)
                continue;
            if (has_name(book, chapter->path)) {
                nameset_add(names, chapter->path, NULL);
                continue;
            }
            struct str summary = {0};
            str_printf(&summary, "%s%s" SUMMARY_MD, book->prefix, language->folder);
            findings_add(
                findings, FINDING_MISSING_PAGE, summary.bytes, chapter->line,
                "the page %s%s does not exist: write it, or leave the link empty",
                book->prefix, chapter->path);
            str_free(&summary);
            make_draft(chapter);
        }
    }
}

/* Adds the pages that bundle.ini names, in every language. */
static void add_named_pages(struct book *book, struct nameset *names,
                            struct findings *findings)
{
    const struct book_info *info = &book->info;
    const struct {
        const char *key, *page;
        int line;
    } rows[] = {
        {"notice", info->notice, book->lines.notice},
        {"help", info->help, book->lines.help},
        {"neutral", info->neutral, book->lines.neutral},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t l = 0; rows[i].page && l < book->language_count; l++) {
            struct str name = {0};
            str_printf(&name, "%s%s", book->languages[l].folder, rows[i].page);
            if (has_name(book, name.bytes))
                nameset_add(names, name.bytes, NULL);
            else
                findings_add(findings, FINDING_MISSING_PAGE, BUNDLE_INI, rows[i].line,
                             "%s = %s: the page %s%s does not exist", rows[i].key,
                             rows[i].page, book->prefix, name.bytes);
            str_free(&name);
        }
    }
}

/* Keeps the names that are not in `unreadable`, sorted; those become drafts. */
static void keep_names(struct book *book, const struct nameset *names,
                       const struct nameset *unreadable)
{
    book->names = arena_alloc(&book->arena, (names->count + 1) * sizeof *book->names);
    for (size_t i = 0; i < names->count; i++)
        if (!nameset_has(unreadable, names->names[i]))
            book->names[book->name_count++] = arena_string(&book->arena, names->names[i]);
    qsort(book->names, book->name_count, sizeof *book->names, names_compare);
    for (size_t l = 0; l < book->language_count; l++)
        for (size_t i = 0; i < book->languages[l].count; i++) {
            const struct chapter *chapter = &book->languages[l].chapters[i];
            if (chapter->path && nameset_has(unreadable, chapter->path))
                make_draft(chapter);
        }
}

static void check_names(const struct book *book, struct findings *findings)
{
    struct error err;
    const char *which = "";
    if (!names_differ(book->names, book->name_count, &which, &err))
        findings_add(findings, FINDING_BAD_NAME, which, 0, "%s", err.detail);
    if (book->name_count > BUNDLE_ENTRIES_MAX - BUNDLE_LANGUAGES_MAX - 1)
        findings_add(findings, FINDING_OVER_LIMIT, BUNDLE_INI, 0,
                     "more than %u pages and images: make two bundles of it",
                     BUNDLE_ENTRIES_MAX - BUNDLE_LANGUAGES_MAX - 1);
}

static void collect_names(struct book *book, struct findings *findings)
{
    struct nameset names = {0}, unreadable = {0};
    add_chapters(book, &names, findings);
    add_named_pages(book, &names, findings);
    pages_collect(&(struct pages_input){book->folder, book->prefix, book->languages,
                                        book->language_count, findings},
                  &names, &unreadable);
    keep_names(book, &names, &unreadable);
    check_names(book, findings);
    nameset_free(&names);
    nameset_free(&unreadable);
}

struct book *book_open_folder(const char *path, struct findings *findings,
                              struct error *err)
{
    struct findings own = {0};
    struct findings *all = findings ? findings : &own;
    struct book *book = mem_alloc(sizeof *book);
    bool ok = (book->folder = folder_open(path, err)) && load_info(book, all, err);
    if (ok) {
        load_languages(book, all);
        collect_names(book, all);
        if (book->name_count == 0)
            ok = first_error(all, 0, err) &&
                 error_set(err, ERROR_INVALID, "SUMMARY.md lists no page");
    }
    findings_sort(all);
    findings_free(&own);
    if (ok)
        return book;
    error_prefix(err, "%s: ", path);
    book_free(book);
    return NULL;
}

/* Every entry of the manifest is bundle.ini, a SUMMARY.md, or a page or image of the
 * book: false for anything else. */
static bool take_manifest_names(struct book *book, struct error *err)
{
    const struct manifest *manifest = archive_manifest(book->archive);
    book->names = arena_alloc(&book->arena, (manifest->count + 1) * sizeof *book->names);
    for (size_t i = 0; i < manifest->count; i++) {
        const char *entry = manifest->entries[i].name;
        const char *slash = strrchr(entry, '/'), *name = book_name_of(book, entry);
        if (strcmp(entry, BUNDLE_INI) == 0 ||
            (name && strcmp(slash ? slash + 1 : entry, SUMMARY_MD) == 0))
            continue;
        bool page = name && name_is_page(name) &&
                    pages_in_language(book->languages, book->language_count, name);
        if (!page && !(name && name_is_image(name)))
            return error_set(err, ERROR_INVALID, "%s is no page or image of the book",
                             entry);
        book->names[book->name_count++] = arena_string(&book->arena, name);
    }
    return true;
}

static bool load_bundle(struct book *book, struct findings *findings, struct error *err)
{
    struct nameset names = {0};
    bool ok = load_info(book, findings, err) &&
              manifest_agrees(archive_manifest(book->archive), &book->info, err);
    if (ok) {
        load_languages(book, findings);
        add_chapters(book, &names, findings);
        add_named_pages(book, &names, findings);
        ok = first_error(findings, 0, err) && take_manifest_names(book, err);
    }
    nameset_free(&names);
    return ok;
}

struct book *book_open_archive(struct archive *archive, const char *path,
                               struct error *err)
{
    struct findings findings = {0};
    struct book *book = mem_alloc(sizeof *book);
    book->archive = archive;
    bool ok = load_bundle(book, &findings, err) || error_prefix(err, "%s: ", path);
    findings_free(&findings);
    if (ok)
        return book;
    book_free(book);
    return NULL;
}

struct book *book_open_bundle(const char *path, struct error *err)
{
    struct archive *archive = archive_open(path, err);
    return archive ? book_open_archive(archive, path, err) : NULL;
}

struct book *book_open(const char *path, struct error *err)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return book_open_folder(path, NULL, err);
    return book_open_bundle(path, err);
}

void book_free(struct book *book)
{
    if (!book)
        return;
    folder_close(book->folder);
    archive_close(book->archive);
    arena_free(&book->arena);
    free(book);
}

const struct book_info *book_info(const struct book *book)
{
    return &book->info;
}

const struct book_language *book_languages(const struct book *book, size_t *count)
{
    *count = book->language_count;
    return book->languages;
}

const char *const *book_names(const struct book *book, size_t *count)
{
    *count = book->name_count;
    return book->names;
}

const char *book_name_of(const struct book *book, const char *entry)
{
    size_t len = strlen(book->prefix);
    return strncmp(entry, book->prefix, len) == 0 ? entry + len : NULL;
}

const struct info_lines *book_info_lines(const struct book *book)
{
    return &book->lines;
}

const char *book_prefix(const struct book *book)
{
    return book->prefix;
}

struct archive *book_archive(const struct book *book)
{
    return book->archive;
}

/* A page of a folder, with its includes. */
static bool read_folder_page(struct book *book, const char *entry, struct str *out,
                             struct error *err)
{
    struct page_text text = {0};
    bool ok = page_expand(book->folder, entry, NULL, &text, err);
    if (ok)
        str_append_bytes(out, str_c(&text.text), text.text.len);
    page_text_free(&text);
    return ok;
}

static bool read_bundle_page(struct book *book, const char *entry, struct str *out,
                             struct error *err)
{
    struct str bytes = {0};
    bool ok = archive_read(book->archive, entry, &bytes, err);
    if (ok && (!utf8_valid(str_c(&bytes), bytes.len, NULL) ||
               memchr(str_c(&bytes), '\0', bytes.len)))
        ok = error_set(err, ERROR_INVALID, "%s: not UTF-8 text", entry);
    if (ok)
        str_append_bytes(out, str_c(&bytes), bytes.len);
    str_free(&bytes);
    return ok;
}

/* One that is over the limit of pixels is refused; one that is no image is carried, and
 * its words are shown in its place. */
static bool read_bundle_image(struct book *book, const char *entry, struct str *out,
                              struct error *err)
{
    struct str bytes = {0};
    struct image_info info;
    struct error why = {0};
    bool ok = archive_read(book->archive, entry, &bytes, err);
    if (ok && !image_measure(entry, str_c(&bytes), bytes.len, &info, &why) &&
        why.code == ERROR_LIMIT)
        ok = error_set(err, ERROR_LIMIT, "%s: %s", entry, why.detail);
    if (ok)
        str_append_bytes(out, str_c(&bytes), bytes.len);
    str_free(&bytes);
    return ok;
}

static bool read_name(struct book *book, const char *name, struct str *out,
                      struct error *err)
{
    if (!names_have(book->names, book->name_count, name))
        return error_set(err, ERROR_NOT_FOUND, "%s: not in this book", name);
    struct str entry = {0};
    bool ok;
    str_printf(&entry, "%s%s", book->prefix, name);
    if (!name_is_page(name) && book->folder)
        ok = book_read_entry(book, entry.bytes, BUNDLE_IMAGE_MAX, out, err);
    else if (!name_is_page(name))
        ok = read_bundle_image(book, entry.bytes, out, err);
    else if (book->folder)
        ok = read_folder_page(book, entry.bytes, out, err);
    else
        ok = read_bundle_page(book, entry.bytes, out, err);
    str_free(&entry);
    return ok;
}

bool book_read(struct book *book, const char *name, struct str *out, struct error *err)
{
    const struct book_watch *watch = &book->watch;
    if (watch->step && !watch->step(watch->context, book->reads, book->name_count))
        return error_set(err, ERROR_CANCELLED, "cancelled");
    book->reads++;
    bool ok = read_name(book, name, out, err);
    book->failed = book->failed || !ok;
    return ok;
}

void book_watch(struct book *book, const struct book_watch *watch)
{
    book->watch = *watch;
}

bool book_has_failed(const struct book *book)
{
    return book->failed;
}

bool book_manifest(const struct book *book, struct hash *out)
{
    if (!book->archive)
        return false;
    *out = manifest_hash(archive_manifest(book->archive));
    return true;
}
