/* The font files that text is set in, which of them has a grapheme, and each of them open
 * at a size. Only text/ includes this header.
 *
 * A face is an index: 0 to 7 are our own (two families of four), then come the fallbacks
 * of the fonts folder, then those added, then those found in the system's folders. */
#pragma once

#include "text/fonts.h"

#include <SDL_ttf.h>

struct faces;

/* Our own faces have to be there; the fallbacks beside them are not looked for until a
 * grapheme needs one. */
struct faces *faces_open(const char *folder, struct error *err) MUST_CHECK;
void faces_close(struct faces *faces); /* safe on NULL */

/* Adds a fallback behind those before it. */
bool faces_add(struct faces *faces, const char *path, struct error *err) MUST_CHECK;

/* Sets the system's folders, "" for none; they are asked last. */
void faces_use_folders(struct faces *faces, const char *list);

/* The style's own face. */
uint16_t faces_own(struct font_style style);

/* The first face that has all of the grapheme, FONT_NO_FACE where none has. */
uint16_t faces_find(struct faces *faces, struct font_style style, const char *text,
                    size_t len);

/* True where the face has all of the text, as it is written. */
bool faces_have(struct faces *faces, uint16_t face, const char *text, size_t len);

/* The face at a size; NULL where its file cannot be opened (any more). Borrowed until the
 * next call. */
TTF_Font *faces_at(struct faces *faces, uint16_t face, int px);
