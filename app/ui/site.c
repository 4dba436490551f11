#include "ui/site.h"

#include "base/mem.h"
#include "ui/ini_file.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

enum {
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

/* An empty value is a missing one. */
static bool take(void *context, const struct ini_value *value)
{
    struct site *site = context;
    if ((*value->section && strcmp(value->section, "site") != 0) ||
        site->count == SITE_VALUES_MAX)
        return false;
    if (*value->value)
        site->pairs[site->count++] =
            (struct pair){arena_string(&site->arena, value->name),
                          arena_string(&site->arena, value->value)};
    return true;
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
    if (path && !ini_file_read(path, take, site, err)) {
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
