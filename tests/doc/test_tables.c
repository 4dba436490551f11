/* Pipe tables: what an author means as one is one, what is none stays a paragraph, and no
 * word is lost either way. */
#include "doc/doc.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"

#define NONCHARACTER "\xEF\xB7\x90"  /* U+FDD0, which we mark escapes with */
#define NONCHARACTER2 "\xEF\xB7\x91" /* and U+FDD1, where a page holds that */

static void a_head_a_delimiter_row_and_rows_are_a_table(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| a | b |\n|---|---|\n| c | d |\n| e | f |",
         "table-ss{tr{td(a)td(b)}tr{td(c)td(d)}tr{td(e)td(f)}}"},
        {"a | b\n--- | ---\nc | d", "table-ss{tr{td(a)td(b)}tr{td(c)td(d)}}"},
        {"a|b\n-|---\nc|d", "table-ss{tr{td(a)td(b)}tr{td(c)td(d)}}"},
        {"| a |\n|---|\n| b |", "table-s{tr{td(a)}tr{td(b)}}"},
        {"| a |\n|-|", "table-s{tr{td(a)}}"},
        {"a\n---:\nb", "table-e{tr{td(a)}tr{td(b)}}"},
        {"a\n:--\nb", "table-s{tr{td(a)}tr{td(b)}}"},
        {"|a|b|c|d|\n|:-|:-:|-:|-|\n", "table-sces{tr{td(a)td(b)td(c)td(d)}}"},
        {"| a |\n| :---: \t|\n", "table-c{tr{td(a)}}"},
        {"|a|b|\n|:|---|", "p(|a|b| |:|---|)"},
        {"| a | b |\r\n|---|---|\r\n| c | d |\r\n\r\ne",
         "table-ss{tr{td(a)td(b)}tr{td(c)td(d)}}p(e)"},
        {"  | a | b |\n  |---|---|  \n   | c | d |",
         "table-ss{tr{td(a)td(b)}tr{td(c)td(d)}}"},
        {"|\ta\t|\n|---|\n|\tb \t|", "table-s{tr{td(a)}tr{td(b)}}"},
        {"| a |  \n|---|  \n| b |  ", "table-s{tr{td(a)}tr{td(b)}}"},
    };
    EXPECT(rows, NULL);
}

static void what_is_no_table_stays_a_paragraph(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| a | b |\n|---|", "p(| a | b | |---|)"},
        {"| a |\n|---|---|", "p(| a | |---|---|)"},
        {"| a | b |\n| - | x |", "p(| a | b | | - | x |)"},
        {"| a | b |\n|---|  |", "p(| a | b | |---|  |)"},
        {"| a | b |\n\n|---|---|", "p(| a | b |)p(|---|---|)"},
        {"|---|---|\n| a | b |", "p(|---|---| | a | b |)"},
        {"a | b\n-|-", "p(a | b -|-)"},
        {"a | b\n`---` | ---", "p(a | b c<---> | ---)"},
        {"a | b\n\\--- | ---", "p(a | b --- | ---)"},
        {"a | b\n\\:-- | ---", "p(a | b :-- | ---)"},
        {"a | b\n[---](x) | ---", "p(a | b @x<---> | ---)"},
        {"a\n---", "h2#a(a)"},
        {"a\n    ---", "p(a ---)"},
        {"a\nb\n\\---\n\n| c |\n|---|", "p(a b ---)table-s{tr{td(c)}}"},
        {"```\n| a |\n|---|\n\\| \\- \\: &#124;\n```",
         "code:(c<| a |||---||\\| \\- \\: &#124;|>)"},
        {"    | a |\n    |---|", "code:(c<| a |||---||>)"},
        {"# a | b\n|---|---|", "h1#a--b(a | b)p(|---|---|)"},
    };
    EXPECT(rows, NULL);
}

static void a_table_begins_and_ends_where_its_lines_do(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"before\nit\n| a |\n|---|\n| b |\n\nafter",
         "p(before it)table-s{tr{td(a)}tr{td(b)}}p(after)"},
        {"![](x.png)\n| a |\n|---|", "fig(!x.png<>)table-s{tr{td(a)}}"},
        {"a | b\nc | d\n--- | ---", "p(a | b)table-ss{tr{td(c)td(d)}}"},
        {"a | b\n|---|\nc | d\n|---|---|", "p(a | b |---|)table-ss{tr{td(c)td(d)}}"},
        {"| a |\n|---|\n| b |\n> c", "table-s{tr{td(a)}tr{td(b)}}q{p(c)}"},
        {"| a |\n|---|\n# c", "table-s{tr{td(a)}}h1#c(c)"},
        {"| a |\n|---|\n- c", "table-s{tr{td(a)}}ul{li{p(c)}}"},
        {"| a |\n|---|\n```\nc\n```", "table-s{tr{td(a)}}code:(c<c|>)"},
        {"| a |\n|---|\n<p>c</p>", "table-s{tr{td(a)}}p(c)"},
        {"| a |\n|---|\nb", "table-s{tr{td(a)}tr{td(b)}}"},
        {"| a |\n|---|\n| b |\n***", "table-s{tr{td(a)}tr{td(b)}}hr "},
        {"| a |\n|---|\n| b |\n---\nc", "table-s{tr{td(a)}tr{td(b)}}hr p(c)"},
        {"x\n| a |\n|---|\n===", "p(x)table-s{tr{td(a)}}"},
        {"| a |\n|---|\n| b |\n|---|", "table-s{tr{td(a)}tr{td(b)}tr{td(---)}}"},
    };
    EXPECT(rows, NULL);
}

static void tables_stand_in_lists_quotes_and_callouts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"- | a |\n  |---|\n  | b |\n- c", "ul{li{table-s{tr{td(a)}tr{td(b)}}}li{p(c)}}"},
        {"1. x\n\n   | a |\n   |---|\n   | b |",
         "loose-ol1{li{p(x)table-s{tr{td(a)}tr{td(b)}}}}"},
        {"- | a |\n|---|\n| b |", "ul{li{table-s{tr{td(a)}tr{td(b)}}}}"},
        {"> | a |\n> |---|\n> | b |", "q{table-s{tr{td(a)}tr{td(b)}}}"},
        {"> > a \\| b | c\n> > --- | ---", "q{q{table-ss{tr{td(a | b)td(c)}}}}"},
        {"> [!STOP]\n> | a |\n> |---|\n> | b |", "callout3{table-s{tr{td(a)}tr{td(b)}}}"},
    };
    EXPECT(rows, NULL);
}

static void escaped_pipes_are_pipes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| a \\| b |\n|---|\n| c\\|d |", "table-s{tr{td(a | b)}tr{td(c|d)}}"},
        {"| `a \\| b` |\n|---|\n| `\\\\` |", "table-s{tr{td(c<a | b>)}tr{td(c<\\\\>)}}"},
        {"| a | b |\n|---|---|\n| `c|d` | e |",
         "table-ss{tr{td(a)td(b)}tr{td(c<c|d>)td(e)}}"},
        {"| [a\\|b](x\\|y \"t\\|u\") |\n|---|", "table-s{tr{td(@x|y t|u<a|b>)}}"},
        {"| ![a\\|b](x\\|y) |\n|---|", "table-s{tr{td(!x|y<a|b>)}}"},
        {"| [a\\|b] |\n|---|\n\n[a\\|b]: x", "table-s{tr{td(@x<a|b>)}}"},
        {"| a &#124; b &vert; c &#x7c; d |\n|---|", "table-s{tr{td(a | b | c | d)}}"},
        {"| `&#124;` &#35; &vee; |\n|---|", "table-s{tr{td(c<&#124;> # \xE2\x88\xA8)}}"},
        {"| a \\\\| b |\n|---|---|", "table-ss{tr{td(a \\)td(b)}}"},
        {"| _a_\\|_b_ |\n|---|", "table-s{tr{td(e<a>|e<b>)}}"},
        {"| a\\-b\\:c |\n|---|\n\n`\\-` \\-", "table-s{tr{td(a-b:c)}}p(c<\\-> -)"},
        {"a \\| b `\\|`\n\n| c |\n|---|", "p(a | b c<\\|>)table-s{tr{td(c)}}"},
        {"a \\| `\\|`\n| b \\| `\\|` |\n|---|", "p(a | c<\\|>)table-s{tr{td(b | c<|>)}}"},
        {"## a \\| b `\\|`\n\n| c |\n|---|", "h2#a--b-(a | b c<\\|>)table-s{tr{td(c)}}"},
        {"<p>a \\| &#124; <b>\\-</b>\n\n| c |\n|---|",
         "p(a \\| | \\-)table-s{tr{td(c)}}"},
        {"```x\\|y\n```\n\n| c |\n|---|", "code:x|y()table-s{tr{td(c)}}"},
        {"![](a\\|b \"c\\|d\")\n\n| c |\n|---|", "fig(!a|b<>)table-s{tr{td(c)}}"},
    };
    EXPECT(rows, NULL);
}

static void a_page_may_hold_the_character_that_marks_escapes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| " NONCHARACTER " \\| |" NONCHARACTER " |\n|---|---|",
         "table-ss{tr{td(" NONCHARACTER " |)td(" NONCHARACTER ")}}"},
        {"|" NONCHARACTER NONCHARACTER2 "\\||\n|---|",
         "table-s{tr{td(" NONCHARACTER NONCHARACTER2 "|)}}"},
    };
    EXPECT(rows, NULL);
    struct str page = {0};
    for (int last = 0x90; last <= 0xAF; last++)
        str_printf(&page, "\xEF\xB7%c", last);
    str_append(&page, " a \\- b\n\n| c |\n|---|");
    struct doc *doc = doc_from_markdown(page.bytes, page.len, NULL);
    assert_non_null(strstr(doc->root->first->text.bytes, "a - b"));
    assert_int_equal(doc->root->last->kind, BLOCK_TABLE);
    doc_free(doc);
    str_free(&page);
}

static void markup_works_in_cells_and_ends_at_their_edge(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| *a* | **b** | `c` |\n|---|---|---|",
         "table-sss{tr{td(e<a>)td(s<b>)td(c<c>)}}"},
        {"| [a](b.md) | ![c](d.png) | <x@y.z> |\n|---|---|---|",
         "table-sss{tr{td(@b.md<a>)td(!d.png<c>)td(@mailto:x@y.z<x@y.z>)}}"},
        {"| [a] | [b][a] |\n|---|---|\n\n[a]: c.md",
         "table-ss{tr{td(@c.md<a>)td(@c.md<b>)}}"},
        {"| *a | b* |\n|---|---|", "table-ss{tr{td(e<a>)td(e<b>)}}"},
        {"| **a |\n|---|\n| b** |", "table-s{tr{td(s<a>)}tr{td(s<b>)}}"},
        {"| [a | b](c) |\n|---|---|", "table-ss{tr{td(@c<a>)td(@c<b>)}}"},
        {"| a<br>b | <b>c</b> | <!-- d --> |\n|---|---|---|",
         "table-sss{tr{td(a|b)td(c)td()}}"},
        {"|![](a.png)|b|\n|---|---|\n|c|![](d.png)",
         "table-ss{tr{td(!a.png<>)td(b)}tr{td(c)td(!d.png<>)}}"},
        {"![](a.png)|![](b.png)\n---|---", "table-ss{tr{td(!a.png<>)td(!b.png<>)}}"},
        {"| ![a | b](c.png) |\n|---|", "table-s{tr{td(!c.png<a | b>)}}"},
    };
    EXPECT(rows, NULL);
}

static void no_word_is_lost_where_cells_are_missing_or_too_many(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"| a | b |\n|---|---|\n| c |\n| | d |\n|||\n|\n",
         "table-ss{tr{td(a)td(b)}tr{td(c)}tr{td()td(d)}tr{td()td()}tr{td()}}"},
        {"| a | b |\n|---|---|\n| c | d | *e* | f |",
         "table-ss{tr{td(a)td(b)}tr{td(c)td(d | e<e> | f)}}"},
        {"| a |\n|---|\n| b | c \\| d", "table-s{tr{td(a)}tr{td(b | c | d)}}"},
        {"| a || b |\n|---|---|---|\n|", "table-sss{tr{td(a)td()td(b)}tr{td()}}"},
        {"| |\n|---|\n| |", "table-s{tr{td()}tr{td()}}"},
    };
    EXPECT(rows, NULL);
}

static const char *site_value(const void *context, const char *name)
{
    (void)name;
    return context;
}

static void the_sites_values_stand_in_cells(void **state)
{
    (void)state;
    const struct doc_site site = {site_value, "0 | 1", "Ask", "Call"};
    static const struct row rows[] = {
        {"| {{site.clinic}} | b |\n|---|---|\n| `{{site.clinic}}` | {{site.clinic}} |",
         "table-ss{tr{td(0 | 1)td(b)}tr{td(c<{{site.clinic}}>)td(0 | 1)}}"},
    };
    EXPECT(rows, &site);
}

static void rows_and_rules_tell_their_line(void **state)
{
    (void)state;
    static const char page[] =
        "---\nstatus: draft\n---\ntext\n| a |\n|---|\n| b |\n---\n";
    static const struct line_of lines[] = {
        {BLOCK_PARAGRAPH, 4}, {BLOCK_TABLE, 5}, {BLOCK_ROW, 5},  {BLOCK_CELL, 5},
        {BLOCK_ROW, 7},       {BLOCK_CELL, 7},  {BLOCK_RULE, 8},
    };
    struct doc *doc = doc_from_markdown(page, sizeof page - 1, NULL);
    expect_lines(doc, lines, sizeof lines / sizeof *lines);
    doc_free(doc);
}

static void a_table_too_deep_to_stand_is_still_read(void **state)
{
    (void)state;
    struct str page = {0};
    for (int line = 0; line < 2; line++) {
        for (int depth = 0; depth < 40; depth++)
            str_append(&page, "> ");
        str_append(&page, line ? "|---|\n" : "| deep |\n");
    }
    struct doc *doc = doc_from_markdown(page.bytes, page.len, NULL);
    const struct block *block = doc->root;
    while (doc_next(block))
        block = doc_next(block);
    assert_string_equal(block->text.bytes, "| deep | |---|");
    assert_true(depth_of(block) <= DOC_MAX_DEPTH);
    doc_free(doc);
    str_free(&page);
}

/* A page at the limit made of `head` and then `unit`, again and again; counts its blocks.
 */
static size_t count_blocks(const char *head, const char *unit, size_t repeats)
{
    struct str page = {0};
    size_t count = 0;
    str_append(&page, head);
    for (size_t i = 0; i < repeats; i++)
        str_append(&page, unit);
    struct doc *doc = doc_from_markdown(page.bytes, page.len, NULL);
    for (const struct block *block = doc->root; block; block = doc_next(block))
        count++;
    doc_free(doc);
    str_free(&page);
    return count;
}

static void hostile_tables_stay_linear(void **state)
{
    (void)state;
    enum {
        COLUMNS = 80000,
        ROWS = 30000,
    };
    struct str wide = {0};
    for (int i = 0; i < COLUMNS; i++)
        str_append(&wide, "|");
    str_append(&wide, "a\n");
    for (int i = 0; i < COLUMNS; i++)
        str_append(&wide, "|-");
    str_append(&wide, "\n");
    assert_int_equal(count_blocks(str_c(&wide), "|\n", ROWS), 2 + 1 + COLUMNS + ROWS * 2);
    assert_int_equal(count_blocks("|a|\n|-|\n", "||||||||", 32000), 4 + 2);
    assert_int_equal(count_blocks("|a\n|-\n", "\\|", 128000), 4 + 2);
    assert_int_equal(count_blocks("|a\n", "|-|-\n|-\n", 32000), 2);
    assert_int_equal(count_blocks("|a\n|-\n", "*a|b*", 50000), 4 + 2);
    assert_int_equal(count_blocks("|a\n|-\n", "[a|](b)\n", 32000), 4 + 2 * 32000);
    assert_int_equal(count_blocks("|a\n|-\n", "![](b)\n", 32000), 4 + 2 * 32000);
    str_free(&wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_a_delimiter_row_and_rows_are_a_table),
        cmocka_unit_test(what_is_no_table_stays_a_paragraph),
        cmocka_unit_test(a_table_begins_and_ends_where_its_lines_do),
        cmocka_unit_test(tables_stand_in_lists_quotes_and_callouts),
        cmocka_unit_test(escaped_pipes_are_pipes),
        cmocka_unit_test(a_page_may_hold_the_character_that_marks_escapes),
        cmocka_unit_test(markup_works_in_cells_and_ends_at_their_edge),
        cmocka_unit_test(no_word_is_lost_where_cells_are_missing_or_too_many),
        cmocka_unit_test(the_sites_values_stand_in_cells),
        cmocka_unit_test(rows_and_rules_tell_their_line),
        cmocka_unit_test(a_table_too_deep_to_stand_is_still_read),
        cmocka_unit_test(hostile_tables_stay_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
