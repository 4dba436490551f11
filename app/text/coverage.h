/* What a font file says of itself, read from its tables without opening it as a font:
 * which code points it has glyphs for, its weight and slope. A few kilobytes are read,
 * whatever the size of the file; a hostile file is refused or covers less.
 *
 * Sources: OpenType 1.9, chapters "OpenType Font File", "cmap" and "OS/2". */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FONT_TABLES_MAX = 256,    /* tables of a font file */
    FONT_CMAP_MAX = 1 << 20,  /* bytes of its cmap; the largest of Noto have 400 KiB */
    FONT_RANGES_MAX = 1 << 15 /* stretches of code points kept of one file */
};

struct code_range {
    uint32_t first, last;
};

/* A value; zero-initialised it covers nothing. Release with coverage_free. */
struct coverage {
    struct code_range *ranges; /* ascending */
    size_t count;
    int weight; /* 400 regular, 700 bold */
    int width;  /* 5 normal; less is condensed */
    bool italic;
};

/* Reads the file at `path`: TrueType or OpenType outlines, the first face of a
 * collection. False, and *out as it was, where it is no regular file, no such font, or
 * one of colour bitmaps or layers. */
bool coverage_read(const char *path, struct coverage *out);
void coverage_free(struct coverage *coverage); /* back to empty */

bool coverage_has(const struct coverage *coverage, uint32_t c);

/* True where the font has all of `text` that draws anything: joiners, direction marks and
 * the like do not, and HarfBuzz makes any white space out of U+0020. */
bool coverage_has_all(const struct coverage *coverage, const char *text, size_t len);
