/* Every control of every screen is large enough to touch, stands apart from the next, and
 * is reached by keys alone (ACCESSIBILITY.md, rows 4 and 14). */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-targets"
#include "sample.h"

#define TARGET_MM 11.6
#define GAP_MM 2.0

static const struct window {
    int w, h, dpi;
} windows[] = {
    {320, 240, 96},  {480, 320, 166}, {800, 480, 131},
    {480, 800, 131}, {1280, 800, 96}, {1920, 1080, 96},
};

static const int sizes[] = {100, 150, 200, 400};

static double to_mm(struct sample *s, int px)
{
    return px * 25.4 / screen_now(s)->dpi;
}

static void name_screen(struct sample *s, const char *what, const char *label)
{
    const struct display_screen *now = screen_now(s);
    fail_msg("%s %s sheet %d, %dx%d at %d%%: \"%s\" %s", now->screen, now->path,
             now->sheet, now->w, now->h, now->size, label, what);
}

static void check_pair(struct sample *s, const struct display_item *a,
                       const struct display_item *b)
{
    int across = a->rect.x < b->rect.x ? b->rect.x - a->rect.x - a->rect.w
                                       : a->rect.x - b->rect.x - b->rect.w;
    int down = a->rect.y < b->rect.y ? b->rect.y - a->rect.y - a->rect.h
                                     : a->rect.y - b->rect.y - b->rect.h;
    int apart = across > down ? across : down;
    if (to_mm(s, apart) < GAP_MM)
        name_screen(s, "is too near another", a->text);
}

/* Links inside running text are exempt: each stands full-size after it. */
static void check_sizes(struct sample *s)
{
    const struct display *display = reader_display(s->reader);
    struct rect all = {0, 0, display->screen.w, display->screen.h};
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *a = &display->items[i];
        if (a->kind != ITEM_TARGET || a->role == ROLE_LINK)
            continue;
        struct rect seen = rect_intersect(a->rect, all);
        if (to_mm(s, seen.w) < TARGET_MM || to_mm(s, seen.h) < TARGET_MM)
            name_screen(s, "is too small", a->text);
        if (!a->text[0])
            name_screen(s, "has no label", a->text);
        for (size_t k = i + 1; k < display->count; k++) {
            const struct display_item *b = &display->items[k];
            if (b->kind == ITEM_TARGET && b->role != ROLE_LINK)
                check_pair(s, a, b);
        }
    }
}

static size_t count_targets(struct sample *s, bool focused)
{
    const struct display *display = reader_display(s->reader);
    size_t count = 0;
    for (size_t i = 0; i < display->count; i++)
        count += display->items[i].kind == ITEM_TARGET &&
                 (!focused || display->items[i].focus);
    return count;
}

static size_t focused_at(struct sample *s)
{
    const struct display *display = reader_display(s->reader);
    size_t at = 0;
    while (at < display->count && !display->items[at].focus)
        at++;
    return at;
}

/* Tab from target to target, in reading order, and round to the first. */
static void check_tab(struct sample *s)
{
    size_t count = count_targets(s, false);
    reader_handle(s->reader, &(struct action){.kind = ACTION_PRESS, .x = -1, .y = -1});
    do_action(s, ACTION_FOCUS_NEXT);
    size_t first = focused_at(s), last = first;
    for (size_t i = 1; i < count; i++) {
        do_action(s, ACTION_FOCUS_NEXT);
        if (count_targets(s, true) != 1 || focused_at(s) <= last)
            name_screen(s, "is where Tab is lost", "");
        last = focused_at(s);
    }
    do_action(s, ACTION_FOCUS_NEXT);
    if (focused_at(s) != first)
        name_screen(s, "is not where Tab returns to", "");
}

/* Every sheet of what is shown. */
static void check_screen(struct sample *s)
{
    do_action(s, ACTION_FIRST);
    for (int sheet = 1;; sheet++) {
        check_sizes(s);
        check_tab(s);
        if (sheet >= screen_now(s)->sheets)
            break;
        do_action(s, ACTION_NEXT);
    }
}

static void check_all(struct sample *s)
{
    static const enum action_kind panels[] = {ACTION_MENU, ACTION_TEXT, ACTION_CONTENTS,
                                              ACTION_KEYS};
    check_sizes(s);
    check_tab(s);
    do_action(s, ACTION_START);
    check_screen(s);
    open_page(s, "welcome.md");
    check_screen(s);
    for (int link = LINK_WEB; link <= LINK_TERM; link++) {
        reader_handle(s->reader, &(struct action){.kind = ACTION_LINK, .arg = link});
        check_screen(s);
        do_action(s, ACTION_CLOSE);
    }
    open_page(s, "two.md");
    check_screen(s);
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        do_action(s, panels[i]);
        check_screen(s);
        do_action(s, ACTION_CLOSE);
    }
    do_action(s, ACTION_STAGES);
    check_screen(s);
}

static void every_target_is_large_apart_and_reached_by_tab(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof windows / sizeof *windows; w++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct sample s = sample_open(MODE_KIOSK, windows[w].w, windows[w].h,
                                          windows[w].dpi, sizes[i]);
            check_all(&s);
            sample_close(&s);
        }
    }
}

static void leave_now_stands_in_one_place(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof windows / sizeof *windows; w++) {
        struct sample s =
            sample_open(MODE_PERSONAL, windows[w].w, windows[w].h, windows[w].dpi, 100);
        struct rect place = {0};
        open_page(&s, "welcome.md");
        for (int sheet = 0; sheet < screen_now(&s)->sheets; sheet++) {
            const struct display_item *leave = find_target(&s, "Leave now");
            assert_non_null(leave);
            if (sheet > 0)
                assert_memory_equal(&place, &leave->rect, sizeof place);
            place = leave->rect;
            do_action(&s, ACTION_NEXT);
        }
        sample_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_target_is_large_apart_and_reached_by_tab),
        cmocka_unit_test(leave_now_stands_in_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
