/* A picture turned in quarters, clockwise: places and pixels of the *canvas* (unturned)
 * and of the *screen* (turned). px; a pixel is 32 bits; `degrees` is 0, 90, 180 or 270.
 */
#pragma once

#include "base/rect.h"

#include <stdint.h>

/* Pixels with their size, as the canvas or the screen has them. */
struct turn_picture {
    uint32_t *pixels;
    int w, h, stride; /* px */
};

/* Where a rectangle of the canvas stands on a screen of w x h px. */
struct rect turn_rect(int degrees, int w, int h, struct rect canvas);

/* A point on a screen of w x h px as one of the canvas. */
void turn_back(int degrees, int w, int h, int *x, int *y);

/* Copies a rectangle of the canvas, which lies inside it, to its place on the screen. */
void turn_copy(int degrees, const struct turn_picture *canvas,
               const struct turn_picture *screen, struct rect rect);
