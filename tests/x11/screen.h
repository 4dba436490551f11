/* An X11 screen seen from outside, as a person sees it: its pixels, the moments at which
 * they change, and keys to press. For the benchmark and the journeys; it knows nothing of
 * the programs that draw. px from the top left of the screen; pixels are 0x00RRGGBB. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct screen;

/* The display that DISPLAY names. NULL after a line on standard error where there is
 * none, or it has no damage or test extension, or is not 24 bits deep. */
struct screen *screen_open(void);
void screen_close(struct screen *screen); /* safe on NULL */

int screen_width(const struct screen *screen);
int screen_height(const struct screen *screen);

/* Now, in ms of the machine's monotonic clock. */
double screen_now(void);

/* Waits until something is painted anywhere on the screen, or until `deadline` (as
 * screen_now). False on time-out; *when is the moment at which the server told us. */
bool screen_painted(struct screen *screen, double deadline, double *when);

/* Waits until nothing has been painted for `quiet_ms`; *last is the moment of the last
 * painting, and untouched where there was none. False where it never is quiet before
 * `deadline`. */
bool screen_settled(struct screen *screen, double quiet_ms, double deadline,
                    double *last);

/* Presses or lets go of a key, by its X name ("Next", "space"). False for no such key. */
bool screen_key(struct screen *screen, const char *name, bool down);

/* The screen's pixels, width x height of them, row by row. Release with free(). */
uint32_t *screen_pixels(struct screen *screen);
