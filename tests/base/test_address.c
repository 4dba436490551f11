/* What a page calls an address is shown so that it cannot deceive, and handed to a phone
 * as one that it understands. */
#include "base/address.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define LIMIT 60

static const struct row {
    const char *url;
    enum address_kind kind;
    const char *shown, *encoded;
} rows[] = {
    {"https://example.org/a?b=c#d", ADDRESS_WEB, "https://example.org/a?b=c#d",
     "https://example.org/a?b=c#d"},
    {"HTTP://Example.org", ADDRESS_WEB, "HTTP://Example.org", "HTTP://Example.org"},
    {"//example.org/a", ADDRESS_WEB, "//example.org/a", "https://example.org/a"},
    {"tel:+442079460018", ADDRESS_PHONE, "+442079460018", "tel:+442079460018"},
    {"mailto:a@b.example?subject=Hi%20you", ADDRESS_MAIL, "a@b.example",
     "mailto:a@b.example?subject=Hi%20you"},
    {"sms:85258?body=HELLO", ADDRESS_MESSAGE, "85258", "sms:85258?body=HELLO"},
    {"ftp://example.org/", ADDRESS_OTHER, "ftp://example.org/", "ftp://example.org/"},
    {"javascript:alert(1)", ADDRESS_OTHER, "javascript:alert(1)", "javascript:alert(1)"},
    {"missing.md", ADDRESS_OTHER, "missing.md", "missing.md"},
    {"", ADDRESS_OTHER, "", ""},
    /* letters of any script are shown as they are, and escaped for the phone */
    {"https://example.org/caf\u00e9", ADDRESS_WEB, "https://example.org/caf\u00e9",
     "https://example.org/caf%C3%A9"},
    {"https://example.org/a b", ADDRESS_WEB, "https://example.org/a%20b",
     "https://example.org/a%20b"},
    /* what hides or turns round is seen */
    {"https://e.org/\u202Egpj.exe", ADDRESS_WEB, "https://e.org/%E2%80%AEgpj.exe",
     "https://e.org/%E2%80%AEgpj.exe"},
    {"https://e.org/\u2066x\u2069", ADDRESS_WEB, "https://e.org/%E2%81%A6x%E2%81%A9",
     "https://e.org/%E2%81%A6x%E2%81%A9"},
    {"https://e.org/\u200Bx\u00ADy", ADDRESS_WEB, "https://e.org/%E2%80%8Bx%C2%ADy",
     "https://e.org/%E2%80%8Bx%C2%ADy"},
    {"tel:1\n2\t3\x01\x7f", ADDRESS_PHONE, "1%0A2%093%01%7F", "tel:1%0A2%093%01%7F"},
    {"https://e.org/\u3164\u00a0", ADDRESS_WEB, "https://e.org/%E3%85%A4%C2%A0",
     "https://e.org/%E3%85%A4%C2%A0"},
    {"https://e.org/\xff", ADDRESS_WEB, "https://e.org/%FF", "https://e.org/%FF"},
    {"https://e.org/\"<>`{}|\\^[]", ADDRESS_WEB, "https://e.org/\"<>`{}|\\^[]",
     "https://e.org/%22%3C%3E%60%7B%7D%7C%5C%5E%5B%5D"},
};

static void an_address_is_shown_and_encoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str shown = {0}, encoded = {0};
        address_show(rows[i].url, LIMIT, &shown);
        address_encode(rows[i].url, &encoded);
        assert_int_equal(address_kind(rows[i].url), rows[i].kind);
        assert_string_equal(str_c(&shown), rows[i].shown);
        assert_string_equal(str_c(&encoded), rows[i].encoded);
        str_free(&shown);
        str_free(&encoded);
    }
}

static void a_long_one_ends_in_an_ellipsis(void **state)
{
    (void)state;
    static const char *const units[] = {"a", "\u00e9", "\u202e", "\xff", "\U0001F600"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct str url = {0}, shown = {0};
        str_append(&url, "https://");
        while (url.len < 100 * 1024)
            str_append(&url, units[i]);
        address_show(str_c(&url), LIMIT, &shown);
        size_t count = utf8_count(shown.bytes, shown.len);
        assert_true(count > LIMIT && count < LIMIT + 3 * UTF8_MAX);
        assert_string_equal(shown.bytes + shown.len - 3, "\u2026");
        assert_true(utf8_valid(shown.bytes, shown.len, NULL));
        str_free(&url);
        str_free(&shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_shown_and_encoded),
        cmocka_unit_test(a_long_one_ends_in_an_ellipsis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
