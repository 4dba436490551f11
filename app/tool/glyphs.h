/* Which characters of a book none of our fonts can show: each is a box on a machine whose
 * system has no font for it either. */
#pragma once

#include "bundle/book.h"
#include "bundle/finding.h"

/* Adds one FINDING_NO_GLYPH for each page that has such characters, at the line of the
 * first. `folder` is where the book was read from. False where our fonts or the folder
 * cannot be opened. */
bool glyphs_check(const char *folder, const struct book *book, struct findings *findings,
                  struct error *err) MUST_CHECK;
