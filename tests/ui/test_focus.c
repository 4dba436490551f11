/* Keys reach every control, and come back: without a mouse nothing may be out of reach.
 */
#include "ui/focus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Three rows of two, the last two asking for the same; a box between that is no target.
 */
static void add_targets(struct display *display)
{
    display_box(display, (struct rect){0, 0, 400, 300}, ROLE_GROUND, 0);
    for (int i = 0; i < 6; i++) {
        struct rect rect = {20 + i % 2 * 200, 20 + i / 2 * 100, 100, 50};
        struct action action = {.kind = ACTION_OPEN, .arg = i == 5 ? 4 : i};
        display_target(display, rect, ROLE_BUTTON, "x", action);
        display_box(display, rect, ROLE_CARD, 0);
    }
}

static struct rect where(const struct focus *focus, const struct display *display)
{
    const struct display_item *item = focus_item(focus, display);
    assert_non_null(item);
    return item->rect;
}

static void tab_goes_through_every_target_and_round(void **state)
{
    (void)state;
    struct display display = {0};
    struct focus focus = {0};
    add_targets(&display);
    for (int i = 0; i < 12; i++) {
        focus_step(&focus, &display, 1);
        struct rect rect = where(&focus, &display);
        assert_int_equal(rect.x, 20 + i % 2 * 200);
        assert_int_equal(rect.y, 20 + i % 6 / 2 * 100);
    }
    for (int i = 10; i >= 0; i--) {
        focus_step(&focus, &display, -1);
        assert_int_equal(where(&focus, &display).x, 20 + i % 2 * 200);
        assert_int_equal(where(&focus, &display).y, 20 + i % 6 / 2 * 100);
    }
    display_free(&display);
}

static void arrows_go_to_the_nearest_that_way_and_stop_at_the_edge(void **state)
{
    (void)state;
    struct display display = {0};
    struct focus focus = {0};
    add_targets(&display);
    static const struct {
        enum direction way;
        bool moves;
        int x, y;
    } rows[] = {
        {DIRECTION_RIGHT, true, 220, 20},  {DIRECTION_RIGHT, false, 220, 20},
        {DIRECTION_DOWN, true, 220, 120},  {DIRECTION_DOWN, true, 220, 220},
        {DIRECTION_DOWN, false, 220, 220}, {DIRECTION_LEFT, true, 20, 220},
        {DIRECTION_UP, true, 20, 120},
    };
    focus_enter(&focus, &display, (struct rect){0, 0, 400, 300});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(focus_move(&focus, &display, rows[i].way), rows[i].moves);
        assert_int_equal(where(&focus, &display).x, rows[i].x);
        assert_int_equal(where(&focus, &display).y, rows[i].y);
    }
    display_free(&display);
}

static void a_screen_without_targets_takes_no_focus(void **state)
{
    (void)state;
    struct display display = {0};
    struct focus focus = {0};
    focus_step(&focus, &display, 1);
    assert_null(focus_item(&focus, &display));
    display_box(&display, (struct rect){0, 0, 9, 9}, ROLE_GROUND, 0);
    focus_step(&focus, &display, -1);
    assert_null(focus_item(&focus, &display));
    display_free(&display);
}

static void the_ring_stands_outside_its_target_and_inside_the_screen(void **state)
{
    (void)state;
    struct display display = {0};
    struct metrics metrics =
        metrics_make((struct metrics_setup){.w = 400, .h = 300, .dpi = 96, .size = 100});
    struct pen pen = {.display = &display,
                      .metrics = &metrics,
                      .palette = palette_of(THEME_LIGHT),
                      .lang = "en"};
    struct focus focus = {0};
    display_target(&display, (struct rect){0, 250, 100, 50}, ROLE_BUTTON, "x",
                   (struct action){.kind = ACTION_NEXT});
    focus_step(&focus, &display, 1);
    focus_draw(&focus, &pen);
    assert_true(display.items[0].focus);
    const struct display_item *ring = &display.items[1];
    assert_int_equal(ring->role, ROLE_FOCUS);
    assert_true(ring->hollow);
    assert_int_equal(ring->edge_px, 4);
    assert_int_equal(ring->rect.x, 0);
    assert_int_equal(ring->rect.y, 242);
    assert_int_equal(ring->rect.w, 108);
    assert_int_equal(ring->rect.h, 58);
    display_free(&display);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tab_goes_through_every_target_and_round),
        cmocka_unit_test(arrows_go_to_the_nearest_that_way_and_stop_at_the_edge),
        cmocka_unit_test(a_screen_without_targets_takes_no_focus),
        cmocka_unit_test(the_ring_stands_outside_its_target_and_inside_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
