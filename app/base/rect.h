/* Rectangles in px: x, y is the top left; w or h of 0 or less is an empty one. */
#pragma once

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

bool rect_empty(struct rect rect);
bool rect_contains(struct rect rect, int x, int y);
bool rect_intersects(struct rect a, struct rect b);
struct rect rect_intersect(struct rect a, struct rect b); /* may be empty */
struct rect rect_union(struct rect a, struct rect b);     /* an empty one adds nothing */
struct rect rect_inset(struct rect rect, int by);         /* negative: outset */
