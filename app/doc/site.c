#include "doc/site.h"

#include <string.h>

static const char prefix[] = "{{site.";

enum {
    PREFIX_LEN = sizeof prefix - 1,
    NAME_MAX_LEN = 63, /* bytes of a name; a longer one is no placeholder */
};

static bool is_name_char(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           c == '-' || c == '_';
}

/* The length of the placeholder that `text` begins with, its name in `name`; 0 for none.
 */
static size_t placeholder(const char *text, size_t len, char name[NAME_MAX_LEN + 1])
{
    if (len < PREFIX_LEN || memcmp(text, prefix, PREFIX_LEN) != 0)
        return 0;
    size_t at = PREFIX_LEN;
    while (at < len && is_name_char(text[at]))
        at++;
    size_t name_len = at - PREFIX_LEN;
    if (name_len == 0 || name_len > NAME_MAX_LEN || len - at < 2 || text[at] != '}' ||
        text[at + 1] != '}')
        return 0;
    memcpy(name, text + PREFIX_LEN, name_len);
    name[name_len] = '\0';
    return at + 2;
}

static const char *value_of(const struct doc_site *site, const char *name)
{
    const char *value = site->value(site->context, name);
    if (value && strlen(value) <= DOC_SITE_VALUE_MAX)
        return value;
    return strcmp(name, "emergency") == 0 ? site->missing_emergency : site->missing;
}

static void fill_span(const char *text, const struct span *span,
                      const struct doc_site *site, struct leaf *out)
{
    const char *at = text + span->start, *end = at + span->len;
    char name[NAME_MAX_LEN + 1];
    while (at < end) {
        const char *next = memmem(at, (size_t)(end - at), prefix, PREFIX_LEN);
        if (!next)
            break;
        leaf_add(out, at, (size_t)(next - at), span);
        size_t len = placeholder(next, (size_t)(end - next), name);
        const char *value = len ? value_of(site, name) : NULL;
        if (value)
            leaf_add(out, value, strlen(value), span);
        else
            leaf_add(out, next, len ? len : PREFIX_LEN, span);
        at = next + (len ? len : PREFIX_LEN);
    }
    leaf_add(out, at, (size_t)(end - at), span);
}

void site_fill(struct leaf *leaf, const struct doc_site *site)
{
    if (!leaf->text.len || !memmem(leaf->text.bytes, leaf->text.len, prefix, PREFIX_LEN))
        return;
    struct leaf filled = {0};
    for (size_t i = 0; i < leaf->count; i++) {
        const struct span *span = &leaf->spans[i];
        if (span->flags & SPAN_CODE)
            leaf_add(&filled, leaf->text.bytes + span->start, span->len, span);
        else
            fill_span(leaf->text.bytes, span, site, &filled);
    }
    leaf_free(leaf);
    *leaf = filled;
}
