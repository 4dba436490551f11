/* A table is a grid where it reads well as one, and cards (cards.c) where it does not.
 *
 * Each column has a least width, its widest word, and a natural one, its longest line.
 * Columns get one width in common, except that none gets more than its natural width or
 * less than its least: short columns keep their words on one line and the long ones share
 * the rest evenly. (CSS shares in proportion to the natural widths, which lets one long
 * cell squeeze all others.)
 *
 * It reads well while no word is divided, no longer text stands in a ribbon of a few
 * letters, and no row is higher than a third of a sheet: a row is never divided. It is
 * given up for cards as soon as one of these fails, so a table of any size is measured
 * once at most. Nothing is ever set smaller to fit. */
#include "layout/table.h"

#include "base/mem.h"
#include "layout/cards.h"

#include <stdlib.h>
#include <string.h>

struct column {
    struct lines_widths widths;
    int x, w; /* of its text */
};

/* A grid in the making. */
struct grid {
    struct maker *m;
    const struct block *table;
    const struct place *place;
    struct column *columns;
    const struct cells **rows; /* NULL for a head without words */
    size_t row_count, row_cap;
    int x_pad, y_pad; /* px around the text of a cell */
    int w;            /* of the whole grid */
};

static struct font_style cell_style(const struct grid *g, const struct block *row)
{
    struct font_style style = maker_body(g->m);
    style.bold = row == g->table->first;
    return style;
}

/* The least width that a column may get: no ribbon. */
static int least_width(const struct grid *g, const struct column *column)
{
    int ribbon = 5 * g->m->style.em; /* about ten letters */
    int natural = column->widths.natural;
    return larger(column->widths.least, natural < ribbon ? natural : ribbon);
}

/* The width of the grid where the columns have `common` px as far as each may. */
static int width_at(struct grid *g, int common)
{
    int w = 0;
    for (size_t i = 0; i < g->table->columns; i++) {
        struct column *column = &g->columns[i];
        int most = column->widths.natural < common ? column->widths.natural : common;
        column->x = w + g->x_pad;
        column->w = larger(most, least_width(g, column));
        w += column->w + 2 * g->x_pad;
    }
    return w;
}

static bool measure_row(struct grid *g, const struct block *row)
{
    struct column *column = g->columns;
    for (const struct block *cell = row->first; cell; cell = cell->next, column++) {
        struct leaf leaf = {.text = &cell->text, .style = cell_style(g, row)};
        struct paragraph_source source = maker_source(g->m, &leaf, g->place);
        struct lines_widths widths = lines_widths(g->m->fonts, &source);
        column->widths.least = larger(column->widths.least, widths.least);
        column->widths.natural = larger(column->widths.natural, widths.natural);
    }
    return width_at(g, 0) <= g->place->w;
}

/* Finds the width that columns have in common; false where the table is too wide. */
static bool measure(struct grid *g)
{
    struct arena mark = g->m->flow->arena;
    bool fits = g->table->columns <= (size_t)(g->place->w / g->x_pad / 2);
    for (const struct block *row = g->table->first; fits && row; row = row->next)
        fits = measure_row(g, row);
    arena_rewind(&g->m->flow->arena, mark);
    int low = 0, high = g->place->w;
    while (fits && low < high) {
        int middle = (low + high + 1) / 2;
        if (width_at(g, middle) <= g->place->w)
            low = middle;
        else
            high = middle - 1;
    }
    g->w = width_at(g, low);
    return fits;
}

/* The place of a row's text: the head stands on a fill of its own. */
static struct place row_place(const struct grid *g, bool head)
{
    struct place place = *g->place;
    if (head) {
        place.ink = g->m->setup->palette->ink;
        place.on_solid = false;
    }
    return place;
}

static struct cells *new_cells(struct grid *g, const struct block *row)
{
    const struct palette *palette = g->m->setup->palette;
    bool head = row == g->table->first;
    size_t count = 0;
    for (const struct block *cell = row->first; cell; cell = cell->next)
        count++;
    struct cells *cells = arena_alloc(&g->m->flow->arena, sizeof *cells);
    *cells = (struct cells){
        .cells = arena_alloc(&g->m->flow->arena, count * sizeof *cells->cells),
        .head = head ? NULL : g->rows[0],
        .pad = g->y_pad,
        .filled = head,
        .fill = cards_fill(g->m, g->place),
        .edge = head        ? 2 * g->m->style.lp
                : row->next ? g->m->style.lp
                            : 0,
        .edge_color = g->place->on_solid ? g->place->ink : palette->edge,
    };
    return cells;
}

/* Sets a row's cells in their columns. */
static const struct cells *set_row(struct grid *g, const struct block *row)
{
    struct cells *cells = new_cells(g, row);
    struct place place = row_place(g, row == g->table->first);
    struct leaf_setup setup = {cell_style(g, row), ROLE_CELL, g->m->style.line_h, 0};
    size_t most = 1;
    for (const struct block *block = row->first; block; block = block->next) {
        struct cell *cell = &cells->cells[cells->count];
        const struct column *column = &g->columns[cells->count];
        cell->x = column->x;
        cell->w = place.w = column->w;
        cell->align = g->table->aligns[cells->count++];
        cell->leaf = maker_set(g->m, &block->text, &place, &setup, &cell->lines);
        most = cell->lines.count > most ? cell->lines.count : most;
    }
    most = most > INT16_MAX ? INT16_MAX : most;
    cells->h = (int)most * setup.line_h + 2 * cells->pad + cells->edge;
    return cells;
}

static bool has_words(const struct block *row)
{
    const struct block *cell = row->first;
    while (cell && cell->text.count == 0)
        cell = cell->next;
    return cell;
}

/* Sets all rows; false where one is too high. */
static bool set_rows(struct grid *g)
{
    for (const struct block *row = g->table->first; row; row = row->next) {
        bool blank = row == g->table->first && !has_words(row);
        const struct cells *cells = blank ? NULL : set_row(g, row);
        MEM_GROW(g->rows, g->row_count, g->row_cap);
        g->rows[g->row_count++] = cells;
        if (cells && cells->h > g->m->setup->h / 3)
            return false;
    }
    return true;
}

static void add_rows(struct grid *g)
{
    struct maker *m = g->m;
    const struct block *head = g->table->first, *block = head;
    int frame = maker_open_frame(m, (struct frame){.kind = FRAME_GRID,
                                                   .parent = g->place->frame,
                                                   .x = g->place->x,
                                                   .w = g->w,
                                                   .whole = true});
    for (size_t i = 0; i < g->row_count; i++, block = block->next) {
        struct row row = {
            .kind = ROW_CELLS,
            .cells = g->rows[i],
            .x = g->place->x,
            .w = g->w,
            .frame = frame,
            .keep_next = i == 0 && g->row_count > 1,
            .near_next = g->row_count > 2 && (i == 1 || i + 2 == g->row_count),
            .position = m->position,
        };
        m->position += i ? cards_row_length(head, block) : cards_head_length(head);
        if (!row.cells)
            continue;
        row.h = row.cells->h;
        maker_row(m, row, 0);
    }
    maker_close_frame(m, frame);
}

/* Adds the table as a grid; false, and nothing added, where it does not read well. */
static bool add_grid(struct maker *m, const struct block *table,
                     const struct place *place)
{
    struct grid g = {
        .m = m,
        .table = table,
        .place = place,
        .x_pad = 2 * m->style.u,
        .y_pad = m->style.u,
        .columns = mem_resize(NULL, table->columns, sizeof *g.columns),
    };
    struct arena mark = m->flow->arena;
    size_t links = m->flow->link_count;
    memset(g.columns, 0, table->columns * sizeof *g.columns);
    bool fits = measure(&g) && set_rows(&g);
    if (fits) {
        add_rows(&g);
    } else {
        arena_rewind(&m->flow->arena, mark);
        m->flow->link_count = links;
    }
    free(g.columns);
    free(g.rows);
    return fits;
}

void table_add(struct maker *m, const struct block *table, const struct place *place)
{
    m->next_gap = larger(m->next_gap, m->style.block_gap);
    if (!add_grid(m, table, place))
        cards_add(m, table, place);
    m->next_gap = m->style.block_gap;
}
