/* A name is safe on every system, and a link leads where its author meant. */
#include "bundle/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define LONGEST HUNDRED HUNDRED TEN TEN TEN TEN TEN "12345"

static void only_names_that_work_everywhere_are_taken(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool good;
    } rows[] = {
        {"en/overview.md", true},
        {"a b/caf\xC3\xA9 (1).md", true},
        {".hidden", true},
        {"a/..b", true},
        {"manifesto.md", true},
        {"manifest.md", false}, /* some systems fold case */
        {LONGEST, true},
        {LONGEST "6", false},
        {"", false},
        {"/a", false},
        {"a//b", false},
        {"a/", false},
        {".", false},
        {"a/../b", false},
        {"a/./b", false},
        {"..", false},
        {"a\\b", false},
        {"c:b", false},
        {"a*", false},
        {"a?", false},
        {"a\"b", false},
        {"a<b", false},
        {"a>b", false},
        {"a|b", false},
        {"a\nb", false},
        {"a\x7F", false},
        {"a\xC2\x85", false},     /* NEL */
        {"a\xE2\x80\xA8", false}, /* line separator */
        {"a\xFF", false},
        {"cafe\xCC\x81", false}, /* not composed */
        {"MANIFEST", false},
        {"MANIFEST.minisig", false},
        {"en/MANIFEST", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        if (name_check(rows[i].name, strlen(rows[i].name), &err) != rows[i].good)
            fail_msg("%s: %s", rows[i].name, err.detail);
    }
    struct error err;
    assert_false(name_check("a\0b", 3, &err));
}

static void names_that_differ_in_case_alone_are_found(void **state)
{
    (void)state;
    static const char *const good[] = {"a.md", "b.md", "en/a.md"};
    static const char *const bad[] = {"STRASSE.md", "b.md", "stra\u00dfe.md"};
    struct error err;
    const char *which = NULL;
    assert_true(names_differ(good, 3, &which, &err));
    assert_true(names_differ(good, 0, &which, &err));
    assert_false(names_differ(bad, 3, &which, &err));
    assert_non_null(which);
}

static void links_lead_where_their_author_meant(void **state)
{
    (void)state;
    static const struct {
        const char *from, *url;
        enum link_kind kind;
        const char *name, *anchor;
    } rows[] = {
        {"en/a.md", "b.md", LINK_RELATIVE, "en/b.md", ""},
        {"en/a.md", "b.md#c", LINK_RELATIVE, "en/b.md", "c"},
        {"en/a.md", "#c%20d", LINK_RELATIVE, "en/a.md", "c d"},
        {"en/a.md", "", LINK_RELATIVE, "en/a.md", ""},
        {"en/a.md", "../es/a.md", LINK_RELATIVE, "es/a.md", ""},
        {"en/a.md", "..", LINK_RELATIVE, "", ""},
        {"en/a.md", "./x/./y/../z.md", LINK_RELATIVE, "en/x/z.md", ""},
        {"en/a.md", "sub/", LINK_RELATIVE, "en/sub/", ""},
        {"a.md", "a%20b%C3%A9.md", LINK_RELATIVE, "a b\xC3\xA9.md", ""},
        {"a.md", "100%.md", LINK_RELATIVE, "100%.md", ""},
        {"a.md", "a%00b.md", LINK_RELATIVE, "a%00b.md", ""},
        {"a.md", "b.md?print", LINK_RELATIVE, "b.md", ""},
        {"a.md", "x%3Ay.md", LINK_RELATIVE, "x:y.md", ""},
        {"a.md", "https://example.org/", LINK_OUTSIDE, "", ""},
        {"a.md", "tel:999", LINK_OUTSIDE, "", ""},
        {"a.md", "//example.org", LINK_OUTSIDE, "", ""},
        {"a.md", "../b.md", LINK_CLIMBS, "", ""},
        {"en/a.md", "../../b.md", LINK_CLIMBS, "", ""},
        {"en/a.md", "%2E%2E/%2e%2e/b.md", LINK_CLIMBS, "", ""},
        {"en/a.md", "..%2f..%2fb.md", LINK_CLIMBS, "", ""},
        {"en/a.md", "/etc/passwd", LINK_CLIMBS, "", ""},
        {"en/a.md", "%2Fetc/passwd", LINK_CLIMBS, "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str name = {0}, anchor = {0};
        assert_int_equal(link_resolve(rows[i].from, rows[i].url, &name, &anchor),
                         rows[i].kind);
        assert_string_equal(str_c(&name), rows[i].name);
        assert_string_equal(str_c(&anchor), rows[i].anchor);
        str_free(&name);
        str_free(&anchor);
    }
}

static bool exists(const void *context, const char *name)
{
    const char *const *names = context;
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static void a_link_to_what_mdbook_makes_of_a_page_means_the_page(void **state)
{
    (void)state;
    static const char *const names[] = {"README.md", "a.md", "x/README.md", "y/index.md",
                                        NULL};
    static const struct {
        const char *name, *page; /* NULL: none */
    } rows[] = {
        {"a.md", "a.md"},
        {"a.html", "a.md"},
        {"index.html", "README.md"},
        {"", "README.md"},
        {"x/", "x/README.md"},
        {"x/index.md", "x/README.md"},
        {"y/", "y/index.md"},
        {"y/index.html", "y/index.md"},
        {"b.html", NULL},
        {"a", NULL},
        {"z/", NULL},
        {"x", "x/README.md"}, /* a web server adds the '/' */
        {"z", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str page = {0};
        bool found = name_find_page(rows[i].name, exists, names, &page);
        assert_int_equal(found, rows[i].page != NULL);
        assert_string_equal(str_c(&page), rows[i].page ? rows[i].page : "");
        str_free(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_names_that_work_everywhere_are_taken),
        cmocka_unit_test(names_that_differ_in_case_alone_are_found),
        cmocka_unit_test(links_lead_where_their_author_meant),
        cmocka_unit_test(a_link_to_what_mdbook_makes_of_a_page_means_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
