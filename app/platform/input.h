/* Touch, mouse, keys and clickers as actions. Blocks: nothing runs when nothing happens.
 * Times are ms. One thread, but for input_reload. */
#pragma once

#include "base/names.h"
#include "platform/clock.h"
#include "platform/window.h"

#include <stdbool.h>

struct input;

/* The clock outlives it. `px_per_mm` is the canvas's. */
struct input *input_new(const struct clock *clock, double px_per_mm);
void input_free(struct input *input); /* safe on NULL */

/* Waits for the next action, at most `timeout_ms` (-1: for ever). False on time-out. */
bool input_wait(struct input *input, struct window *window, int timeout_ms,
                struct action *out);

/* What a key asks for, by the key map (KOReader's where it fits). Used by input_wait and
 * by replay scripts, so both share one path; keeps the times of Shift for Leave now. */
struct action input_key(struct input *input, enum key key);

/* Makes input_wait give ACTION_RELOAD. Any thread may call it while the input lives. */
void input_reload(struct input *input);
