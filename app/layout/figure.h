/* Pictures on a page: in a row of their own with caption and legend, and in a line among
 * words. px. */
#pragma once

#include "layout/maker.h"

/* True where a picture of the text stands in a row of its own, also among words: it is no
 * icon, and would be none to look at as tall as a line. */
bool figure_in_text(const struct maker *m, const struct doc_text *text);

/* Adds a paragraph's words and, each below the words before it, its pictures. */
void figure_add_text(struct maker *m, const struct doc_text *text,
                     const struct place *place, const struct leaf_setup *setup);

/* Opens a figure: its picture, caption, and the alternative text where the picture cannot
 * be shown or lacks words. What is added until figure_close is its legend: all of it
 * stands on one sheet if it can. */
struct place figure_open(struct maker *m, const struct doc_text *text,
                         const struct place *place);
void figure_close(struct maker *m, const struct place *inner);

/* The picture of a span as it stands in a line of text of a style, in the flow's arena;
 * NULL where it cannot be shown. */
const struct figure *figure_inline(struct maker *m, const struct doc_text *text,
                                   const struct span *span, const struct place *place,
                                   struct font_style style);

/* Adds a picture whose top left, its card's where it has one, stands at x, y. */
void figure_draw(const struct figure *figure, const struct layout_setup *setup,
                 struct display *display, int x, int y);
