/* SUMMARY.md means what it means to mdBook, and an ordered list is a progression. */
#include "bundle/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Chapters as text: kind letter, stage/stages, title, <path, ^parent. */
static void render(const struct summary *summary, struct str *out)
{
    static const char letters[] = {'P', 'c', 's', 'd', '-'};
    for (size_t i = 0; i < summary->count; i++) {
        const struct chapter *c = &summary->chapters[i];
        str_append_char(out, letters[c->kind]);
        if (c->stages)
            str_printf(out, "%d/%d", c->stage, c->stages);
        str_printf(out, " %s", c->title);
        if (c->path)
            str_printf(out, "<%s", c->path);
        if (c->parent >= 0)
            str_printf(out, "^%d", c->parent);
        str_append_char(out, '\n');
    }
}

static void the_tree_is_that_of_mdbook(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *text, *tree;
    } rows[] = {
        {"", "", ""},
        {"", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n", "c A<a.md\nc B<b.md\n"},
        {"en/", "- [A](a.md)\n    - [B](x/b.md)\n    - [C](c.md)\n- [D](./d.md)\n",
         "c A<en/a.md\nc B<en/x/b.md^0\nc C<en/c.md^0\nc D<en/d.md\n"},
        {"",
         "# S\n[Before](p.md)\n\n# One\n- [A](a.md)\n\n# Two\n\n- [B](b.md)\n\n---\n\n"
         "[After](z.md)\n[Last](y.md)\n",
         "c Before<p.md\nP One\nc A<a.md^1\nP Two\nc B<b.md^3\n- ^3\nc After<z.md\n"
         "c Last<y.md\n"},
        {"", "<!-- a remark -->\n\n# Summary\n\n- [A](a.md)\n", "c A<a.md\n"},
        {"", "- [A]()\n- Soon\n  - [B](b.md)\n", "d A\nd Soon\nc B<b.md^1\n"},
        {"", "1. [A](a.md)\n2. [B](b.md)\n3. later\n",
         "s1/2 A<a.md\ns2/2 B<b.md\nd later\n"},
        {"", "1. [A](a.md)\n   1. [B](b.md)\n   2. [C](c.md)\n2. [D](d.md)\n",
         "s1/2 A<a.md\ns1/2 B<b.md^0\ns2/2 C<c.md^0\ns2/2 D<d.md\n"},
        {"", "- [A](a.md)\n\n1. [B](b.md)\n", "c A<a.md\ns1/1 B<b.md\n"},
        {"", "1. [A](a.md)\n   - [B](b.md)\n\n   <!-- -->\n\n   * [C](c.md)\n",
         "s1/1 A<a.md\nc B<b.md^0\nc C<c.md^0\n"},
        {"", "- [A *b* `c`\n  d](a.md)\n", "c A b c d<a.md\n"},
        {"", "- [A](<my page.md>)\n- [B](caf%C3%A9%20x.md)\n",
         "c A<my page.md\nc B<caf\xC3\xA9 x.md\n"},
        {"", "- [A](a.md)\n---\n- [B](b.md)\n", "c A<a.md\n- \nc B<b.md\n"},
        {"", "---\n\n[Note: first](a.md)\n\n---\n\n- [B](b.md)\n",
         "- \nc Note: first<a.md\n- \nc B<b.md\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct findings found = {0};
        struct str tree = {0};
        struct summary summary =
            summary_parse(rows[i].text, strlen(rows[i].text), "SUMMARY.md",
                          rows[i].folder, &arena, &found);
        render(&summary, &tree);
        assert_string_equal(str_c(&tree), rows[i].tree);
        assert_int_equal(found.count, 0);
        str_free(&tree);
        findings_free(&found);
        arena_free(&arena);
    }
}

static void each_mistake_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum finding_kind kind;
        int line;
    } rows[] = {
        {"- [A](a.md)\n- [B](a.md)\n", FINDING_LISTED_TWICE, 2},
        {"- [A](a.md)\n- [B](x/../a.md)\n", FINDING_LISTED_TWICE, 2},
        {"- [A](../a.md)\n", FINDING_OUTSIDE_FOLDER, 1},
        {"\n- [A](/a.md)\n", FINDING_OUTSIDE_FOLDER, 2},
        {"- [A](https://example.org/a.md)\n", FINDING_BAD_SUMMARY, 1},
        {"- [A](a.txt)\n", FINDING_BAD_SUMMARY, 1},
        {"- [A](.)\n", FINDING_BAD_SUMMARY, 1},
        {"- [](a.md)\n", FINDING_BAD_SUMMARY, 1},
        {"- [A](a%3Fb.md)\n", FINDING_BAD_NAME, 1},
        {"- [A](cafe%CC%81.md)\n", FINDING_BAD_NAME, 1},
        {"- [A](a%FFb.md)\n", FINDING_BAD_NAME, 1},
        {"- [A](a.md#part)\n", FINDING_SUMMARY_IGNORED, 1},
        {"Words.\n\n- [A](a.md)\n", FINDING_SUMMARY_IGNORED, 1},
        {"## Small\n\n- [A](a.md)\n", FINDING_SUMMARY_IGNORED, 1},
        {"- [A](a.md) [B](b.md)\n", FINDING_SUMMARY_IGNORED, 1},
        {"- [A](a.md)\n\n[B](b.md)\n\n# Part\n", FINDING_BAD_SUMMARY, 5},
        {"- [A](a.md)\n\n[B](b.md)\n\n- [C](c.md)\n", FINDING_BAD_SUMMARY, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct findings found = {0};
        summary_parse(rows[i].text, strlen(rows[i].text), "SUMMARY.md", "", &arena,
                      &found);
        if (found.count != 1 || found.items[0].kind != rows[i].kind ||
            found.items[0].line != rows[i].line)
            fail_msg("row %zu: %zu findings, first %d: %s", i, found.count,
                     found.count ? found.items[0].line : 0,
                     found.count ? found.items[0].message : "");
        findings_free(&found);
        arena_free(&arena);
    }
}

static void a_list_nested_without_end_is_refused_in_time(void **state)
{
    (void)state;
    struct str text = {0};
    struct arena arena = {0};
    struct findings found = {0};
    for (int i = 0; i < 300; i++)
        str_printf(&text, "%*s- [P](p%d.md)\n", 2 * i, "", i);
    struct summary summary =
        summary_parse(text.bytes, text.len, "SUMMARY.md", "", &arena, &found);
    assert_int_equal(summary.count, 300);
    assert_true(found.errors > 0);
    assert_int_equal(found.items[0].kind, FINDING_OVER_LIMIT);
    str_free(&text);
    findings_free(&found);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_is_that_of_mdbook),
        cmocka_unit_test(each_mistake_is_named_with_its_line),
        cmocka_unit_test(a_list_nested_without_end_is_refused_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
