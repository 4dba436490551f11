/* The reader without a display: screenshots, dumps and replay scripts, for tests, authors
 * and `candor-bundle render`. Time is a virtual clock that only a script moves. */
#pragma once

#include "platform/clock.h"
#include "screens/reader.h"

/* Everything is borrowed. */
struct offscreen {
    struct reader *reader;
    struct fonts *fonts;
    struct clock *clock; /* virtual */
    int dpi;
};

bool offscreen_screenshot(const struct offscreen *off, const char *path,
                          struct error *err) MUST_CHECK;
bool offscreen_dump(const struct offscreen *off, const char *path,
                    struct error *err) MUST_CHECK;

/* Plays a script (platform/replay.h); what it expects and does not find is
 * ERROR_NOT_FOUND, with the line. */
bool offscreen_replay(const struct offscreen *off, const char *path,
                      struct error *err) MUST_CHECK;
