/* The colours are readable: every theme meets the ratios of WCAG 2.2 on both grounds. */
#include "paint/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_ratio(enum theme theme, const char *what, uint32_t color, double least)
{
    const struct palette *palette = palette_of(theme);
    const uint32_t grounds[] = {palette->page, palette->card};
    for (int i = 0; i < 2; i++) {
        double ratio = palette_contrast(color, grounds[i]);
        if (ratio < least)
            fail_msg("%s: %s has %.2f:1 on #%06x, wants %.0f:1", theme_name(theme), what,
                     ratio, (unsigned)grounds[i], least);
    }
}

static void words_have_seven_to_one_on_page_and_card(void **state)
{
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        enum theme theme = (enum theme)i;
        const struct palette *palette = palette_of(theme);
        expect_ratio(theme, "ink", palette->ink, 7);
        expect_ratio(theme, "muted", palette->muted, 7);
        expect_ratio(theme, "accent", palette->accent, 7);
        expect_ratio(theme, "stop", palette->stop, 7);
        expect_ratio(theme, "ask", palette->ask, 7);
        expect_ratio(theme, "safe", palette->safe, 7);
    }
}

static void edges_and_focus_rings_have_three_to_one(void **state)
{
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        enum theme theme = (enum theme)i;
        expect_ratio(theme, "edge", palette_of(theme)->edge, 3);
        expect_ratio(theme, "focus", palette_of(theme)->focus, 3);
    }
}

/* Words stand on filled buttons too: page colour on the accent, the ink or the stop. */
static void words_on_filled_buttons_have_seven_to_one(void **state)
{
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const struct palette *palette = palette_of((enum theme)i);
        assert_true(palette_contrast(palette->page, palette->accent) >= 7);
        assert_true(palette_contrast(palette->page, palette->ink) >= 7);
        assert_true(palette_contrast(palette->page, palette->stop) >= 7);
    }
}

static void ratios_are_those_of_wcag(void **state)
{
    (void)state;
    static const struct {
        uint32_t a, b;
        double ratio;
    } rows[] = {
        {0x000000, 0xffffff, 21.0}, {0xffffff, 0x000000, 21.0},
        {0x123456, 0x123456, 1.0},  {0x767676, 0xffffff, 4.54},
        {0x777777, 0xffffff, 4.48}, {0x0000ff, 0xffffff, 8.59},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_float_equal((float)palette_contrast(rows[i].a, rows[i].b),
                           (float)rows[i].ratio, 0.005f);
}

static void theme_names_go_both_ways(void **state)
{
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        enum theme theme = THEME_COUNT;
        assert_true(theme_from_name(theme_name((enum theme)i), &theme));
        assert_int_equal(theme, i);
    }
    enum theme theme = THEME_CREAM;
    assert_false(theme_from_name("sepia", &theme));
    assert_false(theme_from_name("", &theme));
    assert_false(theme_from_name("Light", &theme));
    assert_int_equal(theme, THEME_CREAM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_seven_to_one_on_page_and_card),
        cmocka_unit_test(edges_and_focus_rings_have_three_to_one),
        cmocka_unit_test(words_on_filled_buttons_have_seven_to_one),
        cmocka_unit_test(ratios_are_those_of_wcag),
        cmocka_unit_test(theme_names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
