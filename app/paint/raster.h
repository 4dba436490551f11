/* Painting in memory: rectangles, rounded shapes and coverage, blended by our own integer
 * arithmetic, so that pixels are the same everywhere. Pixels are 0x00RRGGBB; lengths are
 * px unless they say otherwise. */
#pragma once

#include "base/rect.h"

#include <stdint.h>

/* Memory to paint on. Nothing is painted outside `clip`, which lies inside the memory. */
struct raster {
    uint32_t *pixels;
    int stride;
    struct rect clip;
};

/* A rectangle with round corners. */
struct shape {
    struct rect rect;
    int radius2; /* of the corners, in half px, so that a circle of odd width is one */
};

/* One byte of coverage a pixel, 0 to 255. */
struct coverage {
    const uint8_t *bytes;
    int w, h, stride; /* bytes */
};

/* Pixels 0xAARRGGBB, channels multiplied by alpha. */
struct pixels {
    const uint32_t *at;
    int w, h;
    bool opaque;
};

/* `over` on `under`, each channel under + (over - under) * coverage / 255, rounded. */
uint32_t raster_blend(uint32_t under, uint32_t over, unsigned coverage);

void raster_fill(const struct raster *raster, struct rect rect, uint32_t color);
void raster_shape(const struct raster *raster, struct shape shape, uint32_t color);

/* The ring of `width` px just inside the shape's border. */
void raster_ring(const struct raster *raster, struct shape shape, int width,
                 uint32_t color);

/* Blends a colour through coverage whose top left stands at x, y. */
void raster_coverage(const struct raster *raster, int x, int y,
                     const struct coverage *coverage, uint32_t color);

/* Paints pixels whose top left stands at x, y over what is there. */
void raster_pixels(const struct raster *raster, int x, int y,
                   const struct pixels *pixels);
