/* The display list: what a tap hits, what text stands on, and turning it over. */
#include "paint/display.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum {
    PAGE = 0xfafafa,
    CARD = 0x00aa11,
    BUTTON = 0x112233,
    INK = 0x000000
};

static struct display *setup(struct display *display)
{
    *display = (struct display){.screen = {.w = 400, .h = 300, .dpi = 96}};
    display_box(display, (struct rect){0, 0, 400, 300}, ROLE_GROUND, PAGE);
    return display;
}

static struct display_item *text(struct display *display, struct rect rect)
{
    return display_text(display, rect, ROLE_BODY, INK, "words", 5);
}

static void a_tap_hits_the_topmost_target_under_it(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    display_target(&display, (struct rect){0, 0, 200, 300}, ROLE_BUTTON, "Zone",
                   (struct action){.kind = ACTION_PREVIOUS});
    display_target(&display, (struct rect){50, 50, 100, 20}, ROLE_LINK, "Link",
                   (struct action){.kind = ACTION_LINK, .arg = 7});
    display_box(&display, (struct rect){0, 0, 400, 300}, ROLE_PANEL, CARD);
    static const struct {
        int x, y;
        enum action_kind hit;
    } rows[] = {
        {10, 10, ACTION_PREVIOUS},   {60, 60, ACTION_LINK},
        {50, 50, ACTION_LINK},       {149, 69, ACTION_LINK},
        {150, 60, ACTION_PREVIOUS},  {60, 70, ACTION_PREVIOUS},
        {199, 299, ACTION_PREVIOUS}, {200, 10, ACTION_NONE},
        {-1, 5, ACTION_NONE},        {5, 300, ACTION_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct display_item *hit = display_hit(&display, rows[i].x, rows[i].y);
        assert_int_equal(hit ? hit->action.kind : ACTION_NONE, rows[i].hit);
    }
    display_free(&display);
}

static void text_stands_on_the_innermost_filled_box_below_it(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    text(&display, (struct rect){10, 10, 100, 20});                          /* 1 */
    display_box(&display, (struct rect){20, 50, 200, 100}, ROLE_CARD, CARD); /* 2 */
    display_box(&display, (struct rect){20, 50, 4, 100}, ROLE_EDGE, BUTTON); /* 3 */
    text(&display, (struct rect){30, 60, 100, 20});                          /* 4 */
    text(&display, (struct rect){150, 60, 100, 20}); /* 5: half beside the card */
    display_box(&display, (struct rect){30, 62, 100, 16}, ROLE_BAR, BUTTON); /* 6 */
    text(&display, (struct rect){30, 58, 100, 24}); /* 7: a line above its bar's height */
    display_box(&display, (struct rect){25, 55, 110, 30}, ROLE_FOCUS, 0)->hollow = true;
    text(&display, (struct rect){30, 60, 100, 20});                          /* 9 */
    text(&display, (struct rect){300, 250, 50, 20});                         /* 10 */
    display_box(&display, (struct rect){290, 240, 80, 40}, ROLE_CARD, CARD); /* 11 */
    display_finish(&display);
    static const struct {
        size_t item;
        uint32_t on;
    } rows[] = {{1, PAGE}, {4, CARD}, {5, PAGE}, {7, BUTTON}, {9, BUTTON},
                {2, PAGE}, {6, CARD}, {8, CARD}, {10, PAGE},  {11, PAGE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(display.items[rows[i].item].on, rows[i].on);
        assert_false(display.items[rows[i].item].on_image);
    }
    display_free(&display);
}

static void text_over_a_picture_has_no_ground_but_on_a_card_over_it_has(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    display_box(&display, (struct rect){10, 10, 100, 100}, ROLE_CARD, CARD)->kind =
        ITEM_IMAGE;
    text(&display, (struct rect){90, 20, 100, 20});
    display_box(&display, (struct rect){20, 60, 80, 40}, ROLE_CARD, CARD);
    text(&display, (struct rect){25, 65, 60, 20});
    display_finish(&display);
    assert_true(display.items[2].on_image);
    assert_false(display.items[4].on_image);
    assert_int_equal(display.items[4].on, CARD);
    display_free(&display);
}

static void without_any_box_text_stands_on_the_themes_page(void **state)
{
    (void)state;
    struct display display = {.screen = {.w = 100, .h = 100, .theme = THEME_CREAM}};
    text(&display, (struct rect){0, 0, 50, 20});
    display_finish(&display);
    assert_int_equal(display.items[0].on, palette_of(THEME_CREAM)->page);
    display_free(&display);
}

static void mirroring_turns_places_and_arrows_but_not_words(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    const struct font_piece pieces[] = {{.start = 0, .len = 2, .x = 0, .w = 30},
                                        {.start = 2, .len = 3, .x = 30, .w = 60}};
    struct display_item *line = text(&display, (struct rect){10, 20, 90, 30});
    line->pieces = display_pieces(&display, pieces, 2);
    line->piece_count = 2;
    display_icon(&display, (struct rect){380, 0, 20, 20}, ICON_NEXT, INK);
    display_icon(&display, (struct rect){0, 0, 20, 20}, ICON_CLOSE, INK);
    struct display_item before[4];
    memcpy(before, display.items, sizeof before);

    display_mirror(&display);
    assert_int_equal(display.items[1].rect.x, 300);
    assert_int_equal(display.items[1].rect.y, 20);
    assert_int_equal(display.items[1].pieces[1].x, 30);
    assert_int_equal(display.items[2].rect.x, 0);
    assert_true(display.items[2].mirrored);
    assert_int_equal(display.items[3].rect.x, 380);
    assert_false(display.items[3].mirrored);

    display_mirror(&display);
    assert_memory_equal(before, display.items, sizeof before);
    display_free(&display);
}

static void a_panel_takes_what_it_covers_and_every_target(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    size_t first = display.count;
    text(&display, (struct rect){10, 10, 90, 30});  /* 0: above */
    text(&display, (struct rect){10, 90, 90, 30});  /* half under it: goes */
    text(&display, (struct rect){10, 150, 90, 30}); /* under it: goes */
    display_target(&display, (struct rect){10, 10, 90, 30}, ROLE_LINK, "a",
                   (struct action){0});                                       /* goes */
    display_box(&display, (struct rect){0, 50, 90, 100}, ROLE_CALLOUT, CARD); /* 1 */
    display_box(&display, (struct rect){0, 60, 90, 60}, ROLE_CARD, CARD);     /* goes, */
    text(&display, (struct rect){5, 65, 80, 20}); /* with its words */
    display_box(&display, (struct rect){0, 120, 90, 60}, ROLE_CODE_BOX, CARD); /* goes */
    display_box(&display, (struct rect){0, 90, 90, 60}, ROLE_NONE, CARD)->kind =
        ITEM_IMAGE;                                /* 2: in part */
    text(&display, (struct rect){10, 40, 90, 30}); /* 3 */
    display_cover(&display, first, (struct rect){0, 100, 400, 200});
    assert_int_equal(display.count, first + 4);
    const struct display_item *left = display.items + first;
    assert_int_equal(left[0].rect.y, 10);
    assert_int_equal(left[1].role, ROLE_CALLOUT);
    assert_int_equal(left[2].kind, ITEM_IMAGE);
    assert_int_equal(left[3].rect.y, 40);
    display_free(&display);
}

static void what_is_added_is_copied_and_never_null(void **state)
{
    (void)state;
    struct display display = {0};
    char words[] = "stays";
    display_text(&display, (struct rect){0}, ROLE_BODY, INK, words, 5);
    display_target(&display, (struct rect){0}, ROLE_BUTTON, words, (struct action){0});
    memset(words, 'x', 5);
    assert_string_equal(display.items[0].text, "stays");
    assert_string_equal(display.items[1].text, "stays");
    assert_string_equal(display.items[0].lang, "");
    assert_string_equal(display.items[1].path, "");
    assert_null(display_pieces(&display, NULL, 0));
    display_clear(&display);
    assert_int_equal(display.count, 0);
    assert_null(display_hit(&display, 0, 0));
    display_free(&display);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_hits_the_topmost_target_under_it),
        cmocka_unit_test(text_stands_on_the_innermost_filled_box_below_it),
        cmocka_unit_test(text_over_a_picture_has_no_ground_but_on_a_card_over_it_has),
        cmocka_unit_test(without_any_box_text_stands_on_the_themes_page),
        cmocka_unit_test(mirroring_turns_places_and_arrows_but_not_words),
        cmocka_unit_test(a_panel_takes_what_it_covers_and_every_target),
        cmocka_unit_test(what_is_added_is_copied_and_never_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
