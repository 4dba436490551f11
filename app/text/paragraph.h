/* A paragraph made ready for lines: its text cut into *units* that no line break divides,
 * each unit into pieces (fonts.h), all measured.
 *
 * A line is then a row of units: its width is the sum of their widths and of the spaces
 * between them, and each piece is drawn where that sum puts it. Measuring words and
 * drawing whole lines would drift apart by pixels. px; offsets in bytes of the
 * paragraph's text. */
#pragma once

#include "text/fonts.h"

#include <stdbool.h>

enum {
    PARAGRAPH_UNIT_MAX = 400, /* bytes; more without a place to break are several units,
                                 so that shaping stays fast */
};

/* A stretch of text in one style. Spans follow one another and cover the text. */
struct paragraph_span {
    uint32_t start, len;
    struct font_style style;
    int object_w; /* px; 0: text. Else the span is U+FFFC and stands for something that
                     wide, which the caller draws */
};

struct paragraph_piece {
    struct font_piece font; /* x is set by who lays the line out */
    uint8_t level;          /* bidi embedding level; odd runs right to left */
    uint32_t span;          /* index of its span */
};

struct unit {
    uint32_t start, len; /* without the white space that follows */
    uint32_t spaces;     /* bytes of white space that follow; they hang at a line's end */
    uint32_t first_piece, piece_count;
    int w, space_w;  /* px */
    bool must_break; /* the line ends after it */
    bool goes_on;    /* the next unit is the same word, longer than shaping likes */
    bool cut;        /* a word was divided after it, and the line ends there */
    bool hyphen;     /* with a visible hyphen */
};

struct paragraph {
    const char *text; /* borrowed, and so are the spans */
    size_t len;
    const struct paragraph_span *spans;
    size_t span_count;
    struct unit *units;
    size_t unit_count;
    struct paragraph_piece *pieces; /* in the text's order */
    size_t piece_count;
    const char *lang; /* borrowed */
    bool rtl;
};

struct paragraph_source {
    const char *text; /* UTF-8; '\n' ends a line */
    size_t len;
    const struct paragraph_span *spans;
    size_t span_count;
    bool rtl;         /* base direction */
    bool keep_spaces; /* white space counts as it stands (code), not as one space */
    const char *lang; /* BCP 47, whose words are divided at syllables; NULL: not known */
};

/* The text, spans and language must outlive the paragraph. Release with paragraph_free.
 */
struct paragraph *paragraph_new(struct fonts *fonts,
                                const struct paragraph_source *source);
void paragraph_free(struct paragraph *paragraph); /* safe on NULL */

/* Divides each unit that is wider than `w` into units that are as long as fits (at least
 * one grapheme cluster), each but the last the end of its line: with `hyphenate` at a
 * syllable where the language's are known, and with a hyphen (`hyphen` of the unit) where
 * the script has one; never with one in code or an address (cut.c). */
void paragraph_cut(struct paragraph *paragraph, struct fonts *fonts, int w,
                   bool hyphenate);

/* The hyphen behind a piece of the paragraph: one byte, "-", in the piece's style. */
struct font_piece paragraph_hyphen(const struct paragraph *paragraph, struct fonts *fonts,
                                   const struct paragraph_piece *piece);
