/* Keys of the stock tool are read as they are, ours are its, and no other file is one. */
#include "bundle/key.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "minisign.h"

static void a_public_key_is_two_lines_and_its_comment_is_free(void **state)
{
    (void)state;
#define BASE64 "RWQNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFEDV"
#define START "untrusted comment: "
    static const struct {
        const char *text;
        bool ok;
    } rows[] = {
        {STOCK_PUBLIC, true},
        {START "\n" BASE64, true},
        {START "Clinic\r\n" BASE64 "\r\n", true},
        {START "minisign public key FFFFFFFFFFFFFFFF\n" BASE64 "\n", true},
        {"", false},
        {"\n", false},
        {BASE64 "\n", false},
        {START "\n", false},
        {"comment: \n" BASE64 "\n", false},
        {START "\n" BASE64 "\n\n", false},
        {START "\n" BASE64 "\n" BASE64 "\n", false},
        {START "\n" BASE64 "\r\r\n", false},
        {START "\n " BASE64 "\n", false},
        {START "\n\n" BASE64 "\n", false},
        {START "\nRURNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFEDV\n", false},
        {START "\nRWQNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFED\n", false},
        {START "\nRWQNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFEDVAAAA\n", false},
        {START "\nRWQNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt_xDDD2HFEDV\n", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct public_key key = {0};
        struct error err = {0};
        struct str again = {0};
        bool ok = public_key_parse(rows[i].text, strlen(rows[i].text), &key, &err);
        if (ok != rows[i].ok || err.code != (ok ? ERROR_NONE : ERROR_INVALID))
            fail_msg("row %zu: %s", i, rows[i].text);
        if (ok) {
            assert_true(key.id == STOCK_ID);
            public_key_write(&key, &again);
            assert_string_equal(str_c(&again), STOCK_PUBLIC);
        }
        str_free(&again);
    }
}

static void a_key_id_is_sixteen_digits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
    } rows[] = {
        {"00d819d03c28ab0D", true},
        {"00D819D03C28AB0D", true},
        {"D819D03C28AB0D", false},
        {"0D819D03C28AB0D", false},
        {"000D819D03C28AB0D", false},
        {"0xD819D03C28AB0D", false},
        {"00D819D03C28AB0G", false},
        {" 0D819D03C28AB0D", false},
        {"", false},
    };
    char hex[KEY_ID_DIGITS + 1];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t id = 0;
        assert_int_equal(key_id_from_hex(rows[i].text, strlen(rows[i].text), &id),
                         rows[i].ok);
        assert_true(id == (rows[i].ok ? 0xD819D03C28AB0Du : 0));
    }
    key_id_to_hex(0xD819D03C28AB0Du, hex);
    assert_string_equal(hex, "00D819D03C28AB0D");
}

/* Loads, and checks that it is the pair of `id`. */
static enum error_code load(const char *text, size_t len, const char *passphrase,
                            uint64_t id)
{
    struct error err = {0};
    struct secret_key *key = secret_key_load(text, len, passphrase, &err);
    assert_int_equal(key != NULL, err.code == ERROR_NONE);
    if (key)
        assert_true(secret_key_public(key).id == id);
    secret_key_free(key);
    return err.code;
}

static void only_a_whole_secret_key_is_read(void **state)
{
    (void)state;
#define OPEN START "\nRWQAAEIy"
#define NO_SUM "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    static const struct {
        const char *text, *passphrase;
        enum error_code code;
    } rows[] = {
        {STOCK_SECRET, NULL, ERROR_NONE},
        {OPEN STOCK_BODY NO_SUM, NULL, ERROR_NONE},
        {OPEN STOCK_BODY "LKJbycFKL5avbsv76QOb9+YhPDlJYJ9QIs2FDZlJak4=\r\n", NULL,
         ERROR_NONE},
        {OPEN STOCK_BODY "LKJbycFKL5avbsv76QOb9+YhPDlJYJ9QIs2FDZlJak8=\n", NULL,
         ERROR_INVALID},
        {"", NULL, ERROR_INVALID},
        {STOCK_PUBLIC, NULL, ERROR_INVALID},
        {STOCK_SECRET "\n", NULL, ERROR_INVALID},
        {START "\nRUQAAEIy" STOCK_BODY NO_SUM, NULL, ERROR_INVALID}, /* "ED" */
        {START "\nRWQAAEIz" STOCK_BODY NO_SUM, NULL, ERROR_INVALID}, /* "B3" */
        {START "\nRWRTZEIy" STOCK_BODY NO_SUM, NULL, ERROR_INVALID}, /* "Sd" */
        {LOW_LOCKED, "low", ERROR_NONE},
        {LOW_LOCKED, "lOw", ERROR_INVALID},
        {LOW_LOCKED, "", ERROR_INVALID},
        /* costs: memory 2 GiB, 2^56 bytes, 8 MiB; operations 2^63, 2^14 */
        {START "\n" LOW_HEAD "gAAAAAAAAAAAAIAAAAAA" LOW_BODY, "low", ERROR_LIMIT},
        {START "\n" LOW_HEAD "gAAAAAAAAAAAAAAAAAAB" LOW_BODY, "low", ERROR_LIMIT},
        {START "\n" LOW_HEAD "gAAAAAAAAAAAgAAAAAAA" LOW_BODY, "low", ERROR_INVALID},
        {START "\n" LOW_HEAD "gAAAAAAAgAAAAAEAAAAA" LOW_BODY, "low", ERROR_LIMIT},
        {START "\n" LOW_HEAD "QAAAAAAAAAAAAAEAAAAA" LOW_BODY, "low", ERROR_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = rows[i].text;
        enum error_code code = load(text, strlen(text), rows[i].passphrase, STOCK_ID);
        if (code != rows[i].code)
            fail_msg("row %zu: %d", i, code);
        assert_int_equal(secret_key_is_locked(text, strlen(text)),
                         rows[i].passphrase != NULL);
    }
    for (size_t len = strlen(STOCK_SECRET) - 1; len-- > 0;)
        assert_int_equal(load(STOCK_SECRET, len, NULL, STOCK_ID), ERROR_INVALID);
}

/* A secret key that loads at all signs with the right key: a flipped bit of its file is
 * noticed, or is one of the comment's, or of what nothing is made of (salt and costs of
 * an open key, and its id where minisign wrote no checksum). */
static void no_flipped_bit_changes_what_a_secret_key_signs(void **state)
{
    (void)state;
    static const char text[] =
        OPEN STOCK_BODY "LKJbycFKL5avbsv76QOb9+YhPDlJYJ9QIs2FDZlJak4=\n";
    struct error err = {0};
    unsigned char right[ED25519_SIGNATURE], signature[ED25519_SIGNATURE];
    size_t len = strlen(text), refused = 0;
    struct secret_key *key = secret_key_load(text, len, NULL, &err);
    assert_non_null(key);
    secret_key_sign(key, "abc", 3, right);
    secret_key_free(key);
    for (size_t bit = 0; bit < len * 8; bit++) {
        char flipped[sizeof text];
        memcpy(flipped, text, sizeof text);
        flipped[bit / 8] = (char)(flipped[bit / 8] ^ 1 << bit % 8);
        key = secret_key_load(flipped, len, "", &err);
        refused += !key;
        if (key) {
            secret_key_sign(key, "abc", 3, signature);
            assert_memory_equal(signature, right, sizeof right);
            assert_true(secret_key_public(key).id == STOCK_ID);
        }
        secret_key_free(key);
    }
    assert_in_range(refused, len * 4, len * 8 - 1);
}

/* The only test here at minisign's full cost, of seconds; tests/tool/minisign has ours.
 */
static void a_key_that_minisign_locked_opens(void **state)
{
    (void)state;
    size_t len = strlen(STOCK_LOCKED);
    assert_true(secret_key_is_locked(STOCK_LOCKED, len));
    assert_int_equal(load(STOCK_LOCKED, len, STOCK_PASSPHRASE, STOCK_LOCKED_ID),
                     ERROR_NONE);
}

static void a_new_key_comes_back_from_its_file(void **state)
{
    (void)state;
    struct error err = {0};
    struct str file = {0};
    struct secret_key *key = secret_key_new();
    struct public_key public = secret_key_public(key);
    assert_true(secret_key_write(key, NULL, &file, &err));
    struct secret_key *again = secret_key_load(str_c(&file), file.len, NULL, &err);
    assert_non_null(again);
    struct public_key same = secret_key_public(again);
    assert_true(public.id == same.id);
    assert_memory_equal(public.bytes, same.bytes, sizeof public.bytes);
    assert_true(file.len <= BUNDLE_KEY_FILE_MAX);
    secret_str_free(&file);
    secret_key_free(again);
    secret_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_public_key_is_two_lines_and_its_comment_is_free),
        cmocka_unit_test(a_key_id_is_sixteen_digits),
        cmocka_unit_test(only_a_whole_secret_key_is_read),
        cmocka_unit_test(no_flipped_bit_changes_what_a_secret_key_signs),
        cmocka_unit_test(a_key_that_minisign_locked_opens),
        cmocka_unit_test(a_new_key_comes_back_from_its_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
