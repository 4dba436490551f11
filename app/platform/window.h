/* The window: SDL's, its pixels, and presenting changed rectangles, turned where the
 * screen stands on its side. SDL's video is initialised here and nowhere else.
 *
 * The window hands out plain memory to paint on (the *canvas*, before rotation: that of a
 * window turned by 90 degrees is taller than wide). Pixels are 0x00RRGGBB. One thread. */
#pragma once

#include "base/error.h"
#include "base/rect.h"

#include <stddef.h>
#include <stdint.h>

struct window;

struct window_options {
    int w, h;   /* px of the window as it stands on the screen; 0: the whole screen */
    int rotate; /* 0, 90, 180, 270: degrees clockwise that the picture is turned by */
    const char *title;
};

/* Where to paint. Borrowed; stays the same until ACTION_RESIZE. */
struct window_pixels {
    uint32_t *pixels;
    int w, h, stride; /* px */
};

/* Opens the window and shows it. ERROR_UNSUPPORTED where there is no display. */
struct window *window_open(const struct window_options *options,
                           struct error *err) MUST_CHECK;
void window_close(struct window *window); /* safe on NULL; ends SDL's video */

/* The memory to paint on, at the window's present size. What was painted before a change
 * of size is lost. ERROR_UNSUPPORTED where the display gives no memory. */
bool window_pixels(struct window *window, struct window_pixels *out,
                   struct error *err) MUST_CHECK;

/* Shows what was painted inside the rectangles (px of the canvas). */
void window_present(struct window *window, const struct rect *rects, size_t count);

/* Turns a point of the window into one of the canvas. */
void window_to_canvas(const struct window *window, int *x, int *y);

void window_size(const struct window *window, int *w, int *h); /* px on the screen */
void window_show_pointer(bool show); /* the mouse's; hidden at first */
