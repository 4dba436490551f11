/* UTF-8 is hostile until checked: only well-formed sequences decode. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void well_formed_text_is_valid_and_the_first_bad_byte_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        bool valid;
        size_t bad;
    } rows[] = {
        {"", 0, true, 0},
        {"plain", 5, true, 0},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x92\xA7", 9, true, 0},
        {"ab\xFF", 3, false, 2},
        {"\xC0\x80", 2, false, 0},         /* overlong NUL */
        {"\xE0\x80\xAF", 3, false, 0},     /* overlong slash */
        {"\xED\xA0\x80", 3, false, 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, false, 0}, /* past U+10FFFF */
        {"x\xE2\x82", 3, false, 1},        /* cut short */
        {"\x80", 1, false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = 99;
        assert_int_equal(utf8_valid(rows[i].bytes, rows[i].len, &bad), rows[i].valid);
        if (!rows[i].valid)
            assert_int_equal(bad, rows[i].bad);
    }
}

static void every_code_point_survives_encoding_and_decoding(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[UTF8_MAX];
        size_t len = utf8_encode(c, bytes), at = 0;
        assert_true(utf8_next(bytes, len, &at) == c && at == len);
    }
}

static void a_bad_byte_decodes_as_the_replacement_and_moves_by_one(void **state)
{
    (void)state;
    size_t at = 0;
    assert_int_equal(utf8_next("\xE2\x82g", 3, &at), UTF8_REPLACEMENT);
    assert_int_equal(at, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_text_is_valid_and_the_first_bad_byte_is_found),
        cmocka_unit_test(every_code_point_survives_encoding_and_decoding),
        cmocka_unit_test(a_bad_byte_decodes_as_the_replacement_and_moves_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
