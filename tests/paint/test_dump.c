/* The dump: one JSON object a line, with the fields and order that tests rely on. */
#include "paint/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Stands in for text/fonts.c, so that the numbers here are exact. */
struct font_metrics fonts_metrics(struct fonts *fonts, struct font_style style)
{
    (void)fonts;
    return (struct font_metrics){.cap = style.px * 668 / 1000};
}

static const struct display_screen screen = {.screen = "page",
                                             .path = "en/overview.md",
                                             .lang = "en",
                                             .w = 1280,
                                             .h = 800,
                                             .dpi = 96,
                                             .size = 100,
                                             .theme = THEME_LIGHT,
                                             .sheet = 1,
                                             .sheets = 5};

/* Line `n` of the dump, without its newline; borrowed until the next call. */
static const char *line(const struct display *display, int n)
{
    static struct str out;
    str_clear(&out);
    dump_display(display, NULL, &out);
    char *at = out.bytes;
    while (n--)
        at = strchr(at, '\n') + 1;
    *strchr(at, '\n') = '\0';
    return at;
}

static void the_screen_comes_first(void **state)
{
    (void)state;
    struct display display = {.screen = screen};
    assert_string_equal(
        line(&display, 0),
        "{\"kind\":\"screen\",\"screen\":\"page\",\"path\":\"en/overview.md\","
        "\"lang\":\"en\",\"w\":1280,\"h\":800,\"dpi\":96,\"size\":100,"
        "\"theme\":\"light\",\"sheet\":1,\"sheets\":5}");
    display_free(&display);
}

static void text_says_its_words_size_colours_and_direction(void **state)
{
    (void)state;
    struct display display = {.screen = screen};
    display_box(&display, (struct rect){0, 0, 1280, 800}, ROLE_GROUND, 0xffffff);
    struct display_item *item =
        display_text(&display, (struct rect){64, 120, 410, 38}, ROLE_HEADING1, 0x1c2326,
                     "How the area works", 18);
    item->style.px = 38;
    display_finish(&display);
    assert_string_equal(
        line(&display, 2),
        "{\"kind\":\"text\",\"x\":64,\"y\":120,\"w\":410,\"h\":38,"
        "\"text\":\"How the area works\",\"role\":\"heading1\",\"px\":38,\"cap_mm\":6.6,"
        "\"color\":\"#1c2326\",\"on\":\"#ffffff\",\"lang\":\"en\",\"dir\":\"ltr\","
        "\"clipped\":false}");
    item->lang = "ar";
    item->rtl = item->join = item->hyphen = item->on_image = true;
    item->rect.x = 871;
    assert_non_null(strstr(line(&display, 2),
                           "\"on\":null,\"lang\":\"ar\",\"dir\":\"rtl\",\"clipped\":true,"
                           "\"join\":true,\"hyphen\":true}"));
    display_free(&display);
}

static void boxes_icons_pictures_and_targets_have_their_fields(void **state)
{
    (void)state;
    struct display display = {.screen = screen};
    display_box(&display, (struct rect){64, 640, 900, 90}, ROLE_CALLOUT, 0xb00020);
    struct display_item *ring =
        display_box(&display, (struct rect){1, 2, 3, 4}, ROLE_FOCUS, 0);
    ring->hollow = true;
    ring->edge = 0xffdd00;
    display_icon(&display, (struct rect){5, 6, 24, 24}, ICON_MENU, 0);
    display_image(&display, (struct rect){64, 200, 800, 420}, "images/ladder.svg",
                  "A \"ladder\"", 10);
    display_target(&display, (struct rect){980, 720, 240, 64}, ROLE_BUTTON, "Next page",
                   (struct action){.kind = ACTION_NEXT});
    display_finish(&display);
    static const char *const lines[] = {
        "{\"kind\":\"box\",\"x\":64,\"y\":640,\"w\":900,\"h\":90,\"role\":\"callout\","
        "\"color\":\"#b00020\",\"on\":\"#ffffff\"}",
        "{\"kind\":\"box\",\"x\":1,\"y\":2,\"w\":3,\"h\":4,\"role\":\"focus\","
        "\"color\":\"#ffdd00\",\"on\":\"#ffffff\"}",
        "{\"kind\":\"image\",\"x\":5,\"y\":6,\"w\":24,\"h\":24,\"alt\":\"\","
        "\"path\":\"icon:menu\"}",
        "{\"kind\":\"image\",\"x\":64,\"y\":200,\"w\":800,\"h\":420,"
        "\"alt\":\"A \\\"ladder\\\"\",\"path\":\"images/ladder.svg\"}",
        "{\"kind\":\"target\",\"x\":980,\"y\":720,\"w\":240,\"h\":64,\"w_mm\":63.5,"
        "\"h_mm\":16.9,\"label\":\"Next page\",\"action\":\"next\",\"role\":\"button\","
        "\"focus\":false}",
    };
    for (int i = 0; i < 5; i++)
        assert_string_equal(line(&display, i + 1), lines[i]);
    display_free(&display);
}

static void any_text_makes_a_valid_json_string(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
        size_t len;
    } rows[] = {
        {"", "\"text\":\"\",", 0},
        {"a\\b\"c", "\"text\":\"a\\\\b\\\"c\",", 5},
        {"\n\t\x01", "\"text\":\"\\n\\u0009\\u0001\",", 3},
        {"a\0b", "\"text\":\"a\\u0000b\",", 3},
        {"\xC3\xA9\xF0\x9F\x92\xA7", "\"text\":\"\xC3\xA9\xF0\x9F\x92\xA7\",", 6},
        {"x\xFFy", "\"text\":\"x\xEF\xBF\xBDy\",", 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct display display = {.screen = screen};
        display_text(&display, (struct rect){0, 0, 9, 9}, ROLE_BODY, 0, rows[i].text,
                     rows[i].len);
        assert_non_null(strstr(line(&display, 1), rows[i].json));
        display_free(&display);
    }
}

static void millimetres_are_rounded_to_tenths(void **state)
{
    (void)state;
    static const struct {
        int px, dpi;
        const char *mm;
    } rows[] = {
        {96, 96, "\"w_mm\":25.4,"}, {0, 96, "\"w_mm\":0.0,"},
        {1, 96, "\"w_mm\":0.3,"},   {80, 166, "\"w_mm\":12.2,"},
        {45, 96, "\"w_mm\":11.9,"}, {5, 254, "\"w_mm\":0.5,"},
        {7, 0, "\"w_mm\":0.0,"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct display display = {.screen = screen};
        display.screen.dpi = rows[i].dpi;
        display_target(&display, (struct rect){0, 0, rows[i].px, 1}, ROLE_BUTTON, "",
                       (struct action){0});
        assert_non_null(strstr(line(&display, 1), rows[i].mm));
        display_free(&display);
    }
}

static void text_that_reaches_outside_the_canvas_is_clipped(void **state)
{
    (void)state;
    static const struct {
        struct rect rect;
        bool clipped;
    } rows[] = {
        {{0, 0, 1280, 800}, false}, {{-1, 0, 10, 10}, true},
        {{0, -1, 10, 10}, true},    {{1271, 0, 10, 10}, true},
        {{0, 791, 10, 10}, true},   {{1270, 790, 10, 10}, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct display display = {.screen = screen};
        display_text(&display, rows[i].rect, ROLE_BODY, 0, "x", 1);
        assert_non_null(strstr(line(&display, 1), rows[i].clipped ? "\"clipped\":true"
                                                                  : "\"clipped\":false"));
        display_free(&display);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_comes_first),
        cmocka_unit_test(text_says_its_words_size_colours_and_direction),
        cmocka_unit_test(boxes_icons_pictures_and_targets_have_their_fields),
        cmocka_unit_test(any_text_makes_a_valid_json_string),
        cmocka_unit_test(millimetres_are_rounded_to_tenths),
        cmocka_unit_test(text_that_reaches_outside_the_canvas_is_clipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
