#include "ui/ini_file.h"

#include "base/file.h"
#include "base/utf8.h"

#include <ini.h>
#include <string.h>

enum {
    INI_FILE_MAX = 64 * 1024,
    LINE_MAX_BYTES = 197, /* INI_MAX_LINE without "\r\n" and the NUL */
};

struct reading {
    const char *at;
    int line;
    ini_take *take;
    void *context;
};

/* Every line is UTF-8, and short enough for libinih, which would cut a longer one in two
 * and say nothing. */
static bool check_lines(const struct str *text, const char *path, struct error *err)
{
    const char *at = str_c(text), *end = at + text->len;
    for (int line = 1; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        if (len > LINE_MAX_BYTES)
            return error_set(err, ERROR_LIMIT, "%s:%d: over %d bytes; shorten the value",
                             path, line, LINE_MAX_BYTES);
        if (!utf8_valid(at, len, NULL) || memchr(at, '\0', len))
            return error_set(err, ERROR_INVALID, "%s:%d: not UTF-8; save it as UTF-8",
                             path, line);
        at += len + 1;
    }
    return true;
}

/* Gives libinih one line at a time, so that its number is known in on_value. */
static char *next_line(char *out, int room, void *context)
{
    struct reading *reading = context;
    size_t len = strcspn(reading->at, "\n");
    if (!*reading->at || (int)len + 2 > room)
        return NULL;
    memcpy(out, reading->at, len);
    memcpy(out + len, "\n", 2);
    reading->at += len + (reading->at[len] == '\n');
    reading->line++;
    return out;
}

/* libinih's handler: 0 is an error in this line. */
static int on_value(void *context, const char *section, const char *name,
                    const char *value)
{
    struct reading *reading = context;
    struct ini_value taken = {section, name, value, reading->line};
    return reading->take(reading->context, &taken);
}

bool ini_file_read(const char *path, ini_take *take, void *context, struct error *err)
{
    struct str text = {0};
    bool ok = file_read(path, INI_FILE_MAX, &text, err) && check_lines(&text, path, err);
    struct reading reading = {str_c(&text), 0, take, context};
    int line = ok ? ini_parse_stream(next_line, &reading, on_value, &reading) : 0;
    if (line > 0)
        ok = error_set(err, ERROR_INVALID,
                       "%s:%d: not a value of this file; write "
                       "NAME = VALUE",
                       path, line);
    else if (line < 0)
        ok = error_set(err, ERROR_IO, "%s: cannot be read", path);
    str_free(&text);
    return ok;
}
