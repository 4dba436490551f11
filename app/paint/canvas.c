#include "paint/canvas.h"

#include "base/mem.h"
#include "paint/icon_masks.h"
#include "paint/qr.h"
#include "paint/raster.h"

#include <SDL_image.h>
#include <stdlib.h>

struct canvas {
    uint32_t *pixels;
    int w, h, stride;
    uint32_t *own; /* the memory, where it is ours */
    struct icon_masks *masks;
};

struct canvas *canvas_new(int w, int h)
{
    uint32_t *own = mem_resize(NULL, (size_t)w * (size_t)h, sizeof *own);
    struct canvas *canvas = canvas_over(own, w, h, w);
    canvas->own = own;
    raster_fill(&(struct raster){own, w, {0, 0, w, h}}, (struct rect){0, 0, w, h}, 0);
    return canvas;
}

struct canvas *canvas_over(uint32_t *pixels, int w, int h, int stride)
{
    struct canvas *canvas = mem_alloc(sizeof *canvas);
    *canvas = (struct canvas){
        .pixels = pixels, .w = w, .h = h, .stride = stride, .masks = icon_masks_new()};
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (!canvas)
        return;
    icon_masks_free(canvas->masks);
    free(canvas->own);
    free(canvas);
}

int canvas_width(const struct canvas *canvas)
{
    return canvas->w;
}

int canvas_height(const struct canvas *canvas)
{
    return canvas->h;
}

int canvas_stride(const struct canvas *canvas)
{
    return canvas->stride;
}

const uint32_t *canvas_pixels(const struct canvas *canvas)
{
    return canvas->pixels;
}

static struct shape shape_of(const struct display_item *item)
{
    struct rect r = item->rect;
    if (item->shape == BOX_CIRCLE)
        return (struct shape){r, r.w < r.h ? r.w : r.h};
    return (struct shape){r, 2 * item->radius};
}

/* The edge is painted as the whole shape and the fill over it: between ring and fill the
 * ground would shine through. */
static void paint_box(const struct raster *raster, const struct display_item *item)
{
    struct shape shape = shape_of(item);
    if (item->hollow) {
        raster_ring(raster, shape, item->edge_px, item->edge);
        return;
    }
    if (item->edge_px > 0) {
        raster_shape(raster, shape, item->edge);
        shape.rect = rect_inset(shape.rect, item->edge_px);
        shape.radius2 -= 2 * item->edge_px;
    }
    raster_shape(raster, shape, item->color);
}

static void paint_underline(const struct raster *raster, const struct display_item *item)
{
    int thick = (item->style.px + 8) / 16, gap = item->style.px / 9;
    thick = thick > 0 ? thick : 1;
    gap = gap > 1 ? gap : 2;
    raster_fill(raster,
                (struct rect){item->rect.x, item->rect.y + item->baseline + gap,
                              item->rect.w, thick},
                item->color);
}

static void paint_text(const struct raster *raster, const struct display_item *item,
                       struct fonts *fonts)
{
    for (size_t i = 0; i < item->piece_count; i++) {
        const struct font_piece *piece = &item->pieces[i];
        struct font_strip strip =
            fonts_draw(fonts, item->style, item->text + piece->start, piece);
        struct coverage coverage = {strip.coverage, strip.w, strip.h, strip.w};
        raster_coverage(raster, item->rect.x + piece->x,
                        item->rect.y + item->baseline - strip.ascent, &coverage,
                        item->color);
    }
    if (item->underline)
        paint_underline(raster, item);
}

/* A square in the middle of the item's rectangle. */
static void paint_icon(const struct raster *raster, const struct display_item *item,
                       struct icon_masks *masks)
{
    struct rect r = item->rect;
    int px = r.w < r.h ? r.w : r.h;
    struct coverage coverage = icon_masks_get(masks, item->icon, px, item->mirrored);
    raster_coverage(raster, r.x + (r.w - px) / 2, r.y + (r.h - px) / 2, &coverage,
                    item->color);
}

static void paint_image(const struct raster *raster, const struct display_item *item)
{
    const struct picture *picture = item->picture;
    if (!picture)
        return;
    struct pixels pixels = {picture->pixels, picture->w, picture->h, picture->opaque};
    raster_pixels(raster, item->rect.x, item->rect.y, &pixels);
}

void canvas_paint(struct canvas *canvas, const struct display *display,
                  struct fonts *fonts, struct rect clip)
{
    clip = rect_intersect(clip, (struct rect){0, 0, canvas->w, canvas->h});
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        const struct raster raster = {canvas->pixels, canvas->stride,
                                      rect_intersect(clip, display_extent(item))};
        if (rect_empty(raster.clip))
            continue;
        switch (item->kind) {
        case ITEM_BOX:
            paint_box(&raster, item);
            break;
        case ITEM_TEXT:
            paint_text(&raster, item, fonts);
            break;
        case ITEM_ICON:
            paint_icon(&raster, item, canvas->masks);
            break;
        case ITEM_QR:
            qr_paint(&raster, item);
            break;
        case ITEM_IMAGE:
            paint_image(&raster, item);
            break;
        case ITEM_TARGET: /* nothing to see */
            break;
        }
    }
}

bool canvas_save_png(const struct canvas *canvas, const char *path, struct error *err)
{
    SDL_Surface *whole =
        SDL_CreateRGBSurfaceWithFormatFrom(canvas->pixels, canvas->w, canvas->h, 32,
                                           canvas->stride * 4, SDL_PIXELFORMAT_RGB888);
    SDL_Surface *opaque =
        whole ? SDL_ConvertSurfaceFormat(whole, SDL_PIXELFORMAT_RGB24, 0) : NULL;
    bool saved = opaque && IMG_SavePNG(opaque, path) == 0;
    if (!saved)
        error_set(err, ERROR_IO, "%s: cannot write the picture: %s", path,
                  SDL_GetError());
    SDL_FreeSurface(opaque);
    SDL_FreeSurface(whole);
    return saved;
}
