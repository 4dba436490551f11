/* Fonts: which face a grapheme gets, what stands for one that has none, and files that
 * are no fonts. */
#include "text/fonts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct font_style plain = {FAMILY_TEXT, false, false, 30};

static struct fonts *open_fonts(void)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    if (!fonts)
        fail_msg("%s", err.detail);
    return fonts;
}

/* A code point that no font of ours or of the system has: of a private plane. */
#define UNKNOWN "\U000F1234"

static uint16_t face_for(struct fonts *fonts, const char *text)
{
    return fonts_face_for(fonts, plain, text, strlen(text));
}

static void each_script_of_the_fonts_folder_has_a_face_there(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text; /* graphemes with a space between */
        bool own;                /* in the face of the text around it */
    } rows[] = {
        {"Latin", "a \u00e9 e\u0301 \u0160 \u017e \u2019 \u2026", true},
        {"composed where the font has no mark", "o\u0328 U\u030a", true},
        {"white space", "\u00a0 \u2003 \u2028 \u3000 \u200b", true},
        {"Vietnamese", "\u1ebf \u1ec7 e\u0323\u0302 \u01a1\u0301", false},
        {"marks that no letter is composed with", "q\u0308\u0323 x\u0332", false},
        {"Greek", "\u0391 \u03ac \u03b1\u0301 \u1f67\u0345", false},
        {"Cyrillic", "\u0417 \u0439 \u0438\u0306 \u0416 \u04d9", false},
        {"Arabic", "\u0628 \u0628\u0651\u0650 \u0671 \u06cc \u061f \u0664", false},
        {"Hebrew", "\u05d0 \u05e9\u05c1\u05b0 \u05d1\u05bc \u05be \u05f3", false},
        {"Devanagari", "\u0915 \u0915\u094d \u0937\u093f \u0964 \u095c", false},
        {"arrows and signs", "\u2192 \u2190 \u21d2 \u2713 \u2605 \u25b6 \u2610", false},
        {"emoji", "\U0001F600 \u2764\uFE0F \U0001F9EC \U0001F44D\U0001F3FD", false},
        {"keycaps", "1\uFE0F\u20E3 #\uFE0F\u20E3", false},
        {"flags", "\U0001F1EC\U0001F1E7 \U0001F3F3\uFE0F\u200D\U0001F308", false},
        {"families",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 "
         "\u2764\uFE0F\u200D\U0001F525",
         false},
    };
    struct fonts *fonts = open_fonts();
    uint16_t own = face_for(fonts, "a");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (const char *at = rows[i].text; *at; at += *at == ' ') {
            size_t len = strcspn(at, " ");
            uint16_t face = fonts_face_for(fonts, plain, at, len);
            if (face == FONT_NO_FACE || (face == own) != rows[i].own)
                fail_msg("%s: %.*s has face %d", rows[i].name, (int)len, at, face);
            at += len;
        }
    }
    fonts_close(fonts);
}

static void bold_text_has_a_bold_fallback_where_there_is_one(void **state)
{
    (void)state;
    static const struct font_style bold = {FAMILY_TEXT, true, false, 30};
    struct fonts *fonts = open_fonts();
    const char *alef = "\u05d0", *emoji = "\U0001F600";
    uint16_t regular = face_for(fonts, alef);
    assert_int_not_equal(fonts_face_for(fonts, bold, alef, strlen(alef)), regular);
    assert_int_equal(fonts_face_for(fonts, bold, emoji, strlen(emoji)),
                     face_for(fonts, emoji));
    fonts_close(fonts);
}

static void the_system_is_asked_for_what_no_font_of_ours_has(void **state)
{
    (void)state;
    struct fonts *fonts = open_fonts();
    const char *thai = "\u0e01\u0e34", *cjk = "\u5065", *alef = "\u05d0";
    uint16_t hebrew = face_for(fonts, alef);
    assert_int_equal(face_for(fonts, thai), FONT_NO_FACE);
    assert_false(fonts_have(fonts, plain, 0x5065));
    fonts_use_folders(fonts, "/nowhere:/usr/share/fonts:relative");
    assert_int_equal(face_for(fonts, alef), hebrew);
    uint16_t found = face_for(fonts, thai);
    assert_true(found != FONT_NO_FACE && found != hebrew);
    assert_int_equal(face_for(fonts, "\u0e02"), found);
    assert_int_not_equal(face_for(fonts, cjk), found);
    assert_true(fonts_have(fonts, plain, 0x5065));
    assert_int_equal(face_for(fonts, UNKNOWN), FONT_NO_FACE);
    /* no font has both: a grapheme is not taken apart */
    assert_int_equal(face_for(fonts, "\u5065\u0e34"), FONT_NO_FACE);
    fonts_close(fonts);
}

static struct font_strip draw(struct fonts *fonts, const char *text, int px, int *w)
{
    struct font_style style = {FAMILY_TEXT, false, false, px};
    struct font_piece piece = {.len = (uint32_t)strlen(text)};
    piece.face = fonts_face_for(fonts, style, text, piece.len);
    *w = fonts_measure(fonts, style, text, &piece);
    return fonts_draw(fonts, style, text, &piece);
}

static void what_no_face_has_is_drawn_as_a_box_with_clear_edges(void **state)
{
    (void)state;
    static const int sizes[] = {8, 17, 30, 104, 200};
    struct fonts *fonts = open_fonts();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int px = sizes[i], w, left = 0;
        struct font_strip box = draw(fonts, UNKNOWN, px, &w);
        assert_int_equal(box.w, w);
        assert_true(w > px / 2 && w < px);
        assert_true(box.h >= px * 6 / 10 && box.h <= px && box.ascent == box.h);
        while (left < w && box.coverage[left] == 0)
            left++;
        const uint8_t *middle = box.coverage + box.h / 2 * w;
        assert_true(left > 0 && box.coverage[left] == 255 && middle[left] == 255);
        assert_true(middle[w / 2] == 0 && middle[w - 1 - left] == 255);
        assert_true(box.coverage[w / 2] == 255);
        assert_true(box.coverage[(box.h - 1) * w + w / 2] == 255);
    }
    fonts_close(fonts);
}

static void white_space_without_a_glyph_is_wide_and_empty(void **state)
{
    (void)state;
    struct fonts *fonts = open_fonts();
    int w, inked = 0;
    struct font_strip strip = draw(fonts, "\u3000", 40, &w);
    for (int i = 0; i < strip.w * strip.h; i++)
        inked += strip.coverage[i] > 0;
    assert_int_equal(inked, 0);
    assert_in_range(w, 36, 44);
    fonts_close(fonts);
}

static void the_fonts_folder_stays_small(void **state)
{
    (void)state;
    size_t total = 0;
    DIR *folder = opendir(TEST_SOURCE_DIR "/fonts");
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[512];
        struct stat st;
        snprintf(path, sizeof path, TEST_SOURCE_DIR "/fonts/%s", entry->d_name);
        assert_int_equal(stat(path, &st), 0);
        total += S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
    }
    closedir(folder);
    assert_in_range(total, 1, 3 << 20);
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
        cmocka_unit_test(each_script_of_the_fonts_folder_has_a_face_there),
        cmocka_unit_test(bold_text_has_a_bold_fallback_where_there_is_one),
        cmocka_unit_test(the_system_is_asked_for_what_no_font_of_ours_has),
        cmocka_unit_test(what_no_face_has_is_drawn_as_a_box_with_clear_edges),
        cmocka_unit_test(white_space_without_a_glyph_is_wide_and_empty),
        cmocka_unit_test(the_fonts_folder_stays_small),
        cmocka_unit_test(a_file_that_is_no_font_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
