#include "base/address.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>
#include <strings.h>

static const struct scheme {
    const char *name;
    enum address_kind kind;
} schemes[] = {
    {"https:", ADDRESS_WEB}, {"http:", ADDRESS_WEB},    {"//", ADDRESS_WEB},
    {"tel:", ADDRESS_PHONE}, {"mailto:", ADDRESS_MAIL}, {"sms:", ADDRESS_MESSAGE},
};

/* NULL for any other. */
static const struct scheme *scheme_of(const char *url)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncasecmp(url, schemes[i].name, strlen(schemes[i].name)) == 0)
            return &schemes[i];
    }
    return NULL;
}

enum address_kind address_kind(const char *url)
{
    const struct scheme *scheme = scheme_of(url);
    return scheme ? scheme->kind : ADDRESS_OTHER;
}

static void append_escaped(struct str *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        str_printf(out, "%%%02X", (unsigned char)bytes[i]);
}

void address_show(const char *url, size_t limit, struct str *out)
{
    const struct scheme *scheme = scheme_of(url);
    size_t at = 0, len = strlen(url);
    if (scheme && scheme->kind != ADDRESS_WEB) {
        at = strlen(scheme->name);
        len = at + strcspn(url + at, "?");
    }
    for (size_t count = 0; at < len; count++) {
        if (count >= limit) {
            str_append(out, "\u2026");
            return;
        }
        size_t start = at;
        uint32_t c = utf8_next(url, len, &at);
        bool bad = c == UTF8_REPLACEMENT && at - start == 1;
        if (c == ' ' || bad || unicode_is_hidden(c)) {
            append_escaped(out, url + start, at - start);
            count += 3 * (at - start) - 1;
        } else {
            str_append_bytes(out, url + start, at - start);
        }
    }
}

static bool has_a_place(char c)
{
    bool alnum = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return alnum || (c && strchr("-._~:/?#@!$&'()*+,;=%", c));
}

void address_encode(const char *url, struct str *out)
{
    if (strncmp(url, "//", 2) == 0)
        str_append(out, "https:");
    for (const char *c = url; *c; c++) {
        if (has_a_place(*c))
            str_append_char(out, *c);
        else
            append_escaped(out, c, 1);
    }
}
