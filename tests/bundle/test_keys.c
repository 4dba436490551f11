/* Which keys are trusted: what is uncertain takes trust away and never gives it. */
#include "bundle/keys.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "scratch.h"

#define IDS 4 /* keys 1 to 4 */

static void write_key(const struct scratch *scratch, const char *name, uint64_t id,
                      char byte)
{
    struct str text = {0};
    struct public_key key = {.id = id};
    memset(key.bytes, byte, sizeof key.bytes);
    public_key_write(&key, &text);
    scratch_write(scratch, name, str_c(&text));
    str_free(&text);
}

/* "13": keys 1 and 3, each with id and bytes of that number. */
static void write_keys(const struct scratch *scratch, const char *numbers)
{
    for (; *numbers; numbers++) {
        char name[16];
        snprintf(name, sizeof name, "%c.pub", *numbers);
        write_key(scratch, name, (uint64_t)(*numbers - '0'), *numbers);
    }
}

/* Checks that the folder trusts exactly these keys. */
static void check(const struct scratch *scratch, const char *trusted, const char *row)
{
    struct error err = {0};
    struct keys *keys = keys_load(scratch->path, &err);
    if (!keys)
        fail_msg("%s: %s", row, err.detail);
    for (char number = '1'; number <= '0' + IDS; number++) {
        uint64_t id = (uint64_t)(number - '0');
        const struct trusted_key *key = keys_find(keys, id);
        bool trusts = key && !keys_revoked(keys, id);
        if (trusts != (strchr(trusted, number) != NULL))
            fail_msg("%s: key %c", row, number);
        if (key)
            assert_true(key->key.id == id && key->key.bytes[31] == number);
    }
    keys_free(keys);
}

static void a_key_is_trusted_that_is_there_and_not_revoked(void **state)
{
    (void)state;
#define ID(n) "000000000000000" n
    static const struct {
        const char *keys, *revoked; /* NULL: no such file */
        const char *trusted;        /* NULL: the folder is refused */
    } rows[] = {
        {"123", NULL, "123"},
        {"", NULL, ""},
        {"123", "# none yet\n", "123"},
        {"123", "\n", "123"},
        {"123", ID("2") "\n", "13"},
        {"123", ID("2"), "13"},
        {"123", ID("2") "\r\n" ID("3") "\r\n", "1"},
        {"123", "# lost\n\n" ID("2") "  # the old laptop\n", "13"},
        {"123", ID("4") "\n" ID("4") "\n", "123"},
        {"123", "", NULL}, /* a power cut */
        {"123", ID("2") "\n2\n", NULL},
        {"123", "000000000000002\n", NULL},
        {"123", "0000000000000002X\n", NULL},
        {"123", " " ID("2") "\n", NULL},
        {"123", ID("2") " " ID("3") "\n", NULL},
        {"123", "everything\n", NULL},
        {"123", "\xEF\xBB\xBF" ID("2") "\n", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scratch scratch = scratch_new();
        struct error err = {0};
        write_keys(&scratch, rows[i].keys);
        if (rows[i].revoked)
            scratch_write(&scratch, "revoked", rows[i].revoked);
        if (rows[i].trusted) {
            check(&scratch, rows[i].trusted, rows[i].revoked ? rows[i].revoked : "-");
        } else {
            if (keys_load(scratch.path, &err))
                fail_msg("row %zu", i);
            assert_int_equal(err.code, ERROR_INVALID);
            assert_non_null(strstr(err.detail, "/revoked"));
        }
        scratch_free(&scratch);
    }
}

static void a_revoked_file_of_nul_bytes_or_no_regular_one_trusts_nobody(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    write_keys(&scratch, "1");
    check(&scratch, "1", "control");
    scratch_write_bytes(&scratch, "revoked", "\0\0\0\0\0\0\0\0", 8);
    assert_null(keys_load(scratch.path, &err));
    scratch_path(&scratch, "revoked", path);
    assert_int_equal(remove(path), 0);
    assert_int_equal(symlink("1.pub", path), 0);
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(remove(path), 0);
    assert_int_equal(symlink("gone", path), 0);
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(remove(path), 0);
    check(&scratch, "1", "control");
    char *large = calloc(1, BUNDLE_REVOKED_MAX + 2);
    memset(large, '#', BUNDLE_REVOKED_MAX + 1);
    scratch_write(&scratch, "revoked", large);
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    free(large);
    scratch_free(&scratch);
}

static void what_is_no_key_is_passed_over_with_a_note(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024], *large = calloc(1, BUNDLE_KEY_FILE_MAX + 2);
    memset(large, 'x', BUNDLE_KEY_FILE_MAX + 1);
    write_keys(&scratch, "12");
    write_key(&scratch, "3.txt", 3, '3');
    write_key(&scratch, ".4.pub", 4, '4');
    write_key(&scratch, "below/4.pub", 4, '4');
    check(&scratch, "12", "other names");
    struct keys *keys = keys_load(scratch.path, &err);
    assert_string_equal(keys_notes(keys), "");
    keys_free(keys);
    scratch_write(&scratch, "damaged.pub", "");
    scratch_write(&scratch, "large.pub", large);
    write_key(&scratch, "odd\nname.pub", 4, '4');
    scratch_path(&scratch, "link.pub", path);
    assert_int_equal(symlink("3.txt", path), 0);
    scratch_path(&scratch, "pipe.pub", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    check(&scratch, "12", "damaged");
    keys = keys_load(scratch.path, &err);
    const char *notes = keys_notes(keys);
    assert_non_null(strstr(notes, "damaged.pub: not a public key"));
    assert_non_null(strstr(notes, "large.pub: "));
    assert_non_null(strstr(notes, "link.pub: "));
    assert_non_null(strstr(notes, "pipe.pub: "));
    assert_null(strstr(notes, "odd\nname"));
    keys_free(keys);
    free(large);
    scratch_free(&scratch);
}

static void one_key_in_two_files_is_one_and_two_keys_of_one_id_are_refused(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    write_keys(&scratch, "12");
    write_key(&scratch, "also 1.PUB", 1, '1');
    check(&scratch, "12", "twice");
    struct keys *keys = keys_load(scratch.path, &err);
    assert_int_equal(keys_count(keys), 2);
    assert_string_equal(keys_find(keys, 1)->name, "1");
    assert_string_equal(keys_find(keys, 2)->name, "2");
    keys_free(keys);
    write_key(&scratch, "0.pub", 1, 'x');
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_non_null(strstr(err.detail, "0.pub and 1.pub"));
    scratch_free(&scratch);
}

static void a_folder_is_bounded_and_must_be_there(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    for (unsigned i = 0; i < BUNDLE_KEYS_MAX; i++) {
        snprintf(path, sizeof path, "%u.pub", i);
        write_key(&scratch, path, i + 1, (char)('1' + i));
    }
    check(&scratch, "1234", "as many as may be");
    write_key(&scratch, "more.pub", 1000, 'x');
    assert_null(keys_load(scratch.path, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    scratch_path(&scratch, "gone", path);
    assert_null(keys_load(path, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    scratch_path(&scratch, "more.pub", path);
    assert_null(keys_load(path, &err));
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_trusted_that_is_there_and_not_revoked),
        cmocka_unit_test(a_revoked_file_of_nul_bytes_or_no_regular_one_trusts_nobody),
        cmocka_unit_test(what_is_no_key_is_passed_over_with_a_note),
        cmocka_unit_test(one_key_in_two_files_is_one_and_two_keys_of_one_id_are_refused),
        cmocka_unit_test(a_folder_is_bounded_and_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
