/* candor: the reader. Creates what it is made of in order, loops, destroys in reverse. */
#include "paint/canvas.h"
#include "paint/changes.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "platform/watch.h"
#include "platform/window.h"
#include "screens/offscreen.h"
#include "screens/reader.h"
#include "ui/config.h"
#include "ui/content.h"
#include "ui/data.h"
#include "ui/options.h"
#include "ui/site.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    EXIT_REFUSED = 1,
    EXIT_USAGE = 2,
    OFF_SCREEN_W = 1280,
    OFF_SCREEN_H = 800,
};

#define MM_PER_INCH 25.4

/* Everything there is, in the order of its making. */
struct candor {
    struct options options;
    struct config config;
    struct clock clock;
    struct content content;
    struct site *site;
    struct fonts *fonts;
    struct window *window;
    struct window_pixels pixels;
    struct canvas *canvas;
    struct changes *changes;
    struct input *input;
    struct watch *watch; /* NULL unless --watch */
    struct reader *reader;
};

/* Opens the content; an author who watches a folder is told what is wrong in it. */
static bool open_content(const struct candor *candor, struct content *out,
                         struct error *err)
{
    const struct options *o = &candor->options;
    struct content_setup setup = {o->content, o->store, o->watch};
    return content_open(&setup, out, err);
}

static struct reader *make_reader(struct candor *candor, int w, int h)
{
    const struct options *o = &candor->options;
    struct reader_setup setup = {
        .edition = candor->content.edition,
        .fonts = candor->fonts,
        .site = site_values(candor->site),
        .lang = o->lang,
        .w = w,
        .h = h,
        .dpi = o->dpi,
        .mode = o->mode,
        .may_quit = o->w > 0,
        .settings = o->settings,
    };
    return reader_new(&setup);
}

static bool open_first(struct candor *candor, struct error *err)
{
    return !candor->options.open ||
           reader_open(candor->reader, candor->options.open, err);
}

static bool run_off_screen(struct candor *candor, struct error *err)
{
    const struct options *o = &candor->options;
    int w = o->w ? o->w : OFF_SCREEN_W, h = o->h ? o->h : OFF_SCREEN_H;
    bool turned = o->rotate % 180 != 0;
    candor->clock.is_virtual = true;
    candor->reader = make_reader(candor, turned ? h : w, turned ? w : h);
    struct offscreen off = {candor->reader, candor->fonts, &candor->clock, o->dpi};
    return open_first(candor, err) &&
           (!o->replay || offscreen_replay(&off, o->replay, err)) &&
           (!o->screenshot || offscreen_screenshot(&off, o->screenshot, err)) &&
           (!o->dump || offscreen_dump(&off, o->dump, err));
}

/* The canvas stands on the window's own pixels, which change with its size. */
static bool take_pixels(struct candor *candor, struct error *err)
{
    if (!window_pixels(candor->window, &candor->pixels, err))
        return false;
    const struct window_pixels *p = &candor->pixels;
    canvas_free(candor->canvas);
    candor->canvas = canvas_over(p->pixels, p->w, p->h, p->stride);
    changes_forget(candor->changes);
    return true;
}

/* Called on the watch's thread: wakes ours. */
static void folder_changed(void *context)
{
    input_reload(context);
}

static bool start_watch(struct candor *candor, struct error *err)
{
    if (!candor->options.watch)
        return true;
    candor->watch =
        watch_start(str_c(&candor->content.path), folder_changed, candor->input, err);
    return candor->watch;
}

static bool open_window(struct candor *candor, struct error *err)
{
    const struct options *o = &candor->options;
    struct window_options options = {
        .w = o->w, .h = o->h, .rotate = o->rotate, .title = "Candor"};
    candor->window = window_open(&options, err);
    if (!candor->window)
        return false;
    candor->changes = changes_new();
    candor->input = input_new(&candor->clock, o->dpi / MM_PER_INCH);
    if (!take_pixels(candor, err))
        return false;
    candor->reader = make_reader(candor, candor->pixels.w, candor->pixels.h);
    return open_first(candor, err) && start_watch(candor, err);
}

static void show(struct candor *candor)
{
    const struct display *display = reader_display(candor->reader);
    const struct rect *rects;
    size_t count = changes_find(candor->changes, display, &rects);
    for (size_t i = 0; i < count; i++)
        canvas_paint(candor->canvas, display, candor->fonts, rects[i]);
    window_present(candor->window, rects, count);
}

/* Loads the watched folder again; what is wrong in it is said, and the old text stays. */
static void reload(struct candor *candor)
{
    struct error err = {0};
    struct content content;
    if (!open_content(candor, &content, &err)) {
        fprintf(stderr, "candor: %s\n", err.detail);
        return;
    }
    reader_set_edition(candor->reader, content.edition);
    content_close(&candor->content);
    candor->content = content;
}

static bool act(struct candor *candor, const struct action *action, struct error *err)
{
    if (action->kind == ACTION_RESIZE) {
        if (!take_pixels(candor, err))
            return false;
        reader_resize(candor->reader, candor->pixels.w, candor->pixels.h);
    } else if (action->kind == ACTION_REDRAW) { /* the canvas still has it all */
        struct rect all = {0, 0, candor->pixels.w, candor->pixels.h};
        window_present(candor->window, &all, 1);
    } else if (action->kind == ACTION_RELOAD) {
        reload(candor);
    } else {
        reader_handle(candor->reader, action);
    }
    return true;
}

static bool run_in_window(struct candor *candor, struct error *err)
{
    if (!open_window(candor, err))
        return false;
    while (!reader_has_quit(candor->reader)) {
        struct action action;
        show(candor);
        if (input_wait(candor->input, candor->window, -1, &action) &&
            !act(candor, &action, err))
            return false;
    }
    return true;
}

static bool run(struct candor *candor, struct error *err)
{
    bool off = options_off_screen(&candor->options);
    candor->config = config_read(candor->options.config, "candor", stderr);
    candor->site = site_open(candor->options.site, err);
    if (!candor->site)
        return false;
    if (!open_content(candor, &candor->content, err))
        return false;
    candor->fonts = data_open_fonts(candor->config.font_folders, err);
    if (!candor->fonts)
        return false;
    return off ? run_off_screen(candor, err) : run_in_window(candor, err);
}

static void release(struct candor *candor)
{
    reader_free(candor->reader);
    watch_stop(candor->watch);
    input_free(candor->input);
    changes_free(candor->changes);
    canvas_free(candor->canvas);
    window_close(candor->window);
    fonts_close(candor->fonts);
    content_close(&candor->content);
    site_close(candor->site);
    config_free(&candor->config);
}

int main(int argc, char **argv)
{
    struct candor candor = {0};
    struct error err = {0};
    switch (options_parse(argc, argv, &candor.options)) {
    case OPTIONS_RUN:
        break;
    case OPTIONS_SAID:
        return EXIT_SUCCESS;
    case OPTIONS_BAD:
        return EXIT_USAGE;
    }
    bool ok = run(&candor, &err);
    if (!ok)
        fprintf(stderr, "candor: %s\n", err.detail);
    release(&candor);
    return ok ? EXIT_SUCCESS : EXIT_REFUSED;
}
