/* Tables on sheets: a grid where it reads well, cards where it does not, the same words
 * in the same order either way, and nothing outside its sheet. */
#include "layout/layout.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "words.h"

enum {
    EM = 20,
    LINE = EM * 3 / 2,
};

static struct fixture lay_out_at(const char *markdown, int w, int h, int em, bool rtl)
{
    return fixture_new(markdown,
                       (struct layout_setup){.w = w, .h = h, .em = em, .rtl = rtl});
}

static struct fixture lay_out(const char *markdown, int w, int h)
{
    return lay_out_at(markdown, w, h, EM, false);
}

static bool is_text(const struct display_item *item, const char *text)
{
    return item->kind == ITEM_TEXT && item->len == strlen(text) &&
           memcmp(item->text, text, item->len) == 0;
}

/* The first text item that says `text`. */
static const struct display_item *find(const struct display *display, const char *text)
{
    for (size_t i = 0; i < display->count; i++)
        if (is_text(&display->items[i], text))
            return &display->items[i];
    fail_msg("\"%s\" is not on the sheet", text);
    return NULL;
}

static int count_role(const struct display *display, enum role role)
{
    int count = 0;
    for (size_t i = 0; i < display->count; i++)
        count += display->items[i].role == role;
    return count;
}

/* Cards stand in rounded boxes, a grid's head in a square one. */
static bool has_cards(const struct layout *layout)
{
    int cards = 0;
    for (int s = 0; s < layout_sheets(layout); s++) {
        struct display d = {0};
        layout_draw(layout, s, 0, 0, &d);
        for (size_t i = 0; i < d.count; i++)
            cards += d.items[i].role == ROLE_CARD && d.items[i].radius > 0;
        display_free(&d);
    }
    return cards > 0;
}

static const char foods[] =
    "Before.\n\n"
    "| Food | Raw | Cooked |\n|:--|:-:|--:|\n"
    "| Apple | Yes | 1 |\n| Bean | No | 22 |\n| Cod | Ask | 333 |\n\nAfter.\n";

static void a_table_that_fits_is_a_grid(void **state)
{
    (void)state;
    struct display d = {0};
    struct fixture f = lay_out(foods, 600, 500);
    layout_draw(f.layout, 0, 0, 0, &d);
    const struct display_item *food = find(&d, "Food"), *raw = find(&d, "Raw"),
                              *apple = find(&d, "Apple"), *cod = find(&d, "Cod"),
                              *yes = find(&d, "Yes"), *one = find(&d, "1"),
                              *most = find(&d, "333"), *cooked = find(&d, "Cooked");
    assert_int_equal(layout_sheets(f.layout), 1);
    assert_int_equal(food->rect.y, raw->rect.y);
    assert_int_equal(apple->rect.y, yes->rect.y);
    assert_true(food->style.bold && raw->style.bold && !apple->style.bold);
    assert_true(food->rect.y < apple->rect.y && apple->rect.y < cod->rect.y);
    /* start, centre and end of their columns */
    assert_int_equal(food->rect.x, apple->rect.x);
    assert_int_equal(apple->rect.x, cod->rect.x);
    assert_true(abs(2 * raw->rect.x + raw->rect.w - (2 * yes->rect.x + yes->rect.w)) <=
                2);
    assert_int_equal(one->rect.x + one->rect.w, most->rect.x + most->rect.w);
    assert_int_equal(one->rect.x + one->rect.w, cooked->rect.x + cooked->rect.w);
    assert_int_equal(count_role(&d, ROLE_CELL), 12);
    assert_int_equal(count_role(&d, ROLE_LABEL), 0);
    assert_int_equal(count_role(&d, ROLE_EDGE), 3);
    display_free(&d);
    drop(&f);
}

static void a_table_that_does_not_fit_is_cards(void **state)
{
    (void)state;
    struct display d = {0};
    struct fixture f = lay_out(foods, 180, 600);
    assert_true(has_cards(f.layout));
    layout_draw(f.layout, 0, 0, 0, &d);
    const struct display_item *apple = find(&d, "Apple"), *yes = find(&d, "Yes");
    assert_true(apple->style.bold && !yes->style.bold);
    assert_true(yes->rect.y > apple->rect.y);
    assert_int_equal(count_role(&d, ROLE_CELL), 12); /* each cell once, the names too */
    assert_int_equal(count_role(&d, ROLE_LABEL), 6); /* and on each card again */
    assert_int_equal(find(&d, "Raw")->role, ROLE_CELL);
    assert_int_equal(count_role(&d, ROLE_MARKER), 2); /* between the names */
    display_free(&d);
    drop(&f);
}

static void a_grid_is_given_up_where_it_would_read_badly(void **state)
{
    (void)state;
    static const char two[] = "| a | b |\n|---|---|\n| ";
    struct str ribbon = {0}, tall = {0}, wide = {0};
    str_printf(&ribbon, "%sone two three four five six | seven eight nine ten |\n", two);
    str_append(&tall, two);
    for (int i = 0; i < 60; i++)
        str_append(&tall, "many words ");
    str_append(&tall, "| c |\n");
    str_printf(&wide, "%sx | Donaudampfschifffahrtsgesellschaft |\n", two);
    const struct {
        const char *markdown;
        int w, h;
        bool cards;
    } rows[] = {
        {str_c(&ribbon), 400, 500, false},
        {str_c(&ribbon), 12 * EM - 4, 500, true}, /* two columns of five em, and air */
        {str_c(&tall), 500, 1800, false},
        {str_c(&tall), 500, 700, true}, /* a row of more than a third of the sheet */
        {str_c(&wide), 500, 500, false},
        {str_c(&wide), 330, 500, true}, /* no word is divided in a grid */
        {"| a | b |\n|---|---|\n| 1 | 2 |\n", 3 * EM + 10, 500, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f = lay_out(rows[i].markdown, rows[i].w, rows[i].h);
        assert_int_equal(has_cards(f.layout), rows[i].cards);
        drop(&f);
    }
    str_free(&ribbon);
    str_free(&tall);
    str_free(&wide);
}

static const char sample[] =
    "Text before it, of some length.\n\n"
    "| Name | *What it is* | `How much` |\n|---|:-:|--:|\n"
    "| Soap | [for hands](a.md) and [more](b.md) | 1 |\n"
    "| Gel | where there is no water, and not for long<br>A second line | 20 | over |\n"
    "| Towels |\n| | ![a picture](c.png) | **300** |\n|||\n\n"
    "- In a list:\n\n  | X | Y |\n  |---|---|\n  | one | two |\n\n"
    "> [!EMERGENCY]\n> | P | Q |\n> |---|---|\n> | three | [four](d.md) |\n\n"
    "| | |\n|---|---|\n| no | head |\n\n"
    "| Alone |\n|---|\n| incomprehensibilities |\n\nEnd.\n";

static const char sample_words[] =
    "Text before it, of some length. Name What it is How much Soap for hands and more 1 "
    "Gel where there is no water, and not for long A second line 20 | over Towels a "
    "picture 300 In a list: X Y one two P Q three four no head Alone "
    "incomprehensibilities End.";

static void words_are_the_same_in_a_grid_and_on_cards(void **state)
{
    (void)state;
    bool grid = false, cards = false;
    for (int em = 12; em <= 60; em += 16) {
        for (int w = em * 3; w < em * 44; w += em * 3 + 1) {
            for (int h = em * 4; h < em * 40; h += em * 17) {
                struct str words = {0};
                struct fixture f = lay_out_at(sample, w, h, em, w & 1);
                layout_words(f.layout, &words);
                assert_string_equal(str_c(&words), sample_words);
                has_cards(f.layout) ? (cards = true) : (grid = true);
                str_free(&words);
                drop(&f);
            }
        }
    }
    assert_true(grid && cards);
}

static void nothing_lies_outside_its_sheet_and_no_texts_overlap(void **state)
{
    (void)state;
    for (int w = 130; w < 900; w += 59) {
        int h = 200 + w / 3;
        struct fixture f = lay_out(sample, w, h);
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            layout_draw(f.layout, s, 0, 0, &d);
            for (size_t i = 0; i < d.count; i++) {
                const struct rect *r = &d.items[i].rect;
                assert_true(r->x >= 0 && r->x + r->w <= w);
                assert_true(r->y >= 0 && r->y + r->h <= h);
                for (size_t k = 0; k < i; k++)
                    if (d.items[k].kind == ITEM_TEXT && d.items[i].kind == ITEM_TEXT)
                        assert_false(rect_intersects(d.items[k].rect, *r));
            }
            display_free(&d);
        }
        drop(&f);
    }
}

/* A table of `rows` rows of two columns, with its head. */
static void long_table(int rows, const char *before, struct str *out)
{
    str_printf(out, "%s| First | Second |\n|---|---|\n", before);
    for (int i = 0; i < rows; i++)
        str_printf(out, "| row%d | [cell](x.md) |\n", i);
}

static void a_grid_that_goes_on_repeats_its_head_as_labels(void **state)
{
    (void)state;
    struct str markdown = {0};
    long_table(40, "Words.\n\n", &markdown);
    for (int h = 9 * LINE; h < 16 * LINE; h += 11) {
        struct fixture f = lay_out(str_c(&markdown), 400, h);
        assert_false(has_cards(f.layout));
        assert_true(layout_sheets(f.layout) > 2);
        for (int s = 1; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            layout_draw(f.layout, s, 0, 0, &d);
            assert_int_equal(count_role(&d, ROLE_LABEL), 2);
            assert_int_equal(find(&d, "First")->role, ROLE_LABEL);
            assert_true(find(&d, "First")->rect.y < find(&d, "cell")->rect.y);
            assert_int_equal(count_role(&d, ROLE_CELL) % 2, 0); /* whole rows */
            const struct display_item *last = &d.items[d.count - 1];
            assert_true(last->rect.y + last->rect.h <= h);
            display_free(&d);
        }
        drop(&f);
    }
    str_free(&markdown);
}

static void a_head_stands_with_rows_below_it(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int before = 0; before < 14; before++) {
        struct display d = {0};
        str_clear(&markdown);
        for (int i = 0; i < before; i++)
            str_append(&markdown, "A line.\n\n");
        long_table(30, "", &markdown);
        struct fixture f = lay_out(str_c(&markdown), 400, 14 * LINE);
        layout_draw(f.layout, 0, 0, 0, &d);
        int cells = count_role(&d, ROLE_CELL); /* none, or head and two rows */
        assert_true(cells == 0 || cells >= 6);
        display_free(&d);
        drop(&f);
    }
    str_free(&markdown);
}

static void a_table_that_fits_on_one_sheet_is_not_divided(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int before = 0; before < 12; before++) {
        str_clear(&markdown);
        for (int i = 0; i < before; i++)
            str_append(&markdown, "A line.\n\n");
        long_table(5, "", &markdown);
        struct fixture f = lay_out(str_c(&markdown), 400, 14 * LINE);
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            layout_draw(f.layout, s, 0, 0, &d);
            int cells = count_role(&d, ROLE_CELL);
            assert_true(cells == 0 || cells == 12);
            display_free(&d);
        }
        drop(&f);
    }
    str_free(&markdown);
}

static void a_card_that_fits_on_one_sheet_is_not_divided(void **state)
{
    (void)state;
    struct str markdown = {0};
    str_append(&markdown, "| A | Bee | Cee | Dee |\n|---|---|---|---|\n");
    for (int i = 0; i < 20; i++)
        str_append(&markdown,
                   "| title | b | cc cc cc cc cc cc cc cc cc cc cc cc | d |\n");
    for (int h = 9 * LINE; h < 20 * LINE; h += 13) {
        struct fixture f = lay_out(str_c(&markdown), 190, h);
        assert_true(has_cards(f.layout));
        for (int s = 0; s < layout_sheets(f.layout); s++) {
            struct display d = {0};
            int titles = 0, ends = 0;
            layout_draw(f.layout, s, 0, 0, &d);
            for (size_t i = 0; i < d.count; i++) {
                titles += is_text(&d.items[i], "title");
                ends += is_text(&d.items[i], "d");
            }
            assert_int_equal(titles, ends);
            display_free(&d);
        }
        drop(&f);
    }
    str_free(&markdown);
}

static void values_stand_beside_short_names_and_below_long_ones(void **state)
{
    (void)state;
    struct display d = {0};
    struct fixture f =
        lay_out("| T | Wet | Dry one |\n|---|---|---|\n| title | a | b |\n"
                "| tall | cc cc cc cc cc cc cc cc cc cc cc cc cc cc cc cc | b |\n",
                250, 600);
    assert_true(has_cards(f.layout));
    layout_draw(f.layout, 0, 0, 0, &d);
    assert_int_equal(find(&d, "a")->rect.x, find(&d, "b")->rect.x);
    bool beside = false, below = false;
    for (size_t i = 0; i + 1 < d.count; i++) {
        const struct display_item *name = &d.items[i], *value = name + 1;
        if (name->role != ROLE_LABEL || !is_text(name, "Wet"))
            continue;
        beside |= is_text(value, "a") && value->rect.y == name->rect.y;
        below |= value->rect.x == name->rect.x && value->rect.y > name->rect.y;
    }
    assert_true(beside && below);
    display_free(&d);
    drop(&f);
}

static void a_long_name_ends_in_an_ellipsis_on_cards(void **state)
{
    (void)state;
    struct str markdown = {0}, words = {0};
    str_append(&markdown, "| a | ");
    for (int i = 0; i < 200; i++)
        str_append(&markdown, "word ");
    str_append(&markdown, "|\n|---|---|\n| b | c |\n| d | e |\n");
    struct fixture f = lay_out(str_c(&markdown), 200, 9 * LINE);
    int labels = 0, names = 0;
    for (int s = 0; s < layout_sheets(f.layout); s++) {
        struct display d = {0};
        layout_draw(f.layout, s, 0, 0, &d);
        labels += count_role(&d, ROLE_LABEL);
        display_free(&d);
    }
    assert_true(labels >= 2 && labels <= 2 * 6);
    layout_words(f.layout, &words);
    for (const char *at = str_c(&words); (at = strstr(at, "word")); at++)
        names++;
    assert_int_equal(names, 200);
    drop(&f);
    str_free(&markdown);
    str_free(&words);
}

static void links_in_cells_are_targets(void **state)
{
    (void)state;
    for (int w = 180; w <= 600; w += 420) {
        struct str targets = {0};
        struct fixture f = lay_out(sample, w, 2000);
        struct display d = {0};
        layout_draw(f.layout, 0, 0, 0, &d);
        for (size_t i = 0; i < d.count; i++) {
            const struct display_item *item = &d.items[i];
            if (item->kind == ITEM_TARGET)
                str_printf(&targets, "%s=%s ", item->text,
                           layout_link(f.layout, (size_t)item->action.arg)->url);
        }
        assert_non_null(strstr(str_c(&targets), "for hands=a.md"));
        assert_non_null(strstr(str_c(&targets), "more=b.md"));
        assert_non_null(strstr(str_c(&targets), "four=d.md"));
        assert_int_equal(layout_link_count(f.layout), 3);
        str_free(&targets);
        display_free(&d);
        drop(&f);
    }
}

static void a_place_in_the_grid_is_found_on_the_cards(void **state)
{
    (void)state;
    struct str markdown = {0};
    str_append(&markdown, sample);
    long_table(30, "\n", &markdown);
    struct fixture grid = lay_out_at(str_c(&markdown), 700, 330, 18, false),
                   cards = lay_out_at(str_c(&markdown), 170, 220, 30, false);
    assert_false(has_cards(grid.layout));
    assert_true(has_cards(cards.layout));
    const struct layout *both[] = {grid.layout, cards.layout};
    for (int i = 0; i < 2; i++) {
        for (int s = 0; s < layout_sheets(both[i]); s++) {
            size_t place = layout_position(both[i], s);
            assert_int_equal(layout_sheet_at(both[i], place), s);
            int there = layout_sheet_at(both[1 - i], place);
            assert_true(layout_position(both[1 - i], there) <= place);
        }
    }
    struct display d = {0}, there = {0};
    layout_draw(grid.layout, 2, 0, 0, &d);
    const struct display_item *first = NULL;
    for (size_t i = 0; i < d.count && !first; i++)
        if (is_page_text(&d.items[i]))
            first = &d.items[i];
    size_t place = layout_position(grid.layout, 2);
    layout_draw(cards.layout, layout_sheet_at(cards.layout, place), 0, 0, &there);
    find(&there, str_c(&(struct str){(char *)first->text, first->len, 0}));
    display_free(&d);
    display_free(&there);
    drop(&grid);
    drop(&cards);
    str_free(&markdown);
}

static void a_right_to_left_grid_is_mirrored(void **state)
{
    (void)state;
    struct display d = {0};
    struct fixture f = lay_out_at("| \u05D0 | \u05D1\u05D1\u05D1 |\n|:--|--:|\n"
                                  "| \u05D2\u05D2\u05D2 | \u05D3 |\n",
                                  400, 400, EM, true);
    layout_draw(f.layout, 0, 0, 0, &d);
    d.screen.w = 400;
    display_mirror(&d);
    const struct display_item *a = find(&d, "\u05D0"),
                              *b = find(&d, "\u05D1\u05D1\u05D1"),
                              *c = find(&d, "\u05D2\u05D2\u05D2"),
                              *e = find(&d, "\u05D3");
    assert_true(a->rect.x > b->rect.x);
    assert_int_equal(a->rect.x + a->rect.w, c->rect.x + c->rect.w);
    assert_int_equal(b->rect.x, e->rect.x);
    display_free(&d);
    drop(&f);
}

static void a_head_without_words_is_not_drawn(void **state)
{
    (void)state;
    struct display d = {0};
    struct fixture f = lay_out("| | |\n|---|---|\n| a | b |\n", 400, 400);
    layout_draw(f.layout, 0, 0, 0, &d);
    assert_int_equal(count_role(&d, ROLE_CARD), 0);
    assert_int_equal(count_role(&d, ROLE_CELL), 2);
    display_free(&d);
    drop(&f);
}

static void a_long_name_on_many_cards_stays_linear(void **state)
{
    (void)state;
    struct str page = {0};
    struct display d = {0};
    str_append(&page, "|a|");
    for (int i = 0; i < 10000; i++)
        str_append(&page, "long name ");
    str_append(&page, "|\n|-|-|\n");
    for (int i = 0; i < 38000; i++)
        str_append(&page, "c|d\n");
    struct fixture f = lay_out(str_c(&page), 400, 400);
    layout_draw(f.layout, layout_sheets(f.layout) - 1, 0, 0, &d);
    find(&d, "d");
    display_free(&d);
    drop(&f);
    str_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_that_fits_is_a_grid),
        cmocka_unit_test(a_table_that_does_not_fit_is_cards),
        cmocka_unit_test(a_grid_is_given_up_where_it_would_read_badly),
        cmocka_unit_test(words_are_the_same_in_a_grid_and_on_cards),
        cmocka_unit_test(nothing_lies_outside_its_sheet_and_no_texts_overlap),
        cmocka_unit_test(a_grid_that_goes_on_repeats_its_head_as_labels),
        cmocka_unit_test(a_head_stands_with_rows_below_it),
        cmocka_unit_test(a_table_that_fits_on_one_sheet_is_not_divided),
        cmocka_unit_test(a_card_that_fits_on_one_sheet_is_not_divided),
        cmocka_unit_test(values_stand_beside_short_names_and_below_long_ones),
        cmocka_unit_test(a_long_name_ends_in_an_ellipsis_on_cards),
        cmocka_unit_test(links_in_cells_are_targets),
        cmocka_unit_test(a_place_in_the_grid_is_found_on_the_cards),
        cmocka_unit_test(a_right_to_left_grid_is_mirrored),
        cmocka_unit_test(a_head_without_words_is_not_drawn),
        cmocka_unit_test(a_long_name_on_many_cards_stays_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
