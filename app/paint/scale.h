/* Pictures made larger or smaller, in whole numbers, so that their pixels are the same on
 * every machine. */
#pragma once

#include <stdint.h>

/* Gives row `y` of the source, 0xAARRGGBB, channels multiplied by alpha. Borrowed until
 * the next call. Rows are asked for from the top, some twice. */
typedef const uint32_t *scale_row(void *context, int y);

struct scale {
    scale_row *row;
    void *context;
    int from_w, from_h, w, h; /* px, at least 1 */
};

/* Fills `out`, w x h pixels of the same kind. */
void scale_picture(const struct scale *scale, uint32_t *out);
