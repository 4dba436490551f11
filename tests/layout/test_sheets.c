/* Where sheets end: a table of pages, how they are divided on sheets of so many lines,
 * and the rules held on pages of every construct at every height. */
#include "layout/layout.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

enum {
    EM = 20,
    LINE = EM * 3 / 2,
    WIDE = 400, /* no word of the tables is divided, no short line broken */
};

static struct fixture lay_out(const char *markdown, int w, int h)
{
    return fixture_new(markdown, (struct layout_setup){.w = w, .h = h, .em = EM});
}

/* The sheets as words: what stands on one line joined, lines apart by a space, sheets by
 * " | ". */
static void describe(const struct layout *layout, struct str *out)
{
    for (int s = 0; s < layout_sheets(layout); s++) {
        struct display d = {0};
        layout_draw(layout, s, 0, 0, &d);
        if (s > 0)
            str_append(out, " |");
        for (size_t i = 0; i < d.count; i++) {
            if (d.items[i].kind != ITEM_TEXT)
                continue;
            if (out->len && !d.items[i].join)
                str_append_char(out, ' ');
            str_append_bytes(out, d.items[i].text, d.items[i].len);
        }
        display_free(&d);
    }
}

/* "  \n" is a line of its own in the same paragraph. */
static const struct {
    const char *rule, *markdown;
    int h; /* px of a sheet */
    const char *sheets;
} rows[] = {
    {"what fits stays on one sheet", "a  \nb  \nc  \nd", 4 * LINE, "a b c d"},
    {"a paragraph leaves no last line to the next sheet", "a  \nb  \nc  \nd  \ne",
     4 * LINE, "a b c | d e"},
    {"a paragraph leaves no first line behind", "a  \nb\n\nc  \nd  \ne", 4 * LINE,
     "a b | c d e"},
    {"three lines are not divided", "a  \nb  \nc\n\nd  \ne  \nf", 6 * LINE,
     "a b c | d e f"},
    {"four lines are, in the middle", "a  \nb\n\nc  \nd  \ne  \nf", 5 * LINE,
     "a b c d | e f"},
    {"a heading takes two lines with it", "a\n\nb\n\n### H\n\nc  \nd  \ne  \nf", 6 * LINE,
     "a b | H c d e f"},
    {"a heading that has two lines below it stays", "a\n\n### H\n\nc  \nd  \ne  \nf",
     6 * LINE, "a H c d | e f"},
    {"two short paragraphs are two lines", "a\n\nb\n\n### H\n\nc\n\nd\n\ne", 6 * LINE,
     "a b | H c d e"},
    {"headings that follow one another stay together",
     "a\n\n### H\n\n#### I\n\nc  \nd  \ne  \nf", 5 * LINE, "a | H I c d | e f"},
    {"a heading that ends the page is not lost", "a\n\nb\n\nc\n\n### H", 4 * LINE,
     "a b c | H"},
    {"a marker stands with its item's first line", "- a\n- b  \n  c  \n  d  \n  e",
     4 * LINE, "\u2022 a \u2022 b c | d e"},
    {"a callout moves on whole", "a\n\nb\n\n> [!TIP]\n> c  \n> d", 6 * LINE,
     "a b | Tip c d"},
    {"a callout that fits stays", "a\n\n> [!TIP]\n> c  \n> d", 7 * LINE, "a Tip c d"},
    {"a callout's word takes two lines with it",
     "a\n\nb\n\n> [!TIP]\n> c  \n> d  \n> e  \n> f  \n> g  \n> h  \n> i  \n> j", 6 * LINE,
     "a b | Tip c d e f | g h i j"},
    {"a callout without words is only its word", "> [!TIP]\n\na\n\nb\n\nc", 4 * LINE,
     "Tip a | b c"},
    {"a heading does not leave its callout", "a\n\n### H\n\n> [!TIP]\n> c\n\nb", 5 * LINE,
     "a | H Tip c | b"},
    {"a callout is divided before its heading ends a sheet",
     "### H\n\n> [!TIP]\n> c  \n> d  \n> e  \n> f  \n> g", 7 * LINE, "H Tip c d e | f g"},
    {"short code moves on whole", "a\n\nb\n\nc\n\n```\nd\ne\nf\n```", 10 * LINE,
     "a b c d e f"},
    {"short code is not divided", "a\n\nb\n\nc\n\nd\n\n```\ne\nf\ng\n```", 9 * LINE,
     "a b c d | e f g"},
    {"long code is, two lines on either side", "a\n\n```\nb\nc\nd\ne\nf\ng\nh\n```",
     7 * LINE, "a b c d e | f g h"},
    {"below four lines the rules yield", "a  \nb  \nc  \nd", 3 * LINE, "a b c | d"},
    {"a heading too", "a\n\n#### H\n\nb", 3 * LINE, "a H | b"},
    {"but a heading is not divided", "a\n\n#### H<br>I\n\nc", 3 * LINE, "a | H I c"},
    {"a quotation is divided as paragraphs are", "a\n\n> b  \n> c  \n> d  \n> e",
     4 * LINE, "a b c | d e"},
};

static void sheets_end_where_a_careful_printer_would_end_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str sheets = {0};
        struct fixture f = lay_out(rows[i].markdown, WIDE, rows[i].h);
        describe(f.layout, &sheets);
        if (strcmp(str_c(&sheets), rows[i].sheets) != 0)
            fail_msg("%s:\n  is    %s\n  wants %s", rows[i].rule, str_c(&sheets),
                     rows[i].sheets);
        str_free(&sheets);
        drop(&f);
    }
}

enum {
    PARAGRAPHS = 60,
};

/* Numbers by xorshift32: the same on every machine. */
static uint32_t next_number(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Paragraphs of 1 to 7 lines, plain, in lists and in callouts, with headings between
 * them. Their lines are "NUMBER/LINES". */
static void generate(uint32_t seed, struct str *out)
{
    static const char *const starts[][2] = {
        {"", ""}, {"- ", "  "}, {"> [!TIP]\n> ", "> "}, {"> ", "> "}};
    for (int i = 0; i < PARAGRAPHS; i++) {
        int kind = (int)(next_number(&seed) % 4);
        int lines = 1 + (int)(next_number(&seed) % (kind == 2 ? 3 : 7));
        if (next_number(&seed) % 4 == 0)
            str_printf(out, "### H%d\n\n", i);
        for (int line = 0; line < lines; line++)
            str_printf(out, "%s%d/%d%s", starts[kind][line > 0], i, lines,
                       line + 1 < lines ? "  \n" : "\n\n");
        str_append(out, "<!-- -->\n\n"); /* ends a list */
    }
}

/* Holds a sheet to the rules: two lines of a paragraph at least, two below a heading. */
static void check_sheet(const struct display *d, bool last)
{
    int counts[PARAGRAPHS] = {0}, lines[PARAGRAPHS] = {0}, below = 2;
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *item = &d->items[i];
        int number, of;
        bool bullet = item->role == ROLE_MARKER && !item->style.bold;
        if (item->kind != ITEM_TEXT || bullet)
            continue;
        below = item->role == ROLE_HEADING3 ? 0 : below + 1;
        if (item->role == ROLE_HEADING3 || item->role == ROLE_MARKER)
            continue;
        assert_int_equal(sscanf(item->text, "%d/%d", &number, &of), 2);
        counts[number]++;
        lines[number] = of;
    }
    assert_true(below >= 2 || last);
    for (int i = 0; i < PARAGRAPHS; i++) {
        int rest = lines[i] - counts[i];
        assert_true(counts[i] == 0 || rest == 0 || (counts[i] >= 2 && rest >= 2));
    }
}

static void the_rules_hold_on_pages_of_any_mixture_at_any_height(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct str markdown = {0};
        generate(seed * 2654435761u, &markdown);
        for (int h = 9 * LINE; h < 24 * LINE; h += 37) {
            struct fixture f = lay_out(str_c(&markdown), WIDE, h);
            int sheets = layout_sheets(f.layout);
            for (int s = 0; s < sheets; s++) {
                struct display d = {0};
                layout_draw(f.layout, s, 0, 0, &d);
                check_sheet(&d, s + 1 == sheets);
                display_free(&d);
            }
            drop(&f);
        }
        str_free(&markdown);
    }
}

/* A frame's padding gives way on a sheet of few lines: none of them is lost to it. */
static void padding_costs_no_line_on_a_small_sheet(void **state)
{
    (void)state;
    static const char *const pages[] = {"> [!TIP]\n> a  \n> b  \n> c",
                                        "```\na\nb\nc\nd\n```"};
    for (int lines = 1; lines < 4; lines++) {
        for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
            struct fixture f = lay_out(pages[i], WIDE, lines * LINE + EM / 2);
            assert_int_equal(layout_sheets(f.layout), (4 + lines - 1) / lines);
            drop(&f);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_end_where_a_careful_printer_would_end_them),
        cmocka_unit_test(the_rules_hold_on_pages_of_any_mixture_at_any_height),
        cmocka_unit_test(padding_costs_no_line_on_a_small_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
