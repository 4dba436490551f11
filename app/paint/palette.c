#include "paint/palette.h"

#include <math.h>
#include <string.h>

static const struct palette palettes[THEME_COUNT] = {
    [THEME_LIGHT] = {.page = 0xffffff,
                     .card = 0xf2f5f4,
                     .ink = 0x1c2326,
                     .muted = 0x454d50,
                     .edge = 0x6b7678,
                     .accent = 0x00504f,
                     .stop = 0x8f1d1d,
                     .ask = 0x154a80,
                     .safe = 0x1c5430,
                     .focus = 0x000000},
    [THEME_CREAM] = {.page = 0xfbf3e0,
                     .card = 0xf3e8cf,
                     .ink = 0x2b2218,
                     .muted = 0x4a4034,
                     .edge = 0x776a55,
                     .accent = 0x004a49,
                     .stop = 0x861a1a,
                     .ask = 0x123f70,
                     .safe = 0x174a29,
                     .focus = 0x000000},
    [THEME_DARK] = {.page = 0x14191b,
                    .card = 0x20282b,
                    .ink = 0xebe7df,
                    .muted = 0xbfc6c7,
                    .edge = 0x87949a,
                    .accent = 0x8fd3cf,
                    .stop = 0xffb3aa,
                    .ask = 0xa8ccff,
                    .safe = 0xa4dcae,
                    .focus = 0xffdd00},
    [THEME_CONTRAST] = {.page = 0x000000,
                        .card = 0x000000,
                        .ink = 0xffff00,
                        .muted = 0xffff00,
                        .edge = 0xffff00,
                        .accent = 0xffffff,
                        .stop = 0xffffff,
                        .ask = 0xffffff,
                        .safe = 0xffffff,
                        .focus = 0x00ffff},
};

static const char *const theme_names[THEME_COUNT] = {
    [THEME_LIGHT] = "light",
    [THEME_CREAM] = "cream",
    [THEME_DARK] = "dark",
    [THEME_CONTRAST] = "contrast",
};

const struct palette *palette_of(enum theme theme)
{
    return &palettes[theme];
}

const char *theme_name(enum theme theme)
{
    return theme_names[theme];
}

bool theme_from_name(const char *name, enum theme *out)
{
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(theme_names[i], name) == 0) {
            *out = (enum theme)i;
            return true;
        }
    }
    return false;
}

/* One sRGB channel, 0 to 255, as linear light, 0 to 1. */
static double linear(uint32_t channel)
{
    double c = (channel & 0xff) / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t color)
{
    return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) +
           0.0722 * linear(color);
}

double palette_contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}
