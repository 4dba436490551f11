/* Scripts: letters are shaped together, and a grapheme is never divided, neither between
 * fonts nor between lines. The system's folder is that of Debian's fonts-noto-core and
 * fonts-droid-fallback. */
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAG(t)                                                                 \
    ((uint32_t)(t)[0] << 24 | (uint32_t)(t)[1] << 16 | (uint32_t)(t)[2] << 8 | \
     (uint32_t)(t)[3])

static const struct font_style plain = {FAMILY_TEXT, false, false, 40};

static struct fonts *open_fonts(void)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    if (!fonts)
        fail_msg("%s", err.detail);
    fonts_use_folders(fonts, "/usr/share/fonts/truetype");
    return fonts;
}

static int width(struct fonts *fonts, const char *text, size_t len, const char *script,
                 bool rtl)
{
    struct font_piece piece = {.len = (uint32_t)len, .script = TAG(script), .rtl = rtl};
    piece.face = fonts_face_for(fonts, plain, text, len);
    assert_int_not_equal(piece.face, FONT_NO_FACE);
    return fonts_measure(fonts, plain, text, &piece);
}

enum shaping {
    NARROWER, /* together than apart: joined, stacked, one picture */
    AS_FIRST, /* as wide as its first part: marks take no room */
};

static void letters_are_shaped_together(void **state)
{
    (void)state;
    static const struct {
        const char *name, *script, *parts; /* with a space between */
        enum shaping shaping;
    } rows[] = {
        {"Arabic letters join", "Arab", "\u0628 \u064a \u062a", NARROWER},
        {"lam and alef are one", "Arab", "\u0644 \u0627", NARROWER},
        {"Arabic vowels", "Arab", "\u0628 \u0651\u064e", AS_FIRST},
        {"Hebrew points", "Hebr", "\u05e9 \u05c1\u05b8", AS_FIRST},
        {"a Devanagari conjunct", "Deva", "\u0915\u094d \u0937", NARROWER},
        {"another", "Deva", "\u0924\u094d \u0930", NARROWER},
        {"a Bengali conjunct", "Beng", "\u0995\u09cd \u09b7", NARROWER},
        {"a Thai vowel above", "Thai", "\u0e01 \u0e34\u0e49", AS_FIRST},
        {"a Latin mark", "Latn", "e \u0301", AS_FIRST},
        {"two, one below", "Latn", "e \u0323\u0302", AS_FIRST},
        {"a Greek mark", "Grek", "\u03b1 \u0301", AS_FIRST},
        {"a Cyrillic mark", "Cyrl", "\u0438 \u0306", AS_FIRST},
        {"a flag", "Zyyy", "\U0001F1EC \U0001F1E7", NARROWER},
        {"a family", "Zyyy",
         "\U0001F468\u200D \U0001F469\u200D \U0001F467\u200D \U0001F466", NARROWER},
        {"a tone of skin", "Zyyy", "\U0001F44D \U0001F3FD", AS_FIRST},
        {"a keycap", "Zyyy", "1\uFE0F \u20E3", NARROWER},
    };
    struct fonts *fonts = open_fonts();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool rtl =
            TAG(rows[i].script) == TAG("Arab") || TAG(rows[i].script) == TAG("Hebr");
        char whole[128] = "";
        int first = 0, apart = 0;
        for (const char *at = rows[i].parts; *at; at += *at == ' ') {
            size_t len = strcspn(at, " ");
            int w = width(fonts, at, len, rows[i].script, rtl);
            first = at == rows[i].parts ? w : first;
            apart += w;
            strncat(whole, at, len);
            at += len;
        }
        int w = width(fonts, whole, strlen(whole), rows[i].script, rtl);
        if (w <= 0 || (rows[i].shaping == NARROWER ? w >= apart : abs(w - first) > 1))
            fail_msg("%s: %d px together, %d apart, %d the first", rows[i].name, w, apart,
                     first);
    }
    fonts_close(fonts);
}

/* A paragraph of each script; what matters is in its table. */
static const struct row {
    const char *name, *lang, *script, *text;
    size_t least_units; /* places to break, without spaces too */
} rows[] = {
    {"Latin, NFC and NFD", "vi", "Latn",
     "Ti\u1ebfng Vi\u1ec7t Tie\u0302\u0301ng Vie\u0323\u0302t \u0160k\u00f3la", 5},
    {"Greek", "el", "Grek", "\u1f67\u0345 \u1f10\u03bd \u1f00\u03c1\u03c7\u1fc7", 3},
    {"Cyrillic", "ru", "Cyrl",
     "\u0417\u0434\u043e\u0440\u043e\u0432\u044c\u0435 \u0438\u0306", 2},
    {"Arabic", "ar", "Arab",
     "\u0628\u0650\u0633\u0652\u0645\u0650 \u0627\u0644\u0644\u0651\u064e\u0647\u0650",
     2},
    {"Hebrew", "he", "Hebr",
     "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u05d9\u05ea "
     "\u05d1\u05bc\u05b8\u05e8\u05b8\u05d0",
     2},
    {"Devanagari", "hi", "Deva",
     "\u0938\u094d\u0935\u093e\u0938\u094d\u0925\u094d\u092f "
     "\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f",
     2},
    {"Bengali", "bn", "Beng",
     "\u09b8\u09cd\u09ac\u09be\u09b8\u09cd\u09a5\u09cd\u09af \u09b8\u0995\u09b2\u09c7",
     2},
    {"Ethiopic", "am", "Ethi", "\u1324\u1293 \u12e8\u1201\u1209\u121d", 2},
    {"Thai", "th", "Thai",
     "\u0e2a\u0e38\u0e02\u0e20\u0e32\u0e1e\u0e40\u0e1b\u0e47\u0e19\u0e2a\u0e34\u0e17"
     "\u0e18"
     "\u0e34\u0e02\u0e2d\u0e07\u0e17\u0e38\u0e01\u0e04\u0e19",
     4},
    {"Chinese", "zh", "Hani", "\u5065\u5eb7\u662f\u6743\u5229\uff0c\u8bf7\u505c\u3002",
     6},
    {"Japanese", "ja", "Kana", "\u30ab\u3099\u30ae \u30c6\u3099", 2},
    {"emoji", "en", "",
     "\U0001F1EC\U0001F1E7\U0001F1FA\U0001F1F8\U0001F468\u200D\U0001F469\u200D\U0001F467"
     "\U0001F44D\U0001F3FD1\uFE0F\u20E3\u2764\uFE0F\u200D\U0001F525\U0001F3F3\uFE0F\u200D"
     "\U0001F308\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
     3},
};

/* ends[i]: a grapheme ends before byte i. */
static void find_graphemes(struct breaks *breaks, const char *text, bool *ends)
{
    size_t end;
    breaks_begin(breaks, BREAK_GRAPHEME, text, strlen(text));
    ends[0] = true;
    while (breaks_next(breaks, BREAK_GRAPHEME, &end, NULL))
        ends[end] = true;
}

static void check_pieces(const struct row *row, const struct paragraph *paragraph,
                         const bool *ends)
{
    for (size_t i = 0; i < paragraph->piece_count; i++) {
        const struct font_piece *piece = &paragraph->pieces[i].font;
        if (!ends[piece->start] || !ends[piece->start + piece->len])
            fail_msg("%s: a grapheme is divided at byte %u", row->name, piece->start);
        if (piece->face == FONT_NO_FACE || piece->w <= 0)
            fail_msg("%s: no font has byte %u", row->name, piece->start);
        if (*row->script && piece->script != TAG(row->script))
            fail_msg("%s: another script at byte %u", row->name, piece->start);
        if (*row->script && piece->rtl != bidi_language_is_rtl(row->lang))
            fail_msg("%s: the wrong way at byte %u", row->name, piece->start);
    }
    for (size_t i = 0; i < paragraph->unit_count; i++)
        assert_true(ends[paragraph->units[i].start]);
}

static void a_grapheme_is_whole_in_one_font_and_on_one_line(void **state)
{
    (void)state;
    static const int widths[] = {10000, 60, 1};
    struct fonts *fonts = open_fonts();
    struct breaks *breaks = breaks_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        bool ends[512] = {0};
        struct paragraph_span span = {.len = (uint32_t)strlen(row->text), .style = plain};
        struct paragraph_source source = {
            .text = row->text,
            .len = span.len,
            .spans = &span,
            .span_count = 1,
            .rtl = bidi_language_is_rtl(row->lang),
            .lang = row->lang,
        };
        find_graphemes(breaks, row->text, ends);
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            struct paragraph *paragraph = paragraph_new(fonts, &source);
            if (paragraph->unit_count < row->least_units)
                fail_msg("%s: only %zu places to break", row->name,
                         paragraph->unit_count);
            paragraph_cut(paragraph, fonts, widths[k], true);
            check_pieces(row, paragraph, ends);
            paragraph_free(paragraph);
        }
    }
    breaks_free(breaks);
    fonts_close(fonts);
}

static void a_word_is_set_in_one_face_where_a_fallback_has_it_all(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t pieces;
    } words[] = {
        {"Ti\u1ebfng", 1},                      /* Vietnamese, all of it in Noto Sans */
        {"\u03a9\u03bc\u03ad\u03b3\u03b1,", 1}, /* omega and mu are in our own face */
        {"plain\u00e9", 1},
        {"1\U0001F44D", 2},         /* a digit does not become an emoji's */
        {"\u05d0\u05d1-\u05d2", 3}, /* the Hebrew face has no hyphen */
        {"x\U000F1234\u1ebf", 3},
    };
    struct fonts *fonts = open_fonts();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct paragraph_span span = {.len = (uint32_t)strlen(words[i].text),
                                      .style = plain};
        struct paragraph_source source = {
            .text = words[i].text, .len = span.len, .spans = &span, .span_count = 1};
        struct paragraph *paragraph = paragraph_new(fonts, &source);
        if (paragraph->piece_count != words[i].pieces)
            fail_msg("%s: %zu pieces", words[i].text, paragraph->piece_count);
        paragraph_free(paragraph);
    }
    fonts_close(fonts);
}

static void each_grapheme_without_a_font_is_one_box(void **state)
{
    (void)state;
    static const char text[] = "a\U000F1234\U000F1235\u0301b";
    struct fonts *fonts = open_fonts();
    struct paragraph_span span = {.len = sizeof text - 1, .style = plain};
    struct paragraph_source source = {
        .text = text, .len = sizeof text - 1, .spans = &span, .span_count = 1};
    struct paragraph *paragraph = paragraph_new(fonts, &source);
    assert_int_equal(paragraph->piece_count, 4);
    assert_int_equal(paragraph->pieces[1].font.face, FONT_NO_FACE);
    assert_int_equal(paragraph->pieces[2].font.face, FONT_NO_FACE);
    assert_int_equal(paragraph->pieces[2].font.len, 6);
    assert_int_equal(paragraph->pieces[1].font.w, paragraph->pieces[2].font.w);
    paragraph_free(paragraph);
    fonts_close(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_shaped_together),
        cmocka_unit_test(a_grapheme_is_whole_in_one_font_and_on_one_line),
        cmocka_unit_test(a_word_is_set_in_one_face_where_a_fallback_has_it_all),
        cmocka_unit_test(each_grapheme_without_a_font_is_one_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
