#include "paint/icon_masks.h"

#include "base/mem.h"
#include "paint/icons.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEPT = 48, /* a screen shows about a dozen, in two or three sizes */
    MAX_PX = 2048
};

struct mask {
    enum icon icon; /* ICON_NONE: a free place */
    int px;
    bool mirrored;
    uint8_t *bytes; /* px * px */
};

struct icon_masks {
    struct mask masks[KEPT];
    size_t next; /* the place to be used next: the oldest */
};

struct icon_masks *icon_masks_new(void)
{
    return mem_alloc(sizeof(struct icon_masks));
}

void icon_masks_free(struct icon_masks *masks)
{
    if (!masks)
        return;
    for (size_t i = 0; i < KEPT; i++)
        free(masks->masks[i].bytes);
    free(masks);
}

/* The icon's pixels as nanosvg draws them; NULL where it cannot. */
static SDL_Surface *draw(enum icon icon, int px)
{
    const char *svg = icon_svg(icon);
    SDL_RWops *source = SDL_RWFromConstMem(svg, (int)strlen(svg));
    if (!source)
        return NULL;
    SDL_Surface *drawn = IMG_LoadSizedSVG_RW(source, px, px);
    SDL_RWclose(source);
    if (!drawn)
        return NULL;
    SDL_Surface *plain = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(drawn);
    return plain;
}

/* White covers, black and nothing do not. */
static void take_coverage(struct mask *mask, const SDL_Surface *drawn)
{
    int w = drawn->w < mask->px ? drawn->w : mask->px;
    int h = drawn->h < mask->px ? drawn->h : mask->px;
    for (int y = 0; y < h; y++) {
        const uint32_t *from =
            (const void *)((const char *)drawn->pixels + (ptrdiff_t)y * drawn->pitch);
        uint8_t *to = mask->bytes + (ptrdiff_t)y * mask->px;
        for (int x = 0; x < w; x++) {
            uint32_t light = (from[x] >> 8 & 0xff) * (from[x] >> 24);
            to[mask->mirrored ? mask->px - 1 - x : x] = (uint8_t)((light + 127) / 255);
        }
    }
}

static struct mask *find(struct icon_masks *masks, enum icon icon, int px, bool mirrored)
{
    for (size_t i = 0; i < KEPT; i++) {
        struct mask *mask = &masks->masks[i];
        if (mask->icon == icon && mask->px == px && mask->mirrored == mirrored)
            return mask;
    }
    return NULL;
}

static struct mask *add(struct icon_masks *masks, enum icon icon, int px, bool mirrored)
{
    SDL_Surface *drawn = draw(icon, px);
    if (!drawn)
        return NULL;
    struct mask *mask = &masks->masks[masks->next];
    masks->next = (masks->next + 1) % KEPT;
    free(mask->bytes);
    *mask = (struct mask){.icon = icon,
                          .px = px,
                          .mirrored = mirrored,
                          .bytes = mem_alloc((size_t)px * (size_t)px)};
    take_coverage(mask, drawn);
    SDL_FreeSurface(drawn);
    return mask;
}

struct coverage icon_masks_get(struct icon_masks *masks, enum icon icon, int px,
                               bool mirrored)
{
    if (icon == ICON_NONE || px < 1 || px > MAX_PX)
        return (struct coverage){0};
    const struct mask *mask = find(masks, icon, px, mirrored);
    if (!mask)
        mask = add(masks, icon, px, mirrored);
    if (!mask)
        return (struct coverage){0};
    return (struct coverage){.bytes = mask->bytes, .w = px, .h = px, .stride = px};
}
