/* The four themes as colours, 0xRRGGBB (DESIGN.md, "How it looks"). Text colours meet 7:1
 * and edges 3:1 on `card`, the worse ground; a test computes it (WCAG 1.4.6, 1.4.11). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum theme {
    THEME_LIGHT,
    THEME_CREAM,
    THEME_DARK,
    THEME_CONTRAST,
    THEME_COUNT
};

struct palette {
    uint32_t page, card;
    uint32_t ink, muted, edge;
    uint32_t accent, stop, ask, safe;
    uint32_t focus;
};

const struct palette *palette_of(enum theme theme); /* static */
const char *theme_name(enum theme theme);           /* "light", "cream", ... */
bool theme_from_name(const char *name, enum theme *out);

/* Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
double palette_contrast(uint32_t a, uint32_t b);
