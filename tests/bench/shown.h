/* When a program under measure has painted (bench.c says what counts as painted). ms of
 * the screen's clock. */
#pragma once

#include "x11/screen.h"

/* Waits for the first page of a program that was started at `begin`; how long it took.
 * False, after a line on standard error, where there is none. */
bool shown_first(struct screen *screen, double begin, double *took);

/* Presses a key: from there to the last of what it paints. False likewise. */
bool shown_key(struct screen *screen, const char *key, double *took);

/* Waits until nothing is painted any more. */
bool shown_all(struct screen *screen);
