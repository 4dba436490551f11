/* Escapes that can still be told from what they stand for when cmark has read a page. In
 * a pipe table `\|` is a pipe and `|` parts cells; in cmark's tree both are `|`. */
#pragma once

#include "doc/leaf.h"

/* What is put before an escape: a pipe, which has no meaning to cmark and is punctuation
 * as the backslash is, and a noncharacter that the page itself does not hold. A value;
 * zero-initialised it marks nothing. */
struct escapes {
    char mark[8]; /* "" where nothing was marked */
};

/* Appends the page with its escapes marked, where it may hold a table. False, and nothing
 * appended, where it holds none and stays as it is. */
bool escapes_mark(struct escapes *escapes, const char *bytes, size_t len,
                  struct str *out);

/* True where a mark begins at `at` of `bytes`. */
bool escapes_at(const struct escapes *escapes, const char *bytes, size_t len, size_t at);

/* Where marked text stands, and so what an escape of it means. */
enum escape_place {
    ESCAPE_TEXT,   /* text, addresses, titles: `\|` is a pipe */
    ESCAPE_SOURCE, /* code, HTML: `\|` is what it looks like */
    ESCAPE_CELL,   /* a cell's code: `\|` is a pipe */
};

/* Appends text with its marks resolved. */
void escapes_resolve(const struct escapes *escapes, const char *bytes, size_t len,
                     enum escape_place place, struct str *out);

/* Resolves the marks of a leaf, of a cell or of another block. */
void escapes_resolve_leaf(const struct escapes *escapes, struct leaf *leaf, bool cell);
