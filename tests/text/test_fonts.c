/* Fonts: which face a grapheme gets, and files that are no fonts. */
#include "text/fonts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct font_style plain = {FAMILY_TEXT, false, false, 30};

static struct fonts *open_fonts(void)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    if (!fonts)
        fail_msg("%s", err.detail);
    return fonts;
}

static void a_grapheme_goes_whole_to_the_first_face_that_has_all_of_it(void **state)
{
    (void)state;
    struct error err = {0};
    struct fonts *fonts = open_fonts();
    const char *alef = "\u05d0", *letter = "\u00e9", *unknown = "\U0001F9EC";
    assert_false(fonts_have(fonts, plain, 0x5D0));
    uint16_t own = fonts_face_for(fonts, plain, "a", 1);
    assert_int_equal(fonts_face_for(fonts, plain, alef, strlen(alef)), own);
    assert_true(fonts_add_fallback(
        fonts, "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf", &err));
    assert_true(fonts_have(fonts, plain, 0x5D0));
    assert_int_not_equal(fonts_face_for(fonts, plain, alef, strlen(alef)), own);
    assert_int_equal(fonts_face_for(fonts, plain, letter, strlen(letter)), own);
    assert_int_equal(fonts_face_for(fonts, plain, unknown, strlen(unknown)), own);
    fonts_close(fonts);
}

static void what_no_face_has_is_drawn_as_a_visible_box(void **state)
{
    (void)state;
    struct fonts *fonts = open_fonts();
    const char *unknown = "\U0001F9EC";
    struct font_piece piece = {.len = (uint32_t)strlen(unknown)};
    piece.face = fonts_face_for(fonts, plain, unknown, piece.len);
    struct font_strip strip = fonts_draw(fonts, plain, unknown, &piece);
    size_t inked = 0;
    for (int i = 0; i < strip.w * strip.h; i++)
        inked += strip.coverage[i] > 128;
    assert_true(inked > 20);
    fonts_close(fonts);
}

static void a_file_that_is_no_font_is_refused_by_name(void **state)
{
    (void)state;
    static const char *const paths[] = {
        TEST_SOURCE_DIR "/fonts/README.md",
        TEST_SOURCE_DIR "/fonts/no-such-font.ttf",
        TEST_SOURCE_DIR "/fonts",
        "/dev/null",
    };
    struct fonts *fonts = open_fonts();
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct error err = {0};
        assert_false(fonts_add_fallback(fonts, paths[i], &err));
        assert_non_null(strstr(err.detail, paths[i]));
    }
    struct font_metrics metrics = fonts_metrics(fonts, plain);
    assert_true(metrics.cap == 20 && metrics.ascent > metrics.cap && metrics.space > 0);
    fonts_close(fonts);
    struct error err = {0};
    assert_null(fonts_open(TEST_SOURCE_DIR "/app", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grapheme_goes_whole_to_the_first_face_that_has_all_of_it),
        cmocka_unit_test(what_no_face_has_is_drawn_as_a_visible_box),
        cmocka_unit_test(a_file_that_is_no_font_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
