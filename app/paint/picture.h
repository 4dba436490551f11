/* One picture decoded and made as large as it is shown. By SDL2_image: libpng, libjpeg,
 * and nanosvg, which draws an SVG at that size. Pixels are 0xAARRGGBB, channels
 * multiplied by alpha. */
#pragma once

#include "bundle/image.h"

#include <stdint.h>

struct picture {
    int w, h; /* px */
    const uint32_t *pixels;
    bool opaque;
    uint32_t id; /* no other picture of its cache has had it */
};

/* Decodes a file of the kind and size that image_measure found, and fills `out` with w x
 * h pixels. False where it is damaged. On hostile bytes the libraries may hang or crash:
 * see base/apart.h. */
bool picture_draw(const char *bytes, size_t len, const struct image_info *info, int w,
                  int h, uint32_t *out);
