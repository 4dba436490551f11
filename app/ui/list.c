#include "ui/list.h"

#include "base/mem.h"

#include <stdlib.h>

enum {
    LINES_LEAST = 4,    /* of a row's words that an area must hold, */
    LETTERS_LEAST = 18, /* and letters in a line; else they grow less than text */
};

void list_free(struct list *list)
{
    free(list->rows);
    arena_free(&list->arena);
    *list = (struct list){0};
}

void list_add(struct list *list, const struct row *row)
{
    MEM_GROW(list->rows, list->count, list->cap);
    struct row *copy = &list->rows[list->count++];
    *copy = *row;
    copy->title = arena_string(&list->arena, row->title ? row->title : "");
    copy->line = arena_string(&list->arena, row->line ? row->line : "");
}

/* Never less than at 100%: nothing is smaller than the body. */
static int em_for(struct rect area, int columns, int em, int least)
{
    int high = area.h * 2 / (LINES_LEAST * 3);
    int wide = area.w * 2 / (columns * LETTERS_LEAST);
    em = em < high ? em : high;
    em = em < wide ? em : wide;
    return em < least ? least : em;
}

/* How many rows from `at` stand side by side. */
static size_t abreast(const struct list *list, size_t at, int columns)
{
    size_t n = 1;
    if (!row_stands_beside(&list->rows[at]))
        return n;
    while (n < (size_t)columns && at + n < list->count &&
           list->rows[at + n].kind == list->rows[at].kind)
        n++;
    return n;
}

static int height_of(struct list *list, struct pen *pen, size_t at, size_t n, int w)
{
    int tallest = 0, least = list->least ? list->least : pen->metrics->button_h;
    for (size_t i = at; i < at + n; i++) {
        int h = row_height(&list->rows[i], pen, list->em, w);
        if (row_is_target(&list->rows[i]) && h < least)
            h = least;
        tallest = h > tallest ? h : tallest;
    }
    return tallest;
}

void list_place(struct list *list, struct pen *pen, struct rect area, int columns, int em)
{
    int gap = pen->metrics->gap, y = area.y + list->start, sheet = 0;
    list->em = em_for(area, columns, em, pen->metrics->em);
    int part = (area.w - (columns - 1) * gap) / columns;
    for (size_t at = 0, n; at < list->count; at += n) {
        n = abreast(list, at, columns);
        int w = row_stands_beside(&list->rows[at]) ? part : area.w;
        int h = height_of(list, pen, at, n, w), with = h;
        if (list->rows[at].kind == ROW_HEADING && at + n < list->count)
            with +=
                gap + height_of(list, pen, at + n, abreast(list, at + n, columns), part);
        bool full = y + with > area.y + area.h || list->rows[at].apart;
        if (y > area.y && full) {
            sheet++;
            y = area.y;
        }
        h = h < area.h ? h : area.h;
        for (size_t i = 0; i < n; i++) {
            list->rows[at + i].sheet = sheet;
            list->rows[at + i].rect =
                (struct rect){area.x + (int)i * (part + gap), y, w, h};
        }
        y += h + row_gap(&list->rows[at], pen);
    }
    list->sheets = sheet + 1;
}

void list_draw(const struct list *list, struct pen *pen, int sheet)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct row *row = &list->rows[i];
        if (row->sheet != sheet)
            continue;
        bool more = i + 1 < list->count && row[1].sheet == sheet;
        row_draw(row, pen, list->em, more ? &row[1] : NULL);
    }
}

size_t list_first(const struct list *list, int sheet)
{
    size_t nth = 0;
    for (size_t i = 0; i < list->count && list->rows[i].sheet < sheet; i++)
        nth += list->rows[i].kind != ROW_HEADING;
    return nth;
}

int list_sheet_of(const struct list *list, size_t nth)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].kind != ROW_HEADING && count++ == nth)
            return list->rows[i].sheet;
    }
    return list->count && nth > 0 ? list->rows[list->count - 1].sheet : 0;
}
