/* The faces that text is set in, and the shaping and drawing of one piece of text.
 *
 * A *piece* is a stretch of text of one direction, one script and one font: one call of
 * HarfBuzz (through SDL2_ttf), with direction and script set before it. The piece that is
 * measured is the piece that is drawn, so the sum of the measured pieces of a line is the
 * width it is drawn with. Lengths are px; text is UTF-8, offsets in bytes. One thread. */
#pragma once

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct fonts;

enum font_family {
    FAMILY_TEXT, /* Atkinson Hyperlegible Next */
    FAMILY_MONO, /* Atkinson Hyperlegible Mono */
};

/* A value. */
struct font_style {
    enum font_family family;
    bool bold, italic;
    int px; /* the em, at least 1 */
};

/* What a line of a style measures, from the style's own face (never a fallback's). */
struct font_metrics {
    int ascent;  /* baseline to the top of the em's box, px */
    int descent; /* baseline to its foot, positive */
    int cap;     /* height of a capital: 0.668 em for Atkinson Hyperlegible Next */
    int space;   /* advance of U+0020 */
};

/* In place of a face: no font has the grapheme, and a box is drawn for it. */
#define FONT_NO_FACE UINT16_MAX

/* One piece: which face, how it runs, and where it lies in its text. */
struct font_piece {
    uint32_t start, len; /* bytes of the text it belongs to */
    int x, w;            /* px from the left edge of the display item, and its width */
    uint16_t face; /* index of the face in struct fonts; FONT_NO_FACE: one grapheme */
    bool rtl;
    uint32_t script; /* ISO 15924 tag as HarfBuzz has it: 'L' << 24 | 'a' << 16 | ... */
};

/* The coverage of a drawn piece: one byte a pixel, 0 to 255. */
struct font_strip {
    int w, h;                /* px */
    int ascent;              /* px from the strip's top to the baseline */
    const uint8_t *coverage; /* rows of `w` bytes */
};

/* Opens the faces in `folder`: Atkinson Hyperlegible Next and Mono, and the fallbacks
 * that fonts/README.md lists, each read only when some text needs it. */
struct fonts *fonts_open(const char *folder, struct error *err) MUST_CHECK;
void fonts_close(struct fonts *fonts); /* safe on NULL */

/* Sets the system's font folders (absolute paths, ':' between), asked last: nothing is
 * read before a grapheme is in no other font (font_folders.h has the limits). */
void fonts_use_folders(struct fonts *fonts, const char *list);

/* Adds a face that is asked, after those before it, for what they have no glyph for. */
bool fonts_add_fallback(struct fonts *fonts, const char *path,
                        struct error *err) MUST_CHECK;

/* The line and grapheme breaker that goes with the fonts; borrowed until fonts_close. */
struct breaks;
struct breaks *fonts_breaks(struct fonts *fonts);

/* The dictionaries that words are divided by; borrowed until fonts_close. */
struct hyphens;
struct hyphens *fonts_hyphens(struct fonts *fonts);

struct font_metrics fonts_metrics(struct fonts *fonts, struct font_style style);

/* The face for the grapheme `text` in a style: the style's own, else the first fallback
 * that has all of it, else FONT_NO_FACE. */
uint16_t fonts_face_for(struct fonts *fonts, struct font_style style, const char *text,
                        size_t len);

/* True where a face that fonts_face_for gave has all of the text. */
bool fonts_face_has(struct fonts *fonts, uint16_t face, const char *text, size_t len);

/* True where some face has a glyph for `c` in this style. */
bool fonts_have(struct fonts *fonts, struct font_style style, uint32_t c);

/* The width in px that fonts_draw gives the piece. `text` is the piece's own bytes. */
int fonts_measure(struct fonts *fonts, struct font_style style, const char *text,
                  const struct font_piece *piece);

/* Draws a piece. The strip is borrowed until the next call of fonts_draw. */
struct font_strip fonts_draw(struct fonts *fonts, struct font_style style,
                             const char *text, const struct font_piece *piece);
