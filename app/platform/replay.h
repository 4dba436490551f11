/* Replay scripts (DESIGN.md, "The programs"): one command a line, read whole before the
 * first is carried out, so that a mistake in the last line spoils nothing.
 *
 *   key NAME             as base/names.h has it: Left, Shift-Tab, PageDown, ...
 *   open PAGE            a page of the book, with #ANCHOR or without
 *   tap X Y              px of the canvas
 *   swipe left|right|up|down
 *   type TEXT            all of the line after one space
 *   wait MS              moves the virtual clock, at most a day
 *   resize WxH           px of the canvas
 *   screenshot FILE
 *   dump FILE
 *   expect TEXT          words that must stand on the screen
 *
 * Empty lines and those that begin with # are passed over. */
#pragma once

#include "base/error.h"
#include "base/names.h"

#include <stdint.h>

enum replay_kind {
    REPLAY_KEY,
    REPLAY_OPEN,
    REPLAY_TAP,
    REPLAY_SWIPE,
    REPLAY_TYPE,
    REPLAY_WAIT,
    REPLAY_RESIZE,
    REPLAY_SCREENSHOT,
    REPLAY_DUMP,
    REPLAY_EXPECT,
};

struct replay_command {
    enum replay_kind kind;
    int line;               /* of the script, from 1 */
    enum key key;           /* KEY */
    enum action_kind swipe; /* SWIPE: ACTION_SWIPE_LEFT, ... */
    int x, y;               /* TAP: a point; RESIZE: width and height */
    uint64_t ms;            /* WAIT */
    const char *text; /* TYPE, EXPECT, OPEN: UTF-8; SCREENSHOT, DUMP: a path; else "" */
};

struct replay;

/* Reads a script; ERROR_NOT_FOUND, ERROR_IO, or ERROR_INVALID
 * with `FILE:LINE: message` in the detail. */
struct replay *replay_open(const char *path, struct error *err) MUST_CHECK;
void replay_close(struct replay *replay); /* safe on NULL */

/* The next command, NULL after the last; valid until replay_close. */
const struct replay_command *replay_next(struct replay *replay);
