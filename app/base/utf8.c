#include "base/utf8.h"

/* Length in bytes of the sequence that `lead` starts, 0 for a byte that starts none. */
static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

/* Decodes one sequence; false (and nothing moved) where it is not well formed. */
static bool decode(const char *bytes, size_t len, size_t *at, uint32_t *out)
{
    const unsigned char *p = (const unsigned char *)bytes + *at;
    size_t n = sequence_length(p[0]);
    if (n == 0 || n > len - *at)
        return false;
    uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return false;
        c = c << 6 | (p[i] & 0x3F);
    }
    bool overlong = (n == 3 && c < 0x800) || (n == 4 && c < 0x10000);
    if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
        return false;
    *out = c;
    *at += n;
    return true;
}

uint32_t utf8_next(const char *bytes, size_t len, size_t *at)
{
    uint32_t c = UTF8_REPLACEMENT;
    if (!decode(bytes, len, at, &c))
        (*at)++;
    return c;
}

bool utf8_valid(const char *bytes, size_t len, size_t *bad)
{
    size_t at = 0;
    uint32_t c;
    while (at < len) {
        if (!decode(bytes, len, &at, &c)) {
            if (bad)
                *bad = at;
            return false;
        }
    }
    return true;
}

size_t utf8_encode(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(const char *bytes, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}
