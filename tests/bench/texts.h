/* The texts of the benchmarks: Markdown made up here, the same at every run.
 *
 * Words are drawn as in real prose, the n-th most frequent about 1/n as often as the
 * first (Zipf), so that a page repeats some and has many only once: 256 KiB of Latin
 * prose have 45,000 words, of which 8,000 differ by spelling or by the mark behind
 * them. Nothing in them means anything. */
#pragma once

#include <stddef.h>

struct str;

enum text {
    TEXT_PROSE, /* Latin: paragraphs, some emphasis, a heading now and then */
    TEXT_LISTS, /* nested three deep */
    TEXT_LINKS, /* a heading every few lines, and links in each */
    TEXT_TABLES,
    TEXT_WORD, /* one word, without any place to break it */
    TEXT_ARABIC,
    TEXT_DEVANAGARI,
    TEXT_CHINESE,
    TEXT_THAI,
    TEXT_COUNT
};

const char *text_name(enum text text);

/* Appends about `size` bytes of it, and never more. */
void text_make(enum text text, size_t size, struct str *out);
