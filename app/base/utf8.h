/* UTF-8 (RFC 3629): code points are uint32_t, offsets and lengths are bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    UTF8_REPLACEMENT = 0xFFFD,
    UTF8_MAX = 4
};

/* Decodes the code point at *at (*at < len) and moves *at past it. A byte that starts no
 * well-formed sequence gives U+FFFD and moves by one. */
uint32_t utf8_next(const char *bytes, size_t len, size_t *at);

/* True when every byte belongs to a well-formed sequence; else *bad is the offset of the
 * first that does not. `bad` may be NULL. */
bool utf8_valid(const char *bytes, size_t len, size_t *bad);

/* Writes code point `c` into `out` (room for UTF8_MAX bytes), returns the bytes written.
 */
size_t utf8_encode(uint32_t c, char *out);

size_t utf8_count(const char *bytes, size_t len); /* code points */
