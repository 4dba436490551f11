#include "layout/layout.h"

#include "base/mem.h"
#include "base/str.h"
#include "layout/figure.h"
#include "layout/rows.h"
#include "layout/style.h"

#include <stdlib.h>
#include <string.h>

struct layout {
    struct flow flow;
    struct layout_setup setup;
    struct style style;
    struct fonts *fonts;
    struct sheet *sheets;
    size_t sheet_count;
};

/* What is under way while a sheet is being drawn. */
struct drawing {
    const struct layout *layout;
    struct display *display;
    int x, y; /* of the column's top left */
    const struct sheet *sheet;
    int *tops; /* y of each row of the sheet, its padding below it */
};

struct layout *layout_new(const struct doc *doc, struct fonts *fonts,
                          const struct layout_setup *setup)
{
    struct layout *layout = mem_alloc(sizeof *layout);
    layout->setup = *setup;
    layout->style = style_of(setup);
    layout->fonts = fonts;
    flow_make(&layout->flow, doc, fonts, setup);
    layout->sheets = sheets_divide(&layout->flow, setup->h, layout->style.line_h,
                                   &layout->sheet_count);
    return layout;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    flow_free(&layout->flow);
    free(layout->sheets);
    free(layout);
}

int layout_sheets(const struct layout *layout)
{
    return (int)layout->sheet_count;
}

/* The y of each row on the sheet, from its top: where the row itself begins. */
static int *row_tops(const struct layout *layout, const struct sheet *sheet)
{
    const struct flow *flow = &layout->flow;
    int *tops = mem_resize(NULL, sheet->end - sheet->first + 1, sizeof *tops);
    int y = 0;
    for (size_t i = sheet->first; i < sheet->end; i++) {
        bool top = i == sheet->first, foot = i + 1 == sheet->end;
        y += (top ? 0 : flow->rows[i].gap) + sheets_pad_above(flow, i, top);
        tops[i - sheet->first] = y;
        y += flow->rows[i].h + sheets_pad_below(flow, i, foot);
    }
    return tops;
}

/* px between a frame's edge and one of its rows that the frames inside it take, and a
 * repeated head. */
static int inner_pads(const struct flow *flow, int frame, size_t row, bool above,
                      bool sheet_edge)
{
    int pad = above && sheet_edge ? sheets_head(flow, row) : 0;
    for (int f = flow->rows[row].frame; f >= 0; f = flow->frames[f].parent) {
        const struct frame *inner = &flow->frames[f];
        bool edge = above ? inner->first_row == row : inner->end_row == row + 1;
        if (sheet_edge || edge)
            pad += inner->pad;
        if (f == frame)
            break;
    }
    return pad;
}

/* The part of a frame that stands on the sheet; false where none does. */
static bool frame_rect(const struct drawing *d, int index, struct rect *out)
{
    const struct flow *flow = &d->layout->flow;
    const struct frame *frame = &flow->frames[index];
    size_t first =
        frame->first_row > d->sheet->first ? frame->first_row : d->sheet->first;
    size_t end = frame->end_row < d->sheet->end ? frame->end_row : d->sheet->end;
    if (first >= end)
        return false;
    int top = d->tops[first - d->sheet->first] -
              inner_pads(flow, index, first, true, first == d->sheet->first);
    int foot = d->tops[end - 1 - d->sheet->first] + flow->rows[end - 1].h +
               inner_pads(flow, index, end - 1, false, end == d->sheet->end);
    *out = (struct rect){d->x + frame->x, d->y + top, frame->w, foot - top};
    return true;
}

static void draw_edge(struct drawing *d, struct rect rect)
{
    struct display_item *box = display_box(d->display, rect, ROLE_CARD, 0);
    box->hollow = true;
    box->edge = d->layout->setup.palette->edge;
    box->edge_px = 2 * d->layout->style.lp;
    box->radius = 8 * d->layout->style.lp;
}

static void draw_frame(struct drawing *d, int index)
{
    const struct frame *frame = &d->layout->flow.frames[index];
    struct rect rect;
    if (!frame_rect(d, index, &rect))
        return;
    enum role role = frame->kind == FRAME_CODE   ? ROLE_CODE_BOX
                     : frame->kind == FRAME_CARD ? ROLE_CARD
                                                 : ROLE_CALLOUT;
    if (frame->filled) {
        struct display_item *box = display_box(d->display, rect, role, frame->fill);
        box->edge_px = frame->edge_px;
        box->edge = frame->edge;
        box->radius = frame->radius;
    }
    if (frame->kind == FRAME_ALT)
        draw_edge(d, rect);
    if (frame->stripe) {
        rect.w = frame->stripe;
        display_box(d->display, rect, ROLE_EDGE, frame->stripe_color);
    }
}

/* The frame that begins at row `row` or first after it. Frames stand in the order of
 * their first rows. */
static size_t first_frame(const struct flow *flow, size_t row)
{
    size_t low = 0, high = flow->frame_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (flow->frames[middle].first_row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Draws the frames of the sheet, outer ones first: those that go on from the sheet before
 * and those that begin here. */
static void draw_frames(struct drawing *d)
{
    const struct flow *flow = &d->layout->flow;
    size_t first = d->sheet->first, count = 0;
    int open[DOC_MAX_DEPTH + 1];
    int f = first < flow->row_count ? flow->rows[first].frame : -1;
    for (; f >= 0; f = flow->frames[f].parent)
        if (flow->frames[f].first_row < first)
            open[count++] = f;
    while (count > 0)
        draw_frame(d, open[--count]);
    for (size_t i = first_frame(flow, first);
         i < flow->frame_count && flow->frames[i].first_row < d->sheet->end; i++)
        draw_frame(d, (int)i);
}

/* Adds a run of a leaf, or of our own words, as a text item. */
static struct display_item *draw_run(struct drawing *d, const struct leaf *leaf,
                                     const struct line_run *run, struct rect rect)
{
    struct font_style style =
        leaf ? leaf->style
             : (struct font_style){FAMILY_TEXT, false, false, d->layout->style.em};
    struct display_item *item =
        lines_draw_run(d->display, d->layout->fonts, run, rect, style);
    item->role = leaf ? leaf->role : ROLE_MARKER;
    item->color = leaf ? leaf->ink : d->layout->setup.palette->ink;
    item->lang = d->layout->setup.lang;
    item->rtl = d->layout->setup.rtl;
    return item;
}

static void draw_markers(struct drawing *d, const struct row *row, int y)
{
    for (const struct marker *marker = row->markers; marker; marker = marker->next) {
        int h = row->figure  ? d->layout->style.line_h
                : row->cells ? d->layout->style.line_h + 2 * row->cells->pad
                             : row->h;
        for (uint32_t i = 0; i < marker->line.run_count; i++) {
            const struct line_run *run = &marker->line.runs[i];
            struct rect rect = {d->x + marker->x + run->x, y, run->w, h};
            struct display_item *item = draw_run(d, row->leaf, run, rect);
            item->role = ROLE_MARKER;
            item->style =
                (struct font_style){FAMILY_TEXT, false, false, d->layout->style.em};
            item->baseline = lines_baseline(
                d->layout->fonts, row->leaf ? row->leaf->style : item->style, h);
        }
    }
}

/* The whole text of the link that span `span` belongs to, for its target's label. */
static void link_label(const struct leaf *leaf, uint32_t span, struct str *out)
{
    const struct doc_text *text = leaf->text;
    uint32_t number = leaf->span_links[span];
    while (span > 0 && leaf->span_links[span - 1] == number)
        span--;
    for (; span < text->count && leaf->span_links[span] == number; span++)
        str_append_bytes(out, text->bytes + text->spans[span].start,
                         text->spans[span].len);
}

static void draw_link(struct drawing *d, const struct leaf *leaf, uint32_t span,
                      struct rect rect)
{
    struct str label = {0};
    link_label(leaf, span, &label);
    struct action action = {.kind = ACTION_LINK, .arg = leaf->span_links[span] - 1};
    display_target(d->display, rect, ROLE_LINK, str_c(&label), action);
    str_free(&label);
}

/* A run that is a picture, in the middle of its line. */
static void draw_inline(struct drawing *d, const struct leaf *leaf,
                        const struct line_run *run, struct rect rect)
{
    const struct figure *figure = leaf->figures[run->span];
    int y = rect.y + (rect.h - figure->h) / 2 - figure->pad;
    figure_draw(figure, &d->layout->setup, d->display, rect.x, y);
    if (leaf->span_links && leaf->span_links[run->span])
        draw_link(d, leaf, run->span, rect);
}

/* A run of the document's own text, dressed as its span says. */
static void draw_text_run(struct drawing *d, const struct leaf *leaf,
                          const struct line_run *run, struct rect rect)
{
    const struct palette *palette = d->layout->setup.palette;
    const struct span *span = leaf->text ? &leaf->text->spans[run->span] : NULL;
    if (leaf->figures && leaf->figures[run->span]) {
        draw_inline(d, leaf, run, rect);
        return;
    }
    struct display_item *item = draw_run(d, leaf, run, rect);
    if (!span)
        return;
    item->style = style_span(item->style, span->flags);
    if (span->flags & SPAN_IMAGE) {
        item->role = leaf->role == ROLE_LABEL ? ROLE_LABEL : ROLE_ALT;
        item->color = leaf->muted_links ? leaf->ink : palette->muted;
    }
    if ((span->flags & SPAN_OURS) && leaf->role != ROLE_LABEL)
        item->role = ROLE_MARKER;
    if (!leaf->span_links || !leaf->span_links[run->span])
        return;
    item->underline = true;
    if (!leaf->muted_links)
        item->color = palette->accent;
    draw_link(d, leaf, run->span, rect);
}

static void draw_rule(struct drawing *d, const struct row *row, int y)
{
    int thick = 2 * d->layout->style.lp;
    struct rect rect = {d->x + row->x, y + (row->h - thick) / 2, row->w, thick};
    display_box(d->display, rect, ROLE_EDGE, d->layout->setup.palette->edge);
}

static void draw_icon(struct drawing *d, const struct row *row, int y)
{
    int em = d->layout->style.em, side = em + em / 4;
    struct rect rect = {d->x + row->x - em - 2 * d->layout->style.u,
                        y + (row->h - side) / 2, side, side};
    display_icon(d->display, rect, row->icon, row->color);
}

/* A corner before a row that goes on a long line of code: down, then to its start. */
static void draw_turn(struct drawing *d, const struct row *row, int y)
{
    const struct style *style = &d->layout->style;
    uint32_t color = d->layout->setup.palette->muted;
    int left = d->layout->flow.frames[row->frame].x, inset = row->x - left;
    int thick = 2 * style->lp, w = inset * 5 / 8, h = 2 * style->u;
    struct rect down = {d->x + left + inset / 6, y + row->h / 2 - h, thick, h};
    struct rect along = {down.x, y + row->h / 2, w, thick};
    if (inset == 0)
        return;
    display_box(d->display, down, ROLE_EDGE, color);
    display_box(d->display, along, ROLE_EDGE, color);
}

static void draw_line(struct drawing *d, const struct leaf *leaf, const struct line *line,
                      struct rect box)
{
    for (uint32_t i = 0; i < line->run_count; i++) {
        const struct line_run *run = &line->runs[i];
        struct rect rect = {box.x + run->x, box.y, run->w, box.h};
        draw_text_run(d, leaf, run, rect);
    }
}

/* One cell, its first line at `y`. */
static void draw_cell(struct drawing *d, const struct cell *cell, const struct leaf *leaf,
                      int x, int y)
{
    int h = d->layout->style.line_h;
    for (size_t i = 0; i < cell->lines.count; i++) {
        const struct line *line = &cell->lines.lines[i];
        int free_w = cell->w - line->w, start = x + cell->x;
        if (cell->align != ALIGN_START)
            start += cell->align == ALIGN_END ? free_w : free_w / 2;
        draw_line(d, leaf, line, (struct rect){start, y + (int)i * h, line->w, h});
    }
}

/* The cells of a row, or those of a head once more, which are labels then. */
static void draw_cells(struct drawing *d, const struct row *row,
                       const struct cells *cells, int y)
{
    struct rect box = {d->x + row->x, y, row->w, cells->h};
    if (cells->filled)
        display_box(d->display, box, ROLE_CARD, cells->fill);
    for (size_t i = 0; i < cells->count; i++) {
        struct leaf leaf = *cells->cells[i].leaf;
        if (cells != row->cells)
            leaf.role = ROLE_LABEL;
        draw_cell(d, &cells->cells[i], &leaf, box.x, y + cells->pad);
    }
    if (cells->edge)
        display_box(d->display,
                    (struct rect){box.x, y + cells->h - cells->edge, box.w, cells->edge},
                    ROLE_EDGE, cells->edge_color);
}

static void draw_row(struct drawing *d, size_t index)
{
    const struct row *row = &d->layout->flow.rows[index];
    int y = d->y + d->tops[index - d->sheet->first];
    if (row->cells && row->cells->head && index == d->sheet->first)
        draw_cells(d, row, row->cells->head, y - row->cells->head->h);
    draw_markers(d, row, y);
    if (row->cells)
        draw_cells(d, row, row->cells, y);
    if (row->kind == ROW_RULE)
        draw_rule(d, row, y);
    if (row->goes_on)
        draw_turn(d, row, y);
    if (row->figure)
        figure_draw(row->figure, &d->layout->setup, d->display, d->x + row->x, y);
    if (row->icon)
        draw_icon(d, row, y);
    draw_line(d, row->leaf, &row->line, (struct rect){d->x + row->x, y, row->w, row->h});
}

void layout_draw(const struct layout *layout, int sheet, int x, int y,
                 struct display *display)
{
    struct drawing d = {layout, display, x, y, &layout->sheets[sheet], NULL};
    d.tops = row_tops(layout, d.sheet);
    draw_frames(&d);
    for (size_t i = d.sheet->first; i < d.sheet->end; i++)
        draw_row(&d, i);
    free(d.tops);
}

size_t layout_position(const struct layout *layout, int sheet)
{
    const struct sheet *on = &layout->sheets[sheet];
    const struct row *rows = layout->flow.rows;
    size_t row = on->first;
    while (row + 1 < on->end && rows[row].kind == ROW_EMPTY && !rows[row].markers)
        row++; /* a blank line of code has no word */
    return row < layout->flow.row_count ? rows[row].position : 0;
}

int layout_sheet_at(const struct layout *layout, size_t position)
{
    int sheet = 0;
    while (sheet + 1 < layout_sheets(layout) &&
           layout_position(layout, sheet + 1) <= position)
        sheet++;
    return sheet;
}

int layout_sheet_of_anchor(const struct layout *layout, const char *id)
{
    const struct flow *flow = &layout->flow;
    for (size_t i = 0; i < flow->anchor_count; i++) {
        if (strcmp(flow->anchors[i].id, id) != 0)
            continue;
        int sheet = 0;
        while (layout->sheets[sheet].end <= flow->anchors[i].row &&
               sheet + 1 < layout_sheets(layout))
            sheet++;
        return sheet;
    }
    return -1;
}

const struct doc_link *layout_link(const struct layout *layout, size_t index)
{
    return index < layout->flow.link_count ? layout->flow.links[index] : NULL;
}

size_t layout_link_count(const struct layout *layout)
{
    return layout->flow.link_count;
}
