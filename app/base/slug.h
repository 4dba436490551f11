/* Ids of headings, as mdBook makes them, so that links written for its books lead here
 * too. Texts are UTF-8; lengths are bytes. */
#pragma once

#include "base/str.h"

/* Appends the id of a heading's plain text: white space around it dropped, ASCII letters
 * in lower case, letters and digits of any script, '_' and '-' kept, each other white
 * space a '-', all else dropped. (mdBook's id_from_content; only ASCII is lowered there.)
 */
void slug_from_text(const char *text, size_t len, struct str *out);

/* Looks for `{#id}` at the end of a heading's text. True with the id in *id, *id_len
 * (borrowed from `text`, not empty, no white space) and in *len the length of the text
 * before it, white space dropped. */
bool slug_explicit(const char *text, size_t *len, const char **id, size_t *id_len);

struct slug_entry;

/* The ids given out in one page. A value; zero-initialised it is empty. */
struct slugs {
    struct slug_entry *entries; /* a hash table with open addressing */
    size_t count, cap;          /* cap is 0 or a power of two */
};

/* Appends `id` to *out, with -1, -2 ... behind it where it was given out before. */
void slugs_unique(struct slugs *slugs, const char *id, size_t len, struct str *out);
void slugs_free(struct slugs *slugs); /* back to empty; safe on an empty one */
