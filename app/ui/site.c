#include "ui/site.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/words.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

enum {
    SITE_FILE_MAX = 64 * 1024,
    SITE_LINE_MAX = 197, /* bytes: INI_MAX_LINE without "\r\n" and the NUL */
    SITE_VALUES_MAX = 256,
};

struct pair {
    const char *name, *value;
};

struct site {
    struct arena arena;
    struct pair pairs[SITE_VALUES_MAX];
    size_t count;
    struct doc_site values;
};

static const char *value_of(const void *context, const char *name)
{
    const struct site *site = context;
    for (size_t i = 0; i < site->count; i++) {
        if (strcmp(site->pairs[i].name, name) == 0)
            return site->pairs[i].value;
    }
    return NULL;
}

/* libinih's handler: 0 is an error in this line. An empty value is a missing one. */
static int take(void *user, const char *section, const char *name, const char *value)
{
    struct site *site = user;
    if ((*section && strcmp(section, "site") != 0) || site->count == SITE_VALUES_MAX)
        return 0;
    if (*value)
        site->pairs[site->count++] = (struct pair){arena_string(&site->arena, name),
                                                   arena_string(&site->arena, value)};
    return 1;
}

/* Every line is UTF-8, and short enough for libinih, which would cut a longer one in two
 * and say nothing. */
static bool check_lines(const struct str *text, const char *path, struct error *err)
{
    const char *at = str_c(text), *end = at + text->len;
    for (int line = 1; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        if (len > SITE_LINE_MAX)
            return error_set(err, ERROR_LIMIT, "%s:%d: over %d bytes; shorten the value",
                             path, line, SITE_LINE_MAX);
        if (!utf8_valid(at, len, NULL) || memchr(at, '\0', len))
            return error_set(err, ERROR_INVALID, "%s:%d: not UTF-8; save it as UTF-8",
                             path, line);
        at += len + 1;
    }
    return true;
}

static bool read_values(struct site *site, const char *path, struct error *err)
{
    struct str text = {0};
    bool ok = file_read(path, SITE_FILE_MAX, &text, err) && check_lines(&text, path, err);
    int line = ok ? ini_parse_string(str_c(&text), take, site) : 0;
    if (line > 0)
        ok = error_set(err, ERROR_INVALID,
                       "%s:%d: not a value of the site; write NAME = VALUE", path, line);
    else if (line < 0)
        ok = error_set(err, ERROR_IO, "%s: cannot be read", path);
    str_free(&text);
    return ok;
}

struct site *site_open(const char *path, struct error *err)
{
    struct site *site = mem_alloc(sizeof *site);
    site->values = (struct doc_site){
        .value = value_of,
        .context = site,
        .missing = word_in("en", WORD_ASK_STAFF),
        .missing_emergency = word_in("en", WORD_ASK_EMERGENCY),
    };
    if (path && !read_values(site, path, err)) {
        site_close(site);
        return NULL;
    }
    return site;
}

void site_close(struct site *site)
{
    if (!site)
        return;
    arena_free(&site->arena);
    free(site);
}

const struct doc_site *site_values(const struct site *site)
{
    return &site->values;
}
