/* A page's front section: `key: value` lines between two `---` lines at its very top. */
#pragma once

#include "doc/doc.h"

struct front {
    const struct doc_field *fields;
    size_t count;
    size_t len; /* bytes before the Markdown: a byte order mark and the section */
    int lines;  /* lines of the section, 0 where there is none */
};

/* Reads the front section of a page, its strings in the arena. There is one only where
 * the first line after `---` is a `key:` and a second `---` follows; else the text is all
 * Markdown. Blank lines and lines that begin with '#' are left out; any other line
 * without a key becomes a field with the key "" and the line as value, so that a check
 * can name it. */
struct front front_read(const char *bytes, size_t len, struct arena *arena);
