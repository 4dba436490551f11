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
#include "layout/rows.h"

#include "base/mem.h"
#include "layout/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a block stands: what the blocks around it have decided. */
struct place {
    int x, w;
    int frame;
    enum role role; /* of plain text: body or quote */
    uint32_t ink;
    bool on_solid; /* inside an emergency callout */
    bool tight;    /* in a tight list */
    int list_depth;
};

struct maker {
    struct flow *flow;
    struct fonts *fonts;
    const struct layout_setup *setup;
    struct style style;
    size_t row_cap, frame_cap, anchor_cap, link_cap;
    const struct marker *markers; /* waiting for their row, innermost first */
    int next_gap;                 /* at least this above the next row */
    int after_heading; /* px above the row that follows a heading; 0: it follows none */
    size_t position;
};

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void add_row(struct maker *m, struct row row, int gap)
{
    struct flow *flow = m->flow;
    row.gap = m->after_heading ? m->after_heading : larger(gap, m->next_gap);
    if (flow->row_count == 0)
        row.gap = 0;
    row.markers = m->markers;
    m->markers = NULL;
    m->next_gap = 0;
    m->after_heading = 0;
    MEM_GROW(flow->rows, flow->row_count, m->row_cap);
    flow->rows[flow->row_count++] = row;
}

/* 1 + the index of a link, which is added where it is not the last one already. */
static uint32_t link_number(struct maker *m, const struct doc_link *link)
{
    struct flow *flow = m->flow;
    if (!link)
        return 0;
    if (flow->link_count == 0 || flow->links[flow->link_count - 1] != link) {
        MEM_GROW(flow->links, flow->link_count, m->link_cap);
        flow->links[flow->link_count++] = link;
    }
    return (uint32_t)flow->link_count;
}

/* The paragraph to set for a leaf: one span for each of the document's. */
static struct paragraph_source leaf_source(struct maker *m, struct leaf *leaf)
{
    const struct doc_text *text = leaf->text;
    struct arena *arena = &m->flow->arena;
    struct paragraph_span *spans = arena_alloc(arena, (text->count + 1) * sizeof *spans);
    uint32_t *links = arena_alloc(arena, (text->count + 1) * sizeof *links);
    for (size_t i = 0; i < text->count; i++) {
        const struct span *span = &text->spans[i];
        spans[i] = (struct paragraph_span){span->start, span->len,
                                           style_span(leaf->style, span->flags)};
        links[i] = link_number(m, span->link);
    }
    leaf->span_links = links;
    return (struct paragraph_source){
        .text = text->bytes,
        .len = text->len,
        .spans = spans,
        .span_count = text->count,
        .rtl = m->setup->rtl,
        .keep_spaces = leaf->role == ROLE_CODE,
    };
}

struct leaf_setup {
    struct font_style style;
    enum role role;
    int line_h, gap;
};

/* Adds a leaf's text as rows. */
static void add_leaf(struct maker *m, const struct doc_text *text,
                     const struct place *place, const struct leaf_setup *setup)
{
    struct leaf *leaf = arena_alloc(&m->flow->arena, sizeof *leaf);
    *leaf = (struct leaf){
        .text = text,
        .style = setup->style,
        .role = setup->role,
        .ink = place->ink,
        .muted_links = place->on_solid,
    };
    struct paragraph_source source = leaf_source(m, leaf);
    struct lines lines =
        lines_set(&m->flow->arena, m->fonts, &source, place->w, setup->role != ROLE_CODE);
    leaf->rows = (uint32_t)lines.count;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.lines[i];
        struct row row = {
            .kind = line->run_count ? ROW_TEXT : ROW_EMPTY,
            .leaf = leaf,
            .line = *line,
            .index = (uint32_t)i,
            .x = place->x,
            .w = place->w,
            .h = setup->line_h,
            .frame = place->frame,
            .position = m->position + line->start,
        };
        add_row(m, row, i == 0 ? setup->gap : 0);
    }
    m->position += text->len + 1;
}

static struct font_style body_style(const struct maker *m)
{
    return (struct font_style){FAMILY_TEXT, false, false, m->style.em};
}

static void add_paragraph(struct maker *m, const struct block *block,
                          const struct place *place)
{
    int gap = place->tight ? m->style.tight_gap : m->style.paragraph_gap;
    add_leaf(m, &block->text, place,
             &(struct leaf_setup){body_style(m), place->role, m->style.line_h, gap});
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
    add_leaf(m, &block->text, place, &setup);
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
    add_row(m, row, m->style.paragraph_gap);
}

/* Opens a frame at the next row; its index. Its rows' start edge is moved by the caller.
 */
static int open_frame(struct maker *m, struct frame frame)
{
    struct flow *flow = m->flow;
    MEM_GROW(flow->frames, flow->frame_count, m->frame_cap);
    frame.first_row = flow->row_count;
    flow->frames[flow->frame_count] = frame;
    m->next_gap = larger(m->next_gap, m->style.block_gap);
    if (m->after_heading)
        m->after_heading = larger(m->after_heading, 2 * m->style.u);
    return (int)flow->frame_count++;
}

static void close_frame(struct maker *m, int index)
{
    m->flow->frames[index].end_row = m->flow->row_count;
    m->next_gap = m->style.block_gap;
    m->after_heading = 0;
}

static void add_code(struct maker *m, const struct block *block,
                     const struct place *place)
{
    struct place inner = *place;
    inner.frame = open_frame(m, (struct frame){
                                    .kind = FRAME_CODE,
                                    .parent = place->frame,
                                    .x = place->x,
                                    .w = place->w,
                                    .pad = m->style.frame_pad,
                                    .filled = true,
                                    .fill = m->setup->palette->card,
                                });
    inner.x += 3 * m->style.u;
    inner.w -= 6 * m->style.u;
    struct font_style style = {FAMILY_MONO, false, false, m->style.em};
    add_leaf(m, &block->text, &inner,
             &(struct leaf_setup){style, ROLE_CODE, m->style.line_h, 0});
    close_frame(m, inner.frame);
}

static void add_blocks(struct maker *m, const struct block *first,
                       const struct place *place);

static void add_quote(struct maker *m, const struct block *block,
                      const struct place *place)
{
    struct place inner = *place;
    inner.frame = open_frame(m, (struct frame){
                                    .kind = FRAME_QUOTE,
                                    .parent = place->frame,
                                    .x = place->x,
                                    .w = place->w,
                                    .stripe = 4 * m->style.lp,
                                    .stripe_color = m->setup->palette->edge,
                                });
    inner.role = ROLE_QUOTE;
    inner.tight = false;
    inner.x += 4 * m->style.u;
    inner.w -= 4 * m->style.u;
    add_blocks(m, block->first, &inner);
    close_frame(m, inner.frame);
}

/* A marker: one line, as wide as it is. */
static struct line set_short(struct maker *m, const char *text, struct font_style style)
{
    struct lines lines = lines_set_plain(&m->flow->arena, m->fonts, text, style,
                                         m->setup->rtl, NO_MEASURE);
    return lines.count ? lines.lines[0] : (struct line){0};
}

/* Words of our own (not the document's) as bold rows that stay with what follows. `like`
 * gives kind, column, frame, icon (of the first row) and colour; `own` role and ink. */
static void add_own_words(struct maker *m, const char *words, const struct row *like,
                          struct leaf own)
{
    struct leaf *leaf = arena_alloc(&m->flow->arena, sizeof *leaf);
    own.style = (struct font_style){FAMILY_TEXT, true, false, m->style.em};
    struct lines lines = lines_set_plain(&m->flow->arena, m->fonts, words, own.style,
                                         m->setup->rtl, like->w);
    own.rows = (uint32_t)lines.count;
    *leaf = own;
    for (size_t i = 0; i < lines.count; i++) {
        struct row row = *like;
        row.leaf = leaf;
        row.line = lines.lines[i];
        row.index = (uint32_t)i;
        row.h = m->style.line_h;
        row.keep_next = true;
        row.position = m->position + lines.lines[i].start;
        row.icon = i == 0 ? like->icon : ICON_NONE;
        add_row(m, row, 0);
    }
    m->position += strlen(words) + 1;
}

static void add_callout_word(struct maker *m, const struct callout_look *look,
                             const struct place *place)
{
    int icon_w = m->style.em + 2 * m->style.u;
    struct row like = {
        .kind = ROW_CALLOUT,
        .x = place->x + icon_w,
        .w = place->w - icon_w,
        .frame = place->frame,
        .icon = look->icon,
        .color = look->solid ? place->ink : look->color,
    };
    add_own_words(m, look->word, &like,
                  (struct leaf){.role = ROLE_MARKER, .ink = place->ink});
}

/* What stands above the page's first words, on its first sheet. */
static void add_lead(struct maker *m, const struct place *place)
{
    struct row like = {.kind = ROW_TEXT, .x = place->x, .w = place->w, .frame = -1};
    add_own_words(m, m->setup->lead, &like,
                  (struct leaf){.role = ROLE_CHROME, .ink = m->setup->palette->muted});
    m->after_heading = 2 * m->style.u;
}

static void add_callout(struct maker *m, const struct block *block,
                        const struct place *place)
{
    struct callout_look look = style_callout(block->callout, m->setup->palette);
    struct place inner = *place;
    inner.frame =
        open_frame(m, (struct frame){
                          .kind = FRAME_CALLOUT,
                          .parent = place->frame,
                          .x = place->x,
                          .w = place->w,
                          .pad = m->style.frame_pad,
                          .stripe = m->style.stripe,
                          .stripe_color = look.color,
                          .filled = true,
                          .fill = look.solid ? look.color : m->setup->palette->card,
                          .whole = true,
                      });
    int inset = m->style.stripe + 3 * m->style.u;
    inner.x += inset;
    inner.w -= inset + 3 * m->style.u;
    inner.role = ROLE_BODY;
    inner.ink = look.solid ? m->setup->palette->page : m->setup->palette->ink;
    inner.on_solid = look.solid;
    inner.tight = false;
    add_callout_word(m, &look, &inner);
    m->after_heading = m->style.u; /* the text follows its word closely */
    add_blocks(m, block->first, &inner);
    close_frame(m, inner.frame);
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

/* How far a list moves its items' start edge: room for its widest marker, and never so
 * far that less than half the column is left. */
static int list_indent(struct maker *m, const struct block *list,
                       const struct place *place)
{
    struct line widest =
        set_short(m, marker_text(m, list, count_items(list) - 1, place->list_depth + 1),
                  body_style(m));
    int indent = larger(list->ordered ? 6 * m->style.u : 5 * m->style.u,
                        widest.w + 2 * m->style.u);
    int most = m->setup->w / 2 - place->x;
    return larger(indent < most ? indent : most, 0);
}

static void add_item(struct maker *m, const struct block *item, const char *text,
                     const struct place *place)
{
    struct marker *marker = arena_alloc(&m->flow->arena, sizeof *marker);
    marker->line = set_short(m, text, body_style(m));
    marker->x = larger(place->x - 2 * m->style.u - marker->line.w, 0);
    marker->next = m->markers;
    m->markers = marker;
    size_t before = m->flow->row_count;
    add_blocks(m, item->first, place);
    if (m->flow->row_count == before) /* nothing took the marker */
        add_row(m,
                (struct row){.kind = ROW_EMPTY,
                             .x = place->x,
                             .w = place->w,
                             .h = m->style.line_h,
                             .frame = place->frame,
                             .position = m->position},
                m->style.tight_gap);
}

static void add_list(struct maker *m, const struct block *list, const struct place *place)
{
    struct place inner = *place;
    int indent = list_indent(m, list, place);
    inner.list_depth++;
    inner.tight = list->tight;
    inner.x += indent;
    inner.w -= indent;
    size_t index = 0;
    if (place->list_depth == 0)
        m->next_gap = larger(m->next_gap, m->style.paragraph_gap);
    for (const struct block *item = list->first; item; item = item->next, index++)
        add_item(m, item, marker_text(m, list, index, inner.list_depth), &inner);
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
