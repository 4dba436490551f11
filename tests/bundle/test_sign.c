/* Signing adds a signature and changes nothing else, and gives the same bytes each time.
 */
#include "bundle/sign.h"

#include "bundle/book_parts.h"
#include "bundle/build.h"
#include "bundle/limits.h"
#include "bundle/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"

static void build(const char *path, const struct secret_key *key)
{
    struct error err = {0};
    struct build_options options = {.created = "2026-01-01", .key = key};
    struct book *book = book_open(TEST_SOURCE_DIR "/tests/corpus/mdbook", &err);
    assert_non_null(book);
    if (!bundle_build(book, &options, path, &err))
        fail_msg("%s", err.detail);
    book_free(book);
}

static bool sign(const char *path, const struct secret_key *key, struct error *err)
{
    struct archive *archive = archive_open(path, err);
    assert_non_null(archive);
    bool ok = bundle_sign(archive, key, path, err);
    archive_close(archive);
    return ok;
}

static void check_same(const char *a, const char *b)
{
    struct error err = {0};
    struct str x = {0}, y = {0};
    assert_true(file_read(a, BUNDLE_SIZE_MAX, &x, &err));
    assert_true(file_read(b, BUNDLE_SIZE_MAX, &y, &err));
    assert_int_equal(x.len, y.len);
    assert_memory_equal(x.bytes, y.bytes, x.len);
    str_free(&x);
    str_free(&y);
}

static void signing_while_building_and_after_give_the_same_bytes(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct secret_key *key = secret_key_new();
    char one[1024], two[1024], part[1024];
    scratch_path(&scratch, "one.candor", one);
    scratch_path(&scratch, "two.candor", two);
    scratch_path(&scratch, "two.candor.part", part);
    build(one, key);
    build(two, NULL);
    assert_true(sign(two, key, &err));
    check_same(one, two);
    assert_true(sign(two, key, &err)); /* again: the same signature in its place */
    check_same(one, two);
    assert_int_not_equal(access(part, F_OK), 0);
    secret_key_free(key);
    scratch_free(&scratch);
}

/* The signature files of a bundle, by number. */
static void read_signatures(const char *path, struct str out[BUNDLE_SIGNATURES_MAX],
                            size_t *count)
{
    struct error err = {0};
    struct archive *archive = archive_open(path, &err);
    assert_non_null(archive);
    *count = archive_signatures(archive);
    for (size_t i = 0; i < *count; i++)
        assert_true(archive_read_signature(archive, i, &out[i], &err));
    archive_close(archive);
}

static void each_key_has_one_place_and_a_fifth_is_refused(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct secret_key *keys[BUNDLE_SIGNATURES_MAX + 1];
    struct str before[BUNDLE_SIGNATURES_MAX] = {{0}},
               after[BUNDLE_SIGNATURES_MAX] = {{0}};
    struct error err = {0};
    char path[1024], copy[1024];
    size_t count;
    scratch_path(&scratch, "x.candor", path);
    scratch_path(&scratch, "y.candor", copy);
    build(path, NULL);
    for (size_t i = 0; i <= BUNDLE_SIGNATURES_MAX; i++)
        keys[i] = secret_key_new();
    for (size_t i = 0; i < BUNDLE_SIGNATURES_MAX; i++)
        assert_true(sign(path, keys[i], &err));
    read_signatures(path, before, &count);
    assert_int_equal(count, BUNDLE_SIGNATURES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct signature signature;
        assert_true(signature_parse(str_c(&before[i]), before[i].len, &signature, &err));
        assert_true(signature.id == secret_key_public(keys[i]).id);
    }
    struct archive *archive = archive_open(path, &err);
    assert_true(bundle_sign(archive, keys[2], copy, &err));
    check_same(path, copy);
    assert_false(bundle_sign(archive, keys[4], path, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    archive_close(archive);
    read_signatures(path, after, &count);
    for (size_t i = 0; i < BUNDLE_SIGNATURES_MAX; i++) {
        assert_string_equal(str_c(&before[i]), str_c(&after[i]));
        str_free(&before[i]);
        str_free(&after[i]);
    }
    for (size_t i = 0; i <= BUNDLE_SIGNATURES_MAX; i++)
        secret_key_free(keys[i]);
    scratch_free(&scratch);
}

/* Content of a bundle that is damaged inside, which opening does not see. */
static void what_is_damaged_is_not_signed(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct secret_key *key = secret_key_new();
    struct error err = {0};
    struct str bytes = {0}, after = {0};
    char path[1024];
    scratch_path(&scratch, "x.candor", path);
    build(path, NULL);
    assert_true(file_read(path, BUNDLE_SIZE_MAX, &bytes, &err));
    const char *name = memmem(bytes.bytes, bytes.len, "src/thanks.md", 13);
    assert_non_null(name);
    bytes.bytes[name - bytes.bytes + 20] ^= 1; /* in its compressed data */
    assert_true(file_write(path, bytes.bytes, bytes.len, &err));
    assert_false(sign(path, key, &err));
    assert_int_equal(err.code, ERROR_DAMAGED);
    assert_true(file_read(path, BUNDLE_SIZE_MAX, &after, &err));
    assert_int_equal(after.len, bytes.len);
    assert_memory_equal(after.bytes, bytes.bytes, bytes.len);
    str_free(&bytes);
    str_free(&after);
    secret_key_free(key);
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signing_while_building_and_after_give_the_same_bytes),
        cmocka_unit_test(each_key_has_one_place_and_a_fifth_is_refused),
        cmocka_unit_test(what_is_damaged_is_not_signed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
