/* The canvas: one software surface that display lists are painted on. Blending is our
 * own, in integers, so that pixels are the same on every driver and processor.
 *
 * A canvas is XRGB8888, unrotated; the window turns it while presenting. One thread. */
#pragma once

#include "base/error.h"
#include "paint/display.h"
#include "text/fonts.h"

struct canvas;

/* A canvas of its own memory, w x h px, black. */
struct canvas *canvas_new(int w, int h);

/* A canvas over memory of the caller's (a window's surface), valid as long as that is.
 * `stride` is in px. */
struct canvas *canvas_over(uint32_t *pixels, int w, int h, int stride);
void canvas_free(struct canvas *canvas); /* safe on NULL */

int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);
int canvas_stride(const struct canvas *canvas);             /* px */
const uint32_t *canvas_pixels(const struct canvas *canvas); /* 0x00RRGGBB */

/* Paints the whole list inside `clip`. */
void canvas_paint(struct canvas *canvas, const struct display *display,
                  struct fonts *fonts, struct rect clip);

/* Writes a PNG (SDL2_image). */
bool canvas_save_png(const struct canvas *canvas, const char *path,
                     struct error *err) MUST_CHECK;
