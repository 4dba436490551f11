/* One table names the keys; a new one is a row in it. */
#include "ui/config.h"

#include "ui/ini_file.h"

#include <string.h>

#define USUAL_FONT_FOLDERS "/usr/share/fonts:/usr/local/share/fonts"

/* Checks a value and stores it; returns what is wrong with it, NULL when nothing. */
typedef const char *take_value(struct config *config, const char *value);

static const char *take_font_folders(struct config *config, const char *value)
{
    for (const char *at = value; *at;) {
        if (*at != '/')
            return "give absolute paths with ':' between; or nothing, for none";
        at += strcspn(at, ":");
        at += *at == ':';
    }
    config->font_folders = arena_string(&config->arena, value);
    return NULL;
}

static const struct key {
    const char *name;
    take_value *take;
} keys[] = {
    {"font-folders", take_font_folders},
};

struct reading {
    struct config *config;
    const char *path, *program;
    FILE *warnings;
};

static void warn(const struct reading *reading, const struct ini_value *value,
                 const char *wrong)
{
    fprintf(reading->warnings, "%s: %s:%d: %s: %s\n", reading->program, reading->path,
            value->line, value->name, wrong);
}

static bool take(void *context, const struct ini_value *value)
{
    const struct reading *reading = context;
    if (strcmp(value->section, "candor") != 0) {
        warn(reading, value, "stands outside the section [candor]; move it there");
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].name, value->name) != 0)
            continue;
        const char *wrong = keys[i].take(reading->config, value->value);
        if (wrong)
            warn(reading, value, wrong);
        return true;
    }
    warn(reading, value, "not a key of the configuration; leave it out");
    return true;
}

struct config config_read(const char *path, const char *program, FILE *warnings)
{
    struct config config = {.font_folders = USUAL_FONT_FOLDERS};
    struct reading reading = {&config, path, program, warnings};
    struct error err = {0};
    if (path && !ini_file_read(path, take, &reading, &err))
        fprintf(warnings, "%s: %s\n", program, err.detail);
    return config;
}

void config_free(struct config *config)
{
    arena_free(&config->arena);
}
