/* The names are a queue: each page is read once, in the order it was found, and what it
 * links to and shows is added at the end. Links to anchors are kept until every page's
 * headings are known, and checked then. */
#include "bundle/pages.h"

#include "base/mem.h"
#include "base/slug.h"
#include "bundle/expand.h"
#include "bundle/image.h"
#include "bundle/limits.h"
#include "bundle/markdown.h"
#include "bundle/name.h"
#include "bundle/summary.h"

#include <stdlib.h>
#include <string.h>

/* A link to an anchor, to be checked at the end. */
struct anchor_link {
    const char *file; /* and line: where it is written */
    int line;
    const char *target; /* "page#anchor" */
    const char *url;
};

struct walker {
    const struct pages_input *input;
    struct nameset *names;
    struct nameset anchors;  /* "page#id" of each heading */
    struct nameset raw_ids;  /* the same of ids in raw HTML, which lead nowhere */
    struct nameset included; /* files that pages include */
    struct arena arena;
    struct anchor_link *links;
    size_t link_count, link_cap;
    const char *page; /* the one being read */
    const struct page_text *text;
    struct slugs slugs;
};

static bool exists(const void *context, const char *name)
{
    const struct walker *walker = context;
    struct str entry = {0};
    str_printf(&entry, "%s%s", walker->input->prefix, name);
    bool has = nameset_has(walker->names, name) ||
               folder_has(walker->input->folder, entry.bytes);
    str_free(&entry);
    return has;
}

/* Pages only: SUMMARY.md is the tree of them. */
static bool page_exists(const void *context, const char *name)
{
    const char *slash = strrchr(name, '/');
    return strcmp(slash ? slash + 1 : name, SUMMARY_MD) != 0 && exists(context, name);
}

/* Adds a finding about line `line` of the page's text, at the file it came from. */
#define FIND(walker, kind, line, ...)                                               \
    do {                                                                            \
        int from_;                                                                  \
        const char *file_ = page_text_origin((walker)->text, (line), &from_);       \
        findings_add((walker)->input->findings, (kind), file_, from_, __VA_ARGS__); \
    } while (0)

bool pages_in_language(const struct book_language *languages, size_t count,
                       const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(name, languages[i].folder, strlen(languages[i].folder)) == 0)
            return true;
    return false;
}

static bool good_name(struct walker *walker, const struct mark *mark, const char *name)
{
    struct error err;
    if (name_check(name, strlen(name), &err))
        return true;
    FIND(walker, FINDING_BAD_NAME, mark->line, "the name %s %s", name, err.detail);
    return false;
}

static void keep_anchor_link(struct walker *walker, const struct mark *mark,
                             const char *page, const char *anchor)
{
    struct str target = {0};
    int line;
    const char *file = page_text_origin(walker->text, mark->line, &line);
    str_printf(&target, "%s#%s", page, anchor);
    MEM_GROW(walker->links, walker->link_count, walker->link_cap);
    walker->links[walker->link_count++] = (struct anchor_link){
        .file = arena_string(&walker->arena, file),
        .line = line,
        .target = arena_string(&walker->arena, target.bytes),
        .url = arena_string(&walker->arena, mark->url),
    };
    str_free(&target);
}

/* A link that leads to no page: what it leads to decides how bad that is. */
static void no_page(struct walker *walker, const struct mark *mark, const char *name)
{
    if (*name && exists(walker, name))
        FIND(walker, FINDING_NOT_CARRIED, mark->line,
             "%s is no page: a bundle does not carry it, and the link will lead nowhere",
             mark->url);
    else if (name_ends(name, ".html"))
        FIND(walker, FINDING_NOT_CARRIED, mark->line,
             "no page stands behind %s: the link will lead nowhere", mark->url);
    else
        FIND(walker, FINDING_DEAD_LINK, mark->line, "%s does not exist: mend the link",
             mark->url);
}

static void add_page(struct walker *walker, const struct mark *mark, const char *page,
                     const char *anchor)
{
    if (!pages_in_language(walker->input->languages, walker->input->language_count,
                           page)) {
        FIND(walker, FINDING_DEAD_LINK, mark->line,
             "%s stands in no language's folder: move it into one", mark->url);
        return;
    }
    if (!good_name(walker, mark, page))
        return;
    nameset_add(walker->names, page, NULL);
    if (*anchor)
        keep_anchor_link(walker, mark, page, anchor);
}

static void take_link(struct walker *walker, const struct mark *mark)
{
    struct str name = {0}, anchor = {0}, page = {0};
    enum link_kind kind = link_resolve(walker->page, mark->url, &name, &anchor);
    if (kind == LINK_CLIMBS)
        FIND(walker, FINDING_NOT_CARRIED, mark->line,
             "%s leads outside the book: a bundle does not carry it", mark->url);
    if (kind != LINK_RELATIVE)
        goto out;
    if (!name_find_page(str_c(&name), page_exists, walker, &page)) {
        no_page(walker, mark, str_c(&name));
        goto out;
    }
    if (name_ends(str_c(&name), ".html"))
        FIND(walker, FINDING_HTML_LINK, mark->line, "%s means %s: write that", mark->url,
             page.bytes);
    add_page(walker, mark, page.bytes, str_c(&anchor));
out:
    str_free(&name);
    str_free(&anchor);
    str_free(&page);
}

/* Warns of what the drawing of an SVG will lack. */
static void check_drawing(struct walker *walker, const struct mark *mark,
                          const struct image_info *info, const struct str *bytes)
{
    const char *left_out =
        info->kind == IMAGE_SVG ? image_left_out(str_c(bytes), bytes->len) : NULL;
    if (info->has_text)
        FIND(walker, FINDING_SVG_TEXT, mark->line,
             "the words in %s are not drawn: make them paths, or say them in the page",
             mark->url);
    else if (left_out)
        FIND(walker, FINDING_SVG_PART, mark->line,
             "<%s> in %s is not drawn: make plain paths of it", left_out, mark->url);
}

/* Reads an image that a page shows, the first time it is shown, and adds it. */
static void add_image(struct walker *walker, const struct mark *mark, const char *name)
{
    struct str bytes = {0}, entry = {0};
    struct image_info info;
    struct error err = {0};
    str_printf(&entry, "%s%s", walker->input->prefix, name);
    if (!folder_read(walker->input->folder, entry.bytes, BUNDLE_IMAGE_MAX, &bytes,
                     &err)) {
        FIND(walker, err.code == ERROR_LIMIT ? FINDING_OVER_LIMIT : FINDING_MISSING_IMAGE,
             mark->line, "%s", err.detail);
    } else if (!image_measure(name, str_c(&bytes), bytes.len, &info, &err)) {
        FIND(walker, err.code == ERROR_LIMIT ? FINDING_OVER_LIMIT : FINDING_BAD_IMAGE,
             mark->line, "%s: %s", mark->url, err.detail);
    } else if (good_name(walker, mark, name)) {
        nameset_add(walker->names, name, NULL);
        check_drawing(walker, mark, &info, &bytes);
    }
    str_free(&bytes);
    str_free(&entry);
}

static void take_image(struct walker *walker, const struct mark *mark)
{
    struct str name = {0}, anchor = {0};
    enum link_kind kind = link_resolve(walker->page, mark->url, &name, &anchor);
    if (kind != LINK_RELATIVE)
        FIND(walker, FINDING_NOT_CARRIED, mark->line,
             "the image %s is not in the book: its alternative text is shown", mark->url);
    else if (!exists(walker, str_c(&name)))
        FIND(walker, FINDING_MISSING_IMAGE, mark->line,
             "the image %s does not exist: mend its address", mark->url);
    else if (!name_is_image(str_c(&name)))
        FIND(walker, FINDING_NOT_CARRIED, mark->line,
             "%s is no PNG, JPEG or SVG: its alternative text is shown", mark->url);
    else if (!nameset_has(walker->names, name.bytes))
        add_image(walker, mark, name.bytes);
    str_free(&name);
    str_free(&anchor);
}

static void add_anchor(struct walker *walker, struct nameset *set, const char *id,
                       size_t len)
{
    struct str anchor = {0};
    str_printf(&anchor, "%s#", walker->page);
    str_append_bytes(&anchor, id, len);
    nameset_add(set, anchor.bytes, NULL);
    str_free(&anchor);
}

static void take_heading(struct walker *walker, const struct mark *mark)
{
    struct str slug = {0}, id = {0};
    const char *own;
    size_t own_len, len = strlen(mark->text);
    if (slug_explicit(mark->text, &len, &own, &own_len)) {
        add_anchor(walker, &walker->anchors, own, own_len);
        return;
    }
    slug_from_text(mark->text, len, &slug);
    slugs_unique(&walker->slugs, str_c(&slug), slug.len, &id);
    add_anchor(walker, &walker->anchors, str_c(&id), id.len);
    str_free(&slug);
    str_free(&id);
}

/* The value of `name="value"` in one tag, to be freed; NULL where it has none. */
static char *attribute(const char *tag, const char *name)
{
    for (const char *p = tag; (p = strcasestr(p, name)); p++) {
        const char *value = p + strlen(name);
        if (p == tag || !strchr(" \t\n\"'", p[-1]) || *value++ != '=')
            continue;
        char quote = *value == '"' || *value == '\'' ? *value++ : '\0';
        size_t len =
            quote ? strcspn(value, (char[]){quote, '\0'}) : strcspn(value, " \t\n>");
        return mem_copy_bytes(value, len);
    }
    return NULL;
}

/* Adds the image that a tag shows, and notes the id that links may mean. */
static void take_tag(struct walker *walker, const struct mark *mark, const char *tag)
{
    static const char *const names[] = {"id", "name"};
    char *value;
    for (size_t i = 0; i < 2; i++) {
        if ((value = attribute(tag, names[i])))
            add_anchor(walker, &walker->raw_ids, value, strlen(value));
        free(value);
    }
    if (strncasecmp(tag, "<img", 4) != 0)
        return;
    if ((value = attribute(tag, "src")))
        take_image(walker, &(struct mark){.line = mark->line, .url = value});
    free(value);
}

/* The first line of some text, cut at about 60 bytes and between two code points. */
static int head_length(const char *text)
{
    size_t len = strcspn(text, "\n");
    for (len = len < 60 ? len : 60; len && ((unsigned char)text[len] & 0xC0) == 0x80;)
        len--;
    return (int)len;
}

/* Warns of raw HTML and looks at each tag in it, comments aside. */
static void take_html(struct walker *walker, const struct mark *mark)
{
    if (strncmp(mark->text, "</", 2) == 0)
        return; /* its opening tag has been warned of */
    FIND(walker, FINDING_RAW_HTML, mark->line, "raw HTML is left out: %.*s",
         head_length(mark->text), mark->text);
    for (const char *at = mark->text; (at = strchr(at, '<'));) {
        bool comment = strncmp(at, "<!--", 4) == 0;
        const char *end = comment ? strstr(at + 4, "-->") : strchr(at, '>');
        if (!end)
            return;
        char *tag = mem_copy_bytes(at, (size_t)(end - at));
        if (!comment)
            take_tag(walker, mark, tag);
        free(tag);
        at = end + 1;
    }
}

static void take_mark(struct walker *walker, const struct mark *mark)
{
    if (mark->kind == MARK_LINK)
        take_link(walker, mark);
    else if (mark->kind == MARK_IMAGE)
        take_image(walker, mark);
    else if (mark->kind == MARK_HEADING)
        take_heading(walker, mark);
    else if (mark->kind == MARK_HTML)
        take_html(walker, mark);
}

/* Reads a page and takes what it links to; false when it cannot be had. */
static bool read_page(struct walker *walker, const char *name)
{
    struct str entry = {0};
    struct page_text text = {0};
    struct marks marks = {0};
    struct error err = {0};
    int lines = 0;
    str_printf(&entry, "%s%s", walker->input->prefix, name);
    bool ok = page_expand(walker->input->folder, entry.bytes, walker->input->findings,
                          &text, &err);
    if (ok) {
        walker->page = name;
        walker->text = &text;
        size_t front = markdown_front(str_c(&text.text), text.text.len, &lines);
        marks_read(str_c(&text.text) + front, text.text.len - front, lines + 1, &marks);
        for (size_t i = 0; i < marks.count; i++)
            take_mark(walker, &marks.items[i]);
        for (size_t i = 0; i < text.count; i++)
            nameset_add(&walker->included, text.origins[i].file, NULL);
    }
    marks_free(&marks);
    slugs_free(&walker->slugs);
    page_text_free(&text);
    str_free(&entry);
    return ok;
}

static void check_anchors(struct walker *walker)
{
    for (size_t i = 0; i < walker->link_count; i++) {
        const struct anchor_link *link = &walker->links[i];
        if (nameset_has(&walker->anchors, link->target))
            continue;
        if (nameset_has(&walker->raw_ids, link->target))
            findings_add(
                walker->input->findings, FINDING_NOT_CARRIED, link->file, link->line,
                "%s leads to raw HTML: the reader will show the page's top", link->url);
        else
            findings_add(walker->input->findings, FINDING_DEAD_ANCHOR, link->file,
                         link->line, "%s: the page has no such heading", link->url);
    }
}

/* Warns of each page of a language's folder that nothing leads to. */
static void check_left_out(struct walker *walker, const char *language_folder)
{
    struct folder_list list = {0};
    struct error err;
    struct str place = {0};
    size_t prefix = strlen(walker->input->prefix);
    str_printf(&place, "%s%s", walker->input->prefix, language_folder);
    if (place.len)
        place.bytes[--place.len] = '\0'; /* the '/' */
    if (folder_files(walker->input->folder, str_c(&place), &list, &err))
        for (size_t i = 0; i < list.count; i++) {
            const char *name = list.names[i];
            if (name_is_page(name) && page_exists(walker, name + prefix) &&
                !nameset_has(walker->names, name + prefix) &&
                !nameset_has(&walker->included, name))
                findings_add(walker->input->findings, FINDING_NOT_IN_SUMMARY, name, 0,
                             "left out: SUMMARY.md does not list it and no page links "
                             "to it");
        }
    folder_list_free(&list);
    str_free(&place);
}

void pages_collect(const struct pages_input *input, struct nameset *names,
                   struct nameset *unreadable)
{
    struct walker walker = {.input = input, .names = names};
    for (size_t i = 0; i < names->count; i++)
        if (name_is_page(names->names[i]) && !read_page(&walker, names->names[i]))
            nameset_add(unreadable, names->names[i], NULL);
    check_anchors(&walker);
    for (size_t i = 0; input->findings && i < input->language_count; i++)
        check_left_out(&walker, input->languages[i].folder);
    nameset_free(&walker.anchors);
    nameset_free(&walker.raw_ids);
    nameset_free(&walker.included);
    arena_free(&walker.arena);
    free(walker.links);
}
