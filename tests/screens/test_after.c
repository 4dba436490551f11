/* Every link of a page also stands at full size after its text, once, in reading order,
 * and leads where the link does: a link in a line is too small for many a finger. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-after"
#include "sample.h"

static const struct display_screen screens[] = {
    {.w = 480, .h = 320, .dpi = 166, .size = 200},
    {.w = 800, .h = 480, .dpi = 131, .size = 100},
    {.w = 1920, .h = 1080, .dpi = 96, .size = 400},
};

static const char page[] =
    "# Links\n\n"
    "Go to [other](other.md), [a part of it](other.md#part) and [the "
    "*same*](other.md).\n\n"
    "- A [word](glossary.md#word), and the [word again](glossary.md#word)\n"
    "- [the web](https://example.org/), [the web again](https://example.org/)\n"
    "- <https://example.org/auto>\n"
    "- [dead place](#nowhere) and [itself](links.md)\n\n"
    "> [!NOTE]\n> Call [us](tel:+441) or go [below](#below).\n\n"
    "## Below\n\nThe [other][r] again, and "
    "[a link whose words are far longer than a card should ever have to "
    "hold](other.md#x)."
    "\n\n[r]: other.md\n";

/* The rows that must follow, and where each leads. */
static const struct row {
    const char *label, *screen, *path;
} rows[] = {
    {"The other page", "page", "en/other.md"},
    {"a part of it", "page", "en/other.md"},
    {"word", "term", "en/links.md"},
    {"the web", "address", ""},
    {"https://example.org/auto", "address", ""},
    {"us", "address", ""},
    {"below", "page", "en/links.md"},
    {"a link whose words are far longer than\u2026", "page", "en/other.md"},
};

enum {
    ROWS = sizeof rows / sizeof *rows
};

static struct sample open_links(const char *markdown, struct display_screen screen)
{
    struct error err = {0};
    assert_true(file_make_folder(SAMPLE_FOLDER "/" SAMPLE_LANG, &err));
    sample_write(SAMPLE_FOLDER, "bundle.ini", sample_ini);
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/SUMMARY.md",
                 "# Summary\n\n- [Links](links.md)\n- [The other page](other.md)\n"
                 "- [Words](glossary.md)\n- [Help](help.md)\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/help.md", "# Help\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/other.md", "# Other\n\n## Part\n\nx\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/glossary.md", "# W\n\n## Word\n\nx\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/links.md", markdown);
    struct sample s = sample_read(sample_build(SAMPLE_FOLDER), MODE_PERSONAL, screen);
    open_page(&s, "links.md");
    return s;
}

static bool is_link_row(const struct display_item *item)
{
    return item->kind == ITEM_TARGET && item->role == ROLE_BUTTON &&
           item->action.kind == ACTION_LINK;
}

/* Checks the rows of the sheet from row `at` on; returns the one after. */
static size_t check_sheet(struct sample *s, size_t at)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (!is_link_row(item))
            continue;
        assert_true(at < ROWS);
        assert_string_equal(item->text, rows[at].label);
        assert_true(item->rect.h * 25.4 / display->screen.dpi >= 11.6);
        assert_true(item->rect.w * 25.4 / display->screen.dpi >= 11.6);
        assert_true(item->rect.y + item->rect.h <= display->screen.h);
        at++;
    }
    return at;
}

static void every_link_stands_once_in_order_and_full_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        struct sample s = open_links(page, screens[i]);
        bool headed = false;
        size_t at = 0;
        for (int sheet = 1;; sheet++) {
            headed = headed || says(&s, "On this page");
            at = check_sheet(&s, at);
            assert_true(at == 0 || headed);
            if (sheet >= screen_now(&s)->sheets)
                break;
            do_action(&s, ACTION_NEXT);
        }
        assert_int_equal(at, ROWS);
        sample_close(&s);
    }
}

/* Presses the row, on whatever sheet it stands. */
static void press_row(struct sample *s, const char *label)
{
    for (do_action(s, ACTION_FIRST);; do_action(s, ACTION_NEXT)) {
        const struct display *display = reader_display(s->reader);
        for (size_t i = 0; i < display->count; i++) {
            const struct display_item *item = &display->items[i];
            if (!is_link_row(item) || strcmp(item->text, label) != 0)
                continue;
            struct rect r = item->rect;
            reader_handle(s->reader, &(struct action){.kind = ACTION_TAP,
                                                      .x = r.x + r.w / 2,
                                                      .y = r.y + r.h / 2});
            return;
        }
        assert_true(display->screen.sheet < display->screen.sheets);
    }
}

static void each_leads_where_its_link_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        struct sample s = open_links(page, screens[1]);
        press_row(&s, rows[i].label);
        assert_string_equal(screen_now(&s)->screen, rows[i].screen);
        assert_string_equal(screen_now(&s)->path, rows[i].path);
        sample_close(&s);
    }
}

static void a_page_without_links_has_no_such_rows(void **state)
{
    (void)state;
    struct sample s = open_links("# Links\n\nNone, but [dead](#nowhere).\n", screens[1]);
    assert_false(says(&s, "On this page"));
    assert_int_equal(screen_now(&s)->sheets, 1);
    sample_close(&s);
}

/* Thousands of links, each to another place: an author's mistake, or a stranger's book.
 */
static void a_page_of_nothing_but_links_opens(void **state)
{
    (void)state;
    struct str many = {0};
    for (int i = 0; many.len < 64 * 1024; i++)
        str_printf(&many, "[%d](https://e.org/%d) [x](other.md#%d)\n", i, i, i);
    struct sample s = open_links(str_c(&many), screens[1]);
    do_action(&s, ACTION_LAST);
    assert_true(screen_now(&s)->sheets > 100);
    sample_close(&s);
    str_free(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_stands_once_in_order_and_full_size),
        cmocka_unit_test(each_leads_where_its_link_does),
        cmocka_unit_test(a_page_without_links_has_no_such_rows),
        cmocka_unit_test(a_page_of_nothing_but_links_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
