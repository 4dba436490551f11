/* Whatever is touched, in whatever order: the reader shows a screen that can be left. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-monkey"
#include "sample.h"

enum {
    ACTIONS = 3000,
};

/* Numbers by xorshift32: the same on every machine. */
static uint32_t next_number(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static struct action any_action(uint32_t *seed)
{
    struct action action = {.kind = next_number(seed) % ACTION_COUNT};
    action.x = (int)(next_number(seed) % 900) - 50;
    action.y = (int)(next_number(seed) % 900) - 50;
    action.arg = (long long)(next_number(seed) % 32) - 4;
    return action;
}

static void check_screen(struct sample *s)
{
    const struct display_screen *now = screen_now(s);
    assert_true(now->sheet >= 1 && now->sheet <= now->sheets);
    if (strcmp(now->screen, "idle") == 0)
        assert_non_null(find_target(s, "Touch to start"));
    else
        assert_non_null(find_target(s, "Leave now"));
}

static void any_actions_leave_a_screen_that_can_be_left(void **state)
{
    (void)state;
    static const struct {
        int w, h, dpi;
    } windows[] = {{480, 320, 166}, {800, 480, 131}, {1280, 800, 96}};
    uint32_t seed = 2463534242u;
    for (size_t w = 0; w < sizeof windows / sizeof *windows; w++) {
        struct sample s =
            sample_open(MODE_KIOSK, windows[w].w, windows[w].h, windows[w].dpi, 100);
        for (int i = 0; i < ACTIONS; i++) {
            struct action action = any_action(&seed);
            if (i % 100 == 99)
                reader_resize(s.reader, 240 + (int)(next_number(&seed) % 1000),
                              240 + (int)(next_number(&seed) % 1000));
            reader_handle(s.reader, &action);
            check_screen(&s);
        }
        sample_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_actions_leave_a_screen_that_can_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
