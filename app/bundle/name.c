#include "bundle/name.h"

#include "base/link.h"
#include "base/mem.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "bundle/limits.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool check_component(const char *part, size_t len, struct error *err)
{
    if (len == 0)
        return error_set(err, ERROR_INVALID, "has an empty component");
    if (len > BUNDLE_NAME_PART_MAX)
        return error_set(err, ERROR_INVALID, "has a component of more than %u bytes",
                         BUNDLE_NAME_PART_MAX);
    if ((len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.'))
        return error_set(err, ERROR_INVALID, "has a '.' or '..' component");
    return true;
}

/* C0, C1, DEL, and the two separators that end a line in some readers. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

static bool check_characters(const char *name, size_t len, struct error *err)
{
    for (size_t at = 0; at < len;) {
        uint32_t c = utf8_next(name, len, &at);
        if (is_control(c))
            return error_set(err, ERROR_INVALID, "has a control character");
        if (c < 0x80 && strchr("\\:*?\"<>|", (int)c))
            return error_set(err, ERROR_INVALID,
                             "has the character %c, which some "
                             "systems do not allow",
                             (int)c);
    }
    return true;
}

/* MANIFEST*, and what a system that folds case would take for MANIFEST or a signature. */
static bool is_reserved(const char *name, size_t len)
{
    bool folds = len >= 8 && strncasecmp(name, "MANIFEST", 8) == 0;
    return folds && (len == 8 || name[8] == '.' || memcmp(name, "MANIFEST", 8) == 0);
}

bool name_check(const char *name, size_t len, struct error *err)
{
    if (len > BUNDLE_NAME_MAX)
        return error_set(err, ERROR_INVALID, "has more than %u bytes", BUNDLE_NAME_MAX);
    if (!utf8_valid(name, len, NULL))
        return error_set(err, ERROR_INVALID, "is not UTF-8");
    for (size_t start = 0; start <= len;) {
        const char *slash = memchr(name + start, '/', len - start);
        size_t end = slash ? (size_t)(slash - name) : len;
        if (!check_component(name + start, end - start, err))
            return false;
        start = end + 1;
    }
    if (!check_characters(name, len, err))
        return false;
    if (!unicode_is_nfc(name, len))
        return error_set(err, ERROR_INVALID,
                         "is not in Unicode's composed form (NFC): rename it");
    if (is_reserved(name, len))
        return error_set(err, ERROR_INVALID, "begins with MANIFEST, which is reserved");
    return true;
}

int names_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct folded {
    char *fold;
    const char *name;
};

bool names_differ(const char *const *names, size_t count, const char **which,
                  struct error *err)
{
    bool ok = true;
    struct folded *all = mem_resize(NULL, count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        struct str fold = {0};
        unicode_fold(names[i], strlen(names[i]), &fold);
        all[i] = (struct folded){.fold = str_take(&fold), .name = names[i]};
    }
    qsort(all, count, sizeof *all, names_compare); /* the fold comes first */
    for (size_t i = 1; ok && i < count; i++) {
        if (strcmp(all[i - 1].fold, all[i].fold) != 0)
            continue;
        *which = all[i].name;
        ok = error_set(err, ERROR_INVALID,
                       "%s and %s differ only in capital letters: rename one",
                       all[i - 1].name, all[i].name);
    }
    for (size_t i = 0; i < count; i++)
        free(all[i].fold);
    free(all);
    return ok;
}

bool name_ends(const char *name, const char *ending)
{
    size_t len = strlen(name), end = strlen(ending);
    return len >= end && strcasecmp(name + len - end, ending) == 0;
}

bool name_is_page(const char *name)
{
    return name_ends(name, ".md");
}

bool name_is_image(const char *name)
{
    return name_ends(name, ".png") || name_ends(name, ".jpg") ||
           name_ends(name, ".jpeg") || name_ends(name, ".svg");
}

bool names_have(const char *const *names, size_t count, const char *name)
{
    return count && bsearch(&name, names, count, sizeof *names, names_compare);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void percent_decode(const char *text, size_t len, struct str *out)
{
    for (size_t i = 0; i < len; i++) {
        int high = text[i] == '%' && i + 2 < len ? hex_value(text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        bool coded = low >= 0 && (high || low); /* a NUL would cut the name short */
        char byte = (char)((high & 15) << 4 | (low & 15));
        str_append_char(out, coded ? byte : text[i]);
        i += coded ? 2 : 0;
    }
}

/* Appends `path` to the folder that *name holds ("" or "a/"), walking "." and "..". */
static bool walk(const char *path, struct str *name)
{
    for (const char *at = path; *at;) {
        size_t len = strcspn(at, "/");
        bool last = at[len] == '\0', up = len == 2 && strncmp(at, "..", 2) == 0;
        if (up) {
            if (name->len == 0)
                return false;
            name->len--; /* the '/' */
            while (name->len && name->bytes[name->len - 1] != '/')
                name->len--;
            name->bytes[name->len] = '\0';
        } else if (len && !(len == 1 && *at == '.')) {
            str_append_bytes(name, at, len);
            if (!last)
                str_append_char(name, '/');
        }
        at += len + !last;
    }
    return true;
}

bool name_join(const char *from, const char *path, struct str *out)
{
    struct str place = {0};
    const char *slash = strrchr(from, '/');
    if (slash)
        str_append_bytes(&place, from, (size_t)(slash + 1 - from));
    bool ok = *path != '/' && walk(path, &place);
    if (ok)
        str_append(out, str_c(&place));
    str_free(&place);
    return ok;
}

static bool try_page(const char *folder, size_t len, const char *page,
                     name_exists *exists, const void *context, struct str *out)
{
    struct str name = {0};
    str_append_bytes(&name, folder, len);
    str_append(&name, page);
    bool found = name_is_page(name.bytes) && exists(context, name.bytes);
    if (found)
        str_append(out, name.bytes);
    str_free(&name);
    return found;
}

/* The page of a folder whose name is the first `len` bytes, '/' included. */
static bool try_index(const char *folder, size_t len, name_exists *exists,
                      const void *context, struct str *out)
{
    return try_page(folder, len, "README.md", exists, context, out) ||
           try_page(folder, len, "index.md", exists, context, out);
}

bool name_find_page(const char *name, name_exists *exists, const void *context,
                    struct str *out)
{
    const char *slash = strrchr(name, '/');
    size_t folder = slash ? (size_t)(slash + 1 - name) : 0;
    const char *base = name + folder;
    if (try_page(name, strlen(name), "", exists, context, out))
        return true;
    if (name_ends(name, ".html") &&
        try_page(name, strlen(name) - 5, ".md", exists, context, out))
        return true;
    if (!*base || strcmp(base, "index.html") == 0 || strcmp(base, "index.md") == 0)
        return try_index(name, folder, exists, context, out);
    struct str below = {0};
    str_printf(&below, "%s/", name);
    bool found = try_index(below.bytes, below.len, exists, context, out);
    str_free(&below);
    return found;
}

enum link_kind link_resolve(const char *from, const char *url, struct str *name,
                            struct str *anchor)
{
    if (link_is_outside(url))
        return LINK_OUTSIDE;
    if (*url == '/')
        return LINK_CLIMBS;
    size_t len = strcspn(url, "?#");
    struct str path = {0}, place = {0};
    percent_decode(url, len, &path);
    bool inside = true;
    if (path.len)
        inside = name_join(from, path.bytes, &place);
    else
        str_append(&place, from);
    const char *hash = strchr(url, '#');
    if (inside)
        str_append(name, str_c(&place));
    if (inside && hash)
        percent_decode(hash + 1, strlen(hash + 1), anchor);
    str_free(&path);
    str_free(&place);
    return inside ? LINK_RELATIVE : LINK_CLIMBS;
}
