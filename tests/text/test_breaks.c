/* Where lines may break: what is told without ICU is what ICU tells. */
#include "text/breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST = 24, /* characters of a text */
};

/* Characters that are plain to us, their like beyond ASCII, which are not, and others. */
static const struct {
    const char *plain, *other;
} letters[] = {
    {"a", "\u00E4"}, {"5", "\u0665"}, {" ", " "}, {"'", "'"},   {"\"", "\""}, {".", "."},
    {",", ","},      {":", ":"},      {";", ";"}, {"-", "-"},   {"(", "("},   {")", ")"},
    {"!", "!"},      {"/", "/"},      {"%", "%"}, {"\n", "\n"},
};

enum {
    LETTERS = sizeof letters / sizeof *letters
};

/* Tells for each of `count` characters whether a line may (1) or must (2) end after it.
 */
static void walk(struct breaks *breaks, const uint8_t *text, size_t count, bool other,
                 uint8_t ends[MOST])
{
    char bytes[MOST * 4] = "";
    size_t offsets[MOST], len = 0, end;
    bool must;
    for (size_t i = 0; i < count; i++) {
        const char *letter = other ? letters[text[i]].other : letters[text[i]].plain;
        strcpy(bytes + len, letter);
        len += strlen(letter);
        offsets[i] = len;
    }
    memset(ends, 0, MOST);
    breaks_begin(breaks, BREAK_LINE, bytes, len);
    for (size_t i = 0; breaks_next(breaks, BREAK_LINE, &end, &must); i++) {
        while (offsets[i] < end)
            i++;
        assert_int_equal(offsets[i], end);
        ends[i] = must ? 2 : 1;
    }
}

static void check(struct breaks *breaks, const uint8_t *text, size_t count)
{
    uint8_t plain[MOST], other[MOST];
    walk(breaks, text, count, false, plain);
    walk(breaks, text, count, true, other);
    assert_memory_equal(plain, other, count);
    assert_true(plain[count - 1]); /* the last line ends */
}

static void every_text_of_four_breaks_as_by_icu(void **state)
{
    (void)state;
    struct breaks *breaks = breaks_new();
    for (uint32_t i = 0; i < LETTERS * LETTERS * LETTERS * LETTERS; i++)
        check(breaks,
              (uint8_t[]){i % LETTERS, i / LETTERS % LETTERS,
                          i / LETTERS / LETTERS % LETTERS,
                          (uint8_t)(i / LETTERS / LETTERS / LETTERS)},
              4);
    breaks_free(breaks);
}

static void words_and_signs_break_as_by_icu(void **state)
{
    (void)state;
    struct breaks *breaks = breaks_new();
    uint32_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        uint8_t text[MOST];
        for (size_t k = 0; k < MOST; k++) { /* every second is a letter, or nearly */
            seed = seed * 1664525u + 1013904223u;
            uint32_t any = seed >> 16;
            text[k] = (uint8_t)(any % 2 ? 0 : any / 2 % LETTERS);
        }
        check(breaks, text, MOST);
    }
    breaks_free(breaks);
}

static void a_walk_of_each_kind_may_be_under_way(void **state)
{
    (void)state;
    struct breaks *breaks = breaks_new();
    const char *text = "one e\u0301 \u4E2D\u6587 end\n";
    static const size_t lines[] = {4, 8, 11, 15, 19}, clusters[] = {1, 2, 3, 4, 7};
    size_t end, i = 0;
    bool must;
    breaks_begin(breaks, BREAK_LINE, text, strlen(text));
    breaks_begin(breaks, BREAK_GRAPHEME, text, strlen(text));
    while (breaks_next(breaks, BREAK_LINE, &end, &must)) {
        assert_int_equal(end, lines[i]);
        assert_int_equal(must, end == 19);
        assert_true(breaks_next(breaks, BREAK_GRAPHEME, &end, NULL));
        assert_int_equal(end, clusters[i++]);
    }
    assert_int_equal(i, 5);
    breaks_free(breaks);
}

static void a_single_character_is_what_a_walk_gives(void **state)
{
    (void)state;
    struct breaks *breaks = breaks_new();
    /* accents, Hangul jamo, Indic conjuncts, Thai vowels, flags, families, keycaps */
    const char *text = "ae\u0301 \u0627\u0644\u0651\u0645 \u1100\u1161\u11A8 "
                       "\u0915\u094D\u0937\u093F \u0E01\u0E33\u0E19 "
                       "\U0001F1F3\U0001F1F1\U0001F468\u200D\U0001F469 1\uFE0F\u20E3 "
                       "\u0600\u0661 \u4E2D\u6587x\r\n";
    size_t len = strlen(text), at = 0, end, singles = 0;
    breaks_begin(breaks, BREAK_GRAPHEME, text, len);
    while (breaks_next(breaks, BREAK_GRAPHEME, &end, NULL)) {
        size_t single = breaks_single(text, len, at);
        assert_true(single == 0 || single == end);
        singles += single != 0;
        at = end;
    }
    assert_true(singles >= 8);
    breaks_free(breaks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_of_four_breaks_as_by_icu),
        cmocka_unit_test(words_and_signs_break_as_by_icu),
        cmocka_unit_test(a_single_character_is_what_a_walk_gives),
        cmocka_unit_test(a_walk_of_each_kind_may_be_under_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
