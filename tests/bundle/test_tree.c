/* cmark's tree, tamed: an honest page is parsed as cmark alone would, and what is taken
 * out of a hostile one takes no word with it. */
#include "bundle/tree.h"

#include "base/file.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmark.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static char *html_of(cmark_node *root)
{
    char *html = cmark_render_html(root, CMARK_OPT_UNSAFE);
    cmark_node_free(root);
    return html;
}

static void check_same(const struct str *text)
{
    char *tamed = html_of(tree_parse(str_c(text), text->len));
    char *plain =
        html_of(cmark_parse_document(str_c(text), text->len, CMARK_OPT_DEFAULT));
    assert_string_equal(tamed, plain);
    free(tamed);
    free(plain);
}

static void add_times(struct str *out, const char *text, int times)
{
    while (times-- > 0)
        str_append(out, text);
}

static void a_large_page_is_parsed_as_cmark_does(void **state)
{
    (void)state;
    struct error err = {0};
    struct str page = {0};
    if (!file_read(TEST_SOURCE_DIR "/tests/commonmark/spec.txt", 1 << 20, &page, &err))
        fail_msg("%s", err.detail);
    check_same(&page);
    str_free(&page);
}

static const struct row {
    const char *head, *unit, *tail;
    int times;
} same[] = {
    {"", "", "", 0},
    {"", "> ", "a quote", 100},
    {"", "1. ", "a list", 100},
    {"", "- ", "", 150},       /* a rule, not a list */
    {"", "* ", "\n\na", 3000}, /* likewise */
    {"> ", "-\t", "", 150},
    {"```\n", "> ", "in code\n```\n", 150},
    {"```\n", "- ", "in code\n```\n", 150},
    {"    ", ">", " indented code\n", 300},
    {"`", "> ", "in a line`\n", 300},
    {"text\n", "2. ", "no list: it follows text\n", 150},
    {"```", ">", "\ninfo\n```\n", 300},
    {"<div>\n", "> ", "</div>\n", 300},
    {"[a](<", "> ", ">)\n", 150},
    {"", "![a](b) ", "", 1500}, /* of a table, say */
    {"", "![a](b) [c](d)\n", "", 1000},
    {"", "![a](b) ", "", 20000},
    {"```\n", "![[]()", "\n```\n", 20000},
    {"", "![[]()\n\n", "", 20000},
    {"", "a\r", "b", 300},
    {"", "a\r\n\r\n", "b", 300},
    {"- a\n", "\n", "  b\n", 100},
};

static void what_people_write_is_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct str text = {0};
        str_append(&text, same[i].head);
        add_times(&text, same[i].unit, same[i].times);
        str_append(&text, same[i].tail);
        check_same(&text);
        str_free(&text);
    }
}

/* Hostile texts, and the end of what they become as plain text (cmark's HTML without its
 * tags). */
static const struct hostile {
    const char *head, *unit, *tail;
    int times;
    const char *words;
} hostile[] = {
    {"", "> ", "a\n", 120000, "a"},
    {"", ">", "a\n", 250000, "a"},
    {"", "- ", "a\n", 120000, "a"},
    {"", "1) ", "a\n", 80000, "a"},
    {"", "> - 1. ", "a *b*\n", 30000, "a b"},
    {"", "> ", "a\n\n    b\n", 101, "a b"},
    {"> a\n", "> ", "b\n", 150, "a b"},
    {"- - - - - - - - a\n", "\n", "b\n", 200000, "a b"},
    {"> - - - - - - a\n", ">\n", "b\n", 100000, "a b"},
    {"> - - - - - - a\r\n", ">\r\n", "b\r\n", 80000, "a b"},
};

static void hostile_texts_keep_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const struct hostile *row = &hostile[i];
        struct str text = {0}, words = {0};
        str_append(&text, row->head);
        add_times(&text, row->unit, row->times);
        str_append(&text, row->tail);
        char *html = html_of(tree_parse(text.bytes, text.len));
        for (const char *p = html; *p; p++) {
            if (*p == '<')
                p = strchr(p, '>');
            else if (*p != '\n')
                str_append_char(&words, *p);
            else if (words.len && words.bytes[words.len - 1] != ' ')
                str_append_char(&words, ' ');
        }
        if (words.len && words.bytes[words.len - 1] == ' ')
            words.bytes[--words.len] = '\0';
        assert_string_equal(str_c(&words), row->words);
        free(html);
        str_free(&text);
        str_free(&words);
    }
}

static void images_that_never_end_are_the_text_they_are(void **state)
{
    (void)state;
    struct str text = {0};
    add_times(&text, "![[]()", 20000);
    char *html = html_of(tree_parse(text.bytes, text.len));
    size_t brackets = 0;
    for (const char *p = html; (p = strstr(p, "![")); p += 2)
        brackets++;
    assert_int_equal(brackets, 20000);
    assert_null(strchr(html, '\x1A'));
    free(html);
    str_free(&text);
}

static void of_a_hundred_empty_lines_all_are_kept(void **state)
{
    (void)state;
    static const int rows[][2] = {{99, 99}, {100, 100}, {101, 100}, {5000, 100}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = {0};
        str_append(&text, "```\na\n");
        add_times(&text, "\n", rows[i][0]);
        str_append(&text, "b\n```\n");
        cmark_node *root = tree_parse(text.bytes, text.len);
        const char *code = cmark_node_get_literal(cmark_node_first_child(root));
        assert_int_equal(strlen(code), 4 + rows[i][1]);
        cmark_node_free(root);
        str_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_page_is_parsed_as_cmark_does),
        cmocka_unit_test(what_people_write_is_left_alone),
        cmocka_unit_test(hostile_texts_keep_their_words),
        cmocka_unit_test(images_that_never_end_are_the_text_they_are),
        cmocka_unit_test(of_a_hundred_empty_lines_all_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
