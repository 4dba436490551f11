/* A row that has no room to be one becomes a card: its first cell is the title, each
 * other cell stands below the name of its column, or beside it where both fit on one
 * line. The names stand once as words of the page, in a line above the cards, so that
 * both forms of a table hold the same words in the same order; on the cards they are
 * labels.
 *
 * A name is repeated on every card. So that no page grows as the square of its size, a
 * name of more than a few lines ends in an ellipsis there, and each is set only once. */
#include "layout/cards.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAME_LINES = 3,       /* of a column's name on a card */
    ALIGNED_COLUMNS = 40, /* of so many the values may begin at one edge */
};

/* Between names: it ends the line before, where the line breaks. */
static const char separator[] = "\u00A0\u00B7 ";

/* A column's name, set once for all cards; NULL until it is asked for. */
struct name {
    const struct leaf *leaf;
    struct lines lines;
};

struct cards {
    struct maker *m;
    const struct block *table;
    struct place place; /* of the text on the card under way */
    struct name *names;
    int value_x; /* where values begin beside names; 0: close to each name */
};

static bool is_empty(const struct block *cell)
{
    return cell->text.count == 0;
}

static bool row_is_empty(const struct block *row)
{
    const struct block *cell = row->first;
    while (cell && is_empty(cell))
        cell = cell->next;
    return !cell;
}

size_t cards_head_length(const struct block *head)
{
    size_t len = 1;
    for (const struct block *cell = head->first; cell; cell = cell->next)
        len += is_empty(cell) ? 0 : cell->text.len + sizeof separator - 1;
    return len;
}

size_t cards_row_length(const struct block *head, const struct block *row)
{
    size_t len = 1;
    const struct block *name = head->first;
    for (const struct block *cell = row->first; cell; cell = cell->next) {
        if (!is_empty(cell))
            len += cell->text.len + 1;
        if (!is_empty(cell) && cell != row->first)
            len += name->text.len + 1;
        name = name->next;
    }
    return len;
}

uint32_t cards_fill(const struct maker *m, const struct place *place)
{
    const struct palette *palette = m->setup->palette;
    for (int f = place->frame; f >= 0; f = m->flow->frames[f].parent) {
        const struct frame *frame = &m->flow->frames[f];
        if (frame->filled)
            return frame->fill == palette->card ? palette->page : palette->card;
    }
    return palette->card;
}

/* The names. */

static size_t count_spans(const struct block *head)
{
    size_t count = 0;
    for (const struct block *cell = head->first; cell; cell = cell->next)
        count += cell->text.count + 1;
    return count;
}

/* The names of all columns in one text. */
static struct doc_text *join_names(struct maker *m, const struct block *head)
{
    struct arena *arena = &m->flow->arena;
    struct doc_text *text = arena_alloc(arena, sizeof *text);
    struct span *spans = arena_alloc(arena, count_spans(head) * sizeof *spans);
    struct str bytes = {0};
    for (const struct block *cell = head->first; cell; cell = cell->next) {
        if (is_empty(cell))
            continue;
        uint32_t at = (uint32_t)bytes.len;
        if (at)
            spans[text->count++] =
                (struct span){at, sizeof separator - 1, SPAN_OURS, NULL, NULL};
        str_append(&bytes, at ? separator : "");
        for (size_t i = 0; i < cell->text.count; i++) {
            struct span span = cell->text.spans[i];
            span.start += (uint32_t)bytes.len;
            spans[text->count++] = span;
        }
        str_append_bytes(&bytes, cell->text.bytes, cell->text.len);
    }
    text->bytes = arena_copy(arena, bytes.bytes, bytes.len);
    text->len = bytes.len;
    text->spans = spans;
    str_free(&bytes);
    return text;
}

static void add_names(struct maker *m, const struct block *table,
                      const struct place *place)
{
    struct place quiet = *place;
    size_t position = m->position;
    if (!place->on_solid)
        quiet.ink = m->setup->palette->muted;
    size_t first = m->flow->row_count;
    maker_leaf(m, join_names(m, table->first), &quiet,
               &(struct leaf_setup){maker_body(m), ROLE_CELL, m->style.line_h, 0});
    if (table->first->next && m->flow->row_count > first)
        m->flow->rows[m->flow->row_count - 1].near_next = true;
    m->position = position + cards_head_length(table->first);
}

/* The first `len` bytes of a name, an ellipsis behind them. */
static struct doc_text *shortened(struct maker *m, const struct doc_text *name,
                                  size_t len)
{
    struct arena *arena = &m->flow->arena;
    struct doc_text *text = arena_alloc(arena, sizeof *text);
    struct span *spans = arena_alloc(arena, (name->count + 1) * sizeof *spans);
    struct str bytes = {0};
    str_append_bytes(&bytes, name->bytes, len);
    for (; text->count < name->count && name->spans[text->count].start < len;
         text->count++)
        spans[text->count] = name->spans[text->count];
    struct span *last = &spans[text->count - 1];
    if (last->start + last->len > len)
        last->len = (uint32_t)(len - last->start);
    spans[text->count++] = (struct span){(uint32_t)len, 3, SPAN_OURS, NULL, NULL};
    str_append(&bytes, "\u2026");
    text->bytes = arena_copy(arena, bytes.bytes, bytes.len);
    text->len = bytes.len;
    text->spans = spans;
    str_free(&bytes);
    return text;
}

static struct leaf_setup label_setup(const struct cards *c)
{
    struct leaf_setup setup = {maker_body(c->m), ROLE_LABEL, c->m->style.line_h,
                               c->m->style.tight_gap};
    setup.style.bold = true;
    return setup;
}

/* The name of a column, for cards. */
static const struct name *name_of(struct cards *c, size_t column,
                                  const struct block *cell)
{
    struct name *name = &c->names[column];
    struct place quiet = c->place;
    struct leaf_setup setup = label_setup(c);
    if (name->leaf)
        return name;
    quiet.ink = c->m->setup->palette->muted;
    name->leaf = maker_set(c->m, &cell->text, &quiet, &setup, &name->lines);
    if (name->lines.count <= NAME_LINES)
        return name;
    size_t len = name->lines.lines[NAME_LINES].start;
    while (len > 1 &&
           (cell->text.bytes[len - 1] == ' ' || cell->text.bytes[len - 1] == '\n'))
        len--;
    name->leaf =
        maker_set(c->m, shortened(c->m, &cell->text, len), &quiet, &setup, &name->lines);
    return name;
}

/* The cards. */

/* Where all values can begin: behind the widest name, where that leaves them half the
 * card. */
static int find_value_x(struct cards *c)
{
    int widest = 0;
    const struct block *cell = c->table->first->first;
    if (c->table->columns > ALIGNED_COLUMNS)
        return 0;
    for (size_t i = 1; i < c->table->columns; i++) {
        cell = cell->next;
        const struct lines *lines = &name_of(c, i, cell)->lines;
        if (lines->count > 1)
            return 0;
        if (lines->count)
            widest = larger(widest, lines->lines[0].w);
    }
    int x = widest + 3 * c->m->style.u;
    return x <= c->place.w / 2 ? x : 0;
}

/* Adds name and value as one row; false, and nothing added, where they need more. */
static bool add_pair(struct cards *c, const struct name *name, const struct block *cell)
{
    struct maker *m = c->m;
    int name_w = name->lines.count == 1 ? name->lines.lines[0].w : c->place.w;
    int x = c->value_x ? c->value_x : name_w + 2 * m->style.u;
    struct place value = c->place;
    value.w -= x;
    if (value.w < m->style.em || cell->text.len > (size_t)value.w)
        return false;
    struct arena mark = m->flow->arena;
    size_t links = m->flow->link_count;
    struct cells *cells = arena_alloc(&m->flow->arena, sizeof *cells);
    struct cell *pair = arena_alloc(&m->flow->arena, 2 * sizeof *pair);
    struct leaf_setup setup = {maker_body(m), ROLE_CELL, m->style.line_h, 0};
    pair[0] = (struct cell){name->leaf, name->lines, 0, name_w, ALIGN_START};
    pair[1] = (struct cell){.x = x, .w = value.w};
    pair[1].leaf = maker_set(m, &cell->text, &value, &setup, &pair[1].lines);
    if (pair[1].lines.count != 1) {
        arena_rewind(&m->flow->arena, mark);
        m->flow->link_count = links;
        return false;
    }
    *cells = (struct cells){.cells = pair, .count = 2, .h = m->style.line_h};
    struct row row = {
        .kind = ROW_CELLS,
        .cells = cells,
        .x = c->place.x,
        .w = c->place.w,
        .h = cells->h,
        .frame = c->place.frame,
        .position = m->position,
    };
    maker_row(m, row, 0);
    return true;
}

static void add_value(struct cards *c, size_t column, const struct block *name_cell,
                      const struct block *cell)
{
    struct maker *m = c->m;
    const struct name *name = name_of(c, column, name_cell);
    size_t position = m->position;
    if (!add_pair(c, name, cell)) {
        struct leaf_setup setup = label_setup(c);
        size_t first = m->flow->row_count;
        maker_lines(m, name->leaf, &name->lines, &c->place, &setup);
        for (size_t i = first; i < m->flow->row_count; i++)
            m->flow->rows[i].keep_next = true;
        m->position += name_cell->text.len + 1;
        setup = (struct leaf_setup){maker_body(m), ROLE_CELL, m->style.line_h, 0};
        maker_leaf(m, &cell->text, &c->place, &setup);
    }
    m->position = position + name_cell->text.len + cell->text.len + 2;
}

static void add_title(struct cards *c, const struct block *cell)
{
    struct maker *m = c->m;
    struct leaf_setup setup = {maker_body(m), ROLE_CELL, m->style.line_h, 0};
    setup.style.bold = c->table->columns > 1;
    size_t first = m->flow->row_count;
    maker_leaf(m, &cell->text, &c->place, &setup);
    if (cell->next && m->flow->row_count > first)
        m->flow->rows[m->flow->row_count - 1].keep_next = true;
}

/* Where a card's text stands; its frame is still to be opened. */
static struct place inside(const struct maker *m, const struct place *place)
{
    struct place inner = *place;
    int inset = style_inset(&m->style, place->w);
    inner.x += inset;
    inner.w -= 2 * inset;
    inner.ink = m->setup->palette->ink;
    inner.on_solid = false;
    return inner;
}

static int open_card(struct maker *m, const struct place *place)
{
    return maker_open_frame(m, (struct frame){
                                   .kind = FRAME_CARD,
                                   .parent = place->frame,
                                   .x = place->x,
                                   .w = place->w,
                                   .pad = m->style.u,
                                   .filled = true,
                                   .fill = cards_fill(m, place),
                                   .edge_px = m->style.lp,
                                   .radius = 8 * m->style.lp,
                                   .edge = m->setup->palette->edge,
                                   .whole = true,
                               });
}

static void add_card(struct cards *c, const struct block *row, const struct place *place)
{
    struct maker *m = c->m;
    size_t position = m->position, column = 0;
    const struct block *name = c->table->first->first;
    size_t first = m->flow->row_count;
    if (!row_is_empty(row)) {
        c->place.frame = open_card(m, place);
        for (const struct block *cell = row->first; cell; cell = cell->next) {
            if (!is_empty(cell) && column == 0)
                add_title(c, cell);
            else if (!is_empty(cell))
                add_value(c, column, name, cell);
            name = name->next;
            column++;
        }
        maker_close_frame(m, c->place.frame);
        m->next_gap = 2 * m->style.u;
        if (m->flow->row_count > first + 2) /* its last row is not left alone */
            m->flow->rows[m->flow->row_count - 2].near_next = true;
    }
    m->position = position + cards_row_length(c->table->first, row);
}

void cards_add(struct maker *m, const struct block *table, const struct place *place)
{
    struct cards cards = {.m = m, .table = table, .place = inside(m, place)};
    cards.names = mem_resize(NULL, table->columns, sizeof *cards.names);
    memset(cards.names, 0, table->columns * sizeof *cards.names);
    add_names(m, table, place);
    cards.value_x = find_value_x(&cards);
    m->next_gap = 2 * m->style.u;
    for (const struct block *row = table->first->next; row; row = row->next)
        add_card(&cards, row, place);
    m->next_gap = m->style.block_gap;
    free(cards.names);
}
