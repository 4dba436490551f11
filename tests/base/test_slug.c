/* Links written for an mdBook lead to the same headings here. */
#include "base/slug.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <string.h>

static void an_id_is_the_one_mdbook_makes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *id;
    } rows[] = {
        {"How the area works", "how-the-area-works"},
        {"  edges\t", "edges"},
        {"--passes: add more rustdoc passes", "--passes-add-more-rustdoc-passes"},
        {"Method-call \xF0\x9F\x90\x99 expressions \xF0\x9F\x91\xBC",
         "method-call--expressions-"},
        {"_-_12345", "_-_12345"},
        {"\xE4\xB8\xAD\xE6\x96\x87\xE6\xA8\x99\xE9\xA1\x8C CJK title",
         "\xE4\xB8\xAD\xE6\x96\x87\xE6\xA8\x99\xE9\xA1\x8C-cjk-title"},
        {"\xC3\x9C"
         "ber",
         "\xC3\x9C"
         "ber"}, /* only ASCII is lowered */
        {"What is PrEP?", "what-is-prep"},
        {"a\xC2\xA0"
         "b\nc",
         "a-b-c"},
        {"?!", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str id = {0};
        str_append(&id, "");
        slug_from_text(rows[i].text, strlen(rows[i].text), &id);
        assert_string_equal(id.bytes, rows[i].id);
        str_free(&id);
    }
}

static void an_id_of_the_author_is_taken_from_the_headings_end(void **state)
{
    (void)state;
    static const struct {
        const char *text, *id, *left; /* id NULL: none */
    } rows[] = {
        {"Title {#own-id}", "own-id", "Title"},
        {"Title{#x} ", "x", "Title"},
        {"{#only}", "only", ""},
        {"Title {#}", NULL, "Title {#}"},
        {"Title {#a b}", NULL, "Title {#a b}"},
        {"Title {.class}", NULL, "Title {.class}"},
        {"Title #x}", NULL, "Title #x}"},
        {"}", NULL, "}"},
        {"", NULL, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *id = NULL;
        size_t len = strlen(rows[i].text), id_len = 0;
        assert_int_equal(slug_explicit(rows[i].text, &len, &id, &id_len),
                         rows[i].id != NULL);
        assert_int_equal(len, strlen(rows[i].left));
        assert_memory_equal(rows[i].text, rows[i].left, len);
        if (rows[i].id) {
            assert_int_equal(id_len, strlen(rows[i].id));
            assert_memory_equal(id, rows[i].id, id_len);
        }
    }
}

static void no_two_ids_of_a_page_are_equal(void **state)
{
    (void)state;
    static const char *const given[] = {"a", "a", "a-1", "b", "a", "", "", "a-1-1"};
    static const char *const expected[] = {"a",   "a-1", "a-1-1", "b",
                                           "a-2", "",    "-1",    "a-1-1-1"};
    struct slugs slugs = {0};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        struct str id = {0};
        slugs_unique(&slugs, given[i], strlen(given[i]), &id);
        assert_string_equal(id.bytes, expected[i]);
        str_free(&id);
    }
    for (int i = 0; i < 1000; i++) {
        struct str id = {0};
        char last[24];
        slugs_unique(&slugs, "many", 4, &id);
        snprintf(last, sizeof last, i ? "many-%d" : "many", i);
        assert_string_equal(id.bytes, last);
        str_free(&id);
    }
    slugs_free(&slugs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_the_one_mdbook_makes),
        cmocka_unit_test(an_id_of_the_author_is_taken_from_the_headings_end),
        cmocka_unit_test(no_two_ids_of_a_page_are_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
