/* From the document's tree to rows.
 *
 * The model: every line of text is a row with a height, and a gap that stands above it
 * unless it begins a sheet. Blocks that hold others (lists, quotes, callouts) only move
 * the start edge and open a frame; they add no rows of their own, so a sheet is a plain
 * run of rows and nothing has to be taken apart to divide it. A gap is told by the block
 * that follows and by what came before it (after a heading little, around a frame more).
 *
 * The refused alternative is CSS's: margins that collapse between nested boxes. It says
 * the same for the pages that people write, and needs boxes that know how to be divided.
 *
 * Trees are at most DOC_MAX_DEPTH deep, so recursion is bounded. */
#include "layout/maker.h"

#include "base/mem.h"
#include "base/str.h"
#include "layout/callout.h"
#include "layout/figure.h"
#include "layout/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_paragraph(struct maker *m, const struct block *block,
                          const struct place *place)
{
    int gap = place->tight ? m->style.tight_gap : m->style.paragraph_gap;
    struct leaf_setup setup = {maker_body(m), place->role, m->style.line_h, gap};
    if (figure_in_text(m, &block->text))
        figure_add_text(m, &block->text, place, &setup);
    else
        maker_leaf(m, &block->text, place, &setup);
}

static void add_heading(struct maker *m, const struct block *block,
                        const struct place *place)
{
    struct flow *flow = m->flow;
    MEM_GROW(flow->anchors, flow->anchor_count, m->anchor_cap);
    flow->anchors[flow->anchor_count++] = (struct anchor){block->id, flow->row_count};
    struct leaf_setup setup = {
        .style = style_heading(&m->style, block->level),
        .role = (enum role)(ROLE_HEADING1 + block->level - 1),
        .line_h = style_heading_line(&m->style, block->level),
        .gap = style_heading_gap(&m->style, block->level),
    };
    size_t first = flow->row_count;
    struct place own = *place;
    if (block->level == 6 && !place->on_solid)
        own.ink = m->setup->palette->muted;
    maker_leaf(m, &block->text, &own, &setup);
    for (size_t i = first; i < flow->row_count; i++)
        flow->rows[i].keep_next = true;
    if (flow->row_count > first)
        m->after_heading = (block->level == 1 ? 2 : 1) * m->style.u;
}

static void add_rule(struct maker *m, const struct place *place)
{
    struct row row = {
        .kind = ROW_RULE,
        .x = place->x,
        .w = place->w,
        .h = m->style.line_h / 2,
        .frame = place->frame,
        .position = m->position,
    };
    maker_row(m, row, m->style.paragraph_gap);
    m->position++; /* so that the place of what follows is another */
}

static void add_code(struct maker *m, const struct block *block,
                     const struct place *place)
{
    struct place inner = *place;
    inner.frame = maker_open_frame(m, (struct frame){
                                          .kind = FRAME_CODE,
                                          .parent = place->frame,
                                          .x = place->x,
                                          .w = place->w,
                                          .pad = m->style.frame_pad,
                                          .filled = true,
                                          .fill = m->setup->palette->card,
                                      });
    int inset = style_inset(&m->style, place->w);
    inner.x += inset;
    inner.w -= 2 * inset;
    struct font_style style = {FAMILY_MONO, false, false, m->style.em};
    maker_leaf(m, &block->text, &inner,
               &(struct leaf_setup){style, ROLE_CODE, m->style.line_h, 0});
    maker_close_frame(m, inner.frame);
}

static void add_blocks(struct maker *m, const struct block *first,
                       const struct place *place);

static void add_quote(struct maker *m, const struct block *block,
                      const struct place *place)
{
    struct place inner = *place;
    int inset = style_inset(&m->style, place->w);
    inner.frame = maker_open_frame(m, (struct frame){
                                          .kind = FRAME_QUOTE,
                                          .parent = place->frame,
                                          .x = place->x,
                                          .w = place->w,
                                          .stripe = inset ? 4 * m->style.lp : 0,
                                          .stripe_color = m->setup->palette->edge,
                                      });
    inner.role = ROLE_QUOTE;
    inner.tight = false;
    inset += inset ? m->style.u : 0;
    inner.x += inset;
    inner.w -= inset;
    add_blocks(m, block->first, &inner);
    maker_close_frame(m, inner.frame);
}

/* What stands above the page's first words, on its first sheet. */
static void add_lead(struct maker *m, const struct place *place)
{
    struct row like = {.kind = ROW_TEXT, .x = place->x, .w = place->w, .frame = -1};
    maker_own_words(m, m->setup->lead, &like,
                    (struct leaf){.role = ROLE_CHROME, .ink = m->setup->palette->muted});
    m->after_heading = 2 * m->style.u;
}

static void add_callout(struct maker *m, const struct block *block,
                        const struct place *place)
{
    struct place inner = callout_open(m, block->callout, place);
    if (block->first)
        add_blocks(m, block->first, &inner);
    else
        m->flow->rows[m->flow->row_count - 1].keep_next = false;
    maker_close_frame(m, inner.frame);
}

static size_t count_items(const struct block *list)
{
    size_t count = 0;
    for (const struct block *item = list->first; item; item = item->next)
        count++;
    return count;
}

static const char *marker_text(struct maker *m, const struct block *list, size_t index,
                               int depth)
{
    char number[32];
    if (!list->ordered)
        return depth % 2 ? "\u2022" : "\u2013";
    snprintf(number, sizeof number, "%lld.", (long long)list->start + (long long)index);
    return arena_string(&m->flow->arena, number);
}

/* How far a list moves its items' start edge: room for its widest marker. Not more than
 * half the column goes to lists; beyond, or where a marker is that wide, markers stand
 * above their items, which are hardly moved. */
static int list_indent(struct maker *m, const struct block *list,
                       const struct place *place)
{
    const char *last = marker_text(m, list, count_items(list) - 1, place->list_depth + 1);
    struct str zeros = {0}; /* the widest digit: a number before it may be wider */
    for (; *last; last++)
        str_append_char(&zeros, *last >= '0' && *last <= '9' ? '0' : *last);
    const char *text = arena_string(&m->flow->arena, str_c(&zeros));
    struct line widest = maker_short(m, text, maker_body(m));
    str_free(&zeros);
    int least = widest.w + 2 * m->style.u;
    int indent = larger(list->ordered ? 6 * m->style.u : 5 * m->style.u, least);
    int most = larger(m->setup->w / 2 - place->x, 0);
    if (indent <= most)
        return indent;
    return least <= most ? most : most < m->style.u ? most : m->style.u;
}

/* Puts a marker before the next row. */
static void add_marker(struct maker *m, struct line line, int x)
{
    struct marker *marker = arena_alloc(&m->flow->arena, sizeof *marker);
    *marker = (struct marker){NULL, line, x, m->position + line.start};
    if (m->markers)
        m->last_marker->next = marker;
    else
        m->markers = marker;
    m->last_marker = marker;
}

/* A row that has markers and no text. */
static void add_marker_row(struct maker *m, const struct place *place, int gap,
                           bool keep_next)
{
    maker_row(m,
              (struct row){.kind = ROW_EMPTY,
                           .x = place->x,
                           .w = place->w,
                           .h = m->style.line_h,
                           .frame = place->frame,
                           .keep_next = keep_next,
                           .position = m->position},
              gap);
}

/* A marker for which there is no room beside its item. */
static void add_marker_above(struct maker *m, const char *text, const struct place *place)
{
    struct lines lines = lines_set_plain(&m->flow->arena, m->fonts, text, maker_body(m),
                                         m->setup->rtl, place->w);
    for (size_t i = 0; i < lines.count; i++) {
        add_marker(m, lines.lines[i], place->x);
        add_marker_row(m, place, i == 0 ? m->style.tight_gap : 0, true);
    }
    m->after_heading = m->style.u; /* the item follows closely */
}

struct item_setup {
    const struct block *item;
    const char *marker;
    int indent; /* px that the list has moved its items */
};

static void add_item(struct maker *m, const struct item_setup *setup,
                     const struct place *place)
{
    struct line line = maker_short(m, setup->marker, maker_body(m));
    int room = setup->indent - 2 * m->style.u;
    if (line.w > room)
        add_marker_above(m, setup->marker, place);
    else
        add_marker(m, line, place->x - 2 * m->style.u - line.w);
    m->position += strlen(setup->marker); /* so that it has a place of its own */
    size_t before = m->flow->row_count;
    add_blocks(m, setup->item->first, place);
    if (m->flow->row_count == before && line.w <= room) /* nothing took the marker */
        add_marker_row(m, place, m->style.tight_gap, false);
}

static void add_list(struct maker *m, const struct block *list, const struct place *place)
{
    struct place inner = *place;
    struct item_setup item = {list->first, NULL, list_indent(m, list, place)};
    inner.list_depth++;
    inner.tight = list->tight;
    inner.x += item.indent;
    inner.w -= item.indent;
    if (place->list_depth == 0)
        m->next_gap = larger(m->next_gap, m->style.paragraph_gap);
    for (size_t index = 0; item.item; item.item = item.item->next, index++) {
        item.marker = marker_text(m, list, index, inner.list_depth);
        add_item(m, &item, &inner);
    }
}

/* A figure and its legend, the list right after it. Gives the last of the two. */
static const struct block *add_figure(struct maker *m, const struct block *block,
                                      const struct place *place)
{
    const struct block *next = block->next;
    const struct block *legend = next && next->kind == BLOCK_LIST ? next : NULL;
    struct place inner = figure_open(m, &block->text, place);
    if (legend)
        add_list(m, legend, &inner);
    figure_close(m, &inner);
    return legend ? legend : block;
}

static void add_blocks(struct maker *m, const struct block *first,
                       const struct place *place)
{
    for (const struct block *block = first; block; block = block->next) {
        switch (block->kind) {
        case BLOCK_DOCUMENT:
        case BLOCK_ITEM:
            add_blocks(m, block->first, place);
            break;
        case BLOCK_PARAGRAPH:
            add_paragraph(m, block, place);
            break;
        case BLOCK_TABLE:
            table_add(m, block, place);
            break;
        case BLOCK_ROW: /* the table's to add */
        case BLOCK_CELL:
            break;
        case BLOCK_FIGURE:
            block = add_figure(m, block, place);
            break;
        case BLOCK_HEADING:
            add_heading(m, block, place);
            break;
        case BLOCK_LIST:
            add_list(m, block, place);
            break;
        case BLOCK_QUOTE:
            add_quote(m, block, place);
            break;
        case BLOCK_CALLOUT:
            add_callout(m, block, place);
            break;
        case BLOCK_CODE:
            add_code(m, block, place);
            break;
        case BLOCK_RULE:
            add_rule(m, place);
            break;
        }
    }
}

void flow_make(struct flow *flow, const struct doc *doc, struct fonts *fonts,
               const struct layout_setup *setup)
{
    struct maker m = {
        .flow = flow,
        .fonts = fonts,
        .setup = setup,
        .style = style_of(setup),
    };
    struct place place = {
        .w = setup->w,
        .frame = -1,
        .role = ROLE_BODY,
        .ink = setup->palette->ink,
    };
    if (setup->lead)
        add_lead(&m, &place);
    add_blocks(&m, doc->root->first, &place);
}

void flow_free(struct flow *flow)
{
    free(flow->rows);
    free(flow->frames);
    free(flow->anchors);
    free(flow->links);
    arena_free(&flow->arena);
    *flow = (struct flow){0};
}
