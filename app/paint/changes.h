/* What changed between two display lists, as a few rectangles: a grid of cells, each with
 * a hash of the items that touch it; cells whose hash differs are painted again (after
 * rxi's lite). Nobody tracks dirty areas. */
#pragma once

#include "paint/display.h"

struct changes;

struct changes *changes_new(void);
void changes_free(struct changes *changes); /* safe on NULL */

/* Compares with the list of the call before; gives merged rectangles of px in *rects,
 * borrowed until the next call, and returns how many. The first call, and one after
 * changes_forget or another canvas size, gives the whole canvas. */
size_t changes_find(struct changes *changes, const struct display *display,
                    const struct rect **rects);
void changes_forget(struct changes *changes);
