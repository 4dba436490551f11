/* Round corners. A pixel's coverage is counted on a grid of 8 x 8 samples, all in whole
 * numbers: lengths are sixteenths of a px, so that samples (odd sixteenths) and the
 * centres of corners (radii are whole half px) both lie on the grid. A pixel is looked up
 * by its distance from the nearest sides, so the four corners are mirror images. A ring
 * is the outer shape's coverage less the inner's. */
#include "paint/raster.h"

#include <stddef.h>
#include <string.h>

enum {
    UNITS = 16, /* to a px */
    SAMPLES = (UNITS / 2) * (UNITS / 2),
    FULL = 255
};

uint32_t raster_blend(uint32_t under, uint32_t over, unsigned coverage)
{
    uint32_t out = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t u = under >> shift & 0xff, o = over >> shift & 0xff;
        uint32_t sum = u * (FULL - coverage) + o * coverage + FULL / 2;
        out |= sum / FULL << shift;
    }
    return out;
}

static uint32_t *row_at(const struct raster *raster, int y)
{
    return raster->pixels + (ptrdiff_t)y * raster->stride;
}

void raster_fill(const struct raster *raster, struct rect rect, uint32_t color)
{
    struct rect area = rect_intersect(rect, raster->clip);
    for (int y = area.y; y < area.y + area.h; y++) {
        uint32_t *row = row_at(raster, y);
        for (int x = area.x; x < area.x + area.w; x++)
            row[x] = color;
    }
}

static long long square(int n)
{
    return (long long)n * n;
}

/* The square of a point's distance from a corner's centre; nothing where it lies on the
 * inner side of the centre, which is inside the shape. */
static long long distance2(int dx, int dy)
{
    return square(dx > 0 ? dx : 0) + square(dy > 0 ? dy : 0);
}

/* How much of the pixel `x`, `y` px from a corner's two sides lies inside an arc of
 * radius2 half px that touches both. */
static unsigned corner_coverage(int x, int y, int radius2)
{
    int radius = radius2 * (UNITS / 2);
    int dx = radius - x * UNITS, dy = radius - y * UNITS;
    long long limit = square(radius);
    if (distance2(dx, dy) <= limit)
        return FULL;
    if (distance2(dx - UNITS, dy - UNITS) >= limit)
        return 0;
    unsigned inside = 0;
    for (int j = 1; j < UNITS; j += 2)
        for (int i = 1; i < UNITS; i += 2)
            inside += distance2(dx - i, dy - j) <= limit;
    return (inside * FULL + SAMPLES / 2) / SAMPLES;
}

static int nearest_side(int at, int from, int length)
{
    int before = at - from, after = from + length - 1 - at;
    return before < after ? before : after;
}

static unsigned shape_coverage(const struct shape *shape, int x, int y)
{
    if (!rect_contains(shape->rect, x, y))
        return 0;
    return corner_coverage(nearest_side(x, shape->rect.x, shape->rect.w),
                           nearest_side(y, shape->rect.y, shape->rect.h), shape->radius2);
}

/* Paints what `outer` covers and `inner` does not, pixel by pixel. */
static void paint_between(const struct raster *raster, struct rect rect,
                          const struct shape *outer, const struct shape *inner,
                          uint32_t color)
{
    struct rect area = rect_intersect(rect, raster->clip);
    for (int y = area.y; y < area.y + area.h; y++) {
        uint32_t *row = row_at(raster, y);
        for (int x = area.x; x < area.x + area.w; x++) {
            unsigned coverage = shape_coverage(outer, x, y) - shape_coverage(inner, x, y);
            row[x] = raster_blend(row[x], color, coverage);
        }
    }
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* A shape whose radius fits: at most half its shorter side, at least 0. */
static struct shape fitted(struct shape shape)
{
    int most = smaller(shape.rect.w, shape.rect.h);
    if (shape.radius2 > most)
        shape.radius2 = most;
    if (shape.radius2 < 0)
        shape.radius2 = 0;
    return shape;
}

/* The four corners of `size` px a side; they meet in the middle where the rectangle is
 * too small for them. */
static void paint_corners(const struct raster *raster, int size,
                          const struct shape *outer, const struct shape *inner,
                          uint32_t color)
{
    struct rect r = outer->rect;
    int left = smaller(size, (r.w + 1) / 2), right = smaller(size, r.w / 2);
    int top = smaller(size, (r.h + 1) / 2), foot = smaller(size, r.h / 2);
    const struct rect corners[] = {
        {r.x, r.y, left, top},
        {r.x + r.w - right, r.y, right, top},
        {r.x, r.y + r.h - foot, left, foot},
        {r.x + r.w - right, r.y + r.h - foot, right, foot},
    };
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++)
        paint_between(raster, corners[i], outer, inner, color);
}

void raster_shape(const struct raster *raster, struct shape shape, uint32_t color)
{
    shape = fitted(shape);
    const struct shape nothing = {0};
    struct rect r = shape.rect;
    int size = (shape.radius2 + 1) / 2;
    raster_fill(raster, (struct rect){r.x + size, r.y, r.w - 2 * size, size}, color);
    raster_fill(raster, (struct rect){r.x, r.y + size, r.w, r.h - 2 * size}, color);
    raster_fill(raster, (struct rect){r.x + size, r.y + r.h - size, r.w - 2 * size, size},
                color);
    paint_corners(raster, size, &shape, &nothing, color);
}

void raster_ring(const struct raster *raster, struct shape shape, int width,
                 uint32_t color)
{
    shape = fitted(shape);
    struct rect r = shape.rect;
    if (2 * width >= smaller(r.w, r.h)) {
        raster_shape(raster, shape, color);
        return;
    }
    const struct shape inner = fitted((struct shape){
        .rect = rect_inset(r, width), .radius2 = shape.radius2 - 2 * width});
    int size = (shape.radius2 + 1) / 2;
    if (size < width)
        size = width;
    int across = r.w - 2 * size, down = r.h - 2 * size;
    raster_fill(raster, (struct rect){r.x + size, r.y, across, width}, color);
    raster_fill(raster, (struct rect){r.x + size, r.y + r.h - width, across, width},
                color);
    raster_fill(raster, (struct rect){r.x, r.y + size, width, down}, color);
    raster_fill(raster, (struct rect){r.x + r.w - width, r.y + size, width, down}, color);
    paint_corners(raster, size, &shape, &inner, color);
}

void raster_coverage(const struct raster *raster, int x, int y,
                     const struct coverage *coverage, uint32_t color)
{
    struct rect area =
        rect_intersect((struct rect){x, y, coverage->w, coverage->h}, raster->clip);
    for (int row = area.y; row < area.y + area.h; row++) {
        const uint8_t *from = coverage->bytes + (ptrdiff_t)(row - y) * coverage->stride;
        uint32_t *to = row_at(raster, row);
        for (int column = area.x; column < area.x + area.w; column++) {
            unsigned c = from[column - x];
            if (c == FULL)
                to[column] = color;
            else if (c)
                to[column] = raster_blend(to[column], color, c);
        }
    }
}

/* Each channel over + under * (255 - alpha) / 255, rounded. */
static uint32_t cover(uint32_t under, uint32_t over)
{
    uint32_t rest = FULL - (over >> 24), out = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t sum = (under >> shift & 0xff) * rest + FULL / 2;
        out |= ((over >> shift & 0xff) + sum / FULL) << shift;
    }
    return out;
}

void raster_pixels(const struct raster *raster, int x, int y, const struct pixels *pixels)
{
    struct rect area =
        rect_intersect((struct rect){x, y, pixels->w, pixels->h}, raster->clip);
    for (int row = area.y; row < area.y + area.h; row++) {
        const uint32_t *from = pixels->at + (ptrdiff_t)(row - y) * pixels->w;
        uint32_t *to = row_at(raster, row);
        for (int column = area.x; column < area.x + area.w; column++)
            to[column] = pixels->opaque ? from[column - x] & 0xffffff
                                        : cover(to[column], from[column - x]);
    }
}
