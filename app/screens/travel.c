/* Going from place to place: the history, panels, and opening what an edition's nodes
 * are. */
#include "screens/state.h"

#include <string.h>

/* Shows the place set in reader->place. */
void reader_enter(struct reader *reader)
{
    const struct screen *screen = reader_place_screen(reader);
    reader->panel = SHOW_IDLE;
    reader->cover_count = 0;
    reader->focus = (struct focus){0};
    reader->focus_pending = reader->by_keys && reader->place.screen != SHOW_PAGE;
    if (screen->enter)
        screen->enter(reader);
    reader_lay_out(reader, reader->place.spot);
}

void reader_leave(struct reader *reader)
{
    const struct screen *screen = reader_place_screen(reader);
    if (screen->leave)
        screen->leave(reader);
    term_close(reader);
    address_close(reader);
    list_free(&reader->list);
}

static void trail_push(struct trail *trail, const struct place *place)
{
    if (trail->count == HISTORY_MAX)
        memmove(trail->places, trail->places + 1, --trail->count * sizeof *trail->places);
    trail->places[trail->count++] = *place;
}

/* The place one is at, with its spot; under a panel the spot it was opened from. */
struct place reader_place_now(const struct reader *reader)
{
    struct place place = reader->place;
    if (!reader->panel)
        place.spot = reader->spot;
    return place;
}

void reader_go(struct reader *reader, enum screen_id screen, int64_t node)
{
    struct place now = reader_place_now(reader);
    if (now.screen != SHOW_IDLE)
        trail_push(&reader->back, &now);
    reader->forward.count = 0;
    reader_leave(reader);
    reader->place = (struct place){.screen = screen, .node = node};
    reader_enter(reader);
}

const struct place *reader_behind(const struct reader *reader)
{
    return reader->back.count ? &reader->back.places[reader->back.count - 1] : NULL;
}

const char *reader_back_word(const struct reader *reader)
{
    static const enum word words[SHOW_COUNT] = {
        [SHOW_HOME] = WORD_BACK_HOME,
        [SHOW_TOPICS] = WORD_BACK_TOPICS,
        [SHOW_LADDER] = WORD_BACK_STAGES,
        [SHOW_PAGE] = WORD_BACK_PAGE,
    };
    const struct place *behind = reader_behind(reader);
    return behind ? reader_word(reader, words[behind->screen]) : NULL;
}

bool reader_walk(struct reader *reader, struct trail *from, struct trail *to)
{
    if (!from->count)
        return false;
    struct place now = reader_place_now(reader);
    trail_push(to, &now);
    reader_leave(reader);
    reader->place = from->places[--from->count];
    reader_enter(reader);
    return true;
}

bool panel_is_of_link(enum screen_id panel)
{
    return panel == SHOW_TERM || panel == SHOW_ADDRESS;
}

/* How high something stands: places, panels of a link, panels of the bars. */
static int level(enum screen_id panel)
{
    return panel == SHOW_IDLE ? 0 : panel_is_of_link(panel) ? 1 : 2;
}

/* What the panel that is open covers becomes what is shown, but for its layout. */
static void uncover(struct reader *reader)
{
    struct cover *cover = &reader->covers[--reader->cover_count];
    reader->panel = cover->panel;
    reader->spot = cover->spot;
    reader->focus = cover->focus;
}

static void cover(struct reader *reader, enum screen_id panel)
{
    reader->place = reader_place_now(reader);
    while (reader->cover_count && level(reader->panel) >= level(panel))
        uncover(reader);
    reader->covers[reader->cover_count++] =
        (struct cover){reader->panel, reader->spot, reader->focus};
    reader->panel = panel;
    reader->spot = (struct spot){0};
    reader->focus = (struct focus){0};
}

void reader_panel(struct reader *reader, enum screen_id panel)
{
    if (panel)
        cover(reader, panel);
    else if (reader->cover_count)
        uncover(reader);
    if (!reader->by_keys)
        reader->focus = (struct focus){0};
    reader->focus_pending = reader->by_keys && panel;
    list_free(&reader->list);
    reader_lay_out(reader, reader->spot);
}

void reader_close_panels(struct reader *reader)
{
    while (reader->panel)
        reader_panel(reader, SHOW_IDLE);
}

void reader_toggle(struct reader *reader, enum screen_id panel)
{
    reader_panel(reader, reader->panel == panel ? SHOW_IDLE : panel);
}

void reader_forget(struct reader *reader)
{
    reader_leave(reader);
    memset(&reader->back, 0, sizeof reader->back);
    memset(&reader->forward, 0, sizeof reader->forward);
    memset(reader->covers, 0, sizeof reader->covers);
    reader->settings = reader->setup.settings;
    reader->place = (struct place){.screen = SHOW_IDLE};
    reader->by_keys = reader->is_pressed = false;
    reader_enter(reader);
}

void reader_open_node(struct reader *reader, int64_t id)
{
    struct edition_list found = {0}, children = {0};
    struct error err = {0};
    enum screen_id screen = SHOW_PAGE;
    if (!edition_node(reader->setup.edition, id, &found, &err) || !found.count)
        goto out;
    if (!found.nodes[0].path) {
        screen = SHOW_TOPICS;
        if (!edition_children(reader->setup.edition, reader->lang, id, &children, &err))
            goto out;
        for (size_t i = 0; i < children.count; i++) {
            if (children.nodes[i].kind == CHAPTER_STAGE)
                screen = SHOW_LADDER;
        }
    }
    reader_go(reader, screen, id);
out:
    edition_list_free(&children);
    edition_list_free(&found);
}

bool reader_open_path(struct reader *reader, const char *path, const char *anchor)
{
    struct edition_list found = {0};
    struct error err = {0};
    bool ok = edition_find(reader->setup.edition, path, &found, &err) && found.count;
    if (ok) {
        reader_go(reader, SHOW_PAGE, found.nodes[0].id);
        page_show_anchor(reader, anchor);
    }
    edition_list_free(&found);
    return ok;
}

static const char *open_page(const struct reader *reader)
{
    return page_node(reader) ? page_node(reader)->path : "";
}

void reader_follow(struct reader *reader, const char *from, const struct doc_link *link)
{
    struct str path = {0}, anchor = {0};
    bool ok = edition_resolve(reader->setup.edition, from, link->url, &path, &anchor);
    bool here = ok && strcmp(str_c(&path), open_page(reader)) == 0;
    if (!ok) {
        address_open(reader, link);
    } else if (here) {
        reader_close_panels(reader);
        page_show_anchor(reader, str_c(&anchor));
    } else if (!anchor.len || !term_is_listed(str_c(&path)) ||
               !term_open(reader, str_c(&path), str_c(&anchor))) {
        reader_open_path(reader, str_c(&path), str_c(&anchor));
    }
    str_free(&path);
    str_free(&anchor);
}

/* A page's name as written, or inside the language's folder. */
static bool find_page(struct reader *reader, const char *name, int64_t *id)
{
    struct edition_list found = {0};
    struct error err = {0};
    struct str inside = {0};
    str_printf(&inside, "%s/%s", reader->lang, name);
    bool ok = edition_find(reader->setup.edition, str_c(&inside), &found, &err);
    if (ok && !found.count)
        ok = edition_find(reader->setup.edition, name, &found, &err);
    ok = ok && found.count;
    if (ok)
        *id = found.nodes[0].id;
    str_free(&inside);
    edition_list_free(&found);
    return ok;
}

bool reader_help(struct reader *reader, int64_t *id)
{
    const char *help = edition_meta(reader->setup.edition, "help");
    return help && find_page(reader, help, id);
}

bool reader_is_cover(struct reader *reader, int64_t id)
{
    const char *neutral = edition_meta(reader->setup.edition, "neutral");
    int64_t cover;
    return id && neutral && find_page(reader, neutral, &cover) && cover == id;
}

static enum screen_id first_screen(const struct reader *reader)
{
    return reader->setup.mode == MODE_KIOSK ? SHOW_IDLE : SHOW_HOME;
}

void reader_begin(struct reader *reader)
{
    if (reader->begun)
        return;
    reader->begun = true;
    reader->place.screen = first_screen(reader);
    reader_enter(reader);
}

/* Passes the first screen by, but for the way back to it. */
static void begin_behind(struct reader *reader)
{
    if (!reader->begun && first_screen(reader) != SHOW_IDLE)
        trail_push(&reader->back, &(struct place){.screen = first_screen(reader)});
    reader->begun = true;
}

bool reader_open(struct reader *reader, const char *page, struct error *err)
{
    const char *anchor = strchr(page, '#');
    struct str path = {0};
    int64_t id;
    str_append_bytes(&path, page, anchor ? (size_t)(anchor - page) : strlen(page));
    bool ok = find_page(reader, str_c(&path), &id);
    if (ok) {
        begin_behind(reader);
        reader_go(reader, SHOW_PAGE, id);
        page_show_anchor(reader, anchor ? anchor + 1 : "");
    } else {
        error_set(err, ERROR_NOT_FOUND,
                  "%s: no such page in this guide; pages are named as in SUMMARY.md",
                  str_c(&path));
    }
    str_free(&path);
    return ok;
}

void reader_close(struct reader *reader)
{
    if (reader->panel)
        reader_panel(reader, SHOW_IDLE);
    else if (!reader_walk(reader, &reader->back, &reader->forward) &&
             reader->place.screen != SHOW_HOME)
        reader_go(reader, SHOW_HOME, 0);
}

void reader_go_home(struct reader *reader)
{
    if (reader->place.screen != SHOW_HOME)
        reader_go(reader, SHOW_HOME, 0);
    else
        reader_close_panels(reader);
}

void reader_get_help(struct reader *reader)
{
    int64_t id;
    if (!reader_help(reader, &id))
        return;
    if (reader->place.screen == SHOW_PAGE && reader->place.node == id) {
        reader_close_panels(reader);
        reader_turn(reader, 0);
    } else {
        reader_go(reader, SHOW_PAGE, id);
    }
}
