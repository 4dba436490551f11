/* Every construct of Markdown becomes a block or a span; what an author wrote is neither
 * lost nor interpreted as anything else. */
#include "doc/doc.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"

static void every_construct_becomes_a_block_or_a_span(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"one\ntwo  \nthree\\\nfour", "p(one two|three|four)"},
        {"a *b **c*** `d`", "p(a e<b >es<c> c<d>)"},
        {"*a*b*c*", "p(e<a>be<c>)"},
        {"***a***", "p(es<a>)"},
        {"**[a `b`](c.md \"t\")**", "p(s@c.md t<a >sc@c.md t<b>)"},
        {"[a](<b c.md>) [d](e%20f.md#g%23)", "p(@b c.md<a> @e f.md#g%23<d>)"},
        {"<https://example.org/%20> <a@b.org>",
         "p(@https://example.org/%20<https://example.org/%20> @mailto:a@b.org<a@b.org>)"},
        {"[a][r]\n\n[r]: x.md 'y'", "p(@x.md y<a>)"},
        {"![b *c* `d`\ne](f.png)", "fig(!f.png<b c d e>)"},
        {"*![](f.png)*![](g.png)", "p(!f.png<>!g.png<>)"},
        {"[![alt](i.png)](p.md)", "fig(@p.md!i.png<alt>)"},
        {"![a ![b](c.png) d](e.png)f", "p(!e.png<a b d>f)"},
        {"*![](f.png)*  \n\n- ![a](f.png)", "fig(!f.png<>)ul{li{fig(!f.png<a>)}}"},
        {"![a](f.png) ![b](g.png)", "p(!f.png<a> !g.png<b>)"},
        {"# ![a](f.png)", "h1#a(!f.png<a>)"},
        {"# One\n\nTwo\n===\n\n###### Six ######", "h1#one(One)h1#two(Two)h6#six(Six)"},
        {"#\n\n#", "h1#()h1#-1()"},
        {"- a\n- b\n  1. c", "ul{li{p(a)}li{p(b)ol1{li{p(c)}}}}"},
        {"7) a\n\n8) b", "loose-ol7{li{p(a)}li{p(b)}}"},
        {"0. a", "ol0{li{p(a)}}"},
        {"-\n- a", "ul{li{}li{p(a)}}"},
        {"> a\n>\n> > b\n\nc", "q{p(a)q{p(b)}}p(c)"},
        {"```c x\nint\ta;\n\n  b\n```", "code:c x(c<int\ta;||  b|>)"},
        {"    a\n     b", "code:(c<a| b|>)"},
        {"a\n\n---\n\n***", "p(a)hr hr "},
        {"\\*a\\* &amp; &copy; \"q\" -- ...", "p(*a* & \xC2\xA9 \"q\" -- ...)"},
        {"\xEF\xBB\xBF# a\r\n\r\nb\r\nc", "h1#a(a)p(b c)"},
    };
    EXPECT(rows, NULL);
}

static void headings_have_ids_that_links_can_find(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"# A b\n# A b\n# A b", "h1#a-b(A b)h1#a-b-1(A b)h1#a-b-2(A b)"},
        {"## The *tail* `bone` {#own}\n## Own",
         "h2#own(The e<tail> c<bone>)h2#own-1(Own)"},
        {"## Not `{#code}`", "h2#not-code(Not c<{#code}>)"},
        {"# {#only}", "h1#only()"},
        {"# Caf\xC3\xA9 & Bar?", "h1#caf\xC3\xA9--bar(Caf\xC3\xA9 & Bar?)"},
    };
    EXPECT(rows, NULL);
}

static void a_quote_with_a_marker_line_is_a_callout(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"> [!EMERGENCY]\n> call", "callout0{p(call)}"},
        {"> [!help]\n>\n> a\n> - b", "callout1{p(a)ul{li{p(b)}}}"},
        {"> [!ASK]  \n> a", "callout2{p(a)}"},
        {"> [!STOP]\n> a\n>\n> > [!SAFER]\n> > b", "callout3{p(a)callout4{p(b)}}"},
        {"> [!CHECKIN]", "callout5{}"},
        {"> [!EVIDENCE]\n> a", "callout6{p(a)}"},
        {"> [!NOTE]\n> a\n\n> [!TIP]\n> b", "callout7{p(a)}callout8{p(b)}"},
        {"> [!IMPORTANT]\n> a\n\n> [!WARNING]\n> b", "callout9{p(a)}callout10{p(b)}"},
        {"> [!CAUTION]\n> *a*", "callout11{p(e<a>)}"},
        {"> [!NOTE] a", "q{p([!NOTE] a)}"},
        {"> [!OTHER]\n> a", "q{p([!OTHER] a)}"},
        {"> # [!NOTE]", "q{h1#note([!NOTE])}"},
        {"[!NOTE]", "p([!NOTE])"},
    };
    EXPECT(rows, NULL);
}

static void raw_html_leaves_its_words_and_nothing_else(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a <b>c</b> d<br>e<br/>f", "p(a c d|e|f)"},
        {"<div class=\"x>y\">\n  one\n  two\n</div>\n\nthree", "p(one two)p(three)"},
        {"<ul><li>a<li>b</ul>", "p(a)p(b)"},
        {"<table><tr><td>a<td>b</table>", "p(a b)"},
        {"<script>\nalert('x')\n</script>", ""},
        {"<style>p { color: red }</style>\n\nafter", "p(after)"},
        {"a <script>evil()</script> b", "p(a  b)"},
        {"a <style>x\n\nb", "p(a)p(b)"},
        {"<!-- gone\n\nall of it -->\nkept?\n\nyes", "p(kept?)p(yes)"},
        {"a <!-- b --> c <?php d ?> e", "p(a  c  e)"},
        {"<img src=\"a%20b.png\" alt='A &amp; B'>", "fig(!a b.png<A & B>)"},
        {"see <img src=x.png> here", "p(see !x.png<> here)"},
        {"**<img alt=a src=b.png>**", "fig(!b.png<a>)"},
        {"<p>1 &lt; 2 &#x1F4A7; &#0; &bogus; &",
         "p(1 < 2 \xF0\x9F\x92\xA7 &#0; &bogus; &)"},
        {"<p>a < b <3\n</p", "p(a < b <3)"},
        {"<div\n*not emphasis*", ""},
        {"<p title='unclosed>a</p>", "p(a)"},
        {"<div>\n\n*em*\n\n</div>", "p(e<em>)"},
        {"- <p>a</p>", "ul{li{p(a)}}"},
        {"![a <b>c</b><br>d](e.png)", "fig(!e.png<a c d>)"},
    };
    EXPECT(rows, NULL);
    struct doc *doc = doc_from_markdown("<p>a</p>\n\nb <i>c</i>", 20, NULL);
    assert_int_equal(doc->html_nodes, 3);
    doc_free(doc);
}

static const char *site_value(const void *context, const char *name)
{
    return strcmp(name, "clinic") == 0 ? context : NULL;
}

static void the_sites_values_stand_in_text_and_not_in_code_or_links(void **state)
{
    (void)state;
    const struct doc_site site = {
        .value = site_value,
        .context = "*Elm* {{site.clinic}}",
        .missing = "Ask",
        .missing_emergency = "Call",
    };
    static const struct row filled[] = {
        {"At {{site.clinic}}.", "p(At *Elm* {{site.clinic}}.)"},
        {"**{{site.emergency}}** {{site.no_where}}", "p(s<Call> Ask)"},
        {"`{{site.clinic}}` [x]({{site.clinic}})",
         "p(c<{{site.clinic}}> @{{site.clinic}}<x>)"},
        {"# {{site.clinic}} hours", "h1#siteclinic-hours(*Elm* {{site.clinic}} hours)"},
        {"{{site.}} {{site.a b}} {{site.clinic} {{site.clinic",
         "p({{site.}} {{site.a b}} "
         "{{site.clinic} {{site.clinic)"},
        {"{{{site.clinic}}}", "p({*Elm* {{site.clinic}}})"},
    };
    EXPECT(filled, &site);
    static const struct row kept[] = {{"At {{site.clinic}}.", "p(At {{site.clinic}}.)"}};
    EXPECT(kept, NULL);
    static char too_long[DOC_SITE_VALUE_MAX + 2];
    memset(too_long, 'x', DOC_SITE_VALUE_MAX + 1);
    const struct doc_site endless = {site_value, too_long, "Ask", "Call"};
    static const struct row refused[] = {{"{{site.clinic}}", "p(Ask)"}};
    EXPECT(refused, &endless);
}

static void lines_are_counted_with_the_front_section(void **state)
{
    (void)state;
    static const char page[] = "---\n"
                               "sources: a: b, c\n"
                               "# a note\n"
                               "\n"
                               "status:  checked \r\n"
                               "  - stray\n"
                               "---\n"
                               "# Title\n"
                               "\n"
                               "> quote\n"
                               "> - item\n";
    struct doc *doc = doc_from_markdown(page, sizeof page - 1, NULL);
    assert_int_equal(doc->field_count, 3);
    assert_string_equal(doc_field(doc, "sources"), "a: b, c");
    assert_string_equal(doc_field(doc, "status"), "checked");
    assert_null(doc_field(doc, "branch"));
    assert_int_equal(doc->fields[1].line, 5);
    assert_string_equal(doc->fields[2].key, "");
    assert_string_equal(doc->fields[2].value, "- stray");
    assert_string_equal(doc_title(doc), "Title");
    static const struct line_of lines[] = {{BLOCK_HEADING, 8},    {BLOCK_QUOTE, 10},
                                           {BLOCK_PARAGRAPH, 10}, {BLOCK_LIST, 11},
                                           {BLOCK_ITEM, 11},      {BLOCK_PARAGRAPH, 11}};
    expect_lines(doc, lines, sizeof lines / sizeof *lines);
    doc_free(doc);
}

static void a_rule_at_the_top_is_no_front_section(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"---\nA sentence.\n---\nb", "hr h2#a-sentence(A sentence.)p(b)"},
        {"---\nkey: value\n", "hr p(key: value)"},
        {"---\nkey: value\n---", ""},
        {"---", "hr "},
        {"----\nkey: value\n---\n", "hr h2#key-value(key: value)"},
        {"\n---\nkey: value\n---\n", "hr h2#key-value(key: value)"},
        {"---\r\nkey: value\r\n---\r\nb", "p(b)"},
    };
    EXPECT(rows, NULL);
}

static void a_summary_is_the_first_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        size_t limit;
        const char *summary;
    } rows[] = {
        {"# T\n\nOne *two*, e.g. three. Four.", 80, "One two, e.g. three."},
        {"> [!STOP]\n> not this\n\n![nor this](x.png)Yes\nthis!", 80, "Yes this!"},
        {"Use 0.5 ml. Then stop.", 80, "Use 0.5 ml."},
        {"One two three four five", 12, "One two\xE2\x80\xA6"},
        {"Onetwothreefourfive", 6, "Onetwo\xE2\x80\xA6"},
        {"\xE4\xB8\x80\xE3\x80\x82\xE4\xBA\x8C", 80, "\xE4\xB8\x80\xE3\x80\x82"},
        {"No mark", 80, "No mark"},
        {"- only a list", 80, ""},
        {"", 80, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct doc *doc =
            doc_from_markdown(rows[i].markdown, strlen(rows[i].markdown), NULL);
        struct str summary = {0};
        str_append(&summary, "");
        doc_summary(doc, rows[i].limit, &summary);
        assert_string_equal(summary.bytes, rows[i].summary);
        str_free(&summary);
        doc_free(doc);
    }
}

/* Walks the whole document and checks what every user of it relies on. */
static size_t count_sound_blocks(const struct doc *doc)
{
    size_t count = 0;
    for (const struct block *block = doc->root; block; block = doc_next(block)) {
        uint32_t at = 0;
        count++;
        assert_true(depth_of(block) <= DOC_MAX_DEPTH);
        if (block->kind == BLOCK_ITEM)
            assert_int_equal(block->parent->kind, BLOCK_LIST);
        else if (block->parent)
            assert_int_not_equal(block->parent->kind, BLOCK_LIST);
        for (size_t i = 0; i < block->text.count; i++) {
            assert_int_equal(block->text.spans[i].start, at);
            at += block->text.spans[i].len;
        }
        assert_int_equal(at, block->text.len);
        assert_int_equal(block->text.bytes[at], '\0');
    }
    return count;
}

static void hostile_pages_stay_bounded(void **state)
{
    (void)state;
    enum {
        PAGE = 256 * 1024,
    };
    static const struct {
        const char *unit, *end;
        size_t repeats;
        size_t blocks; /* of the document, itself counted */
    } rows[] = {
        {">", "deep", 25000, 33},
        {">", "deep", PAGE - 4, 33},
        {"- ", "deep", 25000, 32},
        {"[", "", PAGE, 2},
        {"![", "", PAGE / 2, 2},
        {"[a](", "", PAGE / 4, 2},
        {"*a* ", "", PAGE / 4, 2},
        {"*a **b ", "", PAGE / 7, 2},
        {"`` ` ", "", PAGE / 5, 2},
        {"<a ", "", PAGE / 3, 2},
        {"<p>", "x", PAGE / 3, 2},
        {"<div '>", "", PAGE / 7, 1},
        {"<!--", "", PAGE / 4, 1},
        {"<div> <script>", "", PAGE / 14, 1},
        {"#\n", "", PAGE / 2, PAGE / 2 + 1},
        {"# a\n", "", PAGE / 4, PAGE / 4 + 1},
        {"{{site.", "", PAGE / 7, 2},
        {"&#35;", "", PAGE / 5, 2},
        {"*\ta\n", "", PAGE / 4, 0}, /* 0: any number */
        {"> [!NOTE]\n\n", "", PAGE / 11, PAGE / 11 + 1},
        {"---\na: b\n", "", PAGE / 9, 0},
        {"\xFF\xC0", "", PAGE / 2, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct doc_site site = {site_value, "Elm", "Ask", "Call"};
        struct str page = {0};
        for (size_t k = 0; k < rows[i].repeats; k++)
            str_append(&page, rows[i].unit);
        str_append(&page, rows[i].end);
        struct doc *doc = doc_from_markdown(page.bytes, page.len, &site);
        size_t blocks = count_sound_blocks(doc);
        if (rows[i].blocks)
            assert_int_equal(blocks, rows[i].blocks);
        doc_free(doc);
        str_free(&page);
    }
}

static void what_is_nested_too_deep_is_still_read(void **state)
{
    (void)state;
    struct str page = {0};
    for (int depth = 0; depth < 60; depth++)
        str_printf(&page, "%*s- item %d\n", depth * 2, "", depth);
    struct doc *doc = doc_from_markdown(page.bytes, page.len, NULL);
    int found = 0;
    for (const struct block *block = doc->root; block; block = doc_next(block)) {
        char expected[32];
        snprintf(expected, sizeof expected, "item %d", found);
        if (block->kind == BLOCK_PARAGRAPH) {
            assert_string_equal(block->text.bytes, expected);
            found++;
        }
    }
    assert_int_equal(found, 60);
    count_sound_blocks(doc);
    doc_free(doc);
    str_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_construct_becomes_a_block_or_a_span),
        cmocka_unit_test(headings_have_ids_that_links_can_find),
        cmocka_unit_test(a_quote_with_a_marker_line_is_a_callout),
        cmocka_unit_test(raw_html_leaves_its_words_and_nothing_else),
        cmocka_unit_test(the_sites_values_stand_in_text_and_not_in_code_or_links),
        cmocka_unit_test(lines_are_counted_with_the_front_section),
        cmocka_unit_test(a_rule_at_the_top_is_no_front_section),
        cmocka_unit_test(a_summary_is_the_first_sentence),
        cmocka_unit_test(hostile_pages_stay_bounded),
        cmocka_unit_test(what_is_nested_too_deep_is_still_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
