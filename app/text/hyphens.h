/* Where a word may be divided between two lines, by libhyphen: patterns of TeX's kind,
 * one dictionary a language, as Debian's packages hyphen-* install them. The only header
 * of this room behind which libhyphen is. Text is UTF-8, offsets in bytes. One thread. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HYPHENS_FOLDER "/usr/share/hyphen"

enum {
    HYPHENS_WORD_MAX = 400,           /* bytes; a longer word has no syllables */
    HYPHENS_DICTIONARY_MAX = 4 << 20, /* bytes of a file */
};

struct hyphens;

/* Looks for dictionaries in `folder` (copied), each when its language first needs one. */
struct hyphens *hyphens_new(const char *folder);
void hyphens_free(struct hyphens *hyphens); /* safe on NULL */

/* Sets after[i] where a syllable of the word ends with byte i and a hyphen may follow,
 * for each i < len. False, and nothing set, where no good dictionary is there for the
 * language (BCP 47; NULL for none) or the word is not written in its characters. */
bool hyphens_find(struct hyphens *hyphens, const char *lang, const char *word, size_t len,
                  bool *after);

/* True for a letter or a mark upon one: what a hyphen may stand between. */
bool hyphens_is_letter(uint32_t c);

/* True for scripts (ISO 15924 tags) whose words are divided with a hyphen. The others,
 * Arabic, Hebrew, Thai, Chinese and more, are divided without a sign. */
bool hyphens_in_script(uint32_t script);
