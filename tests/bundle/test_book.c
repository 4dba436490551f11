/* From a folder to a book: a stranger's mdBook opens, and each mistake has its place. */
#include "bundle/book.h"

#include "bundle/finding.h"
#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"

#define INI \
    "[bundle]\nid = org.example.x\nserial = 1\nversion = 1\ntitle = X\nlanguages = en\n"

static size_t index_of(const struct book *book, const char *name)
{
    size_t count;
    const char *const *names = book_names(book, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return SIZE_MAX;
}

static void a_strangers_mdbook_opens_with_warnings_alone(void **state)
{
    (void)state;
    static const char *const names[] = {
        "README.md",         "a topic with spaces/in trays.md",
        "guide/README.md",   "guide/caf\xC3\xA9.md",
        "guide/dig.md",      "guide/reading.md",
        "guide/sowing.md",   "guide/spring.md",
        "guide/steps.md",    "guide/summer.md",
        "guide/unlisted.md", "guide/water.md",
        "images/leaf.png",   "thanks.md",
    };
    struct findings found = {0};
    struct error err = {0};
    struct str page = {0};
    struct book *book =
        book_open_folder(TEST_SOURCE_DIR "/tests/corpus/mdbook", &found, &err);
    assert_non_null(book);
    assert_int_equal(found.errors, 0);
    assert_int_equal(found.warnings, 14);
    size_t count;
    const char *const *got = book_names(book, &count);
    assert_int_equal(count, sizeof names / sizeof *names);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(got[i], names[i]);
    assert_true(book_read(book, "guide/reading.md", &page, &err));
    assert_non_null(strstr(page.bytes, "> Read them in any order.\n\nGo back"));
    const struct book_language *languages = book_languages(book, &count);
    assert_int_equal(count, 1);
    assert_string_equal(languages->folder, "");
    assert_int_equal(languages->count, 17);
    assert_int_equal(languages->chapters[15].kind, CHAPTER_SEPARATOR);
    assert_int_equal(languages->chapters[14].stage, 2);
    str_free(&page);
    findings_free(&found);
    book_free(book);
}

/* One book of one page, with what the row adds, and the one finding it must give. */
static void each_mistake_has_its_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *page;
        enum finding_kind kind; /* FINDING_KINDS: none */
        int line;
    } rows[] = {
        {"# A\n\n[b](b.md) [c](b.md#there) [d](#a) [e](https://example.org)\n",
         FINDING_KINDS, 0},
        {"---\nstatus: draft\n---\n# A\n\n[gone](gone.md)\n", FINDING_DEAD_LINK, 6},
        {"# A\n\ntext\n[gone](sub/)\n", FINDING_DEAD_LINK, 4},
        {"# A\n\n[x](#gone)\n", FINDING_DEAD_ANCHOR, 3},
        {"# A\n\n[x](b.md#Gone)\n", FINDING_DEAD_ANCHOR, 3},
        {"# A {#own}\n\n[x](#own)\n", FINDING_KINDS, 0},
        {"# A {#own}\n\n[x](#a)\n", FINDING_DEAD_ANCHOR, 3},
        {"# A\n# A\n\n[x](#a-1)\n", FINDING_KINDS, 0},
        {"| a \\| b | c |\n|---|---|\n| [d](b.md) | `e \\| f` [x](gone.md) |\n",
         FINDING_DEAD_LINK, 3},
        {"a\n| a |\n|---|\n| ![i](gone.png) |\n", FINDING_MISSING_IMAGE, 4},
        {"| a |\n|---|\n| [x](a\\|b.md) |\n", FINDING_DEAD_LINK, 3},
        {"[b](b.html)\n", FINDING_HTML_LINK, 1},
        {"[b](gone.html)\n", FINDING_NOT_CARRIED, 1},
        {"[b](../x/y.md)\n", FINDING_NOT_CARRIED, 1},
        {"[b](SUMMARY.md)\n", FINDING_NOT_CARRIED, 1},
        {"[b](plain.txt)\n", FINDING_NOT_CARRIED, 1},
        {"[b](bad%3Aname.md)\n", FINDING_BAD_NAME, 1},
        {"![i](i.svg)\n", FINDING_KINDS, 0},
        {"![i](gone.png)\n", FINDING_MISSING_IMAGE, 1},
        {"![i](https://example.org/i.png)\n", FINDING_NOT_CARRIED, 1},
        {"![i](not.png)\n", FINDING_BAD_IMAGE, 1},
        {"![i](large.png)\n", FINDING_OVER_LIMIT, 1},
        {"![i](words.svg)\n", FINDING_SVG_TEXT, 1},
        {"![i](clipped.svg)\n", FINDING_SVG_PART, 1},
        {"![i](empty.svg)\n", FINDING_BAD_IMAGE, 1},
        {"\n<b>x</b>\n", FINDING_RAW_HTML, 2},
        {"\n<!-- remark -->\n", FINDING_RAW_HTML, 2},
        {"<!--\n<img src=\"gone.png\">\n-->\n", FINDING_RAW_HTML, 1},
        {"a {{#include gone.md}}\n", FINDING_BAD_INCLUDE, 1},
        {"a\n{{#playground x.rs}}\n", FINDING_UNKNOWN_TEMPLATE, 2},
        {"a\nb \xFF\n", FINDING_NOT_UTF8, 2},
    };
    static const unsigned char large[24] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0";
    struct scratch scratch = scratch_new();
    struct error err = {0};
    scratch_write(&scratch, "bundle.ini", INI);
    scratch_write(&scratch, "SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n");
    scratch_write(&scratch, "b.md", "# There\n");
    scratch_write(&scratch, "bad:name.md", "# Bad\n");
    scratch_write(&scratch, "plain.txt", "x");
    scratch_write(&scratch, "i.svg", "<svg/>");
    scratch_write(&scratch, "words.svg", "<svg><text>a</text></svg>");
    scratch_write(&scratch, "clipped.svg", "<svg><clipPath id='a'/></svg>");
    scratch_write(&scratch, "empty.svg", "no picture");
    scratch_write(&scratch, "not.png", "GIF89a");
    scratch_write_bytes(&scratch, "large.png", large, sizeof large);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct findings found = {0};
        size_t count = 0, at = 0;
        scratch_write(&scratch, "a.md", rows[i].page);
        struct book *book = book_open_folder(scratch.path, &found, &err);
        assert_non_null(book);
        for (size_t k = 0; k < found.count; k++)
            if (strcmp(found.items[k].file, "a.md") == 0) {
                at = k;
                count++;
            }
        if (count != (rows[i].kind != FINDING_KINDS) ||
            (count && (found.items[at].kind != rows[i].kind ||
                       found.items[at].line != rows[i].line)))
            fail_msg("row %zu: %zu findings, %d: %s", i, count,
                     count ? found.items[at].line : 0,
                     count ? found.items[at].message : "");
        findings_free(&found);
        book_free(book);
    }
    scratch_free(&scratch);
}

/* Each is a page of 200 KB that costs an unwary reader the square of that. */
static void a_hostile_page_is_read_in_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "![a",   "[a](#b)", "<img ", "<p><img src=x ", "{{#include ", "{{#x}}",
        "# a\n", "<!--",    "> "};
    struct scratch scratch = scratch_new();
    struct error err = {0};
    scratch_write(&scratch, "bundle.ini", INI);
    scratch_write(&scratch, "SUMMARY.md", "- [A](a.md)\n");
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct str page = {0};
        struct findings found = {0};
        while (page.len < 200000)
            str_append(&page, pieces[i]);
        if (i == 0)
            while (page.len < 255000)
                str_append(&page, "](x)");
        scratch_write(&scratch, "a.md", page.bytes);
        struct book *book = book_open_folder(scratch.path, &found, &err);
        assert_non_null(book);
        book_free(book);
        findings_free(&found);
        str_free(&page);
    }
    scratch_free(&scratch);
}

static void a_broken_page_leaves_the_rest_of_the_book_readable(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    scratch_write(&scratch, "bundle.ini", INI);
    scratch_write(&scratch, "SUMMARY.md", "1. [A](a.md)\n2. [B](b.md)\n3. [C](c.md)\n");
    scratch_write(&scratch, "a.md", "# A\n");
    scratch_write(&scratch, "b.md", "\xFF");
    struct book *book = book_open(scratch.path, &err);
    assert_non_null(book);
    size_t count;
    book_names(book, &count);
    assert_int_equal(count, 1);
    const struct book_language *language = book_languages(book, &count);
    assert_int_equal(language->count, 3);
    assert_int_equal(language->chapters[0].kind, CHAPTER_STAGE);
    assert_int_equal(language->chapters[1].kind, CHAPTER_DRAFT);
    assert_int_equal(language->chapters[2].kind, CHAPTER_DRAFT);
    assert_string_equal(language->chapters[2].title, "C");
    book_free(book);
    scratch_free(&scratch);
}

static void a_book_of_several_languages_has_a_folder_for_each(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct findings found = {0};
    scratch_write(&scratch, "bundle.ini",
                  "[bundle]\nid = x\nserial = 1\nversion = 1\ntitle = X\n"
                  "languages = en pt-BR\nhelp = help.md\n");
    scratch_write(&scratch, "en/SUMMARY.md", "- [A](a.md)\n");
    scratch_write(&scratch, "en/a.md", "![i](../images/i.svg) [p](../pt-BR/a.md)\n");
    scratch_write(&scratch, "en/help.md", "# Help\n");
    scratch_write(&scratch, "pt-BR/SUMMARY.md", "- [A](a.md)\n");
    scratch_write(&scratch, "pt-BR/a.md", "[outside](../loose.md)\n");
    scratch_write(&scratch, "loose.md", "# Loose\n");
    scratch_write(&scratch, "images/i.svg", "<svg/>");
    struct book *book = book_open_folder(scratch.path, &found, &err);
    assert_non_null(book);
    size_t count;
    const struct book_language *languages = book_languages(book, &count);
    assert_int_equal(count, 2);
    assert_string_equal(languages[1].tag, "pt-BR");
    assert_string_equal(languages[1].folder, "pt-BR/");
    assert_int_not_equal(index_of(book, "images/i.svg"), SIZE_MAX);
    assert_int_not_equal(index_of(book, "en/help.md"), SIZE_MAX); /* in no SUMMARY.md */
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].kind, FINDING_MISSING_PAGE);
    assert_string_equal(found.items[0].file, "bundle.ini");
    assert_int_equal(found.items[0].line, 7);
    assert_int_equal(found.items[1].kind, FINDING_DEAD_LINK);
    assert_string_equal(found.items[1].file, "pt-BR/a.md");
    findings_free(&found);
    book_free(book);
    scratch_free(&scratch);
}

static void names_that_differ_in_case_alone_are_an_error(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct findings found = {0};
    scratch_write(&scratch, "bundle.ini", INI);
    scratch_write(&scratch, "SUMMARY.md", "- [A](a.md)\n- [B](A.md)\n");
    scratch_write(&scratch, "a.md", "");
    scratch_write(&scratch, "A.md", "");
    struct book *book = book_open_folder(scratch.path, &found, &err);
    assert_int_equal(found.errors, 1);
    assert_int_equal(found.items[0].kind, FINDING_BAD_NAME);
    findings_free(&found);
    book_free(book);
    scratch_free(&scratch);
}

static void what_is_no_book_says_so(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    assert_null(book_open(scratch.path, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    scratch_write(&scratch, "bundle.ini", "[bundle]\nid = X\n");
    assert_null(book_open(scratch.path, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_non_null(strstr(err.detail, "bundle.ini:2: id = X"));
    scratch_write(&scratch, "bundle.ini", INI);
    assert_null(book_open(scratch.path, &err)); /* no SUMMARY.md */
    scratch_write(&scratch, "SUMMARY.md", "");
    assert_null(book_open(scratch.path, &err)); /* no page */
    scratch_free(&scratch);
    assert_null(book_open(scratch.path, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void nothing_outside_the_folder_is_read(void **state)
{
    (void)state;
    static const char *const names[] = {"../secret.md", "/etc/hostname", "out/secret.md",
                                        "link.md", "gone.md"};
    struct scratch outside = scratch_new(), scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    scratch_write(&outside, "secret.md", "secret");
    scratch_write(&scratch, "bundle.ini", INI);
    scratch_write(&scratch, "SUMMARY.md",
                  "- [L](link.md)\n- [O](out/secret.md)\n- [A](a.md)\n");
    scratch_write(&scratch, "a.md", "[l](link.md)\n");
    scratch_path(&scratch, "out", path);
    assert_int_equal(symlink(outside.path, path), 0);
    scratch_path(&scratch, "link.md", path);
    assert_int_equal(symlink("out/secret.md", path), 0);
    struct book *book = book_open(scratch.path, &err);
    assert_non_null(book);
    size_t count;
    book_names(book, &count);
    assert_int_equal(count, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str out = {0};
        assert_false(book_read(book, names[i], &out, &err));
        assert_int_equal(out.len, 0);
    }
    book_free(book);
    scratch_free(&scratch);
    scratch_free(&outside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strangers_mdbook_opens_with_warnings_alone),
        cmocka_unit_test(each_mistake_has_its_file_and_line),
        cmocka_unit_test(a_hostile_page_is_read_in_time),
        cmocka_unit_test(a_broken_page_leaves_the_rest_of_the_book_readable),
        cmocka_unit_test(a_book_of_several_languages_has_a_folder_for_each),
        cmocka_unit_test(names_that_differ_in_case_alone_are_an_error),
        cmocka_unit_test(what_is_no_book_says_so),
        cmocka_unit_test(nothing_outside_the_folder_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
