/* Names that look the same are the same, and letters of every script count. */
#include "base/unicode.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

static void only_composed_text_is_nfc(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool nfc;
    } rows[] = {
        {"plain", true},         {"", true},
        {"caf\xC3\xA9", true},   {"cafe\xCC\x81", false},
        {"\xE2\x84\xAB", false}, /* angstrom sign */
        {"\xED\x95\x9C", true},  {"bad\xFF", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(unicode_is_nfc(rows[i].text, strlen(rows[i].text)), rows[i].nfc);
}

static void folding_makes_names_equal_that_differ_in_case(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"README.md", "readme.md"},
        {"Stra\xC3\x9F"
         "e",
         "STRASSE"},
        {"\xC3\x89t\xC3\xA9", "\xC3\xA9T\xC3\x89"},
        {"\xCE\xA3", "\xCF\x82"}, /* sigma, final sigma */
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str a = {0}, b = {0};
        unicode_fold(rows[i][0], strlen(rows[i][0]), &a);
        unicode_fold(rows[i][1], strlen(rows[i][1]), &b);
        assert_string_equal(str_c(&a), str_c(&b));
        str_free(&a);
        str_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_composed_text_is_nfc),
        cmocka_unit_test(folding_makes_names_equal_that_differ_in_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
