/* The addresses that Markdown holds are told apart and decoded, once. */
#include "base/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void an_address_with_a_scheme_or_a_host_is_outside_the_book(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool outside;
    } rows[] = {
        {"https://example.org/a.md", true},
        {"tel:999", true},
        {"MAILTO:a@b.org", true},
        {"//example.org/a.md", true},
        {"a.md", false},
        {"a/b:c.md", false},
        {"#a:b", false},
        {"", false},
        {"/a.md", false},
        {"2:30.md", false},
        {":", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(link_is_outside(rows[i].url), rows[i].outside);
}

static void decoding_is_done_once_however_often_it_is_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *url, *decoded;
    } rows[] = {
        {"a%20b.md", "a b.md"},
        {"a%23b.md#c", "a%23b.md#c"},
        {"100%2525.md", "100%2525.md"},
        {"%C3%A9", "\xC3\xA9"},
        {"%FF%20", "%FF%20"},
        {"a%0Ab", "a%0Ab"},
        {"%", "%"},
        {"%4", "%4"},
        {"%zz", "%zz"},
        {"%3Fa", "%3Fa"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str once = {0}, twice = {0};
        str_append(&once, "");
        str_append(&twice, "");
        link_decode(rows[i].url, &once);
        link_decode(once.bytes, &twice);
        assert_string_equal(once.bytes, rows[i].decoded);
        assert_string_equal(twice.bytes, rows[i].decoded);
        str_free(&once);
        str_free(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_with_a_scheme_or_a_host_is_outside_the_book),
        cmocka_unit_test(decoding_is_done_once_however_often_it_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
