/* The text of one leaf while it is put together from pieces. */
#pragma once

#include "base/str.h"
#include "doc/doc.h"

/* A value; zero-initialised it is empty. Release with leaf_free. */
struct leaf {
    struct str text;
    struct span *spans;
    size_t count, cap;
};

/* Appends bytes in a style (flags, link, image of `style`); joined to the span before
 * where the style is the same. An empty piece adds a span only for an image. */
void leaf_add(struct leaf *leaf, const char *bytes, size_t len, const struct span *style);

/* As leaf_add, each run of white space made one space, none at the leaf's start or after
 * a line break. */
void leaf_add_collapsed(struct leaf *leaf, const char *bytes, size_t len,
                        const struct span *style);

/* The first span that ends after byte `at`, or is empty and stands there or later. */
size_t leaf_span_at(const struct leaf *leaf, size_t at);

/* Appends bytes [from, end) of another leaf in their styles, with the images at its ends.
 */
void leaf_add_part(struct leaf *leaf, const struct leaf *other, size_t from, size_t end);

/* Takes spaces, tabs and line breaks from both ends. */
void leaf_trim(struct leaf *leaf);

/* Keeps the first `len` bytes. */
void leaf_cut(struct leaf *leaf, size_t len);

/* True where it holds neither text nor an image. */
bool leaf_is_empty(const struct leaf *leaf);

/* Moves the text into the arena and empties the leaf. */
struct doc_text leaf_take(struct leaf *leaf, struct arena *arena);

void leaf_free(struct leaf *leaf);
