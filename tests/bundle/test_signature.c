/* A signature of the stock tool is taken, ours are its, and nothing else is a signature.
 */
#include "bundle/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "minisign.h"

/* Whether the file is a signature by the stock key of `abc` with the comment `x 1`. */
static bool is_good(const char *text, size_t len, enum error_code *code)
{
    struct signature signature;
    struct public_key key;
    struct error err = {0};
    struct hash512 digest = hash512_bytes("abc", 3);
    assert_true(public_key_parse(STOCK_PUBLIC, strlen(STOCK_PUBLIC), &key, &err));
    bool good = signature_parse(text, len, &signature, &err) && signature.id == key.id &&
                strcmp(signature.comment, "x 1") == 0 &&
                signature_is_by(&signature, &key, &digest);
    if (code)
        *code = err.code;
    return good;
}

static void what_minisign_signed_we_sign_to_the_same_byte(void **state)
{
    (void)state;
    struct error err = {0};
    struct str ours = {0};
    struct hash512 digest = hash512_bytes("abc", 3);
    struct secret_key *key =
        secret_key_load(STOCK_SECRET, strlen(STOCK_SECRET), NULL, &err);
    assert_non_null(key);
    struct signature signature = signature_make(key, &digest, "x 1");
    signature_write(&signature, &ours);
    assert_string_equal(str_c(&ours), STOCK_SIGNATURE);
    assert_true(is_good(STOCK_SIGNATURE, strlen(STOCK_SIGNATURE), NULL));
    str_free(&ours);
    secret_key_free(key);
}

static void what_is_not_written_as_minisign_writes_it_is_refused(void **state)
{
    (void)state;
    /* each puts `to` in the place of the first `from` */
    static const struct {
        const char *from, *to;
        enum error_code code;
    } rows[] = {
        {"untrusted", "untrusted", ERROR_NONE},
        {"signature from minisign", "signature from rsign", ERROR_INVALID},
        {"untrusted comment: signature from minisign secret key",
         "untrusted comment:", ERROR_INVALID},
        {"untrusted comment: signature from minisign secret key\n", "", ERROR_INVALID},
        {"key\n", "key\r\n", ERROR_INVALID},
        {"x 1\n", "x 1\r\n", ERROR_NONE}, /* part of the comment, and so not signed */
        {"ZCA==\n", "ZCA==\r\n", ERROR_INVALID},
        {"ZCA==\n", "ZCA==", ERROR_INVALID},
        {"ZCA==\n", "ZCA==\n\n", ERROR_INVALID},
        {"ZCA==\n", "ZCA==\nmore\n", ERROR_INVALID},
        {"ZCA==\n", "ZCA=\n", ERROR_INVALID},
        {"ZCA==\n", "ZCB==\n", ERROR_INVALID}, /* the same bytes, said otherwise */
        {"jQA=\n", "jQB=\n", ERROR_INVALID},
        {"RUQN", "RVQN", ERROR_INVALID}, /* "ET" */
        {"RUQN", " RUQN", ERROR_INVALID},
        {"trusted comment: x 1", "trusted comment:x 1", ERROR_INVALID},
        {"\ntrusted comment: x 1", "", ERROR_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = {0};
        enum error_code code;
        const char *at = strstr(STOCK_SIGNATURE, rows[i].from);
        assert_non_null(at);
        str_append_bytes(&text, STOCK_SIGNATURE, (size_t)(at - STOCK_SIGNATURE));
        str_append(&text, rows[i].to);
        str_append(&text, at + strlen(rows[i].from));
        bool good = is_good(str_c(&text), text.len, &code);
        if (code != rows[i].code || good != (i == 0))
            fail_msg("row %zu: %s: %d", i, rows[i].to, code);
        str_free(&text);
    }
    enum error_code code;
    assert_false(is_good(STOCK_LEGACY, strlen(STOCK_LEGACY), &code));
    assert_int_equal(code, ERROR_UNSUPPORTED);
}

static void no_part_of_a_signature_is_one(void **state)
{
    (void)state;
    enum error_code code;
    for (size_t len = strlen(STOCK_SIGNATURE); len-- > 0;) {
        assert_false(is_good(STOCK_SIGNATURE, len, &code));
        assert_int_equal(code, ERROR_INVALID);
    }
}

static void no_flipped_bit_is_taken(void **state)
{
    (void)state;
    char text[] = STOCK_SIGNATURE;
    size_t len = strlen(text);
    for (size_t bit = 0; bit < len * 8; bit++) {
        text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
        if (is_good(text, len, NULL))
            fail_msg("bit %zu", bit);
        text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
    }
    assert_true(is_good(text, len, NULL));
}

static void a_comment_is_bounded(void **state)
{
    (void)state;
    struct error err = {0};
    struct hash512 digest = hash512_bytes("abc", 3);
    struct secret_key *key = secret_key_new();
    struct public_key public = secret_key_public(key);
    char comment[BUNDLE_COMMENT_MAX + 1];
    memset(comment, 'x', BUNDLE_COMMENT_MAX);
    comment[BUNDLE_COMMENT_MAX] = '\0';
    struct signature signature = signature_make(key, &digest, comment), again;
    struct str text = {0}, longer = {0};
    signature_write(&signature, &text);
    assert_true(signature_parse(str_c(&text), text.len, &again, &err));
    assert_true(signature_is_by(&again, &public, &digest));
    const char *at = strstr(text.bytes, "xxx");
    str_append_bytes(&longer, text.bytes, (size_t)(at - text.bytes));
    str_printf(&longer, "x%s", at);
    assert_false(signature_parse(str_c(&longer), longer.len, &again, &err));
    str_free(&text);
    str_free(&longer);
    secret_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_minisign_signed_we_sign_to_the_same_byte),
        cmocka_unit_test(what_is_not_written_as_minisign_writes_it_is_refused),
        cmocka_unit_test(no_part_of_a_signature_is_one),
        cmocka_unit_test(no_flipped_bit_is_taken),
        cmocka_unit_test(a_comment_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
