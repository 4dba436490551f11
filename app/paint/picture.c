#include "paint/picture.h"

#include "base/mem.h"
#include "bundle/svg.h"
#include "paint/scale.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

/* What was decoded, while it is read row by row. */
struct source {
    const SDL_Surface *surface;
    const struct image_info *info;
    uint32_t *row; /* of the surface's width */
    bool keyed;    /* one colour is transparent */
    uint32_t key;
};

static uint32_t product(uint32_t a, uint32_t b)
{
    uint32_t sum = a * b + 128;
    return (sum + (sum >> 8)) >> 8; /* / 255, rounded */
}

static uint32_t pack(uint32_t r, uint32_t g, uint32_t b, uint32_t a)
{
    return a << 24 | product(r, a) << 16 | product(g, a) << 8 | product(b, a);
}

/* Inks as light: what paper leaves of red under cyan and black, and so on. SDL2_image
 * hands the four channels over as they are. */
static uint32_t from_inks(const uint8_t *at, bool light)
{
    uint32_t turn = light ? 0 : 0xff, k = at[3] ^ turn;
    return 0xff000000 | product(at[0] ^ turn, k) << 16 | product(at[1] ^ turn, k) << 8 |
           product(at[2] ^ turn, k);
}

static uint32_t raw_pixel(const uint8_t *at, int size)
{
    uint32_t raw = 0;
    for (int i = 0; i < size; i++)
        raw |= (uint32_t)at[SDL_BYTEORDER == SDL_LIL_ENDIAN ? i : size - 1 - i] << 8 * i;
    return raw;
}

static uint32_t pixel_at(const struct source *source, const uint8_t *at)
{
    const SDL_PixelFormat *format = source->surface->format;
    uint8_t r, g, b, a;
    if (source->info->inks && format->BytesPerPixel == 4)
        return from_inks(at, source->info->light_inks);
    uint32_t raw = raw_pixel(at, format->BytesPerPixel);
    if (source->keyed && raw == source->key)
        return 0;
    SDL_GetRGBA(raw, format, &r, &g, &b, &a);
    return pack(r, g, b, a);
}

static const uint32_t *source_row(void *context, int y)
{
    struct source *source = context;
    const SDL_Surface *surface = source->surface;
    const uint8_t *at = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    for (int x = 0; x < surface->w; x++, at += surface->format->BytesPerPixel)
        source->row[x] = pixel_at(source, at);
    return source->row;
}

/* Where pixel x, y of what is looked at lies in what was decoded, w x h (Exif 2.32,
 * 4.6.4, Orientation). */
static size_t turned(int orientation, int x, int y, int w, int h)
{
    bool swap = orientation >= 5;
    int column = swap ? y : x, row = swap ? x : y;
    bool flip_x =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool flip_y =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    if (flip_x)
        column = w - 1 - column;
    if (flip_y)
        row = h - 1 - row;
    return (size_t)row * (size_t)w + (size_t)column;
}

/* Scales as it was decoded, then turns the few pixels that are left. */
static void draw_surface(const SDL_Surface *surface, const struct image_info *info, int w,
                         int h, uint32_t *out)
{
    bool swap = info->orientation >= 5, turn = info->orientation > 1;
    struct source source = {.surface = surface, .info = info};
    struct scale scale = {.row = source_row,
                          .context = &source,
                          .from_w = surface->w,
                          .from_h = surface->h,
                          .w = swap ? h : w,
                          .h = swap ? w : h};
    source.row = mem_resize(NULL, (size_t)surface->w, sizeof *source.row);
    source.keyed = SDL_GetColorKey((SDL_Surface *)surface, &source.key) == 0;
    uint32_t *flat = turn ? mem_resize(NULL, (size_t)w * (size_t)h, sizeof *flat) : out;
    scale_picture(&scale, flat);
    for (int y = 0; turn && y < h; y++)
        for (int x = 0; x < w; x++)
            out[(size_t)y * (size_t)w + (size_t)x] =
                flat[turned(info->orientation, x, y, scale.w, scale.h)];
    if (turn)
        free(flat);
    free(source.row);
}

static bool draw_pixels(const char *bytes, size_t len, const struct image_info *info,
                        int w, int h, uint32_t *out)
{
    SDL_RWops *rw = SDL_RWFromConstMem(bytes, (int)len);
    if (!rw)
        return false;
    SDL_Surface *surface =
        info->kind == IMAGE_PNG ? IMG_LoadPNG_RW(rw) : IMG_LoadJPG_RW(rw);
    SDL_RWclose(rw);
    bool swap = info->orientation >= 5;
    bool good = surface && surface->w == (swap ? info->h : info->w) &&
                surface->h == (swap ? info->w : info->h);
    if (good)
        draw_surface(surface, info, w, h, out);
    SDL_FreeSurface(surface);
    return good;
}

/* nanosvg keeps the ratio, so that what it draws may be a pixel too long or too short. */
static void copy_drawing(const SDL_Surface *surface, int w, int h, uint32_t *out)
{
    for (int y = 0; y < h && y < surface->h; y++) {
        const uint8_t *at =
            (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < w && x < surface->w; x++, at += 4)
            out[(size_t)y * (size_t)w + (size_t)x] = pack(at[0], at[1], at[2], at[3]);
    }
}

static bool draw_svg(const char *bytes, size_t len, const struct image_info *info, int w,
                     int h, uint32_t *out)
{
    struct str svg = {0};
    SDL_Surface *surface = NULL;
    if (svg_resize(bytes, len, info->w, info->h, &svg)) {
        SDL_RWops *rw = SDL_RWFromConstMem(svg.bytes, (int)svg.len);
        if (rw)
            surface = IMG_LoadSizedSVG_RW(rw, w, h);
        if (rw)
            SDL_RWclose(rw);
    }
    str_free(&svg);
    bool good = surface && surface->format->format == SDL_PIXELFORMAT_RGBA32;
    if (good)
        copy_drawing(surface, w, h, out);
    SDL_FreeSurface(surface);
    return good;
}

bool picture_draw(const char *bytes, size_t len, const struct image_info *info, int w,
                  int h, uint32_t *out)
{
    if (w < 1 || h < 1 || len == 0)
        return false;
    if (info->kind == IMAGE_SVG)
        return draw_svg(bytes, len, info, w, h, out);
    return draw_pixels(bytes, len, info, w, h, out);
}
