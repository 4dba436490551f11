/* Dividing rows into sheets.
 *
 * Each sheet takes rows until the next would not fit, then goes back to the last place
 * where a sheet may end: not after a heading, not between the first two or the last two
 * rows of a paragraph (widows and orphans), not inside a callout that fits on one sheet.
 * Where there is no such place, or a sheet holds fewer than four lines, the rules yield
 * and it ends where it is full. A row is never cut; one that is taller than a sheet
 * stands on a sheet of its own. */
#include "layout/rows.h"

#include "base/mem.h"

#include <stdlib.h>

int sheets_pad_above(const struct flow *flow, size_t row, bool first_on_sheet)
{
    int pad = 0;
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

/* True where the rows [first, end) fit on a sheet of their own. */
static bool fit(const struct flow *flow, size_t first, size_t end, int most)
{
    int h = 0;
    for (size_t i = first; i < end && h <= most; i++) {
        h += (i > first ? flow->rows[i].gap : 0) + flow->rows[i].h;
        h += sheets_pad_above(flow, i, i == first) +
             sheets_pad_below(flow, i, i + 1 == end);
    }
    return h <= most;
}

/* True where row `row` stands inside a frame that began before it, wants to stay whole
 * and would fit on a sheet. */
static bool inside_whole(const struct flow *flow, size_t row, int h)
{
    for (int f = flow->rows[row].frame; f >= 0; f = flow->frames[f].parent) {
        const struct frame *frame = &flow->frames[f];
        if (frame->whole && frame->first_row < row &&
            fit(flow, frame->first_row, frame->end_row, h))
            return true;
    }
    return false;
}

/* True where a sheet may end before row `row`. */
static bool may_divide(const struct flow *flow, size_t row, int h)
{
    const struct row *above = &flow->rows[row - 1], *below = &flow->rows[row];
    if (above->keep_next)
        return false;
    bool one_leaf = above->leaf && above->leaf == below->leaf;
    if (one_leaf && (below->index == 1 || below->index + 1 == below->leaf->rows))
        return false;
    return !inside_whole(flow, row, h);
}

/* The end of the sheet that begins with row `first`. */
static size_t fill(const struct flow *flow, size_t first, int h, bool rules)
{
    int y = 0;
    size_t good = first;
    for (size_t i = first; i < flow->row_count; i++) {
        bool top = i == first;
        y += (top ? 0 : flow->rows[i].gap) + sheets_pad_above(flow, i, top) +
             flow->rows[i].h;
        if (!top && y + sheets_pad_below(flow, i, true) > h)
            return rules && good > first ? good : i;
        y += sheets_pad_below(flow, i, false);
        if (i + 1 < flow->row_count && may_divide(flow, i + 1, h))
            good = i + 1;
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
