/* A page of the book: its sheets of text, then rows that stand after it.
 *
 * An ordinary page is: text, the links of the page at full size. A stage is: its line
 * "Stage 3 of 7 - any stage can be the last", text, links, and the four choices. Next
 * goes on from an ordinary page to the one after it, and to the ladder where stages
 * follow; from a stage it leads nowhere: only the ladder does. */
#include "screens/state.h"

#include "screens/after.h"
#include "screens/rail.h"
#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

const struct edition_node *page_node(const struct reader *reader)
{
    return reader->page.node.count ? &reader->page.node.nodes[0] : NULL;
}

bool page_is_stage(const struct reader *reader)
{
    const struct edition_node *node = page_node(reader);
    return node && node->kind == CHAPTER_STAGE;
}

static void load_doc(struct reader *reader)
{
    struct str text = {0};
    struct error err = {0};
    const struct edition_node *node = page_node(reader);
    if (!node || !edition_page(reader->setup.edition, node->id, &text, &err)) {
        str_clear(&text);
        str_append(&text, reader_word(reader, WORD_PAGE_LOST));
    }
    reader->page.doc = doc_from_markdown(str_c(&text), text.len, &reader->site);
    str_free(&text);
}

/* The page one step away in reading order; 0 where there is none. */
static int64_t step_from(struct reader *reader, int64_t id, int step)
{
    struct edition_list found = {0};
    struct error err = {0};
    int64_t to = 0;
    if (edition_step(reader->setup.edition, id, step, &found, &err) && found.count)
        to = found.nodes[0].id;
    edition_list_free(&found);
    return to;
}

static void load_stage_line(struct reader *reader)
{
    const struct edition_node *node = page_node(reader);
    char one[16], two[16], stage[48];
    snprintf(one, sizeof one, "%d", node->stage);
    snprintf(two, sizeof two, "%d", node->stages);
    word_fill(stage, sizeof stage, reader_word(reader, WORD_STAGE), one, two);
    snprintf(reader->page.stage, sizeof reader->page.stage, "%s - %s", stage,
             reader_word(reader, WORD_ANY_LAST));
}

static void enter(struct reader *reader)
{
    struct page *page = &reader->page;
    struct error err = {0};
    if (!edition_node(reader->setup.edition, reader->place.node, &page->node, &err))
        edition_list_free(&page->node);
    load_doc(reader);
    if (page_is_stage(reader)) {
        load_stage_line(reader);
    } else if (page_node(reader)) {
        page->before = step_from(reader, reader->place.node, -1);
        page->after = step_from(reader, reader->place.node, 1);
        if (reader_is_cover(reader, page->after))
            page->after = 0;
    }
}

static void leave(struct reader *reader)
{
    struct page *page = &reader->page;
    passage_free(&page->passage);
    doc_free(page->doc);
    edition_list_free(&page->node);
    list_free(&page->rail);
    images_forget(reader->pictures.images);
    *page = (struct page){0};
}

/* True where the page is set as it should be: only a panel stood above it. */
static bool is_set(const struct reader *reader)
{
    const struct page *page = &reader->page;
    const struct metrics *m = &reader->metrics, *set = &page->metrics;
    return page->passage.layout && set->w == m->w && set->h == m->h &&
           set->dpi == m->dpi && set->size == m->size &&
           page->theme == reader->settings.theme;
}

static void layout(struct reader *reader)
{
    struct page *page = &reader->page;
    if (is_set(reader)) {
        reader->sheets = passage_sheets(&page->passage);
        return;
    }
    page->metrics = reader->metrics;
    page->theme = reader->settings.theme;
    const struct edition_node *node = page_node(reader);
    struct passage_text text = {.doc = page->doc,
                                .path = node ? node->path : NULL,
                                .lead = page->stage[0] ? page->stage : NULL};
    passage_set(&page->passage, reader, &text, reader->metrics.column);
    after_add(reader);
    passage_place_rows(&page->passage, reader);
    reader->sheets = passage_sheets(&page->passage);
    rail_layout(reader);
}

static struct spot spot_of(const struct reader *reader, int sheet)
{
    return passage_spot_of(&reader->page.passage, sheet);
}

static int sheet_of(const struct reader *reader, struct spot spot)
{
    return passage_sheet_of(&reader->page.passage, spot);
}

static void draw(struct reader *reader, struct pen *pen)
{
    passage_draw(&reader->page.passage, pen, reader->sheet);
    rail_draw(reader, pen);
}

void page_draw_under(struct reader *reader, struct pen *pen)
{
    passage_draw(&reader->page.passage, pen, sheet_of(reader, reader->place.spot));
    rail_draw(reader, pen);
}

bool page_leads_on(const struct reader *reader)
{
    return !page_is_stage(reader);
}

bool page_leads_back(const struct reader *reader)
{
    return reader->page.before != 0;
}

void page_show_anchor(struct reader *reader, const char *anchor)
{
    struct page *page = &reader->page;
    int sheet = anchor[0] ? layout_sheet_of_anchor(page->passage.layout, anchor) : -1;
    if (sheet >= 0)
        reader_turn(reader, sheet);
}

/* Opens the page beside this one: at its first sheet, or (going back) at its last. Where
 * that is a stage, its ladder. */
static void open_beside(struct reader *reader, int64_t id, bool at_end)
{
    struct edition_list found = {0};
    struct error err = {0};
    if (!id || !edition_node(reader->setup.edition, id, &found, &err) || !found.count) {
        if (!at_end)
            reader_go(reader, SHOW_HOME, 0);
        goto out;
    }
    if (found.nodes[0].kind == CHAPTER_STAGE) {
        reader_go(reader, SHOW_LADDER, id);
    } else {
        reader_go(reader, SHOW_PAGE, id);
        if (at_end)
            reader_turn(reader, reader->sheets - 1);
    }
out:
    edition_list_free(&found);
}

static void next(struct reader *reader)
{
    if (reader->sheet + 1 < reader->sheets)
        reader_turn(reader, reader->sheet + 1);
    else if (page_leads_on(reader))
        open_beside(reader, reader->page.after, false);
}

static void previous(struct reader *reader)
{
    if (reader->sheet > 0)
        reader_turn(reader, reader->sheet - 1);
    else if (page_leads_back(reader))
        open_beside(reader, reader->page.before, true);
}

/* The margins beside the column turn the page; a finger on the text turns nothing. */
static void tap(struct reader *reader, const struct action *action)
{
    const struct metrics *m = &reader->metrics;
    int x = word_is_rtl(reader->lang) ? m->w - 1 - action->x : action->x;
    if (!rect_contains(m->area, x, action->y))
        return;
    if (x < m->column.x)
        previous(reader);
    else if (x >= m->column.x + m->column.w)
        next(reader);
}

static void follow(struct reader *reader, long long index)
{
    const struct doc_link *link = layout_link(reader->page.passage.layout, (size_t)index);
    if (!reader->focus.set) /* where the focus returns to from a panel */
        reader->focus =
            (struct focus){.set = true, .on = {.kind = ACTION_LINK, .arg = index}};
    if (link && page_node(reader))
        reader_follow(reader, page_node(reader)->path, link);
}

void page_open_ladder(struct reader *reader)
{
    if (reader->place.screen == SHOW_PAGE && page_is_stage(reader))
        reader_go(reader, SHOW_LADDER, reader->place.node);
}

static bool handle(struct reader *reader, const struct action *action)
{
    switch (action->kind) {
    case ACTION_NEXT:
        next(reader);
        return true;
    case ACTION_PREVIOUS:
        previous(reader);
        return true;
    case ACTION_TAP:
        tap(reader, action);
        return true;
    case ACTION_LINK:
        follow(reader, action->arg);
        return true;
    default:
        return false;
    }
}

const struct screen screen_page = {
    .name = "page",
    .enter = enter,
    .leave = leave,
    .layout = layout,
    .handle = handle,
    .draw = draw,
    .sheet_of = sheet_of,
    .spot_of = spot_of,
};
