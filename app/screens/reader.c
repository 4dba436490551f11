#include "screens/reader.h"

#include "base/mem.h"
#include "screens/bars.h"
#include "screens/pictures.h"
#include "screens/state.h"
#include "ui/widgets.h"

#include <stdlib.h>
#include <string.h>

static const struct screen *const screens[SHOW_COUNT] = {
    [SHOW_IDLE] = &screen_idle,     [SHOW_HOME] = &screen_home,
    [SHOW_TOPICS] = &screen_topics, [SHOW_LADDER] = &screen_ladder,
    [SHOW_PAGE] = &screen_page,     [SHOW_MENU] = &screen_menu,
    [SHOW_TEXT] = &screen_text,     [SHOW_CONTENTS] = &screen_contents,
    [SHOW_KEYS] = &screen_keys,     [SHOW_ADDRESS] = &screen_address,
    [SHOW_TERM] = &screen_term,
};

const struct screen *reader_screen(const struct reader *reader)
{
    return screens[reader->panel ? reader->panel : reader->place.screen];
}

const struct screen *reader_place_screen(const struct reader *reader)
{
    return screens[reader->place.screen];
}

const char *reader_word(const struct reader *reader, enum word word)
{
    return word_in(reader->lang, word);
}

struct metrics_setup reader_screen_size(const struct reader *reader)
{
    return (struct metrics_setup){.w = reader->setup.w,
                                  .h = reader->setup.h,
                                  .dpi = reader->setup.dpi,
                                  .size = METRICS_SIZE_BASE};
}

struct pen reader_pen(struct reader *reader)
{
    return (struct pen){
        .display = &reader->display,
        .fonts = reader->setup.fonts,
        .metrics = &reader->metrics,
        .palette = palette_of(reader->settings.theme),
        .lang = reader->lang,
        .rtl = word_is_rtl(reader->lang),
        .pressed = reader->is_pressed ? &reader->pressed : NULL,
    };
}

static void show_sheet(struct reader *reader, int sheet)
{
    if (sheet >= reader->sheets)
        sheet = reader->sheets - 1;
    reader->sheet = sheet < 0 ? 0 : sheet;
    reader->stale = true;
}

/* Lays out what is shown for the present size and window, and finds the spot again. */
void reader_lay_out(struct reader *reader, struct spot spot)
{
    struct metrics_setup size = reader_screen_size(reader);
    size.size = metrics_size_fit(size, reader->settings.size);
    reader->metrics = metrics_make(size);
    const struct screen *screen = reader_screen(reader);
    reader->sheets = 1;
    screen->layout(reader);
    show_sheet(reader, screen->sheet_of(reader, spot));
    reader->spot = spot;
}

void reader_turn(struct reader *reader, int sheet)
{
    show_sheet(reader, sheet);
    reader->spot = reader_screen(reader)->spot_of(reader, reader->sheet);
}

static void set_size(struct reader *reader, int size)
{
    reader->settings.size = metrics_size_fit(reader_screen_size(reader), size);
    reader_lay_out(reader, reader->spot);
}

static void step_size(struct reader *reader, int step)
{
    set_size(reader,
             metrics_size_step(reader_screen_size(reader), reader->metrics.size, step));
}

static void set_theme(struct reader *reader, long long theme)
{
    if (theme >= 0 && theme < THEME_COUNT)
        reader->settings.theme = (enum theme)theme;
    reader_lay_out(reader, reader->spot);
}

/* What a person may set; false where the action is about something else. */
static bool set(struct reader *reader, const struct action *action)
{
    switch (action->kind) {
    case ACTION_SIZE:
        set_size(reader, (int)action->arg);
        return true;
    case ACTION_LARGER:
        step_size(reader, 1);
        return true;
    case ACTION_SMALLER:
        step_size(reader, -1);
        return true;
    case ACTION_SIZE_RESET:
        set_size(reader, METRICS_SIZE_BASE);
        return true;
    case ACTION_THEME:
        set_theme(reader, action->arg);
        return true;
    default:
        return false;
    }
}

/* Where every screen leads alike. */
static void travel(struct reader *reader, const struct action *action)
{
    switch (action->kind) {
    case ACTION_NEXT:
        reader_turn(reader, reader->sheet + 1);
        break;
    case ACTION_PREVIOUS:
        reader_turn(reader, reader->sheet - 1);
        break;
    case ACTION_FIRST:
        reader_turn(reader, 0);
        break;
    case ACTION_LAST:
        reader_turn(reader, reader->sheets - 1);
        break;
    case ACTION_BACK:
        if (!action->arg || !reader_walk(reader, &reader->back, &reader->forward))
            reader_close(reader);
        break;
    case ACTION_CLOSE:
        reader_close(reader);
        break;
    case ACTION_FORWARD:
        reader_walk(reader, &reader->forward, &reader->back);
        break;
    case ACTION_HOME:
        reader_go_home(reader);
        break;
    case ACTION_GET_HELP:
        reader_get_help(reader);
        break;
    case ACTION_STAGES:
        page_open_ladder(reader);
        break;
    case ACTION_OPEN:
        reader_open_node(reader, action->arg);
        break;
    case ACTION_MENU:
        reader_toggle(reader, SHOW_MENU);
        break;
    case ACTION_TEXT:
        reader_toggle(reader, SHOW_TEXT);
        break;
    case ACTION_CONTENTS:
        reader_toggle(reader, SHOW_CONTENTS);
        break;
    case ACTION_KEYS:
        reader_toggle(reader, SHOW_KEYS);
        break;
    case ACTION_QUIT:
        reader->quit = reader->setup.may_quit || reader->setup.mode == MODE_PERSONAL;
        break;
    case ACTION_END:
        reader->quit = true;
        break;
    default:
        break;
    }
}

static void perform(struct reader *reader, const struct action *action)
{
    const struct screen *screen = reader_screen(reader);
    if (action->kind == ACTION_LEAVE)
        reader_forget(reader);
    else if ((!screen->handle || !screen->handle(reader, action)) && !set(reader, action))
        travel(reader, action);
}

/* A finger or a button: what it is on is pressed, and done when it goes up there. */
static void point(struct reader *reader, const struct action *action)
{
    const struct display_item *hit =
        display_hit(reader_display(reader), action->x, action->y);
    struct action on = hit ? hit->action : (struct action){0};
    reader->by_keys = false;
    reader->focus = (struct focus){0};
    reader->is_pressed = action->kind == ACTION_PRESS && hit;
    reader->pressed = on;
    reader->stale = true;
    if (action->kind == ACTION_TAP)
        perform(reader, hit ? &on : action);
}

/* True where what is shown is turned as a page is. */
static bool shows_page(const struct reader *reader)
{
    const struct screen *screen = reader_screen(reader);
    return screen == &screen_page || screen == &screen_term;
}

/* Moves the focus for a key; false where the key is not about it. */
static bool move_focus(struct reader *reader, const struct action *action)
{
    const struct display *display = reader_display(reader);
    bool page = shows_page(reader);
    bool across = action->kind == ACTION_LEFT || action->kind == ACTION_RIGHT;
    if (action->kind == ACTION_FOCUS_NEXT)
        focus_step(&reader->focus, display, 1);
    else if (action->kind == ACTION_FOCUS_PREVIOUS)
        focus_step(&reader->focus, display, -1);
    else if (action->kind < ACTION_LEFT || action->kind > ACTION_DOWN ||
             (page && (across || !reader->focus.set)))
        return false;
    else if (!focus_item(&reader->focus, display))
        focus_enter(&reader->focus, display, reader->metrics.area);
    else
        focus_move(&reader->focus, display, (enum direction)(action->kind - ACTION_LEFT));
    reader->stale = true;
    return true;
}

/* On a page the arrows turn sheets in the direction of reading. */
static struct action as_turn(const struct reader *reader, const struct action *action)
{
    bool rtl = word_is_rtl(reader->lang);
    struct action turn = *action;
    if (action->kind == ACTION_SWIPE_DOWN && panel_is_of_link(reader->panel))
        turn.kind = ACTION_CLOSE;
    else if (action->kind == ACTION_UP ||
             action->kind == (rtl ? ACTION_RIGHT : ACTION_LEFT) ||
             action->kind == (rtl ? ACTION_SWIPE_LEFT : ACTION_SWIPE_RIGHT) ||
             action->kind == ACTION_SWIPE_DOWN)
        turn.kind = ACTION_PREVIOUS;
    else if (action->kind == ACTION_DOWN ||
             action->kind == (rtl ? ACTION_LEFT : ACTION_RIGHT) ||
             action->kind == (rtl ? ACTION_SWIPE_RIGHT : ACTION_SWIPE_LEFT) ||
             action->kind == ACTION_SWIPE_UP)
        turn.kind = ACTION_NEXT;
    return turn;
}

static void activate(struct reader *reader, const struct action *action)
{
    const struct display_item *item = focus_item(&reader->focus, reader_display(reader));
    struct action on = item ? item->action : *action;
    reader->by_keys = true;
    perform(reader, &on);
}

void reader_handle(struct reader *reader, const struct action *action)
{
    reader_begin(reader);
    switch (action->kind) {
    case ACTION_NONE:
        return;
    case ACTION_PRESS:
    case ACTION_TAP:
        point(reader, action);
        return;
    case ACTION_RELEASE:
        reader->is_pressed = false;
        reader->stale = true;
        return;
    case ACTION_ACTIVATE:
        activate(reader, action);
        return;
    default:
        break;
    }
    if (reader_screen(reader) != &screen_idle && move_focus(reader, action)) {
        reader->by_keys = true;
        return;
    }
    struct action turn = as_turn(reader, action);
    perform(reader, &turn);
}

void reader_resize(struct reader *reader, int w, int h)
{
    reader_begin(reader);
    reader->setup.w = w;
    reader->setup.h = h;
    reader_lay_out(reader, reader->spot);
}

static void fill_screen(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    const struct edition_list *node = &reader->page.node;
    bool page = shows_page(reader) && node->count;
    reader->display.screen = (struct display_screen){
        .screen = reader_screen(reader)->name,
        .path = page ? node->nodes[0].path : "",
        .lang = reader->lang,
        .w = m->w,
        .h = m->h,
        .dpi = m->dpi,
        .size = m->size,
        .theme = reader->settings.theme,
        .sheet = reader->sheet + 1,
        .sheets = reader->sheets,
    };
}

static void draw_all(struct reader *reader)
{
    const struct screen *screen = reader_screen(reader);
    struct pen pen = reader_pen(reader);
    bool bars = screen != &screen_idle;
    display_clear(&reader->display);
    fill_screen(reader);
    widget_ground(&pen);
    if (bars)
        bars_draw_top(reader, &pen);
    screen->draw(reader, &pen);
    if (bars)
        bars_draw_foot(reader, &pen);
    if (reader->focus_pending)
        focus_enter(&reader->focus, &reader->display, reader->metrics.area);
    if (reader->focus_pending && !reader->focus.set && reader->panel)
        reader->focus = (struct focus){.set = true, .on = {.kind = ACTION_CLOSE}};
    reader->focus_pending = false;
    focus_draw(&reader->focus, &pen);
    if (word_is_rtl(reader->lang))
        display_mirror(&reader->display);
    display_finish(&reader->display);
    reader->stale = false;
}

/* A picture that turns out to be damaged is known from then on, and what is laid out
 * without it may have others: each time at least one less. */
static void draw(struct reader *reader)
{
    draw_all(reader);
    for (int tries = 0; !pictures_put(reader) && tries < IMAGES_MAX; tries++) {
        reader->page.metrics = (struct metrics){0}; /* to be set anew */
        reader_lay_out(reader, reader->spot);
        draw_all(reader);
    }
}

static const char *language_of(struct edition *edition, const char *asked)
{
    size_t count;
    const char *const *tags = edition_languages(edition, &count);
    for (size_t i = 0; asked && i < count; i++) {
        if (strcmp(tags[i], asked) == 0)
            return tags[i];
    }
    return count ? tags[0] : "en";
}

void reader_set_edition(struct reader *reader, struct edition *edition)
{
    reader_begin(reader);
    const struct edition_list *node = &reader->page.node;
    char *path = mem_copy_string(node->count ? node->nodes[0].path : NULL);
    struct place now = reader_place_now(reader);
    bool page = now.screen == SHOW_PAGE && path;
    reader_leave(reader);
    reader->back.count = reader->forward.count = 0;
    reader->setup.edition = edition;
    reader->lang = language_of(edition, reader->setup.lang);
    reader->place =
        (struct place){.screen = now.screen == SHOW_IDLE ? SHOW_IDLE : SHOW_HOME};
    reader_enter(reader);
    if (page && reader_open_path(reader, path, ""))
        reader_lay_out(reader, now.spot);
    free(path);
}

const struct display *reader_display(struct reader *reader)
{
    reader_begin(reader);
    if (reader->stale)
        draw(reader);
    return &reader->display;
}

bool reader_has_quit(const struct reader *reader)
{
    return reader->quit;
}

static const char *no_value(const void *context, const char *name)
{
    (void)context;
    (void)name;
    return NULL;
}

struct reader *reader_new(const struct reader_setup *setup)
{
    struct reader *reader = mem_alloc(sizeof *reader);
    reader->setup = *setup;
    reader->settings = setup->settings;
    reader->lang = language_of(setup->edition, setup->lang);
    reader->site = setup->site ? *setup->site : (struct doc_site){.value = no_value};
    pictures_open(reader);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    reader_leave(reader);
    images_free(reader->pictures.images);
    display_free(&reader->display);
    free(reader);
}
