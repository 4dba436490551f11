/* A link leads where its author meant, whether written for a file, for mdBook's web page
 * or for a folder, and never out of the book. */
#include "base/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static bool stands_in_book(const void *context, const char *name)
{
    (void)context;
    static const char *const names[] = {
        "en/a.md",           "en/README.md", "en/sub/README.md", "en/sub/b c.md",
        "en/caf\xC3\xA9.md", "en/50%25.md",  "en/c#d.md",        "README.md",
        "en/x.html",         "en/x.md",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static void links_lead_to_pages_of_the_book_only(void **state)
{
    (void)state;
    static const struct {
        const char *from, *url, *path, *anchor; /* path NULL: nowhere */
    } rows[] = {
        {"en/a.md", "sub/b%20c.md", "en/sub/b c.md", ""},
        {"en/a.md", "sub/b c.md#top", "en/sub/b c.md", "top"},
        {"en/a.md", "caf%C3%A9.md#caf%C3%A9", "en/caf\xC3\xA9.md", "caf\xC3\xA9"},
        {"en/a.md", "#here", "en/a.md", "here"},
        {"en/a.md", "", "en/a.md", ""},
        {"en/a.md", "./a.md", "en/a.md", ""},
        {"en/a.md", "a.md?x=1#y", "en/a.md", "y"},
        {"en/a.md", "a.html", "en/a.md", ""},
        {"en/a.md", "x.html", "en/x.html", ""}, /* the file itself comes first */
        {"en/a.md", "sub/", "en/sub/README.md", ""},
        {"en/a.md", "sub", "en/sub/README.md", ""},
        {"en/a.md", "sub/index.html#z", "en/sub/README.md", "z"},
        {"en/a.md", ".", "en/README.md", ""},
        {"en/sub/b c.md", "..", "en/README.md", ""},
        {"en/sub/b c.md", "../a.md", "en/a.md", ""},
        {"en/sub/b c.md", "../../", "README.md", ""},
        {"README.md", "index.html", "README.md", ""},
        {"en/a.md", "/en/a.md", "en/a.md", ""},
        {"en/a.md", "c%23d.md#e", "en/c#d.md", "e"},
        {"en/a.md", "50%2525.md", "en/50%25.md", ""},
        {"en/a.md", "../../etc/passwd", NULL, NULL},
        {"en/a.md", "../../../en/a.md", NULL, NULL},
        {"en/a.md", "missing.md", NULL, NULL},
        {"en/a.md", "https://example.org/en/a.md", NULL, NULL},
        {"en/a.md", "//example.org/en/a.md", NULL, NULL},
        {"en/a.md", "tel:999", NULL, NULL},
        {"en/a.md", "a%00.md", NULL, NULL},
        {"en/a.md", "%", NULL, NULL},
        {"en/gone.md", "#x", NULL, NULL},
    };
    const struct link_names names = {.exists = stands_in_book};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str path = {0}, anchor = {0};
        bool found = link_resolve(rows[i].from, rows[i].url, &names, &path, &anchor);
        assert_int_equal(found, rows[i].path != NULL);
        assert_string_equal(path.bytes, found ? rows[i].path : "");
        assert_string_equal(anchor.bytes, found ? rows[i].anchor : "");
        str_free(&path);
        str_free(&anchor);
    }
}

static void decoding_is_done_once_however_often_it_is_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *url, *decoded;
    } rows[] = {
        {"a%20b.md", "a b.md"},
        {"a%23b.md#c", "a%23b.md#c"},
        {"100%2525.md", "100%2525.md"},
        {"%C3%A9", "\xC3\xA9"},
        {"%FF%20", "%FF%20"},
        {"a%0Ab", "a%0Ab"},
        {"%", "%"},
        {"%4", "%4"},
        {"%zz", "%zz"},
        {"%3Fa", "%3Fa"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str once = {0}, twice = {0};
        str_append(&once, "");
        str_append(&twice, "");
        link_decode(rows[i].url, &once);
        link_decode(once.bytes, &twice);
        assert_string_equal(once.bytes, rows[i].decoded);
        assert_string_equal(twice.bytes, rows[i].decoded);
        str_free(&once);
        str_free(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_lead_to_pages_of_the_book_only),
        cmocka_unit_test(decoding_is_done_once_however_often_it_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
