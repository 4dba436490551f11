/* Pipe tables (GitHub Flavored Markdown, "Tables (extension)"), found in the text of a
 * paragraph that cmark has read. tables.c says where we differ. */
#pragma once

#include "doc/escapes.h"

/* Where in a leaf's text lines of the Markdown end: the offset of the space or line break
 * that stands for each end. A value; zero-initialised it is empty. */
struct line_ends {
    uint32_t *items;
    size_t count, cap;
};

/* A paragraph as it was read: not trimmed, escapes marked, the site's values not in. */
struct table_source {
    struct leaf *leaf;
    const struct line_ends *ends;
    const struct escapes *escapes;
    const struct doc_site *site; /* may be NULL */
    int line;                    /* of its first line */
};

/* Takes a table and all that follows it out of the paragraph; lines before its head stay.
 * The new BLOCK_TABLE stands nowhere yet. NULL, and nothing changed, where there is none.
 */
struct block *table_take(struct arena *arena, const struct table_source *source);
