/* What a person may rely on, whatever they touch: Leave now leaves nothing, Next carries
 * nobody into a stage, the place on a page is kept, and every way in leads out. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-reader"
#include "sample.h"

static struct sample kiosk(void)
{
    return sample_open(MODE_KIOSK, 800, 480, 131, 100);
}

static void the_idle_screen_says_nothing_of_the_topics(void **state)
{
    (void)state;
    struct sample s = kiosk();
    static const char *const words[] = {"Secret", "Start", "Stages", "Welcome", "Help"};
    assert_string_equal(screen_now(&s)->screen, "idle");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(says(&s, words[i]));
    reader_handle(s.reader, &(struct action){.kind = ACTION_TAP, .x = 1, .y = 1});
    assert_string_equal(screen_now(&s)->screen, "home");
    sample_close(&s);
}

static void leave_now_forgets_the_session_from_everywhere(void **state)
{
    (void)state;
    static const enum action_kind last[] = {ACTION_NONE,     ACTION_NEXT, ACTION_MENU,
                                            ACTION_TEXT,     ACTION_KEYS, ACTION_STAGES,
                                            ACTION_CONTENTS, ACTION_HOME, ACTION_LAST};
    struct sample s = kiosk();
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        do_action(&s, ACTION_START);
        open_page(&s, "two.md");
        do_action(&s, ACTION_LARGER);
        reader_handle(s.reader,
                      &(struct action){.kind = ACTION_THEME, .arg = THEME_DARK});
        do_action(&s, last[i]);
        touch(&s, "Leave now");
        const struct display_screen *screen = screen_now(&s);
        assert_string_equal(screen->screen, "idle");
        assert_int_equal(screen->size, 100);
        assert_int_equal(screen->theme, THEME_LIGHT);
        assert_string_equal(screen->path, "");
        assert_false(says(&s, "two"));
        do_action(&s, ACTION_BACK);
        do_action(&s, ACTION_FORWARD);
        assert_string_equal(screen_now(&s)->screen, "idle");
        do_action(&s, ACTION_START);
        do_action(&s, ACTION_BACK);
        assert_string_equal(screen_now(&s)->screen, "home");
        do_action(&s, ACTION_LEAVE);
    }
    sample_close(&s);
}

static void next_never_leaves_a_stage(void **state)
{
    (void)state;
    static const enum action_kind onward[] = {ACTION_NEXT, ACTION_RIGHT, ACTION_DOWN,
                                              ACTION_SWIPE_LEFT, ACTION_SWIPE_UP};
    struct sample s = kiosk();
    do_action(&s, ACTION_START);
    for (size_t i = 0; i < sizeof onward / sizeof *onward; i++) {
        open_page(&s, "one.md");
        for (int n = 0; n < 100; n++) {
            do_action(&s, onward[i]);
            reader_handle(s.reader,
                          &(struct action){.kind = ACTION_TAP, .x = 799, .y = 240});
        }
        assert_string_equal(screen_now(&s)->path, "en/one.md");
        assert_int_equal(screen_now(&s)->sheet, screen_now(&s)->sheets);
        assert_null(find_target(&s, "Next"));
    }
    sample_close(&s);
}

static void a_stage_ends_with_four_choices(void **state)
{
    (void)state;
    struct sample s = kiosk();
    do_action(&s, ACTION_START);
    open_page(&s, "four.md");
    do_action(&s, ACTION_LAST);
    touch(&s, "Read again");
    assert_int_equal(screen_now(&s)->sheet, 1);
    assert_true(says(&s, "Stage 4 of 4"));
    do_action(&s, ACTION_LAST);
    touch(&s, "I want to stop");
    assert_string_equal(screen_now(&s)->path, "en/aftercare.md");
    do_action(&s, ACTION_BACK);
    touch(&s, "Go back a stage"); /* past the side stage */
    assert_string_equal(screen_now(&s)->path, "en/two.md");
    do_action(&s, ACTION_LAST);
    touch(&s, "All stages");
    assert_string_equal(screen_now(&s)->screen, "ladder");
    assert_true(says(&s, "You are here"));
    sample_close(&s);
}

static void next_goes_on_through_pages_and_stops_at_the_ladder(void **state)
{
    (void)state;
    struct sample s = kiosk();
    do_action(&s, ACTION_START);
    open_page(&s, "second.md");
    do_action(&s, ACTION_LAST);
    do_action(&s, ACTION_NEXT);
    assert_string_equal(screen_now(&s)->path, "en/stages.md");
    assert_int_equal(screen_now(&s)->sheet, 1);
    do_action(&s, ACTION_PREVIOUS);
    assert_string_equal(screen_now(&s)->path, "en/second.md");
    assert_int_equal(screen_now(&s)->sheet, screen_now(&s)->sheets);
    do_action(&s, ACTION_NEXT);
    do_action(&s, ACTION_LAST);
    do_action(&s, ACTION_NEXT);
    assert_string_equal(screen_now(&s)->screen, "ladder");
    open_page(&s, "help.md");
    do_action(&s, ACTION_PREVIOUS); /* what stands before it is a stage */
    assert_string_equal(screen_now(&s)->screen, "ladder");
    open_page(&s, "aftercare.md");
    do_action(&s, ACTION_LAST);
    do_action(&s, ACTION_NEXT); /* the end of the guide */
    assert_string_equal(screen_now(&s)->screen, "home");
    sample_close(&s);
}

/* A word of the page that stands on the sheet: its first in the text's own style. */
static void first_word(struct sample *s, char *out, size_t size)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (item->kind == ITEM_TEXT && item->role == ROLE_BODY) {
            snprintf(out, size, "%.*s ", (int)strcspn(item->text, " ."), item->text);
            return;
        }
    }
    fail_msg("no words on the sheet");
}

static void the_place_on_a_page_survives_size_theme_window_and_rotation(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    char word[64];
    open_page(&s, "welcome.md");
    do_action(&s, ACTION_NEXT);
    first_word(&s, word, sizeof word);
    word[strlen(word) - 1] = '\0';
    int sheet = screen_now(&s)->sheet;

    do_action(&s, ACTION_LARGER);
    do_action(&s, ACTION_LARGER);
    assert_true(says(&s, word));
    reader_handle(s.reader, &(struct action){.kind = ACTION_THEME, .arg = THEME_DARK});
    assert_true(says(&s, word));
    do_action(&s, ACTION_TEXT);
    do_action(&s, ACTION_LARGER);
    do_action(&s, ACTION_CLOSE);
    assert_true(says(&s, word));
    reader_resize(s.reader, 800, 1280);
    assert_true(says(&s, word));
    reader_resize(s.reader, 480, 320);
    assert_true(says(&s, word));
    reader_resize(s.reader, 1280, 800);
    do_action(&s, ACTION_SIZE_RESET);
    assert_int_equal(screen_now(&s)->sheet, sheet);
    sample_close(&s);
}

static void back_says_where_it_leads_and_goes_there(void **state)
{
    (void)state;
    struct sample s = kiosk();
    do_action(&s, ACTION_START);
    touch(&s, "Start");
    assert_string_equal(screen_now(&s)->screen, "topics");
    touch(&s, "Second");
    assert_non_null(find_target(&s, "Back to Topics"));
    do_action(&s, ACTION_NEXT);
    int sheet = screen_now(&s)->sheet;
    do_action(&s, ACTION_HOME);
    touch(&s, "Stages");
    touch(&s, "Stage 1: One");
    assert_non_null(find_target(&s, "Back to Stages"));
    touch(&s, "Back to Stages");
    assert_string_equal(screen_now(&s)->screen, "ladder");
    touch(&s, "Back to Home");
    do_action(&s, ACTION_BACK);
    assert_string_equal(screen_now(&s)->path, "en/second.md");
    assert_int_equal(screen_now(&s)->sheet, sheet);
    do_action(&s, ACTION_FORWARD);
    assert_string_equal(screen_now(&s)->screen, "home");
    sample_close(&s);
}

static void links_open_pages_and_an_outside_one_only_its_address(void **state)
{
    (void)state;
    struct sample s = kiosk();
    do_action(&s, ACTION_START);
    open_page(&s, "welcome.md");
    follow(&s, LINK_SECOND);
    assert_string_equal(screen_now(&s)->path, "en/second.md");
    assert_true(says(&s, "More"));
    do_action(&s, ACTION_BACK);
    follow(&s, LINK_WEB);
    assert_string_equal(screen_now(&s)->screen, "address");
    assert_true(says(&s, "example.org/"));
    do_action(&s, ACTION_CLOSE);
    assert_string_equal(screen_now(&s)->path, "en/welcome.md");
    follow(&s, 99);
    assert_string_equal(screen_now(&s)->path, "en/welcome.md");
    sample_close(&s);
}

static void keys_move_on_a_list_and_press_what_has_the_focus(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    do_action(&s, ACTION_DOWN);
    do_action(&s, ACTION_DOWN);
    do_action(&s, ACTION_ACTIVATE);
    assert_string_equal(screen_now(&s)->screen, "ladder");
    do_action(&s, ACTION_CLOSE);
    assert_string_equal(screen_now(&s)->screen, "home");
    sample_close(&s);
}

static void only_a_reader_of_ones_own_quits(void **state)
{
    (void)state;
    struct sample s = kiosk();
    do_action(&s, ACTION_QUIT);
    assert_false(reader_has_quit(s.reader));
    do_action(&s, ACTION_END); /* but a machine that goes down ends it */
    assert_true(reader_has_quit(s.reader));
    sample_close(&s);
    s = sample_open(MODE_PERSONAL, 800, 480, 131, 100);
    do_action(&s, ACTION_MENU);
    touch(&s, "Quit");
    assert_true(reader_has_quit(s.reader));
    sample_close(&s);
}

static void a_page_that_is_not_there_is_refused_by_name(void **state)
{
    (void)state;
    struct sample s = kiosk();
    struct error err = {0};
    assert_false(reader_open(s.reader, "nothing.md#x", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_non_null(strstr(err.detail, "nothing.md"));
    assert_string_equal(screen_now(&s)->screen, "idle");
    sample_close(&s);
}

static void another_edition_shows_the_same_place(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 800, 480, 131, 100);
    open_page(&s, "welcome.md");
    do_action(&s, ACTION_NEXT);
    int sheet = screen_now(&s)->sheet;
    struct edition *next = sample_edition(SAMPLE_FOLDER);
    reader_set_edition(s.reader, next);
    edition_close(s.edition);
    s.edition = next;
    assert_string_equal(screen_now(&s)->path, "en/welcome.md");
    assert_int_equal(screen_now(&s)->sheet, sheet);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_idle_screen_says_nothing_of_the_topics),
        cmocka_unit_test(leave_now_forgets_the_session_from_everywhere),
        cmocka_unit_test(next_never_leaves_a_stage),
        cmocka_unit_test(a_stage_ends_with_four_choices),
        cmocka_unit_test(next_goes_on_through_pages_and_stops_at_the_ladder),
        cmocka_unit_test(the_place_on_a_page_survives_size_theme_window_and_rotation),
        cmocka_unit_test(back_says_where_it_leads_and_goes_there),
        cmocka_unit_test(links_open_pages_and_an_outside_one_only_its_address),
        cmocka_unit_test(keys_move_on_a_list_and_press_what_has_the_focus),
        cmocka_unit_test(only_a_reader_of_ones_own_quits),
        cmocka_unit_test(a_page_that_is_not_there_is_refused_by_name),
        cmocka_unit_test(another_edition_shows_the_same_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
