/* A list: rows of headings, cards, stages and buttons, in one column or two, divided into
 * sheets like a page. Home, topics, stages, contents and every panel are lists.
 *
 * Add rows, place them for an area, draw a sheet. px; strings are copied. */
#pragma once

#include "base/arena.h"
#include "ui/rows.h"

/* A value; zero-initialised it is empty. Release with list_free. */
struct list {
    struct arena arena;
    struct row *rows;
    size_t count, cap;
    int em;     /* of the rows' words; set by list_place */
    int least;  /* height of cards and buttons; 0: that of a bar's button */
    int start;  /* px taken at the top of the first sheet */
    int sheets; /* set by list_place, at least 1 */
};

void list_free(struct list *list); /* back to empty */
void list_add(struct list *list, const struct row *row);

/* Places every row for `area`, in at most `columns` columns. The words' em is `em`, or
 * less where the area would not hold a row of it. */
void list_place(struct list *list, struct pen *pen, struct rect area, int columns,
                int em);
void list_draw(const struct list *list, struct pen *pen, int sheet);

/* How many rows stand before a sheet; the sheet of the row after so many, or the last
 * there is. Headings do not count: they come and go with the room there is. */
size_t list_first(const struct list *list, int sheet);
int list_sheet_of(const struct list *list, size_t nth);
