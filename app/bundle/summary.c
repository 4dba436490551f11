/* One pass over the marks of the file. mdBook's grammar is three stretches: before the
 * first list or part title, links of paragraphs are prefix chapters; then come parts and
 * lists; the first paragraph after a list begins the suffix chapters. Open lists stand on
 * a stack of fixed size: what is nested deeper stays at the deepest level. */
#include "bundle/summary.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "bundle/limits.h"
#include "bundle/markdown.h"
#include "bundle/name.h"

#include <stdlib.h>
#include <string.h>

enum stretch {
    PREFIX,
    NUMBERED,
    SUFFIX
};

struct open_list {
    int parent; /* of its items */
    bool ordered;
    int stages; /* pages it has so far */
    int item;   /* index of the chapter of its last item */
};

struct reader {
    const char *file, *folder;
    struct arena *arena;
    struct findings *findings;
    struct marks marks;
    struct chapter *chapters;
    size_t count, cap;
    enum stretch stretch;
    int part; /* index of the part we are in, -1 for none */
    struct open_list lists[BUNDLE_SUMMARY_DEPTH_MAX];
    int depth; /* open lists, which may be more than the stack holds */
};

static int add_chapter(struct reader *reader, struct chapter chapter)
{
    MEM_GROW(reader->chapters, reader->count, reader->cap);
    reader->chapters[reader->count] = chapter;
    return (int)reader->count++;
}

/* The title with its line breaks and repeated spaces as one space. */
static const char *clean_title(struct reader *reader, const char *text)
{
    struct str out = {0};
    for (const char *at = text; *(at += strspn(at, " \t\n\r"));) {
        size_t len = strcspn(at, " \t\n\r");
        if (out.len)
            str_append_char(&out, ' ');
        str_append_bytes(&out, at, len);
        at += len;
    }
    const char *title = arena_copy(reader->arena, str_c(&out), out.len);
    str_free(&out);
    return title;
}

/* The name of the page a link of SUMMARY.md means; NULL, and a finding, for none. */
static const char *page_of(struct reader *reader, const struct mark *link)
{
    const char *path = NULL;
    struct str name = {0}, anchor = {0}, from = {0};
    struct error err;
    str_printf(&from, "%s" SUMMARY_MD, reader->folder);
    enum link_kind kind = link_resolve(str_c(&from), link->url, &name, &anchor);
    bool inside = strncmp(str_c(&name), reader->folder, strlen(reader->folder)) == 0;
    if (kind == LINK_OUTSIDE)
        findings_add(reader->findings, FINDING_BAD_SUMMARY, reader->file, link->line,
                     "%s is no page of this folder; put web links into a page",
                     link->url);
    else if (kind == LINK_CLIMBS || !inside)
        findings_add(reader->findings, FINDING_OUTSIDE_FOLDER, reader->file, link->line,
                     "%s is outside the folder; move the page into it", link->url);
    else if (!name_is_page(str_c(&name)))
        findings_add(reader->findings, FINDING_BAD_SUMMARY, reader->file, link->line,
                     "%s: pages are files that end in .md", link->url);
    else if (!name_check(name.bytes, name.len, &err))
        findings_add(reader->findings, FINDING_BAD_NAME, reader->file, link->line,
                     "the name %s %s", name.bytes, err.detail);
    else
        path = arena_string(reader->arena, name.bytes);
    if (anchor.len)
        findings_add(reader->findings, FINDING_SUMMARY_IGNORED, reader->file, link->line,
                     "#%s is ignored: a chapter is a whole page", str_c(&anchor));
    str_free(&name);
    str_free(&anchor);
    str_free(&from);
    return path;
}

/* A chapter of a link; an empty link is mdBook's draft. Returns its index. */
static int add_link(struct reader *reader, const struct mark *link, int parent)
{
    const char *path = *link->url ? page_of(reader, link) : NULL;
    const char *title = clean_title(reader, link->text);
    if (!*title)
        findings_add(reader->findings, FINDING_BAD_SUMMARY, reader->file, link->line,
                     "this chapter has no title: write [Title](page.md)");
    return add_chapter(reader, (struct chapter){
                                   .kind = path ? CHAPTER_PAGE : CHAPTER_DRAFT,
                                   .title = title,
                                   .path = path,
                                   .parent = parent,
                                   .line = link->line,
                               });
}

static struct open_list *top(struct reader *reader)
{
    int depth = reader->depth < (int)BUNDLE_SUMMARY_DEPTH_MAX
                    ? reader->depth
                    : (int)BUNDLE_SUMMARY_DEPTH_MAX;
    return &reader->lists[depth - 1];
}

static void open_list(struct reader *reader, const struct mark *mark)
{
    int parent = reader->depth ? top(reader)->item : reader->part;
    reader->stretch = NUMBERED;
    reader->depth++;
    if (reader->depth > (int)BUNDLE_SUMMARY_DEPTH_MAX) {
        findings_add(reader->findings, FINDING_OVER_LIMIT, reader->file, mark->line,
                     "lists are nested deeper than %u: flatten them",
                     BUNDLE_SUMMARY_DEPTH_MAX);
        return;
    }
    *top(reader) =
        (struct open_list){.parent = parent, .ordered = mark->level, .item = parent};
}

/* The chapter of the item at `i`: the first link of its first paragraph, else a draft
 * with the paragraph's text. Returns the index of the last mark it took. */
static size_t add_item(struct reader *reader, size_t i)
{
    struct open_list *list = top(reader);
    const struct mark *marks = reader->marks.items, *item = &marks[i];
    const struct mark *text =
        i + 1 < reader->marks.count && marks[i + 1].kind == MARK_PARAGRAPH ? &marks[i + 1]
                                                                           : NULL;
    const struct mark *link =
        text && i + 2 < reader->marks.count && marks[i + 2].kind == MARK_LINK
            ? &marks[i + 2]
            : NULL;
    struct mark draft = {.line = item->line, .text = text ? text->text : "", .url = ""};
    int index = add_link(reader, link ? link : &draft, list->parent);
    struct chapter *chapter = &reader->chapters[index];
    list->item = index;
    if (list->ordered && chapter->path) {
        chapter->kind = CHAPTER_STAGE;
        chapter->stage = ++list->stages;
    }
    return i + (text != NULL) + (link != NULL);
}

/* Tells every stage of the list that closes how many there are. */
static void close_list(struct reader *reader)
{
    struct open_list *list = top(reader);
    int left = list->stages;
    if (reader->depth <= (int)BUNDLE_SUMMARY_DEPTH_MAX)
        for (size_t i = reader->count; left > 0 && i-- > 0;) {
            struct chapter *chapter = &reader->chapters[i];
            if (chapter->kind == CHAPTER_STAGE && chapter->stages == 0) {
                chapter->stages = list->stages;
                left--;
            }
        }
    reader->depth--;
}

static void add_heading(struct reader *reader, const struct mark *mark)
{
    const struct mark *title = reader->marks.items;
    while (title->kind == MARK_HTML)
        title++;
    if (mark->level != 1)
        findings_add(reader->findings, FINDING_SUMMARY_IGNORED, reader->file, mark->line,
                     "a part's title is a heading of level 1; this one is ignored");
    else if (reader->stretch == SUFFIX)
        findings_add(reader->findings, FINDING_BAD_SUMMARY, reader->file, mark->line,
                     "no part can follow the suffix chapters: make them a list");
    else if (mark != title) {
        reader->stretch = NUMBERED;
        reader->part = add_chapter(reader, (struct chapter){
                                               .kind = CHAPTER_PART,
                                               .title = clean_title(reader, mark->text),
                                               .parent = -1,
                                               .line = mark->line,
                                           });
    }
}

/* A paragraph outside the lists: it ends the numbered stretch. */
static void add_paragraph(struct reader *reader, size_t i)
{
    const struct mark *mark = &reader->marks.items[i];
    bool links = i + 1 < reader->marks.count && mark[1].kind == MARK_LINK;
    if (!links) {
        findings_add(reader->findings, FINDING_SUMMARY_IGNORED, reader->file, mark->line,
                     "text that is no link is ignored here");
        return;
    }
    if (reader->stretch == NUMBERED)
        reader->stretch = SUFFIX;
    reader->part = -1;
}

static size_t read_mark(struct reader *reader, size_t i)
{
    const struct mark *mark = &reader->marks.items[i];
    bool nested = reader->depth > 0;
    switch (mark->kind) {
    case MARK_LIST:
        if (reader->stretch == SUFFIX)
            findings_add(reader->findings, FINDING_BAD_SUMMARY, reader->file, mark->line,
                         "no list can follow the suffix chapters");
        open_list(reader, mark);
        break;
    case MARK_LIST_END:
        close_list(reader);
        break;
    case MARK_ITEM:
        return add_item(reader, i);
    case MARK_HEADING:
        add_heading(reader, mark);
        break;
    case MARK_PARAGRAPH:
        if (!nested)
            add_paragraph(reader, i);
        break;
    case MARK_LINK:
        if (!nested)
            add_link(reader, mark, -1);
        else
            findings_add(reader->findings, FINDING_SUMMARY_IGNORED, reader->file,
                         mark->line,
                         "an item is one chapter: this second link is ignored");
        break;
    case MARK_RULE:
        add_chapter(reader, (struct chapter){.kind = CHAPTER_SEPARATOR,
                                             .title = "",
                                             .parent = reader->part,
                                             .line = mark->line});
        break;
    case MARK_ITEM_END:
    case MARK_IMAGE:
    case MARK_HTML:
        break;
    }
    return i;
}

struct place {
    const char *path;
    struct chapter *chapter;
};

static int by_path(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : (x->chapter > y->chapter) - (x->chapter < y->chapter);
}

/* A page that is listed a second time becomes a draft there. */
static void find_repeats(struct reader *reader)
{
    size_t count = 0;
    struct place *places = mem_resize(NULL, reader->count, sizeof *places);
    for (size_t i = 0; i < reader->count; i++)
        if (reader->chapters[i].path)
            places[count++] =
                (struct place){reader->chapters[i].path, &reader->chapters[i]};
    qsort(places, count, sizeof *places, by_path);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(places[i].path, places[first].path) != 0) {
            first = i;
            continue;
        }
        findings_add(reader->findings, FINDING_LISTED_TWICE, reader->file,
                     places[i].chapter->line, "%s is listed before, on line %d",
                     places[i].path, places[first].chapter->line);
        places[i].chapter->path = NULL;
        places[i].chapter->kind = CHAPTER_DRAFT;
        places[i].chapter->stage = places[i].chapter->stages = 0;
    }
    free(places);
}

struct summary summary_parse(const char *bytes, size_t len, const char *file,
                             const char *folder, struct arena *arena,
                             struct findings *findings)
{
    struct reader reader = {
        .file = file,
        .folder = folder,
        .arena = arena,
        .findings = findings,
        .part = -1,
    };
    marks_read(bytes, len, 1, &reader.marks);
    for (size_t i = 0; i < reader.marks.count; i++)
        i = read_mark(&reader, i);
    find_repeats(&reader);
    marks_free(&reader.marks);
    struct summary summary = {.count = reader.count};
    summary.chapters =
        arena_adopt(arena, reader.chapters, reader.count, sizeof *reader.chapters);
    return summary;
}
