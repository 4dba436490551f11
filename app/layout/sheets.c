/* Dividing rows into sheets.
 *
 * Each sheet takes rows until the next would not fit, and ends at one of the places that
 * it passed: the last of those with the least fault. A place is without fault where it
 * leaves a heading at least two lines of what follows, a paragraph at least two of its
 * own on either side (widows and orphans), a callout's word two lines of its text, and
 * divides no callout, grid, card or figure with its legend that would fit on one sheet,
 * and no code that would fit on half of one. Faults have an order, so that where not
 * every rule can be kept the least is broken: a callout is divided before its word or a
 * heading ends a sheet.
 *
 * Where a sheet holds fewer than four lines the rules yield and it ends where it is full,
 * but not inside a heading or a callout's word that would fit on one.
 * A row is never cut; one that is taller than a sheet stands on a sheet of its own.
 *
 * The refused alternative is to weigh all sheets of a page together, as Knuth and Plass
 * do lines: what stands on a sheet would then depend on what follows it. */
#include "layout/rows.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>

int sheets_head(const struct flow *flow, size_t row)
{
    const struct cells *cells = flow->rows[row].cells;
    return cells && cells->head ? cells->head->h : 0;
}

int sheets_pad_above(const struct flow *flow, size_t row, bool first_on_sheet)
{
    int pad = first_on_sheet ? sheets_head(flow, row) : 0;
    for (int f = flow->rows[row].frame; f >= 0; f = flow->frames[f].parent)
        if (first_on_sheet || flow->frames[f].first_row == row)
            pad += flow->frames[f].pad;
    return pad;
}

int sheets_pad_below(const struct flow *flow, size_t row, bool last_on_sheet)
{
    int pad = 0;
    for (int f = flow->rows[row].frame; f >= 0; f = flow->frames[f].parent)
        if (last_on_sheet || flow->frames[f].end_row == row + 1)
            pad += flow->frames[f].pad;
    return pad;
}

/* px that the rows [first, end) take on a sheet of their own, counted no further than to
 * more than `most`. */
static int height(const struct flow *flow, size_t first, size_t end, int most)
{
    int h = 0;
    for (size_t i = first; i < end && h <= most; i++) {
        h += (i > first ? flow->rows[i].gap : 0) + flow->rows[i].h;
        h += sheets_pad_above(flow, i, i == first) +
             sheets_pad_below(flow, i, i + 1 == end);
    }
    return h;
}

int sheets_height(const struct flow *flow, size_t first, size_t end)
{
    return height(flow, first, end, INT_MAX / 2);
}

/* True where the rows [first, end) fit on a sheet of their own. */
static bool fit(const struct flow *flow, size_t first, size_t end, int most)
{
    return height(flow, first, end, most) <= most;
}

/* What is wrong with ending a sheet at a place, the least first. */
enum fault {
    FAULT_NONE,
    FAULT_FRAME,  /* inside a frame that would fit on a sheet */
    FAULT_LINE,   /* a single line of a paragraph or table, or after a heading, is left */
    FAULT_FIGURE, /* between a picture and its legend */
    FAULT_HEADING, /* a heading or a callout's word ends the sheet */
    FAULT_WORDS,   /* inside a heading or a callout's word */
};

/* True where a frame wants to stay whole and would fit: callouts and tables on a sheet,
 * code on half of one, since it leaves little behind when it moves on. */
static bool keeps_whole(const struct flow *flow, const struct frame *frame, int h)
{
    int most = frame->kind == FRAME_CODE ? h / 2 : h;
    return frame->whole && fit(flow, frame->first_row, frame->end_row, most);
}

/* What is wrong where row `row` stands inside a frame that began before it and is kept
 * whole. */
static enum fault fault_inside(const struct flow *flow, size_t row, int h)
{
    for (int f = flow->rows[row].frame; f >= 0; f = flow->frames[f].parent) {
        const struct frame *frame = &flow->frames[f];
        if (frame->first_row < row && keeps_whole(flow, frame, h))
            return frame->kind == FRAME_FIGURE ? FAULT_FIGURE : FAULT_FRAME;
    }
    return FAULT_NONE;
}

static bool is_heading(const struct row *row)
{
    return row->leaf && row->leaf->role >= ROLE_HEADING1 &&
           row->leaf->role <= ROLE_HEADING6;
}

/* True where the row before `row` is the only line below a heading, or below a callout's
 * word that has more to say. */
static bool one_line_below(const struct flow *flow, size_t row)
{
    const struct row *above = &flow->rows[row - 1];
    if (row < 2 || above->keep_next || above->kind == ROW_PICTURE)
        return false;
    const struct row *head = &flow->rows[row - 2];
    if (head->kind == ROW_CALLOUT)
        return flow->frames[head->frame].end_row > row;
    return is_heading(head);
}

/* True where ending a sheet before row `row` leaves a single line of a paragraph. */
static bool splits_line(const struct flow *flow, size_t row)
{
    const struct row *above = &flow->rows[row - 1], *below = &flow->rows[row];
    return above->leaf && above->leaf == below->leaf &&
           (below->index == 1 || below->index + 1 == below->leaf->rows);
}

static bool same_words(const struct row *a, const struct row *b)
{
    return (a->leaf && a->leaf == b->leaf) ||
           (a->kind == ROW_CALLOUT && b->kind == ROW_CALLOUT);
}

/* What is wrong with ending a sheet before row `row`. */
static enum fault fault_before(const struct flow *flow, size_t row, int h)
{
    const struct row *above = &flow->rows[row - 1], *below = &flow->rows[row];
    if (above->keep_next)
        return same_words(above, below) ? FAULT_WORDS : FAULT_HEADING;
    enum fault inside = fault_inside(flow, row, h);
    bool line = above->near_next || splits_line(flow, row) || one_line_below(flow, row);
    return line && inside < FAULT_LINE ? FAULT_LINE : inside;
}

/* The end of the sheet that begins with row `first`. */
static size_t fill(const struct flow *flow, size_t first, int h, bool rules)
{
    enum fault least = FAULT_WORDS;
    size_t best = first;
    int y = 0;
    for (size_t i = first; i < flow->row_count; i++) {
        bool top = i == first;
        y += (top ? 0 : flow->rows[i].gap) + sheets_pad_above(flow, i, top) +
             flow->rows[i].h;
        if (!top && y + sheets_pad_below(flow, i, true) > h)
            return best > first ? best : i;
        y += sheets_pad_below(flow, i, false);
        if (i + 1 == flow->row_count)
            break;
        enum fault fault = fault_before(flow, i + 1, h);
        if (!rules && fault < FAULT_WORDS)
            fault = FAULT_NONE;
        if (fault <= least) {
            least = fault;
            best = i + 1;
        }
    }
    return flow->row_count;
}

struct sheet *sheets_divide(const struct flow *flow, int h, int line_h, size_t *count)
{
    struct sheet *sheets = NULL;
    size_t cap = 0, first = 0;
    *count = 0;
    do {
        struct sheet sheet = {first, fill(flow, first, h, h >= 4 * line_h)};
        MEM_GROW(sheets, *count, cap);
        sheets[(*count)++] = sheet;
        first = sheet.end;
    } while (first < flow->row_count);
    return sheets;
}
