#include "base/link.h"

#include "base/utf8.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool link_is_outside(const char *url)
{
    if (url[0] == '/' && url[1] == '/')
        return true;
    if (!is_letter(url[0]))
        return false;
    size_t i = 1;
    while (is_letter(url[i]) || is_digit(url[i]) || (url[i] && strchr("+.-", url[i])))
        i++;
    return url[i] == ':';
}

static int hex(char c)
{
    if (is_digit(c))
        return c - '0';
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* The byte that the escape at `text` stands for, -1 where it is none. */
static int escaped(const char *text)
{
    if (text[0] != '%' || hex(text[1]) < 0 || hex(text[2]) < 0)
        return -1;
    return hex(text[1]) << 4 | hex(text[2]);
}

static bool fit_for_names(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7F)
            return false;
    }
    return utf8_valid(bytes, len, NULL);
}

void link_decode(const char *url, struct str *out)
{
    size_t start = out->len, len = strlen(url);
    str_append(out, ""); /* bytes are there, whatever comes */
    for (size_t i = 0; i < len; i++) {
        int byte = len - i > 2 ? escaped(url + i) : -1;
        bool take = byte > 0 && !strchr("#%?", byte);
        str_append_char(out, take ? (char)byte : url[i]);
        if (take)
            i += 2;
    }
    if (fit_for_names(out->bytes + start, out->len - start))
        return;
    out->len = start;
    str_append_bytes(out, url, len);
}
