/* The bidirectional algorithm (UAX 9), by ICU, and scripts (UAX 24). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fills levels[i] with the embedding level of byte i of one paragraph of UTF-8 whose base
 * direction is given. Even levels run left to right. */
void bidi_levels(const char *text, size_t len, bool rtl, uint8_t *levels);

/* Rule L2: order[visual index] = logical index, left to right, for `count` levels. */
void bidi_order(const uint8_t *levels, size_t count, int32_t *order);

/* True where a language is written from right to left (its likely script is). */
bool bidi_language_is_rtl(const char *lang);

/* The code point's script as an ISO 15924 tag ('L' << 24 ...); 0 for what is common to
 * several or inherits from its neighbour. */
uint32_t script_of(uint32_t c);
