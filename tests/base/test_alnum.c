/* Letters and digits are those of Unicode, whatever the locale: ids of headings depend on
 * it. */
#include "base/alnum.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unicode/uchar.h>

static void letters_digits_and_spaces_are_those_of_unicode(void **state)
{
    (void)state;
    for (UChar32 c = 0; c <= 0x10FFFF; c++) {
        bool letter = u_hasBinaryProperty(c, UCHAR_ALPHABETIC) ||
                      (U_GET_GC_MASK(c) & (U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK));
        if (alnum((uint32_t)c) != letter)
            fail_msg("U+%04X: letter or digit is %d", (unsigned)c, letter);
        bool space = u_hasBinaryProperty(c, UCHAR_WHITE_SPACE);
        if (white_space((uint32_t)c) != space)
            fail_msg("U+%04X: white space is %d", (unsigned)c, space);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_digits_and_spaces_are_those_of_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
