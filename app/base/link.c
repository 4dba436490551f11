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

/* Appends `len` bytes decoded, but for escapes of the characters in `keep`. */
static void decode(const char *url, size_t len, const char *keep, struct str *out)
{
    size_t start = out->len;
    str_append(out, ""); /* bytes are there, whatever comes */
    for (size_t i = 0; i < len; i++) {
        int byte = len - i > 2 ? escaped(url + i) : -1;
        bool take = byte > 0 && !strchr(keep, byte);
        str_append_char(out, take ? (char)byte : url[i]);
        if (take)
            i += 2;
    }
    if (fit_for_names(out->bytes + start, out->len - start))
        return;
    out->len = start;
    str_append_bytes(out, url, len);
}

void link_decode(const char *url, struct str *out)
{
    decode(url, strlen(url), "#%?", out);
}

/* Takes the last component away; false where there is none. */
static bool climb(struct str *path)
{
    if (path->len == 0)
        return false;
    size_t len = path->len - 1; /* the '/' at the end */
    while (len > 0 && path->bytes[len - 1] != '/')
        len--;
    path->len = len;
    path->bytes[len] = '\0';
    return true;
}

/* Joins `part` to the folder of `from`. A folder's name ends in '/' or is empty. */
static bool join(const char *from, const char *part, struct str *path)
{
    const char *slash = strrchr(from, '/');
    if (part[0] != '/' && slash)
        str_append_bytes(path, from, (size_t)(slash - from) + 1);
    while (*part) {
        size_t len = strcspn(part, "/");
        bool folder = part[len] == '/';
        if (len == 2 && part[0] == '.' && part[1] == '.') {
            if (!climb(path))
                return false;
        } else if (len > 0 && !(len == 1 && part[0] == '.')) {
            str_append_bytes(path, part, len + folder);
        }
        part += len + folder;
    }
    return true;
}

static bool ends_with(const struct str *str, const char *end)
{
    size_t len = strlen(end);
    return str->len >= len && memcmp(str->bytes + str->len - len, end, len) == 0;
}

/* Tries `path` with its last `drop` bytes replaced by `end`. */
static bool try_end(struct str *path, size_t drop, const char *end,
                    const struct link_names *names)
{
    struct str name = {0};
    str_append_bytes(&name, path->bytes, path->len - drop);
    str_append(&name, end);
    bool found = name.len > 0 && names->exists(names->context, name.bytes);
    if (found) {
        str_clear(path);
        str_append_bytes(path, name.bytes, name.len);
    }
    str_free(&name);
    return found;
}

static bool find(struct str *path, const struct link_names *names)
{
    if (path->len == 0 || ends_with(path, "/"))
        return try_end(path, 0, "README.md", names) ||
               try_end(path, 0, "index.md", names);
    if (try_end(path, 0, "", names))
        return true;
    if (ends_with(path, ".html") && try_end(path, 5, ".md", names))
        return true;
    bool index = ends_with(path, "/index.html") || strcmp(path->bytes, "index.html") == 0;
    if (index && try_end(path, 10, "README.md", names))
        return true;
    return try_end(path, 0, "/README.md", names);
}

bool link_resolve(const char *from, const char *url, const struct link_names *names,
                  struct str *path, struct str *anchor)
{
    struct str part = {0};
    str_clear(path);
    str_clear(anchor);
    bool ok = !link_is_outside(url);
    if (!ok)
        goto out;
    size_t len = strcspn(url, "?#");
    decode(url, len, "", &part);
    if (len == 0) {
        str_append(path, from);
        ok = names->exists(names->context, from);
    } else {
        ok = join(from, part.bytes, path) && find(path, names);
    }
    const char *hash = strchr(url, '#');
    if (ok && hash)
        decode(hash + 1, strlen(hash + 1), "", anchor);
out:
    if (!ok)
        str_clear(path);
    str_append(path, "");
    str_append(anchor, "");
    str_free(&part);
    return ok;
}
