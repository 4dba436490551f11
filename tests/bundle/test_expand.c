/* Includes are expanded as in mdBook, from inside the folder alone, and every line keeps
 * the place its author wrote it at. */
#include "bundle/expand.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"

static void an_include_becomes_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *page, *text;
        int kind; /* FINDING_KINDS: none */
        int line;
    } rows[] = {
        {"plain\n", "plain\n", FINDING_KINDS, 0},
        {"", "", FINDING_KINDS, 0},
        {"\xEF\xBB\xBFmark\n", "mark\n", FINDING_KINDS, 0},
        {"a {{#include ../one.txt}} b\n", "a 1 b\n", FINDING_KINDS, 0},
        {"{{ #include  ../one.txt }}", "1", FINDING_KINDS, 0},
        {"{{#include x/two.md}}\n", "two 1\nof x\n", FINDING_KINDS, 0},
        {"\\{{#include ../one.txt}}\n", "{{#include ../one.txt}}\n", FINDING_KINDS, 0},
        {"{{site.clinic}} {{", "{{site.clinic}} {{", FINDING_KINDS, 0},
        {"\n{{#title Other}}\n", "\n{{#title Other}}\n", FINDING_UNKNOWN_TEMPLATE, 2},
        {"{{#include ../one.txt:1:2}}", "{{#include ../one.txt:1:2}}",
         FINDING_UNKNOWN_TEMPLATE, 1},
        {"\n\n{{#include gone.md}}\n", "\n\n{{#include gone.md}}\n", FINDING_BAD_INCLUDE,
         3},
        {"{{#include ../../one.txt}}", "{{#include ../../one.txt}}", FINDING_BAD_INCLUDE,
         1},
        {"{{#include /etc/hostname}}", "{{#include /etc/hostname}}", FINDING_BAD_INCLUDE,
         1},
        {"{{#include link.md}}", "{{#include link.md}}", FINDING_BAD_INCLUDE, 1},
        {"{{#include out/hostname}}", "{{#include out/hostname}}", FINDING_BAD_INCLUDE,
         1},
        {"{{#include x}}", "{{#include x}}", FINDING_BAD_INCLUDE, 1}, /* a folder */
    };
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    scratch_write(&scratch, "one.txt", "1\n");
    scratch_write(&scratch, "en/x/two.md", "two {{#include ../../one.txt}}\nof x\n");
    scratch_path(&scratch, "en/link.md", path);
    assert_int_equal(symlink("../one.txt", path), 0);
    scratch_path(&scratch, "en/out", path);
    assert_int_equal(symlink("/etc", path), 0);
    struct folder *folder = folder_open(scratch.path, &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page_text page = {0};
        struct findings found = {0};
        scratch_write(&scratch, "en/page.md", rows[i].page);
        assert_true(page_expand(folder, "en/page.md", &found, &page, &err));
        assert_string_equal(str_c(&page.text), rows[i].text);
        assert_int_equal(found.count, rows[i].kind != FINDING_KINDS);
        if (found.count) {
            assert_int_equal(found.items[0].kind, rows[i].kind);
            assert_int_equal(found.items[0].line, rows[i].line);
        }
        findings_free(&found);
        page_text_free(&page);
    }
    folder_close(folder);
    scratch_free(&scratch);
}

static void a_line_knows_the_file_it_came_from(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        int line;
    } want[] = {{"a.md", 1}, {"b.md", 1}, {"c.md", 1}, {"c.md", 2},
                {"b.md", 3}, {"a.md", 3}, {"a.md", 4}};
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct page_text page = {0};
    scratch_write(&scratch, "a.md", "A1\n{{#include b.md}}\nA3\nA4\n");
    scratch_write(&scratch, "b.md", "B1\n{{#include c.md}}\nB3\n");
    scratch_write(&scratch, "c.md", "C1\nC2\n");
    struct folder *folder = folder_open(scratch.path, &err);
    assert_true(page_expand(folder, "a.md", NULL, &page, &err));
    assert_string_equal(page.text.bytes, "A1\nB1\nC1\nC2\nB3\nA3\nA4\n");
    for (int i = 0; i < 7; i++) {
        int line = 0;
        assert_string_equal(page_text_origin(&page, i + 1, &line), want[i].file);
        assert_int_equal(line, want[i].line);
    }
    page_text_free(&page);
    folder_close(folder);
    scratch_free(&scratch);
}

static void a_file_that_includes_itself_ends(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct findings found = {0};
    struct page_text page = {0};
    scratch_write(&scratch, "a.md",
                  "{{#include a.md}}{{#include a.md}}{{#include a.md}}");
    struct folder *folder = folder_open(scratch.path, &err);
    assert_true(page_expand(folder, "a.md", &found, &page, &err));
    assert_true(found.errors > 0);
    assert_int_equal(found.items[0].kind, FINDING_BAD_INCLUDE);
    page_text_free(&page);
    findings_free(&found);
    folder_close(folder);
    scratch_free(&scratch);
}

static void a_page_that_cannot_be_had_says_why(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char *large = calloc(1, BUNDLE_PAGE_MAX + 2);
    memset(large, 'x', BUNDLE_PAGE_MAX + 1);
    scratch_write(&scratch, "bytes.md", "one\ntwo \xFF\n");
    scratch_write_bytes(&scratch, "nul.md", "a\n\0b", 4);
    scratch_write(&scratch, "large.md", large);
    scratch_write(&scratch, "long.md", "{{#include half.md}}\n{{#include half.md}}\n");
    large[BUNDLE_PAGE_MAX - 10] = '\0';
    scratch_write(&scratch, "half.md", large);
    static const struct {
        const char *name;
        enum finding_kind kind;
        int line;
    } rows[] = {
        {"bytes.md", FINDING_NOT_UTF8, 2},    {"nul.md", FINDING_NOT_UTF8, 2},
        {"large.md", FINDING_OVER_LIMIT, 0},  {"long.md", FINDING_BAD_INCLUDE, 2},
        {"gone.md", FINDING_MISSING_PAGE, 0},
    };
    struct folder *folder = folder_open(scratch.path, &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page_text page = {0};
        struct findings found = {0};
        assert_false(page_expand(folder, rows[i].name, &found, &page, &err));
        assert_true(found.count > 0);
        assert_int_equal(found.items[0].kind, rows[i].kind);
        assert_int_equal(found.items[0].line, rows[i].line);
        findings_free(&found);
        page_text_free(&page);
    }
    free(large);
    folder_close(folder);
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_include_becomes_the_file),
        cmocka_unit_test(a_line_knows_the_file_it_came_from),
        cmocka_unit_test(a_file_that_includes_itself_ends),
        cmocka_unit_test(a_page_that_cannot_be_had_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
