/* The twelve callouts are told apart without colour: each has its own word and its own
 * icon, and the emergency is solid (WCAG 1.4.1; ACCESSIBILITY.md, row 13). */
#include "layout/style.h"

#include "paint/icon_masks.h"
#include "paint/icons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    CALLOUTS = CALLOUT_CAUTION + 1,
    SMALL_PX = 24, /* about as small as a callout's icon is drawn */
};

static void each_callout_has_its_own_word_and_icon_in_every_theme(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const struct palette *palette = palette_of((enum theme)theme);
        for (int i = 0; i < CALLOUTS; i++) {
            struct callout_look a = style_callout((enum callout)i, palette);
            for (int k = 0; k < i; k++) {
                struct callout_look b = style_callout((enum callout)k, palette);
                assert_string_not_equal(a.word, b.word);
                assert_int_not_equal(a.icon, b.icon);
            }
        }
    }
}

static void no_two_levels_of_heading_look_alike(void **state)
{
    (void)state;
    const struct style style = {.em = 20};
    for (int a = 1; a <= 6; a++) {
        struct font_style one = style_heading(&style, a);
        assert_true(a > 4 || one.bold);
        for (int b = 1; b < a && a < 6; b++) { /* 6 is 5 in the muted ink */
            struct font_style other = style_heading(&style, b);
            assert_true(one.px != other.px || one.bold != other.bold ||
                        one.italic != other.italic);
        }
    }
}

/* How much of the square two icons cover differently, per cent. */
static int difference(enum icon one, enum icon other)
{
    static uint8_t bytes[SMALL_PX * SMALL_PX];
    struct icon_masks *masks = icon_masks_new();
    struct coverage a = icon_masks_get(masks, one, SMALL_PX, false);
    memcpy(bytes, a.bytes, sizeof bytes);
    struct coverage b = icon_masks_get(masks, other, SMALL_PX, false);
    long sum = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        sum += abs(bytes[i] - b.bytes[i]);
    icon_masks_free(masks);
    return (int)(sum * 100 / 255 / (long)sizeof bytes);
}

static void no_two_icons_look_alike_when_small(void **state)
{
    (void)state;
    const struct palette *palette = palette_of(THEME_LIGHT);
    for (int i = 0; i < CALLOUTS; i++) {
        for (int k = 0; k < i; k++) {
            enum icon a = style_callout((enum callout)i, palette).icon;
            enum icon b = style_callout((enum callout)k, palette).icon;
            if (difference(a, b) < 15)
                fail_msg("%s and %s differ by %d%% only", icon_name(a), icon_name(b),
                         difference(a, b));
        }
    }
}

/* A callout's card is seen by its stripe; the emergency's is solid and seen by its fill.
 */
static void only_the_emergency_is_solid_and_it_stands_out_in_grey(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const struct palette *p = palette_of((enum theme)theme);
        for (int i = 0; i < CALLOUTS; i++) {
            struct callout_look look = style_callout((enum callout)i, p);
            assert_int_equal(look.solid, i == CALLOUT_EMERGENCY);
            assert_true(palette_contrast(look.color, p->card) >= 3);
            assert_true(palette_contrast(look.color, p->page) >= 3);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_levels_of_heading_look_alike),
        cmocka_unit_test(each_callout_has_its_own_word_and_icon_in_every_theme),
        cmocka_unit_test(no_two_icons_look_alike_when_small),
        cmocka_unit_test(only_the_emergency_is_solid_and_it_stands_out_in_grey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
