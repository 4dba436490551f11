/* The same folder gives the same bytes, and a bundle reads as its folder does. */
#include "bundle/build.h"

#include "bundle/book_parts.h"
#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <time.h>

#include "scratch.h"

static void build(const char *folder, const struct build_options *options,
                  const char *path)
{
    struct error err = {0};
    struct book *book = book_open(folder, &err);
    assert_non_null(book);
    if (!bundle_build(book, options, path, &err))
        fail_msg("%s", err.detail);
    book_free(book);
}

static void read_file(const struct scratch *scratch, const char *name, struct str *out)
{
    struct error err = {0};
    char path[1024];
    scratch_path(scratch, name, path);
    assert_true(file_read(path, BUNDLE_SIZE_MAX, out, &err));
}

static void two_builds_are_the_same_bytes(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct build_options options = {.created = "2026-01-01"};
    struct str one = {0}, two = {0};
    char path[1024];
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    scratch_path(&scratch, "one.candor", path);
    build(TEST_SOURCE_DIR "/tests/corpus/mdbook", &options, path);
    setenv("TZ", "America/Lima", 1);
    tzset();
    umask(077);
    scratch_path(&scratch, "two.candor", path);
    build(TEST_SOURCE_DIR "/tests/corpus/mdbook", &options, path);
    read_file(&scratch, "one.candor", &one);
    read_file(&scratch, "two.candor", &two);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
    scratch_path(&scratch, "two.candor.part", path);
    assert_int_not_equal(access(path, F_OK), 0); /* nothing is left behind */
    str_free(&one);
    str_free(&two);
    scratch_free(&scratch);
}

static void compare_chapters(const struct book_language *a, const struct book_language *b)
{
    assert_string_equal(a->tag, b->tag);
    assert_string_equal(a->folder, b->folder);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->chapters[i].kind, b->chapters[i].kind);
        assert_string_equal(a->chapters[i].title, b->chapters[i].title);
        assert_int_equal(a->chapters[i].parent, b->chapters[i].parent);
        assert_int_equal(a->chapters[i].stage, b->chapters[i].stage);
        if (a->chapters[i].path)
            assert_string_equal(a->chapters[i].path, b->chapters[i].path);
    }
}

static void a_bundle_reads_as_its_folder_does(void **state)
{
    (void)state;
    static const char *const folders[] = {TEST_SOURCE_DIR "/tests/corpus/mdbook",
                                          TEST_SOURCE_DIR "/content"};
    for (size_t f = 0; f < 2; f++) {
        struct scratch scratch = scratch_new();
        struct build_options options = {.created = "2026-01-01"};
        struct error err = {0};
        char path[1024];
        scratch_path(&scratch, "x.candor", path);
        build(folders[f], &options, path);
        struct book *a = book_open(folders[f], &err), *b = book_open(path, &err);
        size_t count, other;
        assert_non_null(b);
        const struct book_language *languages = book_languages(a, &count);
        const struct book_language *others = book_languages(b, &other);
        assert_int_equal(count, other);
        for (size_t i = 0; i < count; i++)
            compare_chapters(&languages[i], &others[i]);
        const char *const *names = book_names(a, &count);
        const char *const *same = book_names(b, &other);
        assert_int_equal(count, other);
        for (size_t i = 0; i < count; i++) {
            struct str x = {0}, y = {0};
            assert_string_equal(names[i], same[i]);
            assert_true(book_read(a, names[i], &x, &err));
            assert_true(book_read(b, names[i], &y, &err));
            assert_int_equal(x.len, y.len);
            assert_memory_equal(str_c(&x), str_c(&y), x.len);
            str_free(&x);
            str_free(&y);
        }
        book_free(a);
        book_free(b);
        scratch_free(&scratch);
    }
}

static void another_serial_is_written_into_the_bundle_alone(void **state)
{
    (void)state;
    static const char ini[] = "; kept\n[bundle]\nid = x\n  serial=  7\r\nversion = 1\n"
                              "title = X\nlanguages = en";
    struct scratch scratch = scratch_new();
    struct build_options options = {.serial = 12, .created = "2026-01-01"};
    struct error err = {0};
    struct str text = {0};
    char path[1024];
    scratch_write(&scratch, "in/bundle.ini", ini);
    scratch_write(&scratch, "in/SUMMARY.md", "- [A](a.md)\n");
    scratch_write(&scratch, "in/a.md", "");
    scratch_path(&scratch, "in", path);
    char out[1024];
    scratch_path(&scratch, "x.candor", out);
    build(path, &options, out);
    struct book *book = book_open(out, &err);
    assert_non_null(book);
    assert_int_equal(book_info(book)->serial, 12);
    assert_string_equal(archive_manifest(book_archive(book))->info.created, "2026-01-01");
    assert_true(book_read_entry(book, "bundle.ini", BUNDLE_INI_MAX, &text, &err));
    assert_string_equal(text.bytes, "; kept\n[bundle]\nid = x\nserial = 12\nversion = 1\n"
                                    "title = X\nlanguages = en");
    str_clear(&text);
    read_file(&scratch, "in/bundle.ini", &text);
    assert_string_equal(text.bytes, ini);
    str_free(&text);
    book_free(book);
    scratch_free(&scratch);
}

static void what_cannot_be_written_leaves_the_old_file(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct build_options options = {.created = "2026-01-01"};
    struct str text = {0};
    char path[1024], page[1024];
    scratch_write(
        &scratch, "in/bundle.ini",
        "[bundle]\nid = x\nserial = 1\nversion = 1\ntitle = X\nlanguages = en\n");
    scratch_write(&scratch, "in/SUMMARY.md", "- [A](a.md)\n");
    scratch_write(&scratch, "in/a.md", "a");
    scratch_write(&scratch, "x.candor", "old");
    scratch_path(&scratch, "in", path);
    struct book *book = book_open(path, &err);
    assert_non_null(book);
    scratch_path(&scratch, "in/a.md", page);
    assert_int_equal(remove(page), 0); /* while it was open */
    scratch_path(&scratch, "x.candor", path);
    assert_false(bundle_build(book, &options, path, &err));
    read_file(&scratch, "x.candor", &text);
    assert_string_equal(text.bytes, "old");
    scratch_path(&scratch, "no/such/folder.candor", path);
    scratch_write(&scratch, "in/a.md", "a");
    assert_false(bundle_build(book, &options, path, &err));
    str_free(&text);
    book_free(book);
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_builds_are_the_same_bytes),
        cmocka_unit_test(a_bundle_reads_as_its_folder_does),
        cmocka_unit_test(another_serial_is_written_into_the_bundle_alone),
        cmocka_unit_test(what_cannot_be_written_leaves_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
