#include "platform/replay.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    SCRIPT_MAX = 4 << 20, /* bytes */
    PX_MAX = 16384,
    DAY_MS = 24 * 60 * 60 * 1000
};

struct replay {
    struct str script; /* cut into strings, which the commands point at */
    struct replay_command *commands;
    size_t count, cap, next;
};

/* A whole number from 0 to `most`; moves *at past it. */
static bool read_number(const char **at, int most, int *out)
{
    long long n = 0;
    const char *digit = *at;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        n = n * 10 + (*digit - '0');
        if (n > most)
            return false;
    }
    bool any = digit > *at;
    *at = digit;
    *out = (int)n;
    return any;
}

/* Two numbers with `between` them and nothing after. */
static bool read_pair(const char *text, char between, int least,
                      struct replay_command *out)
{
    return read_number(&text, PX_MAX, &out->x) && *text++ == between &&
           read_number(&text, PX_MAX, &out->y) && !*text && out->x >= least &&
           out->y >= least;
}

static bool read_key(const char *text, struct replay_command *out)
{
    return key_from_name(text, &out->key);
}

static bool read_tap(const char *text, struct replay_command *out)
{
    return read_pair(text, ' ', 0, out);
}

static bool read_size(const char *text, struct replay_command *out)
{
    return read_pair(text, 'x', 1, out);
}

static bool read_wait(const char *text, struct replay_command *out)
{
    int ms;
    if (!read_number(&text, DAY_MS, &ms) || *text)
        return false;
    out->ms = (uint64_t)ms;
    return true;
}

static bool read_swipe(const char *text, struct replay_command *out)
{
    static const struct {
        const char *name;
        enum action_kind action;
    } swipes[] = {
        {"left", ACTION_SWIPE_LEFT},
        {"right", ACTION_SWIPE_RIGHT},
        {"up", ACTION_SWIPE_UP},
        {"down", ACTION_SWIPE_DOWN},
    };
    for (size_t i = 0; i < sizeof swipes / sizeof *swipes; i++) {
        if (strcmp(swipes[i].name, text) == 0) {
            out->swipe = swipes[i].action;
            return true;
        }
    }
    return false;
}

static bool read_text(const char *text, struct replay_command *out)
{
    out->text = text;
    return *text;
}

/* What a command is called, what follows it, and what that should be. */
static const struct syntax {
    const char *name;
    enum replay_kind kind;
    bool (*read)(const char *text, struct replay_command *out);
    const char *wants;
} syntaxes[] = {
    {"key", REPLAY_KEY, read_key, "a key's name such as Left, Shift-Tab, PageDown"},
    {"open", REPLAY_OPEN, read_text, "a page such as overview.md"},
    {"tap", REPLAY_TAP, read_tap, "X Y in px, such as 640 400"},
    {"swipe", REPLAY_SWIPE, read_swipe, "left, right, up or down"},
    {"type", REPLAY_TYPE, read_text, "the text to type"},
    {"wait", REPLAY_WAIT, read_wait, "a time in ms, at most a day"},
    {"resize", REPLAY_RESIZE, read_size, "WxH in px, such as 1280x800"},
    {"screenshot", REPLAY_SCREENSHOT, read_text, "a file's name"},
    {"dump", REPLAY_DUMP, read_text, "a file's name"},
    {"expect", REPLAY_EXPECT, read_text, "the words to look for"},
};

static const struct syntax *find_syntax(const char *name)
{
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++)
        if (strcmp(syntaxes[i].name, name) == 0)
            return &syntaxes[i];
    return NULL;
}

/* One line, without its newline; it is cut in two at the first space. */
static bool read_line(struct replay *replay, char *line, int number, struct error *err)
{
    line += strspn(line, " \t");
    if (!*line || *line == '#')
        return true;
    char *rest = line + strcspn(line, " \t");
    if (*rest)
        *rest++ = '\0';
    const struct syntax *syntax = find_syntax(line);
    if (!syntax)
        return error_set(err, ERROR_INVALID,
                         "%d: there is no command '%s'; there are key, tap, swipe, type, "
                         "wait, resize, screenshot, dump and expect",
                         number, line);
    struct replay_command command = {.kind = syntax->kind, .line = number, .text = ""};
    if (!syntax->read(rest, &command))
        return error_set(err, ERROR_INVALID, "%d: '%s' wants %s, not '%s'", number,
                         syntax->name, syntax->wants, rest);
    MEM_GROW(replay->commands, replay->count, replay->cap);
    replay->commands[replay->count++] = command;
    return true;
}

static char *cut_line(char **script)
{
    char *line = *script, *end = strchr(line, '\n');
    *script = end ? end + 1 : line + strlen(line);
    if (end)
        *end = '\0';
    size_t len = strlen(line);
    if (len && line[len - 1] == '\r')
        line[len - 1] = '\0';
    return line;
}

static bool read_script(struct replay *replay, const char *path, struct error *err)
{
    if (!file_read(path, SCRIPT_MAX, &replay->script, err))
        return false;
    if (!replay->script.len)
        return true;
    if (strlen(replay->script.bytes) != replay->script.len ||
        !utf8_valid(replay->script.bytes, replay->script.len, NULL))
        return error_set(err, ERROR_INVALID, "%s:1: a script is UTF-8 text; this is not",
                         path);
    char *rest = replay->script.bytes;
    for (int number = 1; *rest; number++)
        if (!read_line(replay, cut_line(&rest), number, err))
            return error_prefix(err, "%s:", path);
    return true;
}

struct replay *replay_open(const char *path, struct error *err)
{
    struct replay *replay = mem_alloc(sizeof *replay);
    if (!read_script(replay, path, err)) {
        replay_close(replay);
        return NULL;
    }
    return replay;
}

void replay_close(struct replay *replay)
{
    if (!replay)
        return;
    str_free(&replay->script);
    free(replay->commands);
    free(replay);
}

const struct replay_command *replay_next(struct replay *replay)
{
    return replay->next < replay->count ? &replay->commands[replay->next++] : NULL;
}
