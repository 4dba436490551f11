/* Layout: whole documents on sheets. No word is lost, none lies outside its sheet, and a
 * sheet ends where a careful printer would end it. */
#include "layout/layout.h"

#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

static struct fixture lay_out(const char *markdown, int w, int h, int em)
{
    return fixture_new(markdown, (struct layout_setup){.w = w, .h = h, .em = em});
}

static const char sample[] =
    "# A heading that is long enough to need a second line at times\n\n"
    "A paragraph with *emphasis*, **strong words**, `code` and [a link](x.md). It goes "
    "on "
    "for long enough to be set in several lines, so that it can be divided.\n\n"
    "- one\n- two\n  1. inner one\n  2. inner two\n\n     with a second paragraph\n- "
    "three\n\n"
    "> A quotation of some length that will be broken over lines.\n>\n> > and one inside "
    "it\n\n## Second heading\n\n"
    "> [!STOP]\n> Any pain means stop. This is said more than once, and it is meant.\n\n"
    "```\ncode is kept   as it stands\n    indented, "
    "and_a_very_long_word_that_does_not_fit\n"
    "```\n\n***\n\nIncomprehensibilities and a last paragraph.\n";

static const char sample_words[] =
    "A heading that is long enough to need a second line at times A paragraph with "
    "emphasis, "
    "strong words, code and a link. It goes on for long enough to be set in several "
    "lines, "
    "so that it can be divided. one two inner one inner two with a second paragraph "
    "three A "
    "quotation of some length that will be broken over lines. and one inside it Second "
    "heading Any pain means stop. This is said more than once, and it is meant. code is "
    "kept "
    "as it stands indented, and_a_very_long_word_that_does_not_fit Incomprehensibilities "
    "and "
    "a last paragraph.";

static void every_word_is_set_once_and_in_order_at_any_measure(void **state)
{
    (void)state;
    for (int em = 16; em <= 64; em += 12) {
        for (int w = em * 6; w < em * 40; w += em * 3 + 1) {
            struct str words = {0};
            struct fixture f = lay_out(sample, w, em * 9, em);
            layout_words(f.layout, &words);
            assert_string_equal(str_c(&words), sample_words);
            str_free(&words);
            drop(&f);
        }
    }
}

static void nothing_lies_outside_its_sheet_and_no_lines_overlap(void **state)
{
    (void)state;
    for (int w = 150; w < 900; w += 83) {
        struct fixture f = lay_out(sample, w, 260, 24);
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            layout_draw(f.layout, s, 0, 0, &d);
            for (size_t i = 0; i < d.count; i++) {
                const struct rect *r = &d.items[i].rect;
                assert_true(r->x >= 0 && r->x + r->w <= w && r->y >= 0 &&
                            r->y + r->h <= 260);
                for (size_t k = 0; k < i; k++)
                    if (d.items[k].kind == ITEM_TEXT && d.items[i].kind == ITEM_TEXT)
                        assert_false(rect_intersects(d.items[k].rect, *r));
            }
            display_free(&d);
        }
        drop(&f);
    }
}

/* The last (first) text of a sheet. */
static const struct display_item *edge_text(const struct display *display, bool last)
{
    const struct display_item *found = NULL;
    for (size_t i = 0; i < display->count; i++)
        if (display->items[i].kind == ITEM_TEXT && (last || !found))
            found = &display->items[i];
    return found;
}

static void a_heading_never_ends_a_sheet(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int i = 0; i < 20; i++)
        str_append(&markdown,
                   "## A heading\n\nWords that follow it, and then some more of "
                   "them, for a few lines of text.\n\n");
    for (int h = 200; h < 500; h += 7) {
        struct fixture f = lay_out(str_c(&markdown), 300, h, 20);
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            layout_draw(f.layout, s, 0, 0, &d);
            assert_int_equal(edge_text(&d, true)->role, ROLE_BODY);
            display_free(&d);
        }
        drop(&f);
    }
    str_free(&markdown);
}

/* Counts lines of body text on a sheet by their baselines. */
static int lines_on(const struct layout *layout, int sheet)
{
    struct display d = {0};
    int lines = 0, y = -1;
    layout_draw(layout, sheet, 0, 0, &d);
    for (size_t i = 0; i < d.count; i++) {
        if (d.items[i].kind == ITEM_TEXT && d.items[i].rect.y != y) {
            y = d.items[i].rect.y;
            lines++;
        }
    }
    display_free(&d);
    return lines;
}

static void a_paragraph_leaves_no_single_line_behind(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int i = 0; i < 60; i++)
        str_append(&markdown, "some words ");
    for (int h = 130; h < 400; h += 5) { /* at least four lines of 30 px */
        struct fixture f = lay_out(str_c(&markdown), 280, h, 20);
        for (int s = 0; s < layout_sheets(f.layout) && layout_sheets(f.layout) > 1; s++)
            assert_true(lines_on(f.layout, s) >= 2);
        drop(&f);
    }
    str_free(&markdown);
}

static void a_callout_that_fits_on_one_sheet_is_not_divided(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int i = 0; i < 12; i++)
        str_append(&markdown,
                   "A line before.\n\n> [!HELP]\n> One.\n>\n> Two.\n>\n> Three.\n\n");
    for (int h = 260; h < 420; h += 9) {
        struct fixture f = lay_out(str_c(&markdown), 400, h, 20);
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            int words = 0, ends = 0;
            layout_draw(f.layout, s, 0, 0, &d);
            for (size_t i = 0; i < d.count; i++) {
                words += d.items[i].role == ROLE_MARKER;
                ends += d.items[i].kind == ITEM_TEXT &&
                        strncmp(d.items[i].text, "Three.", d.items[i].len) == 0;
            }
            assert_int_equal(words, ends);
            display_free(&d);
        }
        drop(&f);
    }
    str_free(&markdown);
}

static void the_first_word_of_a_sheet_is_found_again_at_another_size(void **state)
{
    (void)state;
    struct fixture small = lay_out(sample, 500, 200, 18),
                   large = lay_out(sample, 500, 200, 40);
    for (int s = 0; s < layout_sheets(small.layout); s++) {
        size_t place = layout_position(small.layout, s);
        assert_int_equal(layout_sheet_at(small.layout, place), s);
        int there = layout_sheet_at(large.layout, place);
        assert_true(layout_position(large.layout, there) <= place);
        if (there + 1 < layout_sheets(large.layout))
            assert_true(layout_position(large.layout, there + 1) > place);
    }
    drop(&small);
    drop(&large);
}

static void links_are_targets_and_anchors_are_found(void **state)
{
    (void)state;
    struct fixture f = lay_out("# One\n\n[a **bold** link](x.md#y)\n\n"
                               "Text.\n\nText.\n\nText.\n\n## Two words\n\nEnd.\n",
                               400, 130, 20);
    struct display d = {0};
    layout_draw(f.layout, 0, 10, 20, &d);
    int targets = 0;
    for (size_t i = 0; i < d.count; i++) {
        if (d.items[i].kind != ITEM_TARGET)
            continue;
        targets++;
        assert_string_equal(d.items[i].text, "a bold link");
        assert_int_equal(d.items[i].action.kind, ACTION_LINK);
        assert_string_equal(layout_link(f.layout, 0)->url, "x.md#y");
        assert_true(d.items[i].rect.x >= 10 && d.items[i].rect.y >= 20);
    }
    assert_true(targets >= 1);
    assert_int_equal(layout_link_count(f.layout), 1);
    assert_null(layout_link(f.layout, 1));
    assert_int_equal(layout_sheet_of_anchor(f.layout, "one"), 0);
    assert_true(layout_sheet_of_anchor(f.layout, "two-words") > 0);
    assert_int_equal(layout_sheet_of_anchor(f.layout, "three"), -1);
    display_free(&d);
    drop(&f);
}

static void a_lead_stands_above_the_first_words(void **state)
{
    (void)state;
    struct fixture f = lay_out("# One\n\nText.\n", 400, 300, 20);
    struct display d = {0};
    layout_free(f.layout);
    f.setup.lead = "Stage 3 of 7";
    f.layout = layout_new(f.doc, f.fonts, &f.setup);
    layout_draw(f.layout, 0, 0, 0, &d);
    assert_int_equal(edge_text(&d, false)->role, ROLE_CHROME);
    assert_int_equal(edge_text(&d, false)->rect.y, 0);
    assert_int_equal(edge_text(&d, true)->role, ROLE_BODY);
    assert_int_equal(layout_sheets(f.layout), 1);
    display_free(&d);
    drop(&f);
}

static void a_lead_on_sheets_of_its_own_is_where_the_page_begins(void **state)
{
    (void)state;
    struct fixture f = lay_out("# Title\n\nText.\n", 200, 60, 40);
    layout_free(f.layout);
    f.setup.lead = "Stage 3 of 7 - any stage can be the last";
    f.layout = layout_new(f.doc, f.fonts, &f.setup);
    assert_true(layout_sheets(f.layout) > 3);
    assert_int_equal(layout_sheet_at(f.layout, 0), 0);
    for (int s = 0; s < layout_sheets(f.layout); s++)
        assert_int_equal(layout_sheet_at(f.layout, layout_position(f.layout, s)), s);
    drop(&f);
}

static void an_empty_page_is_one_empty_sheet(void **state)
{
    (void)state;
    static const char *const pages[] = {"", "\n\n", "<!-- nothing -->\n", "[a]: b\n"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct display d = {0};
        struct fixture f = lay_out(pages[i], 300, 300, 20);
        assert_int_equal(layout_sheets(f.layout), 1);
        layout_draw(f.layout, 0, 0, 0, &d);
        assert_int_equal(d.count, 0);
        assert_int_equal(layout_position(f.layout, 0), 0);
        display_free(&d);
        drop(&f);
    }
}

static void a_label_that_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    struct layout_label label = {.text = "Back to All stages",
                                 .style = {FAMILY_TEXT, true, false, 20},
                                 .role = ROLE_CHROME,
                                 .lang = "en"};
    int whole = layout_label_width(fonts, &label);
    for (int w = 30; w <= whole; w += 3) {
        struct display d = {0};
        int used = layout_label(&d, fonts, &label, (struct rect){0, 0, w, 30});
        assert_true(used <= w);
        const struct display_item *last = edge_text(&d, true);
        bool cut = last->len >= 3 && memcmp(last->text + last->len - 3, "\u2026", 3) == 0;
        assert_int_equal(cut, w < whole);
        display_free(&d);
    }
    fonts_close(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_set_once_and_in_order_at_any_measure),
        cmocka_unit_test(nothing_lies_outside_its_sheet_and_no_lines_overlap),
        cmocka_unit_test(a_heading_never_ends_a_sheet),
        cmocka_unit_test(a_paragraph_leaves_no_single_line_behind),
        cmocka_unit_test(a_callout_that_fits_on_one_sheet_is_not_divided),
        cmocka_unit_test(the_first_word_of_a_sheet_is_found_again_at_another_size),
        cmocka_unit_test(links_are_targets_and_anchors_are_found),
        cmocka_unit_test(a_lead_stands_above_the_first_words),
        cmocka_unit_test(a_lead_on_sheets_of_its_own_is_where_the_page_begins),
        cmocka_unit_test(an_empty_page_is_one_empty_sheet),
        cmocka_unit_test(a_label_that_does_not_fit_ends_in_an_ellipsis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
