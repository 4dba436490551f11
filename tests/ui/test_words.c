/* Every word of the program is there, and patterns take values in any order. */
#include "ui/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void every_word_is_there_in_any_language(void **state)
{
    (void)state;
    for (int word = 0; word < WORD_COUNT; word++) {
        assert_non_null(word_in("en", (enum word)word));
        assert_non_null(word_in("xx-none", (enum word)word));
        assert_true(word_in("en", (enum word)word)[0] != '\0');
    }
}

static void patterns_are_filled_and_never_overflow(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *one, *two, *filled;
    } rows[] = {
        {"{1} of {2}", "2", "5", "2 of 5"},
        {"{2} / {1}", "2", "5", "5 / 2"},
        {"{1}", "abcdefghijklmnop", NULL, "abcdefghijk"},
        {"plain", NULL, NULL, "plain"},
        {"{3} {", "1", "2", "{3} {"},
        {"{1}", NULL, NULL, "{1}"},
        {"", "1", "2", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[12];
        word_fill(out, sizeof out, rows[i].pattern, rows[i].one, rows[i].two);
        assert_string_equal(out, rows[i].filled);
    }
}

static void languages_that_run_from_right_to_left_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        bool rtl;
    } rows[] = {{"ar", true},  {"ar-EG", true}, {"he", true},  {"fa_IR", true},
                {"en", false}, {"ara", false},  {"es", false}, {"", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(word_is_rtl(rows[i].lang), rows[i].rtl);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_there_in_any_language),
        cmocka_unit_test(patterns_are_filled_and_never_overflow),
        cmocka_unit_test(languages_that_run_from_right_to_left_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
