/* Where the keys are: which target has the focus, how it moves, and its ring. A focus is
 * kept as what its target asks for, so it outlives a redraw of the screen. */
#pragma once

#include "ui/pen.h"

/* A value; zero-initialised nothing has the focus. */
struct focus {
    bool set;
    struct action on;
    int nth; /* of the targets that ask for the same, 0-based */
};

enum direction {
    DIRECTION_LEFT,
    DIRECTION_RIGHT,
    DIRECTION_UP,
    DIRECTION_DOWN,
};

/* The target that has the focus, NULL where none has or it is gone. */
const struct display_item *focus_item(const struct focus *focus,
                                      const struct display *display);

/* To the next target in reading order (`step` +1) or the one before (-1), round the ends;
 * with none, to the first or the last. */
void focus_step(struct focus *focus, const struct display *display, int step);

/* To the nearest target that way; false, and no change, where there is none. */
bool focus_move(struct focus *focus, const struct display *display, enum direction way);

/* To the first target inside `area`; no change where there is none. */
void focus_enter(struct focus *focus, const struct display *display, struct rect area);

/* Marks the focused target in a finished drawing and adds the ring: 4 lp wide, 4 lp
 * outside, kept inside the canvas. */
void focus_draw(const struct focus *focus, struct pen *pen);
