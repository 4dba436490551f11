/* Lines: what is measured is what is drawn, in ten scripts, and no word is lost. */
#include "base/arena.h"
#include "layout/lines.h"
#include "text/bidi.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct script_row {
    const char *name, *lang, *font, *text;
} scripts[] = {
    {"Latin", "en", NULL,
     "The office affiliates jumped over fjords, naively: \"AV To Yo\" -- WAVE 1,234.50 "
     "(ffi)"},
    {"Latin accents", "vi", NULL,
     "Ti\u1ebfng Vi\u1ec7t c\u00f3 nhi\u1ec1u d\u1ea5u, \u0160k\u00f3la e\u0301t\u00e9"},
    {"Greek", "el", "noto/NotoSans-Regular.ttf",
     "\u0397 \u03c5\u03b3\u03b5\u03af\u03b1 \u03b5\u03af\u03bd\u03b1\u03b9 "
     "\u03b4\u03b9\u03ba\u03b1\u03af\u03c9\u03bc\u03b1 \u03cc\u03bb\u03c9\u03bd"},
    {"Cyrillic", "ru", "noto/NotoSans-Regular.ttf",
     "\u0417\u0434\u043e\u0440\u043e\u0432\u044c\u0435 \u2014 "
     "\u043f\u0440\u0430\u0432\u043e \u043a\u0430\u0436\u0434\u043e\u0433\u043e "
     "\u0447\u0435\u043b\u043e\u0432\u0435\u043a\u0430"},
    {"Arabic", "ar", "noto/NotoSansArabic-Regular.ttf",
     "\u0627\u0644\u0635\u062d\u0629 \u062d\u0642 123 "
     "\u0644\u0644\u062c\u0645\u064a\u0639 (Candor) \u0644\u0627 "
     "\u062a\u062a\u0648\u0642\u0641"},
    {"Hebrew", "he", "noto/NotoSansHebrew-Regular.ttf",
     "\u05d1\u05e8\u05d9\u05d0\u05d5\u05ea \u05d4\u05d9\u05d0 \u05d6\u05db\u05d5\u05ea "
     "42 \u05e9\u05dc \u05db\u05dc \u05d0\u05d3\u05dd"},
    {"Devanagari", "hi", "noto/NotoSansDevanagari-Regular.ttf",
     "\u0938\u094d\u0935\u093e\u0938\u094d\u0925\u094d\u092f \u0938\u092d\u0940 "
     "\u0915\u093e \u0905\u0927\u093f\u0915\u093e\u0930 \u0939\u0948 "
     "\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f"},
    {"Bengali", "bn", "noto/NotoSansBengali-Regular.ttf",
     "\u09b8\u09cd\u09ac\u09be\u09b8\u09cd\u09a5\u09cd\u09af "
     "\u09b8\u0995\u09b2\u09c7\u09b0 \u0985\u09a7\u09bf\u0995\u09be\u09b0"},
    {"Ethiopic", "am", "noto/NotoSansEthiopic-Regular.ttf",
     "\u1324\u1293 \u12e8\u1201\u1209\u121d \u1230\u12cd \u1218\u1265\u1275 "
     "\u1290\u12cd"},
    {"Thai", "th", "noto/NotoSansThai-Regular.ttf",
     "\u0e2a\u0e38\u0e02\u0e20\u0e32\u0e1e\u0e40\u0e1b\u0e47\u0e19\u0e2a\u0e34\u0e17"
     "\u0e18\u0e34\u0e02\u0e2d\u0e07\u0e17\u0e38\u0e01\u0e04\u0e19\u0e43\u0e19\u0e42"
     "\u0e25\u0e01\u0e19\u0e35\u0e49"},
    {"Chinese", "zh", "droid/DroidSansFallbackFull.ttf",
     "\u5065\u5eb7\u662f\u6bcf\u4e2a\u4eba\u7684\u6743\u5229\uff0c\u8bf7\u968f\u65f6"
     "\u505c\u4e0b\u6765\u3002"},
};

static struct fonts *open_fonts(const char *fallback)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    if (!fonts)
        fail_msg("%s", err.detail);
    if (fallback) {
        char path[256];
        snprintf(path, sizeof path, "/usr/share/fonts/truetype/%s", fallback);
        if (!fonts_add_fallback(fonts, path, &err))
            fail_msg("%s", err.detail);
    }
    return fonts;
}

/* Every piece is drawn as wide as it was measured, and the pieces of a line tile it with
 * the spaces between them. */
static void check_line(struct fonts *fonts, const struct paragraph_source *source,
                       const struct line *line, int w)
{
    int used = 0, space = fonts_metrics(fonts, source->spans[0].style).space;
    assert_true(line->w <= w);
    for (uint32_t i = 0; i < line->run_count; i++) {
        const struct line_run *run = &line->runs[i];
        assert_true(run->x >= 0 && run->x + run->w <= line->w);
        for (uint32_t k = 0; k < run->piece_count; k++) {
            const struct font_piece *piece = &run->pieces[k];
            struct font_strip strip = fonts_draw(fonts, source->spans[run->span].style,
                                                 run->text + piece->start, piece);
            assert_int_equal(strip.w, piece->w);
            assert_true(piece->x >= 0 && piece->x + piece->w <= run->w);
            used += strip.w;
        }
    }
    assert_true(line->w >= used);
    assert_int_equal((line->w - used) % space, 0);
}

/* The lines' runs, joined as their flags say, are the text again. */
static void check_words(const struct lines *lines, const char *text)
{
    char joined[2048] = "";
    for (size_t i = 0; i < lines->count; i++) {
        for (uint32_t k = 0; k < lines->lines[i].run_count; k++) {
            const struct line_run *run = &lines->lines[i].runs[k];
            if (*joined && !run->join)
                strcat(joined, " ");
            strncat(joined, run->text, run->len - (run->hyphen ? 1 : 0));
        }
    }
    assert_string_equal(joined, text);
}

static void measured_pieces_tile_each_line_in_ten_scripts(void **state)
{
    (void)state;
    static const int sizes[] = {17, 26, 41, 104};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        const struct script_row *row = &scripts[i];
        struct fonts *fonts = open_fonts(row->font);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct arena arena = {0};
            struct paragraph_span span = {
                0, (uint32_t)strlen(row->text), {FAMILY_TEXT, false, false, sizes[k]}, 0};
            struct paragraph_source source = {
                row->text, strlen(row->text), &span, 1, bidi_language_is_rtl(row->lang),
                false,     row->lang};
            for (int w = sizes[k] * 3; w < sizes[k] * 40; w += sizes[k] * 2 + 1) {
                struct lines lines = lines_set(&arena, fonts, &source, w, true);
                assert_true(lines.count > 0);
                for (size_t n = 0; n < lines.count; n++)
                    check_line(fonts, &source, &lines.lines[n], w);
                check_words(&lines, row->text);
            }
            arena_free(&arena);
        }
        fonts_close(fonts);
    }
}

static struct lines set_plain(struct arena *arena, struct fonts *fonts, const char *text,
                              int w, bool rtl)
{
    struct paragraph_span *span = arena_alloc(arena, sizeof *span);
    *span = (struct paragraph_span){
        0, (uint32_t)strlen(text), {FAMILY_TEXT, false, false, 20}, 0};
    struct paragraph_source source = {text, strlen(text), span, 1, rtl, false, NULL};
    return lines_set(arena, fonts, &source, w, true);
}

static void a_word_wider_than_the_measure_is_cut_with_a_hyphen(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct fonts *fonts = open_fonts(NULL);
    struct lines lines = set_plain(&arena, fonts, "incomprehensibilities", 90, false);
    assert_true(lines.count > 1);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line_run *run = lines.lines[i].runs;
        assert_int_equal(run->hyphen, i + 1 < lines.count);
        assert_int_equal(run->join, i > 0);
        assert_true(lines.lines[i].w <= 90);
    }
    arena_free(&arena);
    fonts_close(fonts);
}

static void a_word_longer_than_a_page_fills_each_line(void **state)
{
    (void)state;
    enum {
        LEN = 5000
    };
    struct arena arena = {0};
    struct fonts *fonts = open_fonts(NULL);
    char *text = arena_alloc(&arena, LEN + 1);
    memset(text, 'n', LEN);
    struct lines lines = set_plain(&arena, fonts, text, 300, false);
    size_t letters = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.lines[i];
        bool last = i + 1 == lines.count;
        assert_int_equal(line->runs[line->run_count - 1].hyphen, !last);
        assert_true(line->w <= 300 && (last || line->w > 300 - 20));
        for (uint32_t k = 0; k < line->run_count; k++)
            letters += line->runs[k].len - (line->runs[k].hyphen ? 1 : 0);
    }
    assert_int_equal(letters, LEN);
    arena_free(&arena);
    fonts_close(fonts);
}

/* Each line's words as they are drawn, '|' between lines. */
static const char *as_lines(struct fonts *fonts, const struct paragraph_source *source,
                            int w)
{
    static char out[4096];
    struct arena arena = {0};
    struct lines lines = lines_set(&arena, fonts, source, w, !source->keep_spaces);
    *out = '\0';
    for (size_t i = 0; i < lines.count; i++) {
        assert_true(lines.lines[i].w <= w || lines.lines[i].run_count == 1);
        for (uint32_t k = 0; k < lines.lines[i].run_count; k++) {
            const struct line_run *run = &lines.lines[i].runs[k];
            if (*out)
                strcat(out, k == 0 ? "|" : run->join ? "" : " ");
            strncat(out, run->text, run->len);
        }
    }
    arena_free(&arena);
    return out;
}

static void words_are_divided_as_their_language_and_script_have_it(void **state)
{
    (void)state;
    static const struct {
        const char *name, *lang, *text;
        int w; /* px; the em is 20 */
        enum font_family family;
        const char *lines;
    } rows[] = {
        {"at syllables", "en", "responsibility", 80, FAMILY_TEXT, "respon-|sibility"},
        {"only where it must be", "en", "the responsibility", 140, FAMILY_TEXT,
         "the|responsibility"},
        {"with what stands beside it", "en", "(responsibility),", 90, FAMILY_TEXT,
         "(responsi-|bility),"},
        {"of its own language", "es", "responsabilidad", 100, FAMILY_TEXT,
         "responsa-|bilidad"},
        {"by clusters where no syllable is known", "xx", "responsibility", 80,
         FAMILY_TEXT, "respons-|ibility"},
        {"accents stay with their letters", NULL, "e\u0301e\u0301e\u0301e\u0301e\u0301",
         40, FAMILY_TEXT, "e\u0301e\u0301e\u0301-|e\u0301e\u0301"},
        {"by the author's soft hyphens", "en", "sex\u00adual health\u00adcare", 130,
         FAMILY_TEXT, "sex\u00adual health\u00ad-|care"},
        {"no hyphen in code", "en", "responsibility", 90, FAMILY_MONO, "respons|ibility"},
        {"an address after its signs", "en", "https://example.org/a_very_long_name", 150,
         FAMILY_TEXT, "https://|example.org/|a_very_long_|name"},
        {"a key without a hyphen", "en", "k9f3a7c1d5b2e8f4a6", 90, FAMILY_TEXT,
         "k9f3a7c1d|5b2e8f4a|6"},
        {"Arabic", "ar", "\u0627\u0644\u0645\u0633\u0624\u0648\u0644\u064a\u0629", 40,
         FAMILY_TEXT, "\u0627\u0644\u0645|\u0633\u0624\u0648|\u0644\u064a\u0629"},
        {"Hebrew", "he", "\u05d0\u05d7\u05e8\u05d9\u05d5\u05ea\u05e0\u05d5", 40,
         FAMILY_TEXT, "\u05d0\u05d7\u05e8|\u05d9\u05d5\u05ea\u05e0\u05d5"},
        {"Cyrillic", "xx", "\u0432\u0456\u0434\u043f\u043e\u0432\u0456\u0434", 60,
         FAMILY_TEXT, "\u0432\u0456\u0434\u043f\u043e-|\u0432\u0456\u0434"},
        {"emoji stay whole", "en",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F44D\U0001F3FD"
         "\U0001F1EC\U0001F1E7",
         30, FAMILY_TEXT,
         "\U0001F468\u200D\U0001F469\u200D\U0001F467|\U0001F44D\U0001F3FD|"
         "\U0001F1EC\U0001F1E7"},
    };
    struct fonts *fonts = open_fonts(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paragraph_span span = {
            0, (uint32_t)strlen(rows[i].text), {rows[i].family, false, false, 20}, 0};
        bool rtl = rows[i].lang && bidi_language_is_rtl(rows[i].lang);
        struct paragraph_source source = {rows[i].text, span.len, &span,       1,
                                          rtl,          false,    rows[i].lang};
        const char *lines = as_lines(fonts, &source, rows[i].w);
        if (strcmp(lines, rows[i].lines) != 0)
            fail_msg("%s: %s", rows[i].name, lines);
    }
    fonts_close(fonts);
}

static void a_hard_break_ends_the_line_and_trailing_spaces_hang(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct fonts *fonts = open_fonts(NULL);
    struct lines lines = set_plain(&arena, fonts, "one  two\nthree ", 5000, false);
    assert_int_equal(lines.count, 2);
    struct lines bare = set_plain(&arena, fonts, "three", 5000, false);
    assert_int_equal(lines.lines[1].w, bare.lines[0].w);
    arena_free(&arena);
    fonts_close(fonts);
}

static void a_right_to_left_line_begins_at_its_start_edge(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct fonts *fonts = open_fonts("noto/NotoSansHebrew-Regular.ttf");
    /* Hebrew, an English word, Hebrew: three runs, from the start edge in reading order
     */
    struct lines lines =
        set_plain(&arena, fonts, "\u05d0\u05d1 \u05d2 Candor \u05d3\u05d4", 5000, true);
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.lines[0].run_count, 3);
    const struct line_run *runs = lines.lines[0].runs;
    assert_int_equal(runs[0].x, 0);
    assert_true(runs[1].x >= runs[0].w && runs[2].x >= runs[1].x + runs[1].w);
    /* inside a run that goes right to left the first word lies at the right */
    assert_int_equal(runs[0].piece_count, 2);
    assert_true(runs[0].pieces[0].x > runs[0].pieces[1].x);
    arena_free(&arena);
    fonts_close(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measured_pieces_tile_each_line_in_ten_scripts),
        cmocka_unit_test(a_word_wider_than_the_measure_is_cut_with_a_hyphen),
        cmocka_unit_test(a_word_longer_than_a_page_fills_each_line),
        cmocka_unit_test(words_are_divided_as_their_language_and_script_have_it),
        cmocka_unit_test(a_hard_break_ends_the_line_and_trailing_spaces_hang),
        cmocka_unit_test(a_right_to_left_line_begins_at_its_start_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
