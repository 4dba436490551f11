/* A section is its heading and all that stands under it, and nothing of its neighbours.
 */
#include "doc/doc.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* The texts of all leaves, one after another, and that the tree is sound. */
static void show(const struct doc *doc, struct str *out)
{
    for (const struct block *b = doc->root; b; b = doc_next(b)) {
        if (b->text.len)
            str_printf(out, "%s.", b->text.bytes);
        if (b->first) {
            assert_ptr_equal(b->first->parent, b);
            assert_ptr_equal(b->last->parent, b);
            assert_null(b->last->next);
        }
    }
}

static void a_section_ends_where_the_next_begins(void **state)
{
    (void)state;
    static const struct {
        const char *page, *id, *shown; /* NULL: it has no such section */
    } rows[] = {
        {"# T\n\n## A\n\na\n\n## B\n\nb\n", "a", "A.a."},
        {"# T\n\n## A\n\na\n\n## B\n\nb\n", "b", "B.b."},
        {"# T\n\n## A\n\na\n\n### A1\n\n- x\n- y\n\n## B\n", "a", "A.a.A1.x.y."},
        {"# T\n\n## A\n\n### A1\n\nx\n\n### A2\n\n## B\n", "a1", "A1.x."},
        {"# T\n\n## A\n\n#### Deep\n\nx\n\n### A2\n", "deep", "Deep.x."},
        {"## A\n\na\n\n# T\n\nt\n", "a", "A.a."},
        {"# T\n\n## A\n\n> [!NOTE]\n> n\n\n> # Q\n>\n> q\n\nz\n\n## B\n", "a",
         "A.n.Q.q.z."},
        {"> # Q\n>\n> q\n>\n> # R\n\nz\n", "q", "Q.q."},
        {"## A\n\na\n\n## A\n\nsecond\n", "a-1", "A.second."},
        {"## A {#other}\n\na\n", "other", "A.a."},
        {"## A {#other}\n\na\n", "a", NULL},
        {"# T\n\n## A\n", "", NULL},
        {"", "a", NULL},
        {"a\n", "a", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str shown = {0}, before = {0};
        struct doc *doc = doc_from_markdown(rows[i].page, strlen(rows[i].page), NULL);
        show(doc, &before);
        assert_int_equal(doc_keep_section(doc, rows[i].id), rows[i].shown != NULL);
        show(doc, &shown);
        assert_string_equal(str_c(&shown),
                            rows[i].shown ? rows[i].shown : str_c(&before));
        str_free(&shown);
        str_free(&before);
        doc_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_ends_where_the_next_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
