/* What widgets and screens draw with: borrowed for the length of one draw. */
#pragma once

#include "paint/display.h"
#include "paint/palette.h"
#include "text/fonts.h"
#include "ui/metrics.h"
#include "ui/words.h"

struct pen {
    struct display *display; /* NULL while only measuring */
    struct fonts *fonts;
    const struct metrics *metrics;
    const struct palette *palette;
    const char *lang;             /* of the program's words */
    bool rtl;                     /* the list will be mirrored */
    const struct action *pressed; /* what a finger is on; NULL for nothing */
};

/* True where two targets ask for the same. */
bool pen_same_action(const struct action *a, const struct action *b);
bool pen_is_pressed(const struct pen *pen, const struct action *action);
