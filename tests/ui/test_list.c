/* Lists in sheets: nothing falls off, a heading stays with what it is over. */
#include "ui/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct screen {
    struct fonts *fonts;
    struct metrics metrics;
    struct pen pen;
};

static void open_screen(struct screen *screen, int w, int h)
{
    struct error err = {0};
    screen->fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    assert_non_null(screen->fonts);
    screen->metrics = metrics_make((struct metrics_setup){w, h, 96, 100});
    screen->pen = (struct pen){.fonts = screen->fonts,
                               .metrics = &screen->metrics,
                               .palette = palette_of(THEME_LIGHT),
                               .lang = "en"};
}

static void add(struct list *list, enum row_kind kind, const char *title)
{
    list_add(list, &(struct row){
                       .kind = kind,
                       .title = title,
                       .action = {.kind = ACTION_OPEN, .arg = (long long)list->count}});
}

static void every_row_has_its_place_in_order(void **state)
{
    (void)state;
    struct screen screen;
    struct list list = {0};
    open_screen(&screen, 1280, 800);
    for (int i = 0; i < 40; i++)
        add(&list, i % 7 ? ROW_CARD : ROW_HEADING, "Some title of a topic");
    struct rect area = screen.metrics.list;
    list_place(&list, &screen.pen, area, 2, screen.metrics.em);
    assert_true(list.sheets > 1);
    size_t nth = 0; /* of the rows that are no headings */
    for (size_t i = 0; i < list.count; i++) {
        const struct row *row = &list.rows[i];
        assert_true(row->rect.x >= area.x && row->rect.y >= area.y);
        assert_true(row->rect.x + row->rect.w <= area.x + area.w);
        assert_true(row->rect.y + row->rect.h <= area.y + area.h);
        if (row->kind != ROW_HEADING)
            assert_int_equal(list_sheet_of(&list, nth++), row->sheet);
        if (i > 0)
            assert_true(row->sheet == row[-1].sheet || row->sheet == row[-1].sheet + 1);
        for (size_t k = 0; k < i; k++)
            assert_false(list.rows[k].sheet == row->sheet &&
                         rect_intersects(list.rows[k].rect, row->rect));
    }
    assert_int_equal(list.rows[list.count - 1].sheet, list.sheets - 1);
    list_free(&list);
    fonts_close(screen.fonts);
}

static void a_heading_is_never_the_last_of_a_sheet(void **state)
{
    (void)state;
    struct screen screen;
    open_screen(&screen, 640, 480);
    for (int before = 0; before < 24; before++) {
        struct list list = {0};
        for (int i = 0; i < before; i++)
            add(&list, ROW_CARD, "A card");
        add(&list, ROW_HEADING, "A heading");
        add(&list, ROW_CARD, "What it is over");
        add(&list, ROW_CARD, "and beside it, much taller than that, another card");
        int columns = before % 2 + 1;
        list_place(&list, &screen.pen, screen.metrics.list, columns, screen.metrics.em);
        assert_int_equal(list.rows[before].sheet, list.rows[before + 1].sheet);
        list_free(&list);
    }
    fonts_close(screen.fonts);
}

static void a_row_set_apart_begins_a_sheet_and_a_start_is_kept_free(void **state)
{
    (void)state;
    struct screen screen;
    struct list list = {0};
    open_screen(&screen, 1280, 800);
    add(&list, ROW_CARD, "First");
    add(&list, ROW_BUTTON, "Apart");
    list.rows[1].apart = true;
    list.start = 100;
    list_place(&list, &screen.pen, screen.metrics.list, 1, screen.metrics.em);
    assert_int_equal(list.rows[0].rect.y, screen.metrics.list.y + 100);
    assert_int_equal(list.rows[1].sheet, 1);
    assert_int_equal(list.rows[1].rect.y, screen.metrics.list.y);
    assert_int_equal(list_first(&list, 1), 1);
    assert_int_equal(list_sheet_of(&list, 99), 1);
    list_free(&list);
    fonts_close(screen.fonts);
}

static void an_empty_list_is_one_sheet(void **state)
{
    (void)state;
    struct screen screen;
    struct list list = {0};
    open_screen(&screen, 800, 480);
    list_place(&list, &screen.pen, screen.metrics.list, 1, screen.metrics.em);
    assert_int_equal(list.sheets, 1);
    assert_int_equal(list_sheet_of(&list, 5), 0);
    list_free(&list);
    fonts_close(screen.fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_its_place_in_order),
        cmocka_unit_test(a_heading_is_never_the_last_of_a_sheet),
        cmocka_unit_test(a_row_set_apart_begins_a_sheet_and_a_start_is_kept_free),
        cmocka_unit_test(an_empty_list_is_one_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
