#include "base/str.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_reserve(struct str *str, size_t more)
{
    size_t need = str->len + more + 1;
    if (need <= str->cap)
        return;
    size_t cap = str->cap ? str->cap : 64;
    while (cap < need)
        cap *= 2;
    str->bytes = mem_resize(str->bytes, cap, 1);
    str->cap = cap;
    str->bytes[str->len] = '\0';
}

void str_append_bytes(struct str *str, const void *bytes, size_t len)
{
    str_reserve(str, len);
    if (len)
        memcpy(str->bytes + str->len, bytes, len);
    str->len += len;
    str->bytes[str->len] = '\0';
}

void str_append(struct str *str, const char *text)
{
    str_append_bytes(str, text, strlen(text));
}

void str_append_char(struct str *str, char c)
{
    str_append_bytes(str, &c, 1);
}

void str_printf(struct str *str, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n >= 0) { /* even nothing makes it a string */
        str_reserve(str, (size_t)n);
        vsnprintf(str->bytes + str->len, (size_t)n + 1, fmt, again);
        str->len += (size_t)n;
    }
    va_end(again);
}

void str_clear(struct str *str)
{
    str->len = 0;
    if (str->bytes)
        str->bytes[0] = '\0';
}

void str_free(struct str *str)
{
    free(str->bytes);
    *str = (struct str){0};
}

const char *str_c(const struct str *str)
{
    return str->bytes ? str->bytes : "";
}

char *str_take(struct str *str)
{
    str_reserve(str, 0);
    char *bytes = str->bytes;
    *str = (struct str){0};
    return bytes;
}
