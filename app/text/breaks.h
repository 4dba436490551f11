/* Where text may be divided, by ICU: lines (UAX 14) and grapheme clusters (UAX 29), in
 * scripts without spaces by ICU's dictionaries. Offsets are bytes of UTF-8. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct breaks;

enum break_kind {
    BREAK_LINE,
    BREAK_GRAPHEME,
    BREAK_KINDS
};

struct breaks *breaks_new(void);
void breaks_free(struct breaks *breaks); /* safe on NULL */

/* Begins a walk over `text`, which must stay in place until the walk ends. Walks of
 * different kinds may be under way at once. */
void breaks_begin(struct breaks *breaks, enum break_kind kind, const char *text,
                  size_t len);

/* The next place after the one before: 0 < *end <= len. False after the last. `must` (may
 * be NULL) says that a line has to end there. */
bool breaks_next(struct breaks *breaks, enum break_kind kind, size_t *end, bool *must);

/* The end of the character at `at` where it is a grapheme cluster by itself, as can be
 * told from it and the next one; 0 where a walk has to tell. */
size_t breaks_single(const char *text, size_t len, size_t at);
