#include "screens/offscreen.h"

#include "base/file.h"
#include "base/utf8.h"
#include "paint/canvas.h"
#include "paint/dump.h"
#include "platform/input.h"
#include "platform/replay.h"

#include <string.h>

#define MM_PER_INCH 25.4

bool offscreen_screenshot(const struct offscreen *off, const char *path,
                          struct error *err)
{
    const struct display *display = reader_display(off->reader);
    struct rect all = {0, 0, display->screen.w, display->screen.h};
    struct canvas *canvas = canvas_new(all.w, all.h);
    canvas_paint(canvas, display, off->fonts, all);
    bool ok = canvas_save_png(canvas, path, err);
    canvas_free(canvas);
    return ok;
}

bool offscreen_dump(const struct offscreen *off, const char *path, struct error *err)
{
    struct str lines = {0};
    dump_display(reader_display(off->reader), off->fonts, &lines);
    bool ok = file_write(path, str_c(&lines), lines.len, err);
    str_free(&lines);
    return ok;
}

/* The words on the screen, one space between pieces that are not joined. */
static void collect_words(const struct display *display, struct str *out)
{
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        if (out->len && !item->join)
            str_append_char(out, ' ');
        str_append_bytes(out, item->text, item->len);
    }
}

static bool expect(const struct offscreen *off, const char *text, struct error *err)
{
    const struct display *display = reader_display(off->reader);
    struct str words = {0};
    collect_words(display, &words);
    bool ok = strstr(str_c(&words), text);
    if (!ok)
        error_set(err, ERROR_NOT_FOUND, "\"%s\" is not on the screen \"%s\"", text,
                  display->screen.screen);
    str_free(&words);
    return ok;
}

static void tap(struct reader *reader, int x, int y)
{
    reader_handle(reader, &(struct action){.kind = ACTION_PRESS, .x = x, .y = y});
    reader_handle(reader, &(struct action){.kind = ACTION_TAP, .x = x, .y = y});
}

static void type(struct reader *reader, const char *text)
{
    struct action action = {.kind = ACTION_TYPE};
    size_t len = strlen(text);
    for (size_t at = 0, n; at < len; at += n) {
        size_t end = at;
        while (end < len && end - at + UTF8_MAX < sizeof action.text)
            utf8_next(text, len, &end);
        n = end - at;
        memcpy(action.text, text + at, n);
        action.text[n] = '\0';
        reader_handle(reader, &action);
    }
}

static bool play(const struct offscreen *off, struct input *input,
                 const struct replay_command *command, struct error *err)
{
    struct action action = {.kind = command->swipe};
    switch (command->kind) {
    case REPLAY_KEY:
        action = input_key(input, command->key);
        reader_handle(off->reader, &action);
        return true;
    case REPLAY_OPEN:
        return reader_open(off->reader, command->text, err);
    case REPLAY_TAP:
        tap(off->reader, command->x, command->y);
        return true;
    case REPLAY_SWIPE:
        reader_handle(off->reader, &action);
        return true;
    case REPLAY_TYPE:
        type(off->reader, command->text);
        return true;
    case REPLAY_WAIT:
        off->clock->virtual_ms += command->ms;
        return true;
    case REPLAY_RESIZE:
        reader_resize(off->reader, command->x, command->y);
        return true;
    case REPLAY_SCREENSHOT:
        return offscreen_screenshot(off, command->text, err);
    case REPLAY_DUMP:
        return offscreen_dump(off, command->text, err);
    case REPLAY_EXPECT:
        return expect(off, command->text, err);
    }
    return true;
}

bool offscreen_replay(const struct offscreen *off, const char *path, struct error *err)
{
    struct replay *script = replay_open(path, err);
    if (!script)
        return false;
    struct input *input = input_new(off->clock, off->dpi / MM_PER_INCH);
    bool ok = true;
    for (const struct replay_command *c; ok && (c = replay_next(script));) {
        ok = play(off, input, c, err);
        if (!ok)
            error_prefix(err, "%s:%d: ", path, c->line);
    }
    input_free(input);
    replay_close(script);
    return ok;
}
