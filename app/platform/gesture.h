/* One finger, or the mouse's button: from down, moves and up to taps and swipes.
 * Distances are judged in mm, since a finger is as thick on every screen. px of the
 * canvas. */
#pragma once

#include "base/names.h"

#include <stdbool.h>

/* A value; zero-initialised but for px_per_mm nothing is down. */
struct gesture {
    double px_per_mm;
    bool down; /* something is down */
    bool slid; /* and has left the place where it went down: no tap any more */
    int x, y;  /* where it went down */
};

/* Each gives the action that follows, ACTION_NONE where none does. A PRESS is followed by
 * a TAP at the same place, or by a RELEASE, or by a swipe; a swipe may follow a RELEASE.
 */
struct action gesture_down(struct gesture *gesture, int x, int y);
struct action gesture_move(struct gesture *gesture, int x, int y);
struct action gesture_up(struct gesture *gesture, int x, int y);
