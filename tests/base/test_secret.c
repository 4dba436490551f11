/* Secrets are wiped and dumped nowhere, and the standards' own examples come out right.
 */
#include "base/secret.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static void secret_memory_is_zeroed_and_forbids_core_dumps(void **state)
{
    (void)state;
    struct rlimit limit;
    const unsigned char zeros[100] = {0};
    unsigned char *secret = secret_new(sizeof zeros);
    assert_memory_equal(secret, zeros, sizeof zeros);
    assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
    assert_int_equal(limit.rlim_cur, 0);
    assert_int_equal(limit.rlim_max, 0);
    assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
    memset(secret, 'x', sizeof zeros);
    secret_wipe(secret, sizeof zeros);
    assert_memory_equal(secret, zeros, sizeof zeros);
    secret_free(secret);
    secret_free(NULL);
}

static void random_bytes_are_not_twice_the_same(void **state)
{
    (void)state;
    unsigned char a[32] = {0}, b[32] = {0};
    secret_random(a, sizeof a);
    secret_random(b, sizeof b);
    assert_false(secret_equal(a, b, sizeof a));
    assert_true(secret_equal(a, a, sizeof a));
}

/* RFC 8032, 7.1, test 3. */
static void ed25519_signs_as_its_standard_does(void **state)
{
    (void)state;
    static const unsigned char secret[ED25519_SECRET] =
        "\xc5\xaa\x8d\xf4\x3f\x9f\x83\x7b\xed\xb7\x44\x2f\x31\xdc\xb7\xb1"
        "\x66\xd3\x85\x35\x07\x6f\x09\x4b\x85\xce\x3a\x2e\x0b\x44\x58\xf7"
        "\xfc\x51\xcd\x8e\x62\x18\xa1\xa3\x8d\xa4\x7e\xd0\x02\x30\xf0\x58"
        "\x08\x16\xed\x13\xba\x33\x03\xac\x5d\xeb\x91\x15\x48\x90\x80\x25";
    static const unsigned char right[ED25519_SIGNATURE] =
        "\x62\x91\xd6\x57\xde\xec\x24\x02\x48\x27\xe6\x9c\x3a\xbe\x01\xa3"
        "\x0c\xe5\x48\xa2\x84\x74\x3a\x44\x5e\x36\x80\xd7\xdb\x5a\xc3\xac"
        "\x18\xff\x9b\x53\x8d\x16\xf2\x90\xae\x67\xf7\x60\x98\x4d\xc6\x59"
        "\x4a\x7c\x15\xe9\x71\x6e\xd2\x8d\xc0\x27\xbe\xce\xea\x1e\xc4\x0a";
    const unsigned char *public = secret + 32;
    unsigned char signature[ED25519_SIGNATURE], wrong[ED25519_SECRET];
    ed25519_sign(secret, "\xaf\x82", 2, signature);
    assert_memory_equal(signature, right, sizeof right);
    assert_true(ed25519_verify(public, "\xaf\x82", 2, signature));
    assert_false(ed25519_verify(public, "\xaf\x83", 2, signature));
    assert_false(ed25519_verify(public, "\xaf\x82", 1, signature));
    assert_true(ed25519_is_whole(secret));
    memcpy(wrong, secret, sizeof wrong);
    wrong[40] ^= 1;
    assert_false(ed25519_is_whole(wrong));
}

/* Another's scrypt (OpenSSL's, by way of Python) says the same. */
static void scrypt_derives_as_others_do(void **state)
{
    (void)state;
    static const unsigned char right[16] =
        "\xe3\x12\xc7\x0b\xa8\x68\x18\xd9\x8b\x09\x8c\xf4\xff\xd3\x8c\xc7";
    struct scrypt scrypt = {.operations = SCRYPT_OPERATIONS_MIN,
                            .memory = SCRYPT_MEMORY_MIN};
    struct error err = {0};
    unsigned char out[16];
    for (size_t i = 0; i < sizeof scrypt.salt; i++)
        scrypt.salt[i] = (unsigned char)i;
    assert_true(scrypt_derive(&scrypt, "low", out, sizeof out, &err));
    assert_memory_equal(out, right, sizeof right);
}

static void a_machine_with_too_little_memory_is_told_in_plain_words(void **state)
{
    (void)state;
    struct scrypt scrypt = {.operations = (uint64_t)1 << 62, .memory = (uint64_t)1 << 50};
    struct error err = {0};
    unsigned char out[16];
    assert_false(scrypt_derive(&scrypt, "x", out, sizeof out, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_non_null(strstr(err.detail, "1048576.0 GiB of free memory"));
}

static void base64_has_one_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes;
        bool ok;
    } rows[] = {
        {"", "", true},
        {"Zg==", "f", true},
        {"Zm8=", "fo", true},
        {"Zm9v", "foo", true},
        {"Zg=", "f", false},
        {"Zg", "f", false},
        {"Zh==", "f", false},
        {"Zm9=", "fo", false},
        {"Zm9v", "fo", false},
        {"Z m9v", "foo", false},
        {"Zm9v\n", "foo", false},
        {"Zm9-", "fo~", false},
        {"Zm9v====", "foo", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char out[16] = {0};
        size_t size = strlen(rows[i].bytes);
        struct str again = {0};
        bool ok = base64_take(rows[i].text, strlen(rows[i].text), out, size);
        if (ok != rows[i].ok)
            fail_msg("row %zu: %s", i, rows[i].text);
        if (ok)
            assert_memory_equal(out, rows[i].bytes, size);
        base64_append(&again, rows[i].bytes, size);
        assert_int_equal(strcmp(str_c(&again), rows[i].text) == 0, rows[i].ok);
        str_free(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secret_memory_is_zeroed_and_forbids_core_dumps),
        cmocka_unit_test(random_bytes_are_not_twice_the_same),
        cmocka_unit_test(ed25519_signs_as_its_standard_does),
        cmocka_unit_test(scrypt_derives_as_others_do),
        cmocka_unit_test(a_machine_with_too_little_memory_is_told_in_plain_words),
        cmocka_unit_test(base64_has_one_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
