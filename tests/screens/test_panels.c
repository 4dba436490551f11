/* A word's meaning stands above the page and goes away without a trace: whatever closes
 * it, one reads on at the same place. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-panels"
#include "sample.h"

static struct sample wide(void)
{
    return sample_open(MODE_PERSONAL, 1920, 1080, 96, 100);
}

/* The item that is the panel itself, NULL where none is open. */
static const struct display_item *panel(struct sample *s)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        if (display->items[i].role == ROLE_PANEL)
            return &display->items[i];
    }
    return NULL;
}

static const struct display_item *focused(struct sample *s)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        if (display->items[i].focus)
            return &display->items[i];
    }
    return NULL;
}

static void check_at(struct sample *s, const char *screen, const char *path)
{
    assert_string_equal(screen_now(s)->screen, screen);
    assert_string_equal(screen_now(s)->path, path);
}

static void a_word_opens_its_own_section_above_the_page(void **state)
{
    (void)state;
    static const char *const shown[] = {"Term",   "word,",       "first",   "Noted.",
                                        "Inside", "Last words.", "The page"};
    struct sample s = wide();
    open_page(&s, "welcome.md");
    touch(&s, "the term");
    check_at(&s, "term", "en/welcome.md");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        assert_true(says(&s, shown[i]));
    assert_false(says(&s, "Meanings"));
    assert_false(says(&s, "Other words"));
    assert_non_null(find_target(&s, "Leave now"));
    assert_non_null(find_target(&s, "Menu"));
    assert_null(find_target(&s, "second")); /* of the page below */
    sample_close(&s);
}

/* No words of the page are half behind the panel. */
static void nothing_is_cut_by_the_panel(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    touch(&s, "the term");
    const struct display *display = reader_display(s.reader);
    const struct display_item *under = panel(&s);
    assert_non_null(under);
    for (const struct display_item *item = display->items; item < under; item++) {
        if (item->kind == ITEM_TEXT)
            assert_false(rect_intersects(item->rect, under->rect));
    }
    sample_close(&s);
}

static void everything_that_closes_it_returns_to_the_same_place(void **state)
{
    (void)state;
    static const struct action ways[] = {
        {.kind = ACTION_CLOSE},
        {.kind = ACTION_BACK},
        {.kind = ACTION_SWIPE_DOWN},
        {.kind = ACTION_TAP, .x = 900, .y = 200}, /* on the page above */
    };
    struct sample s = wide();
    open_page(&s, "welcome.md");
    do_action(&s, ACTION_NEXT);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        follow(&s, LINK_TERM);
        check_at(&s, "term", "en/welcome.md");
        reader_handle(s.reader, &ways[i]);
        check_at(&s, "page", "en/welcome.md");
        assert_int_equal(screen_now(&s)->sheet, 2);
    }
    follow(&s, LINK_TERM);
    touch(&s, "Close");
    assert_int_equal(screen_now(&s)->sheet, 2);
    assert_null(panel(&s));
    sample_close(&s);
}

static void a_tap_on_the_panel_itself_does_nothing(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    struct rect rect = panel(&s)->rect;
    reader_handle(
        s.reader,
        &(struct action){.kind = ACTION_TAP, .x = rect.x + 2, .y = rect.y + rect.h - 2});
    check_at(&s, "term", "en/welcome.md");
    sample_close(&s);
}

static void keys_go_in_around_and_back_to_the_link(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    while (!focused(&s) || strcmp(focused(&s)->text, "the term") != 0)
        do_action(&s, ACTION_FOCUS_NEXT);
    do_action(&s, ACTION_ACTIVATE);
    check_at(&s, "term", "en/welcome.md");
    assert_string_equal(focused(&s)->text, "other"); /* the first in the panel */
    while (strcmp(focused(&s)->text, "Open the glossary") != 0)
        do_action(&s, ACTION_FOCUS_NEXT);
    do_action(&s, ACTION_CLOSE);
    assert_string_equal(focused(&s)->text, "the term");

    touch(&s, "the term"); /* by touch, then on by keys: likewise */
    assert_null(focused(&s));
    do_action(&s, ACTION_FOCUS_NEXT);
    do_action(&s, ACTION_CLOSE);
    assert_string_equal(focused(&s)->text, "the term");
    sample_close(&s);
}

static void another_word_takes_its_place(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    touch(&s, "other");
    check_at(&s, "term", "en/welcome.md");
    assert_true(says(&s, "Other words."));
    assert_false(says(&s, "Last words."));
    do_action(&s, ACTION_CLOSE); /* whole, not back to the word before */
    check_at(&s, "page", "en/welcome.md");
    sample_close(&s);
}

static void links_inside_lead_on(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    touch(&s, "help");
    check_at(&s, "page", "en/help.md");
    do_action(&s, ACTION_BACK);
    check_at(&s, "page", "en/welcome.md");
    follow(&s, LINK_TERM);
    touch(&s, "outside");
    check_at(&s, "address", "");
    do_action(&s, ACTION_CLOSE);
    check_at(&s, "page", "en/welcome.md");
    sample_close(&s);
}

static void the_glossary_opens_at_the_word(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 480, 320, 166, 200);
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    while (!find_target(&s, "other"))
        do_action(&s, ACTION_NEXT);
    touch(&s, "other");
    do_action(&s, ACTION_LAST);
    touch(&s, "Open the glossary");
    check_at(&s, "page", "en/glossary.md");
    assert_true(says(&s, "Other"));
    assert_true(screen_now(&s)->sheet > 1);
    sample_close(&s);
}

static void a_word_that_is_not_there_opens_the_glossary(void **state)
{
    (void)state;
    static const char *const pages[] = {"glossary.md#nothing", "glossary.md",
                                        "glossary.md#words"};
    struct sample s = wide();
    open_page(&s, "welcome.md");
    follow(&s, LINK_DEAD_TERM);
    check_at(&s, "page", "en/glossary.md");
    do_action(&s, ACTION_BACK);
    follow(&s, LINK_TERM);
    touch(&s, "dead");
    check_at(&s, "page", "en/glossary.md");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        open_page(&s, pages[i]); /* and what one opens oneself is the page */
        check_at(&s, "page", "en/glossary.md");
    }
    follow(&s, 0); /* on the page itself its own words are places of it */
    check_at(&s, "page", "en/glossary.md");
    sample_close(&s);
}

static void a_long_one_is_turned_like_a_page_and_shows_all(void **state)
{
    (void)state;
    static const char *const words[] = {"Term",   "first",  "second",
                                        "Noted.", "Inside", "words."};
    struct sample s = sample_open(MODE_PERSONAL, 480, 320, 166, 200);
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    assert_true(screen_now(&s)->sheets > 3);
    unsigned seen = 0;
    for (int sheet = 1; sheet <= screen_now(&s)->sheets; sheet++) {
        assert_int_equal(screen_now(&s)->sheet, sheet);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            seen |= says(&s, words[i]) ? 1u << i : 0;
        do_action(&s, ACTION_RIGHT);
    }
    assert_int_equal(seen, (1u << sizeof words / sizeof *words) - 1);
    check_at(&s, "term", "en/welcome.md"); /* and Next leads nowhere else */
    do_action(&s, ACTION_SWIPE_RIGHT);
    assert_int_equal(screen_now(&s)->sheet, screen_now(&s)->sheets - 1);
    sample_close(&s);
}

static void the_bars_panels_stand_above_it(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    do_action(&s, ACTION_NEXT);
    follow(&s, LINK_TERM);
    touch(&s, "Menu");
    check_at(&s, "menu", "");
    do_action(&s, ACTION_TEXT);
    touch(&s, "Larger text");
    do_action(&s, ACTION_CLOSE);
    check_at(&s, "term", "en/welcome.md");
    assert_true(says(&s, "Term"));
    do_action(&s, ACTION_SIZE_RESET);
    do_action(&s, ACTION_CLOSE);
    check_at(&s, "page", "en/welcome.md");
    assert_int_equal(screen_now(&s)->sheet, 2);
    follow(&s, LINK_TERM);
    touch(&s, "Leave now");
    assert_string_equal(screen_now(&s)->path, "");
    assert_false(says(&s, "Term"));
    sample_close(&s);
}

static void back_in_the_bar_goes_where_it_says(void **state)
{
    (void)state;
    struct sample s = wide();
    touch(&s, "Start");
    touch(&s, "Second");
    follow(&s, LINK_TERM);
    touch(&s, "Back to Topics");
    assert_string_equal(screen_now(&s)->screen, "topics");
    sample_close(&s);
    s = sample_open(MODE_PERSONAL, 480, 320, 166, 100); /* there the menu has it */
    open_page(&s, "second.md");
    do_action(&s, ACTION_MENU);
    touch(&s, "Back to Home");
    assert_string_equal(screen_now(&s)->screen, "home");
    sample_close(&s);
}

static void another_window_or_edition_keeps_the_page(void **state)
{
    (void)state;
    struct sample s = wide();
    open_page(&s, "welcome.md");
    follow(&s, LINK_TERM);
    reader_resize(s.reader, 480, 320);
    assert_true(says(&s, "Term"));
    reader_resize(s.reader, 1920, 1080);
    check_at(&s, "term", "en/welcome.md");
    struct edition *next = sample_edition(SAMPLE_FOLDER);
    reader_set_edition(s.reader, next);
    edition_close(s.edition);
    s.edition = next;
    check_at(&s, "page", "en/welcome.md");
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_opens_its_own_section_above_the_page),
        cmocka_unit_test(nothing_is_cut_by_the_panel),
        cmocka_unit_test(everything_that_closes_it_returns_to_the_same_place),
        cmocka_unit_test(a_tap_on_the_panel_itself_does_nothing),
        cmocka_unit_test(keys_go_in_around_and_back_to_the_link),
        cmocka_unit_test(another_word_takes_its_place),
        cmocka_unit_test(links_inside_lead_on),
        cmocka_unit_test(the_glossary_opens_at_the_word),
        cmocka_unit_test(a_word_that_is_not_there_opens_the_glossary),
        cmocka_unit_test(a_long_one_is_turned_like_a_page_and_shows_all),
        cmocka_unit_test(the_bars_panels_stand_above_it),
        cmocka_unit_test(back_in_the_bar_goes_where_it_says),
        cmocka_unit_test(another_window_or_edition_keeps_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
