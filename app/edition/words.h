/* Text made ready for the full-text index, which knows words only by what stands between
 * them. Thai, Lao, Khmer, Burmese, Chinese and Japanese write none: a ZERO WIDTH SPACE
 * goes where ICU's dictionaries find a word's end (UAX 29). Marks of Arabic and Hebrew
 * that readers leave out when they type go, hamza on its carriers and the stretch among
 * them; and soft hyphens. */
#pragma once

#include "base/str.h"

#include <stdint.h>

/* A value; zero-initialised it is empty. Release with words_free. */
struct words {
    struct str text;
    uint32_t *origin; /* for each byte of `text` and its end: the offset it comes from */
};

/* Makes *out of valid UTF-8; what was in it is gone. */
void words_read(const char *text, size_t len, struct words *out);
void words_free(struct words *words); /* back to empty */
