/* What stands where: by the screen's real size, so that letters and buttons are as large
 * in the hand as they are meant to be. */
#include "ui/metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct screen {
    int w, h, dpi;
    enum screen_class class;
    bool folded, rail;
    int columns;
    int most; /* the largest size offered */
} screens[] = {
    {320, 240, 96, SCREEN_HAND, true, false, 1, 200},
    {480, 320, 166, SCREEN_HAND, true, false, 1, 200},
    {320, 480, 166, SCREEN_HAND, true, false, 1, 200},
    {800, 480, 131, SCREEN_KIOSK, false, false, 1, 300},
    {480, 800, 131, SCREEN_KIOSK, false, false, 1, 200},
    {1024, 600, 170, SCREEN_KIOSK, false, false, 1, 300},
    {1280, 800, 96, SCREEN_LARGE, false, true, 2, 400},
    {800, 1280, 96, SCREEN_LARGE, false, false, 1, 400},
    {1920, 1080, 96, SCREEN_LARGE, false, true, 2, 400},
    {3840, 2160, 192, SCREEN_LARGE, false, true, 2, 400},
    {1024, 768, 96, SCREEN_LARGE, false, true, 2, 400},
};

#define COUNT (sizeof screens / sizeof *screens)

static struct metrics_setup setup_of(const struct screen *screen, int size)
{
    return (struct metrics_setup){screen->w, screen->h, screen->dpi, size};
}

static void each_screen_has_its_class_bars_and_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct metrics m = metrics_make(setup_of(&screens[i], 100));
        assert_int_equal(m.class, screens[i].class);
        assert_int_equal(m.folded, screens[i].folded);
        assert_int_equal(m.rail, screens[i].rail);
        assert_int_equal(m.list_columns, screens[i].columns);
    }
}

static void capitals_are_as_tall_as_the_class_asks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct metrics m = metrics_make(setup_of(&screens[i], 100));
        double least = m.class == SCREEN_HAND ? 3.7 : 4.8;
        double capital = metrics_to_mm(&m, m.em) * 0.668;
        assert_true(capital >= least && capital < least + 0.3);
    }
}

static void targets_and_gaps_are_large_enough_to_touch(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct metrics m = metrics_make(setup_of(&screens[i], 100));
        assert_true(metrics_to_mm(&m, m.touch) >= 11.6);
        assert_true(metrics_to_mm(&m, m.button_h) >= 11.6);
        assert_true(metrics_to_mm(&m, m.gap) >= 2.0);
        assert_true(m.button_h <= m.foot.h);
        if (m.class != SCREEN_HAND)
            assert_true(metrics_to_mm(&m, m.main_w) >= 20.0);
        if (m.class == SCREEN_LARGE)
            assert_true(metrics_to_mm(&m, m.button_h) >= 20.0);
    }
}

static void sizes_are_offered_while_two_lines_of_ten_letters_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        int sizes[METRICS_SIZES];
        size_t count = metrics_sizes(setup_of(&screens[i], 100), sizes);
        assert_true(count >= 4); /* 200% always */
        assert_int_equal(sizes[0], 100);
        assert_int_equal(sizes[count - 1], screens[i].most);
    }
}

/* Two lines of ten letters of our running English: then a size is offered, and only then;
 * 200% always is. Bars fold below four lines, where that gives a line. */
static void check_screen(struct metrics_setup setup)
{
    static const int steps[METRICS_SIZES] = {100, 125, 150, 200, 300, 400};
    int offers[METRICS_SIZES];
    size_t count = metrics_sizes(setup, offers);
    for (size_t i = 0; i < METRICS_SIZES; i++) {
        setup.size = steps[i];
        struct metrics m = metrics_make(setup);
        int line = (m.text_em * 3 + 1) / 2;
        bool fits = m.column.h >= 2 * line && m.column.w >= 4.4 * m.text_em;
        if (i < count)
            assert_true(fits || steps[i] <= 200);
        else if (i == count)
            assert_true(!fits && steps[i] > 200);
        if (m.folded && m.class != SCREEN_HAND)
            assert_true((m.column.h - m.foot.h) / line < 4);
        else if (!m.folded && m.column.h / line < 4)
            assert_int_equal((m.column.h + m.top.h) / line, m.column.h / line);
    }
}

static void a_size_is_offered_exactly_where_it_can_be_read(void **state)
{
    (void)state;
    static const int dpis[] = {96, 131, 166, 200, 300};
    for (int w = 320; w <= 1300; w += 49) {
        for (int h = 240; h <= 1300; h += 53) {
            for (size_t i = 0; i < sizeof dpis / sizeof *dpis; i++)
                check_screen((struct metrics_setup){w, h, dpis[i], 100});
        }
    }
}

static void bars_do_not_grow_with_the_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct metrics small = metrics_make(setup_of(&screens[i], 100));
        struct metrics large = metrics_make(setup_of(&screens[i], screens[i].most));
        assert_int_equal(small.foot.h, large.foot.h);
        assert_int_equal(small.em, large.em);
    }
}

static bool inside(struct rect part, struct rect whole)
{
    return part.x >= whole.x && part.y >= whole.y && part.w > 0 && part.h > 0 &&
           part.x + part.w <= whole.x + whole.w && part.y + part.h <= whole.y + whole.h;
}

static void everything_lies_inside_the_screen_and_apart(void **state)
{
    (void)state;
    static const int sizes[] = {100, 125, 150, 200, 300, 400};
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct metrics m = metrics_make(setup_of(&screens[i], sizes[s]));
            struct rect all = {0, 0, m.w, m.h};
            assert_true(inside(m.area, all) && inside(m.foot, all));
            assert_true(inside(m.column, m.area) && inside(m.list, m.area));
            assert_false(rect_intersects(m.area, m.foot));
            assert_false(rect_intersects(m.area, m.top));
            if (m.rail)
                assert_true(inside(m.side, m.area) && !rect_intersects(m.side, m.column));
        }
    }
}

static void a_line_is_no_longer_than_is_good_to_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct metrics m = metrics_make(setup_of(&screens[i], 100));
        double letters = m.column.w / (m.text_em * 0.44);
        assert_true(letters <= 70);
        if (m.rail)
            assert_true(letters >= 45);
    }
}

static void steps_of_size_end_at_what_is_offered(void **state)
{
    (void)state;
    struct metrics_setup pi = {800, 480, 131, 100};
    assert_int_equal(metrics_size_step(pi, 100, 1), 125);
    assert_int_equal(metrics_size_step(pi, 100, -1), 100);
    assert_int_equal(metrics_size_step(pi, 300, 1), 300);
    assert_int_equal(metrics_size_step(pi, 400, -1), 200);
    assert_int_equal(metrics_size_fit(pi, 400), 300);
    assert_int_equal(metrics_size_fit(pi, 150), 150);
    assert_true(metrics_is_size(300));
    assert_false(metrics_is_size(250));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_screen_has_its_class_bars_and_columns),
        cmocka_unit_test(capitals_are_as_tall_as_the_class_asks),
        cmocka_unit_test(targets_and_gaps_are_large_enough_to_touch),
        cmocka_unit_test(sizes_are_offered_while_two_lines_of_ten_letters_fit),
        cmocka_unit_test(a_size_is_offered_exactly_where_it_can_be_read),
        cmocka_unit_test(bars_do_not_grow_with_the_text),
        cmocka_unit_test(everything_lies_inside_the_screen_and_apart),
        cmocka_unit_test(a_line_is_no_longer_than_is_good_to_read),
        cmocka_unit_test(steps_of_size_end_at_what_is_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
