#include "screens/offscreen.h"

#include "base/file.h"
#include "paint/canvas.h"
#include "paint/dump.h"
#include "platform/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCRIPT_MAX = 4 * 1024 * 1024, /* bytes */
};

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

/* One step of a script. */
struct step {
    const struct offscreen *off;
    struct input *input;
    const char *rest; /* of the line, after its first word */
};

static bool bad_step(struct error *err, const char *want)
{
    return error_set(err, ERROR_INVALID, "write %s", want);
}

static bool play_key(const struct step *step, struct error *err)
{
    enum key key;
    if (!key_from_name(step->rest, &key))
        return error_set(err, ERROR_INVALID, "%s is no key's name", step->rest);
    struct action action = input_key(step->input, key);
    reader_handle(step->off->reader, &action);
    return true;
}

static bool play_tap(const struct step *step, struct error *err)
{
    struct action action = {.kind = ACTION_PRESS};
    if (sscanf(step->rest, "%d %d", &action.x, &action.y) != 2)
        return bad_step(err, "tap X Y");
    reader_handle(step->off->reader, &action);
    action.kind = ACTION_TAP;
    reader_handle(step->off->reader, &action);
    return true;
}

static bool play_swipe(const struct step *step, struct error *err)
{
    static const struct {
        const char *name;
        enum action_kind kind;
    } ways[] = {{"left", ACTION_SWIPE_LEFT},
                {"right", ACTION_SWIPE_RIGHT},
                {"up", ACTION_SWIPE_UP},
                {"down", ACTION_SWIPE_DOWN}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(step->rest, ways[i].name) == 0) {
            reader_handle(step->off->reader, &(struct action){.kind = ways[i].kind});
            return true;
        }
    }
    return bad_step(err, "swipe left, right, up or down");
}

static bool play_type(const struct step *step, struct error *err)
{
    struct action action = {.kind = ACTION_TYPE};
    if (strlen(step->rest) >= sizeof action.text)
        return bad_step(err, "at most 31 bytes to type");
    strcpy(action.text, step->rest);
    reader_handle(step->off->reader, &action);
    return true;
}

static bool play_wait(const struct step *step, struct error *err)
{
    unsigned long ms;
    if (sscanf(step->rest, "%lu", &ms) != 1)
        return bad_step(err, "wait MS");
    step->off->clock->virtual_ms += ms;
    return true;
}

static bool play_resize(const struct step *step, struct error *err)
{
    int w, h;
    if (sscanf(step->rest, "%d %d", &w, &h) != 2 || w < 1 || h < 1 || w > 16384 ||
        h > 16384)
        return bad_step(err, "resize W H, each 1 to 16384");
    reader_resize(step->off->reader, w, h);
    return true;
}

static bool play_screenshot(const struct step *step, struct error *err)
{
    return offscreen_screenshot(step->off, step->rest, err);
}

static bool play_dump(const struct step *step, struct error *err)
{
    return offscreen_dump(step->off, step->rest, err);
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

static bool play_expect(const struct step *step, struct error *err)
{
    const struct display *display = reader_display(step->off->reader);
    struct str words = {0};
    collect_words(display, &words);
    bool ok = strstr(str_c(&words), step->rest);
    if (!ok)
        error_set(err, ERROR_NOT_FOUND, "\"%s\" is not on the screen \"%s\"", step->rest,
                  display->screen.screen);
    str_free(&words);
    return ok;
}

static bool play_line(struct step *step, const char *line, struct error *err)
{
    static const struct {
        const char *name;
        bool (*play)(const struct step *step, struct error *err);
    } verbs[] = {
        {"key", play_key},   {"tap", play_tap},       {"swipe", play_swipe},
        {"type", play_type}, {"wait", play_wait},     {"resize", play_resize},
        {"dump", play_dump}, {"expect", play_expect}, {"screenshot", play_screenshot},
    };
    size_t word = strcspn(line, " ");
    step->rest = line + word + strspn(line + word, " ");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strlen(verbs[i].name) == word && strncmp(verbs[i].name, line, word) == 0)
            return verbs[i].play(step, err);
    }
    return error_set(err, ERROR_INVALID, "%.*s is no action of a script", (int)word,
                     line);
}

/* Cuts the next line off the text; NULL after the last. */
static char *next_line(char **text)
{
    char *line = *text;
    if (!*line)
        return NULL;
    size_t len = strcspn(line, "\n");
    *text = line + len + (line[len] == '\n');
    line[len] = '\0';
    return line;
}

bool offscreen_replay(const struct offscreen *off, const char *path, struct error *err)
{
    struct str script = {0};
    struct step step = {.off = off};
    if (!file_read(path, SCRIPT_MAX, &script, err))
        return false;
    step.input = input_new(off->clock, off->dpi / MM_PER_INCH);
    bool ok = true;
    int number = 0;
    char *text = str_take(&script), *at = text;
    for (char *line; ok && (line = next_line(&at));) {
        number++;
        if (*line && *line != '#')
            ok = play_line(&step, line, err);
        if (!ok)
            error_prefix(err, "%s:%d: ", path, number);
    }
    input_free(step.input);
    free(text);
    return ok;
}
