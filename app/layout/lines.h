/* Lines: a paragraph broken to a measure and put in visual order, ready to be drawn. px.
 */
#pragma once

#include "base/arena.h"
#include "paint/display.h"
#include "text/paragraph.h"

/* One line's stretch of one span and one direction: it becomes one text item. */
struct line_run {
    const char *text; /* of the paragraph, or the arena's where it ends in our hyphen */
    uint32_t len;
    uint32_t span;                   /* index of the paragraph's span */
    int x, w;                        /* px from the line's start edge */
    const struct font_piece *pieces; /* left to right; offsets in `text`, x from the run's
                                        left edge */
    uint32_t piece_count;
    bool join;   /* no white space before it */
    bool hyphen; /* ends in a hyphen of ours */
};

struct line {
    struct line_run *runs; /* in the text's order */
    uint32_t run_count;
    uint32_t start; /* byte of the paragraph's text that it begins with */
    int w;          /* px, without the spaces that hang at its end */
};

struct lines {
    struct line *lines;
    size_t count;
};

/* Sets a paragraph in lines of at most `w` px, greedily: as many units to a line as fit
 * (UAX 14 says where). A unit wider than the measure is divided between clusters, with a
 * visible hyphen where `hyphenate`. Runs and pieces live in the arena and refer to the
 * source's text. Empty text gives no lines. */
struct lines lines_set(struct arena *arena, struct fonts *fonts,
                       const struct paragraph_source *source, int w, bool hyphenate);

/* How wide a paragraph may be set: with `least` px nothing in it is divided, with
 * `natural` no line but its own ends. */
struct lines_widths {
    int least, natural;
};
struct lines_widths lines_widths(struct fonts *fonts,
                                 const struct paragraph_source *source);

/* As lines_set, for text of a single style, words of our own: labels, markers. The text
 * must outlive the lines; NO_MEASURE as `w` sets it in one line but for its own breaks.
 */
enum {
    NO_MEASURE = INT32_MAX / 2
};
struct lines lines_set_plain(struct arena *arena, struct fonts *fonts, const char *text,
                             struct font_style style, bool rtl, int w);

/* Adds a run as a text item whose line box is `rect`; role, colour, language and
 * direction are the caller's to fill in, the look of a style is already there. */
struct display_item *lines_draw_run(struct display *display, struct fonts *fonts,
                                    const struct line_run *run, struct rect rect,
                                    struct font_style style);

/* px from the top of a line box of height `h` to the baseline of a style centred in it.
 */
int lines_baseline(struct fonts *fonts, struct font_style style, int h);
