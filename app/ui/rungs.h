/* The rungs of a ladder of stages: numbered circles on an upright with arrows both ways;
 * a side stage hangs beside it. px. */
#pragma once

#include "ui/rows.h"

int rung_side(const struct pen *pen);                          /* of a circle */
int rung_indent(const struct row *row, const struct pen *pen); /* of what follows it */
int rung_gap(const struct pen *pen);                           /* between two rungs */
struct rect rung_circle(const struct row *row, const struct pen *pen);

/* Draws the circle and the upright down to `next`, the rung below on the sheet or NULL.
 */
void rung_draw(const struct row *row, struct pen *pen, const struct row *next);
