/* A growing byte string. Always NUL-terminated, so `bytes` is a C string at any time
 * ("" when empty); it may hold other NULs when it holds a file. */
#pragma once

#include "base/error.h"

#include <stddef.h>

/* A value; zero-initialised it is empty. Release with str_free. */
struct str {
    char *bytes; /* NULL only before the first append */
    size_t len;  /* bytes, without the NUL */
    size_t cap;
};

void str_append(struct str *str, const char *text);
void str_append_bytes(struct str *str, const void *bytes, size_t len);
void str_append_char(struct str *str, char c);
void str_printf(struct str *str, const char *fmt, ...) PRINTF_LIKE(2, 3); /* appends */
void str_reserve(struct str *str, size_t more); /* room for `more` bytes and a NUL */
void str_clear(struct str *str);                /* length 0, keeps the memory */
void str_free(struct str *str);                 /* back to empty */
const char *str_c(const struct str *str);       /* "" when empty; until the next append */
char *str_take(struct str *str);                /* the bytes, yours to free; empties it */
