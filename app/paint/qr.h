/* QR codes (ISO/IEC 18004) by libqrencode: a kiosk has no browser, so a phone takes an
 * address along. A code is a square of modules, dark or light; it is always dark on a
 * white card, whatever the theme, and a module is a whole number of px, so that it is
 * crisp. */
#pragma once

#include "paint/display.h"
#include "paint/raster.h"

enum {
    QR_QUIET = 4, /* modules of white that the standard asks for on each side */
};

struct qr;

/* The code of a text, with a seventh of it to spare for glare and dirt (level M), or less
 * (L) where it is long. NULL where none holds it: above 2953 bytes. Release with qr_free.
 */
struct qr *qr_new(const char *text);
void qr_free(struct qr *qr); /* safe on NULL */

int qr_side(const struct qr *qr); /* modules, the quiet zone counted */

/* Adds the code with its card's top left at x, y and `px` px a module. Fill in `text`
 * (what it says when it is not seen) as for an image. */
struct display_item *qr_add(struct display *display, const struct qr *qr, int x, int y,
                            int px);

void qr_paint(const struct raster *raster, const struct display_item *item);
