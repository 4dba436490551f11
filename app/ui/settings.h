/* What a person may change for the length of a session. */
#pragma once

#include "paint/palette.h"

/* A value. */
struct settings {
    int size; /* per cent, a step of ui/metrics.h */
    enum theme theme;
};

/* Who the reader serves (DESIGN.md, "Modes"). */
enum mode {
    MODE_KIOSK,    /* begins idle, does not quit */
    MODE_WORKSHOP, /* a facilitator's */
    MODE_PERSONAL, /* an ordinary e-reader that quits */
};
