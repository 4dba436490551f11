/* The system's fonts: asked only for a grapheme that no font of our own has. The folders
 * are looked through then, once, and of each file only what it covers is kept.
 *
 * A file that is no font, too large or beyond a limit is passed over without a word: what
 * a visitor sees is the box for a missing glyph. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    FONT_FILE_MAX = 64 << 20,      /* bytes; a whole CJK family has 20 MiB */
    FOLDER_FONTS_MAX = 2048,       /* fonts kept, in all folders together */
    FOLDER_DEPTH_MAX = 4,          /* folders within folders; links are not followed */
    FOLDER_RANGES_MAX = 1024 << 10 /* stretches of code points kept: 8 MiB */
};

struct font_folders;

/* `list`: absolute paths with ':' between, copied. Nothing is read yet. */
struct font_folders *font_folders_new(const char *list);
void font_folders_free(struct font_folders *folders); /* safe on NULL */

/* The path of the font that has all of the grapheme `text`: upright, of normal width, its
 * weight nearest to what is asked, sans serif before others; NULL where none has it.
 * Borrowed until font_folders_free. */
const char *font_folders_find(struct font_folders *folders, const char *text, size_t len,
                              bool bold);

/* Never again gives this path, which could not be opened after all. */
void font_folders_refuse(struct font_folders *folders, const char *path);
