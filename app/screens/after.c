#include "screens/after.h"

#include "base/utf8.h"
#include "bundle/nameset.h"

#include <string.h>

enum {
    TITLE_MAX = 40, /* code points; the whole stands in the text above */
    LINE_MAX = 24,
};

/* What is under way while a page's links are gathered. */
struct gathering {
    struct reader *reader;
    struct nameset seen; /* where they lead */
    size_t at;           /* index of the layout's link that is likely next */
    bool any;
};

/* A link's own words: the spans of the text, from `first` on, that belong to it. */
static void link_words(const struct doc_text *text, size_t first, struct str *out)
{
    const struct doc_link *link = text->spans[first].link;
    for (size_t i = first; i < text->count && text->spans[i].link == link; i++)
        str_append_bytes(out, text->bytes + text->spans[i].start, text->spans[i].len);
    for (size_t i = 0; i < out->len; i++)
        out->bytes[i] = out->bytes[i] == '\n' ? ' ' : out->bytes[i];
}

/* Keeps at most `most` code points, the last an ellipsis where there were more. */
static void shorten(struct str *text, size_t most)
{
    size_t at = 0, kept = 0;
    for (size_t count = 0; at < text->len && count < most; count++) {
        kept = count + 1 < most ? at : kept;
        utf8_next(text->bytes, text->len, &at);
    }
    if (at == text->len)
        return;
    text->len = kept;
    str_append(text, "\u2026");
}

/* The layout's number of a link; both are in reading order. False where it has none. */
static bool find_index(struct gathering *g, const struct doc_link *link)
{
    const struct layout *layout = g->reader->page.passage.layout;
    size_t count = layout_link_count(layout);
    for (size_t i = 0; i < count; i++, g->at = (g->at + 1) % count) {
        if (layout_link(layout, g->at) == link)
            return true;
    }
    return false;
}

/* The words of a link to another page: the page's title, or its own above the title where
 * it leads to a heading; a word of the word list is enough by itself. */
static void name_page(struct reader *reader, const char *path, bool heading,
                      struct str *title, struct str *line)
{
    struct edition_list found = {0};
    struct error err = {0};
    if (edition_find(reader->setup.edition, path, &found, &err) && found.count) {
        if (!heading)
            str_clear(title);
        if (!heading || !term_is_listed(path))
            str_append(heading ? line : title, found.nodes[0].title);
    }
    edition_list_free(&found);
}

/* The address below the words of a link outside, where they are not it already. */
static void name_outside(const char *url, const struct str *title, struct str *line)
{
    address_show(url, 2 * TITLE_MAX, line);
    if (strcmp(str_c(title), str_c(line)) == 0)
        str_clear(line);
}

/* Where a link leads, as one name, and the words of its row; false where it leads nowhere
 * or is there already. `title` has its own words. */
static bool name_link(struct gathering *g, const char *url, struct str *title,
                      struct str *line)
{
    struct reader *reader = g->reader;
    const char *here = page_node(reader)->path;
    struct str path = {0}, anchor = {0}, name = {0};
    bool leads = true, added = false;
    bool inside = edition_resolve(reader->setup.edition, here, url, &path, &anchor);
    str_printf(&name, "\n%s#%s", /* apart from addresses as written */
               inside ? str_c(&path) : url, str_c(&anchor));
    if (inside && strcmp(str_c(&path), here) == 0)
        leads = layout_sheet_of_anchor(reader->page.passage.layout, str_c(&anchor)) >= 0;
    if (leads)
        nameset_add(&g->seen, str_c(&name), &added);
    if (added && !inside)
        name_outside(url, title, line);
    else if (added && strcmp(str_c(&path), here) != 0)
        name_page(reader, str_c(&path), anchor.len > 0, title, line);
    str_free(&path);
    str_free(&anchor);
    str_free(&name);
    return added;
}

static void add_link(struct gathering *g, const struct doc_text *text, size_t span)
{
    struct list *rows = &g->reader->page.passage.rows;
    const struct doc_link *link = text->spans[span].link;
    struct str title = {0}, line = {0};
    bool added = false;
    nameset_add(&g->seen, link->url, &added);
    link_words(text, span, &title);
    if (added && find_index(g, link) && name_link(g, link->url, &title, &line)) {
        shorten(&title, TITLE_MAX);
        shorten(&line, LINE_MAX);
        const char *word = reader_word(g->reader, WORD_LINKS);
        if (!g->any)
            list_add(rows, &(struct row){.kind = ROW_HEADING, .title = word});
        g->any = true;
        bool named = title.len && g->reader->metrics.class != SCREEN_HAND;
        list_add(rows,
                 &(struct row){.kind = ROW_CARD,
                               .title = str_c(title.len ? &title : &line),
                               .line = named ? str_c(&line) : "",
                               .action = {.kind = ACTION_LINK, .arg = (long long)g->at}});
    }
    str_free(&title);
    str_free(&line);
}

/* Each place that the text links to, once, in reading order, at full size (ACCESSIBILITY
 * row 0). */
static void add_links(struct reader *reader)
{
    struct gathering g = {.reader = reader};
    const struct block *b = page_node(reader) ? reader->page.doc->root : NULL;
    for (; b; b = doc_next(b)) {
        const struct doc_link *before = NULL;
        for (size_t i = 0; i < b->text.count; i++) {
            const struct doc_link *link = b->text.spans[i].link;
            if (link && link != before)
                add_link(&g, &b->text, i);
            before = link;
        }
    }
    nameset_free(&g.seen);
}

static void add_choice(struct reader *reader, enum word word, enum icon icon,
                       struct action action, bool apart)
{
    list_add(&reader->page.passage.rows, &(struct row){.kind = ROW_BUTTON,
                                                       .title = reader_word(reader, word),
                                                       .icon = icon,
                                                       .apart = apart,
                                                       .action = action});
}

/* The stage before this one on the ladder; 0 at its foot. A side stage is passed by. */
static int64_t stage_before(struct reader *reader)
{
    struct edition_list stages = {0};
    struct error err = {0};
    int64_t before = 0;
    if (edition_progression(reader->setup.edition, reader->place.node, &stages, &err)) {
        for (size_t i = 0; i < stages.count; i++) {
            if (stages.nodes[i].id == reader->place.node)
                break;
            if (!stages.nodes[i].branch)
                before = stages.nodes[i].id;
        }
    }
    edition_list_free(&stages);
    return before;
}

/* "I want to stop" leads to the aftercare page beside this one, else home. */
static struct action stop_action(struct reader *reader)
{
    struct str path = {0}, anchor = {0};
    struct edition_list found = {0};
    struct error err = {0};
    struct action action = {.kind = ACTION_HOME};
    if (edition_resolve(reader->setup.edition, page_node(reader)->path, "aftercare.md",
                        &path, &anchor) &&
        edition_find(reader->setup.edition, str_c(&path), &found, &err) && found.count)
        action = (struct action){.kind = ACTION_OPEN, .arg = found.nodes[0].id};
    edition_list_free(&found);
    str_free(&path);
    str_free(&anchor);
    return action;
}

/* What a stage ends with: four choices, all of one size. */
static void add_choices(struct reader *reader)
{
    bool words = reader->metrics.class == SCREEN_LARGE;
    int64_t before = stage_before(reader);
    if (words)
        list_add(&reader->page.passage.rows, &(struct row){.kind = ROW_HEADING,
                                                           .title = reader->page.stage,
                                                           .apart = true});
    add_choice(reader, WORD_AGAIN, ICON_AGAIN, (struct action){.kind = ACTION_FIRST},
               !words);
    if (before)
        add_choice(reader, WORD_BACK_STAGE, ICON_PREVIOUS,
                   (struct action){.kind = ACTION_OPEN, .arg = before}, false);
    add_choice(reader, WORD_STOP, ICON_STOP, stop_action(reader), false);
    add_choice(reader, WORD_ALL_STAGES, ICON_STAGES,
               (struct action){.kind = ACTION_STAGES}, false);
}

void after_add(struct reader *reader)
{
    add_links(reader);
    if (page_is_stage(reader))
        add_choices(reader);
}
