/* The display list as JSON lines, for tests, `--dump` and `render` (DESIGN.md, "The
 * dump"). */
#pragma once

#include "base/error.h"
#include "base/str.h"
#include "paint/display.h"
#include "text/fonts.h"

/* Appends one JSON object a line: the screen, then its items in drawing order. */
void dump_display(const struct display *display, struct fonts *fonts, struct str *out);
