/* In a right-to-left language everything stands the other way round, and turns so. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-mirror"
#define SAMPLE_LANG "ar"
#include "sample.h"

static void bars_begin_at_the_right(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    open_page(&s, "welcome.md");
    assert_true(find_target(&s, "Menu")->rect.x > 640);
    assert_true(find_target(&s, "Next")->rect.x < 640);
    assert_true(find_target(&s, "Leave now")->rect.x < 640);
    assert_true(find_target(&s, "Welcome")->rect.x > 640); /* the rail */
    sample_close(&s);
}

static void left_is_onward(void **state)
{
    (void)state;
    static const struct {
        struct action action;
        int sheet;
    } rows[] = {
        {{.kind = ACTION_LEFT}, 2},
        {{.kind = ACTION_RIGHT}, 1},
        {{.kind = ACTION_SWIPE_RIGHT}, 2},
        {{.kind = ACTION_SWIPE_LEFT}, 1},
        {{.kind = ACTION_TAP, .x = 5, .y = 400}, 2},
        {{.kind = ACTION_SWIPE_UP}, 3},
        {{.kind = ACTION_DOWN}, 4},
    };
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    open_page(&s, "welcome.md");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reader_handle(s.reader, &rows[i].action);
        assert_int_equal(screen_now(&s)->sheet, rows[i].sheet);
    }
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_begin_at_the_right),
        cmocka_unit_test(left_is_onward),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
