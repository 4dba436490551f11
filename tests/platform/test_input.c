/* Keys, fingers, the mouse and the window as actions: SDL's events are pushed, actions
 * come out. The window is SDL's dummy one. */
#include "platform/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>

enum {
    W = 640,
    H = 480,
    PX_PER_MM = 4
};

struct fixture {
    struct clock clock;
    struct window *window;
    struct input *input;
};

/* The next action that is waiting, ACTION_NONE where there is none. */
static struct action next(struct fixture *f)
{
    struct action action = {0};
    if (!input_wait(f->input, f->window, 0, &action))
        assert_int_equal(action.kind, ACTION_NONE);
    return action;
}

static void open_window(struct fixture *f, int rotate)
{
    const struct window_options options = {.w = W, .h = H, .rotate = rotate, .title = ""};
    struct error err = {0};
    *f = (struct fixture){.clock = {.is_virtual = true, .virtual_ms = 1000}};
    f->window = window_open(&options, &err);
    assert_non_null(f->window);
    f->input = input_new(&f->clock, PX_PER_MM);
    while (next(f).kind != ACTION_NONE) /* what opening a window brings */
        ;
}

static void close_window(struct fixture *f)
{
    input_free(f->input);
    window_close(f->window);
}

static void push(SDL_Event event)
{
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_key(Uint32 type, SDL_Keycode code, unsigned modifiers, int repeat)
{
    push((SDL_Event){.key = {.type = type,
                             .repeat = (Uint8)repeat,
                             .keysym = {.sym = code, .mod = (Uint16)modifiers}}});
}

static void push_button(Uint32 type, int button, int x, int y, Uint32 which)
{
    push((SDL_Event){
        .button = {
            .type = type, .which = which, .button = (Uint8)button, .x = x, .y = y}});
}

static void push_motion(int x, int y)
{
    push((SDL_Event){
        .motion = {.type = SDL_MOUSEMOTION, .x = x, .y = y, .xrel = 1, .yrel = 1}});
}

static void push_finger(Uint32 type, int id, float x, float y)
{
    push((SDL_Event){
        .tfinger = {.type = type, .touchId = 9, .fingerId = id, .x = x, .y = y}});
}

static void keys_of_the_keyboard_ask_for_their_actions(void **state)
{
    (void)state;
    static const struct {
        SDL_Keycode code;
        unsigned modifiers;
        enum action_kind action;
    } rows[] = {
        {SDLK_LEFT, 0, ACTION_LEFT},
        {SDLK_RIGHT, 0, ACTION_RIGHT},
        {SDLK_UP, 0, ACTION_UP},
        {SDLK_DOWN, 0, ACTION_DOWN},
        {SDLK_DOWN, KMOD_NUM | KMOD_CAPS, ACTION_DOWN},
        {SDLK_TAB, 0, ACTION_FOCUS_NEXT},
        {SDLK_TAB, KMOD_LSHIFT, ACTION_FOCUS_PREVIOUS},
        {SDLK_TAB, KMOD_RSHIFT, ACTION_FOCUS_PREVIOUS},
        {SDLK_TAB, KMOD_LALT, ACTION_NONE},
        {SDLK_RETURN, 0, ACTION_ACTIVATE},
        {SDLK_KP_ENTER, 0, ACTION_ACTIVATE},
        {SDLK_SPACE, 0, ACTION_NEXT},
        {SDLK_SPACE, KMOD_RSHIFT, ACTION_PREVIOUS},
        {SDLK_PAGEDOWN, 0, ACTION_NEXT},
        {SDLK_PAGEUP, 0, ACTION_PREVIOUS},
        {SDLK_HOME, 0, ACTION_FIRST},
        {SDLK_HOME, KMOD_LALT, ACTION_HOME},
        {SDLK_h, 0, ACTION_HOME},
        {SDLK_h, KMOD_CTRL, ACTION_NONE},
        {SDLK_END, 0, ACTION_LAST},
        {SDLK_ESCAPE, 0, ACTION_CLOSE},
        {SDLK_PLUS, 0, ACTION_LARGER},
        {SDLK_EQUALS, 0, ACTION_LARGER},
        {SDLK_EQUALS, KMOD_LSHIFT, ACTION_LARGER},
        {SDLK_KP_PLUS, KMOD_NUM, ACTION_LARGER},
        {SDLK_MINUS, 0, ACTION_SMALLER},
        {SDLK_KP_MINUS, 0, ACTION_SMALLER},
        {SDLK_0, 0, ACTION_SIZE_RESET},
        {SDLK_KP_0, KMOD_NUM, ACTION_SIZE_RESET},
        {SDLK_BACKSPACE, 0, ACTION_BACK},
        {SDLK_LEFT, KMOD_LALT, ACTION_BACK},
        {SDLK_RIGHT, KMOD_RALT, ACTION_FORWARD},
        {SDLK_AC_BACK, 0, ACTION_BACK},
        {SDLK_F10, 0, ACTION_MENU},
        {SDLK_MENU, 0, ACTION_MENU},
        {SDLK_APPLICATION, 0, ACTION_MENU},
        {SDLK_t, 0, ACTION_CONTENTS},
        {SDLK_t, KMOD_LSHIFT, ACTION_CONTENTS},
        {SDLK_QUESTION, KMOD_LSHIFT, ACTION_KEYS},
        {SDLK_SLASH, KMOD_RSHIFT, ACTION_KEYS},
        {SDLK_SLASH, 0, ACTION_NONE},
        {SDLK_q, KMOD_CTRL, ACTION_NONE},
        {SDLK_x, 0, ACTION_NONE},
    };
    struct fixture f;
    open_window(&f, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        push_key(SDL_KEYDOWN, rows[i].code, rows[i].modifiers, 0);
        push_key(SDL_KEYUP, rows[i].code, rows[i].modifiers, 0);
        assert_int_equal(next(&f).kind, rows[i].action);
        assert_int_equal(next(&f).kind, ACTION_NONE);
    }
    close_window(&f);
}

static void a_key_held_down_turns_pages_but_activates_once(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_key(SDL_KEYDOWN, SDLK_SPACE, 0, 1);
    assert_int_equal(next(&f).kind, ACTION_NEXT);
    push_key(SDL_KEYDOWN, SDLK_RETURN, 0, 1);
    push_key(SDL_KEYDOWN, SDLK_BACKSPACE, 0, 1);
    assert_int_equal(next(&f).kind, ACTION_NONE);
    close_window(&f);
}

static void every_key_by_name_has_an_action_but_shift(void **state)
{
    (void)state;
    struct clock clock = {.is_virtual = true};
    struct input *input = input_new(&clock, PX_PER_MM);
    for (int i = KEY_NONE + 1; i < KEY_COUNT; i++) {
        enum key key;
        assert_true(key_from_name(key_name((enum key)i), &key));
        assert_int_equal(key, i);
        enum action_kind kind = input_key(input, key).kind;
        assert_true(key == KEY_SHIFT ? kind == ACTION_NONE : kind != ACTION_NONE);
    }
    enum key untouched = KEY_END;
    assert_false(key_from_name("None", &untouched));
    assert_false(key_from_name("left", &untouched));
    assert_false(key_from_name("", &untouched));
    assert_int_equal(untouched, KEY_END);
    input_free(input);
}

/* Presses Shift alone at the given times; returns how often Leave now came. */
static int press_shift_at(const uint64_t *times, size_t count)
{
    struct clock clock = {.is_virtual = true};
    struct input *input = input_new(&clock, PX_PER_MM);
    int left = 0;
    for (size_t i = 0; i < count; i++) {
        clock.virtual_ms = times[i];
        left += input_key(input, KEY_SHIFT).kind == ACTION_LEAVE;
    }
    input_free(input);
    return left;
}

static void shift_three_times_within_five_seconds_leaves(void **state)
{
    (void)state;
    static const struct {
        uint64_t times[6];
        size_t count;
        int left;
    } rows[] = {
        {{0, 1, 2}, 3, 1},
        {{0, 2500, 5000}, 3, 1},
        {{0, 2500, 5001}, 3, 0},
        {{0, 2500, 5001, 6000}, 4, 1}, /* the last three */
        {{0, 1}, 2, 0},
        {{0, 1, 2, 3, 4}, 5, 1},
        {{0, 1, 2, 3, 4, 5}, 6, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(press_shift_at(rows[i].times, rows[i].count), rows[i].left);
}

static void tap_shift(void)
{
    push_key(SDL_KEYDOWN, SDLK_LSHIFT, KMOD_LSHIFT, 0);
    push_key(SDL_KEYUP, SDLK_LSHIFT, 0, 0);
}

static void shift_that_types_something_does_not_leave(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    for (int i = 0; i < 6; i++) {
        push_key(SDL_KEYDOWN, SDLK_LSHIFT, KMOD_LSHIFT, 0);
        push_key(SDL_KEYDOWN, SDLK_x, KMOD_LSHIFT, 0);
        push_key(SDL_KEYUP, SDLK_LSHIFT, 0, 0);
    }
    assert_int_equal(next(&f).kind, ACTION_NONE);
    tap_shift();
    tap_shift();
    push_key(SDL_KEYDOWN, SDLK_x, 0, 0);
    tap_shift();
    assert_int_equal(next(&f).kind, ACTION_NONE);
    tap_shift();
    tap_shift();
    assert_int_equal(next(&f).kind, ACTION_LEAVE);
    close_window(&f);
}

static void expect(struct fixture *f, enum action_kind kind, int x, int y)
{
    struct action action = next(f);
    assert_int_equal(action.kind, kind);
    assert_int_equal(action.x, x);
    assert_int_equal(action.y, y);
}

static void a_click_that_hardly_moves_is_a_tap_where_it_went_down(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 100, 50, 0);
    push_motion(105, 55);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 107, 57, 0);
    expect(&f, ACTION_PRESS, 100, 50);
    expect(&f, ACTION_TAP, 100, 50);
    expect(&f, ACTION_NONE, 0, 0);
    close_window(&f);
}

static void a_press_that_slides_away_is_released_and_no_tap(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 100, 50, 0);
    push_motion(112, 50); /* 3 mm */
    push_motion(125, 50);
    push_motion(100, 50); /* back again: still none */
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 100, 50, 0);
    expect(&f, ACTION_PRESS, 100, 50);
    expect(&f, ACTION_RELEASE, 100, 50);
    expect(&f, ACTION_NONE, 0, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 100, 50, 0);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 120, 50,
                0); /* 5 mm, no motion said */
    expect(&f, ACTION_PRESS, 100, 50);
    expect(&f, ACTION_RELEASE, 100, 50);
    expect(&f, ACTION_NONE, 0, 0);
    close_window(&f);
}

static void a_finger_that_moves_ten_millimetres_swipes(void **state)
{
    (void)state;
    static const struct {
        float dx, dy; /* px */
        enum action_kind swipe;
    } rows[] = {
        {-41, 0, ACTION_SWIPE_LEFT},  {41, 0, ACTION_SWIPE_RIGHT},
        {0, -41, ACTION_SWIPE_UP},    {0, 41, ACTION_SWIPE_DOWN},
        {-60, 30, ACTION_SWIPE_LEFT}, {30, 60, ACTION_SWIPE_DOWN},
        {-30, 0, ACTION_NONE},        {20, 20, ACTION_NONE},
    };
    struct fixture f;
    open_window(&f, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        float x = 0.5f + rows[i].dx / W, y = 0.5f + rows[i].dy / H;
        push_finger(SDL_FINGERDOWN, 1, 0.5f, 0.5f);
        push_finger(SDL_FINGERMOTION, 1, x, y);
        push_finger(SDL_FINGERUP, 1, x, y);
        expect(&f, ACTION_PRESS, 320, 240);
        expect(&f, ACTION_RELEASE, 320, 240);
        assert_int_equal(next(&f).kind, rows[i].swipe);
    }
    assert_int_equal(next(&f).kind, ACTION_NONE);
    close_window(&f);
}

static void the_finger_that_went_down_last_counts(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_finger(SDL_FINGERDOWN, 1, 0.25f, 0.25f); /* a palm that stays */
    push_finger(SDL_FINGERDOWN, 2, 0.5f, 0.5f);
    push_finger(SDL_FINGERMOTION, 1, 0.9f, 0.9f);
    push_finger(SDL_FINGERUP, 2, 0.5f, 0.5f);
    push_finger(SDL_FINGERUP, 1, 0.9f, 0.9f);
    expect(&f, ACTION_PRESS, 160, 120);
    expect(&f, ACTION_PRESS, 320, 240);
    expect(&f, ACTION_TAP, 320, 240);
    expect(&f, ACTION_NONE, 0, 0);
    close_window(&f);
}

static void other_buttons_and_sdls_copies_of_touches_do_nothing(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 9, 9, 0);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_RIGHT, 9, 9, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 9, 9, SDL_TOUCH_MOUSEID);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 9, 9, SDL_TOUCH_MOUSEID);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 9, 9, 0); /* without a press */
    assert_int_equal(next(&f).kind, ACTION_NONE);
    close_window(&f);
}

static void taps_are_where_the_turned_picture_has_them(void **state)
{
    (void)state;
    static const struct {
        int rotate, x, y;
    } rows[] = {{0, 10, 20}, {90, 20, 629}, {180, 629, 459}, {270, 459, 10}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        open_window(&f, rows[i].rotate);
        push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 10, 20, 0);
        expect(&f, ACTION_PRESS, rows[i].x, rows[i].y);
        close_window(&f);
    }
}

static void push_wheel(int y, Uint32 direction)
{
    push((SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = y, .direction = direction}});
}

static void the_wheel_turns_one_page_at_a_time(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_wheel(-1, SDL_MOUSEWHEEL_NORMAL);
    push_wheel(-3, SDL_MOUSEWHEEL_NORMAL);
    assert_int_equal(next(&f).kind, ACTION_NEXT);
    assert_int_equal(next(&f).kind, ACTION_NONE);
    f.clock.virtual_ms += 200;
    push_wheel(1, SDL_MOUSEWHEEL_NORMAL);
    assert_int_equal(next(&f).kind, ACTION_PREVIOUS);
    f.clock.virtual_ms += 200;
    push_wheel(0, SDL_MOUSEWHEEL_NORMAL); /* sideways */
    push_wheel(1, SDL_MOUSEWHEEL_FLIPPED);
    assert_int_equal(next(&f).kind, ACTION_NEXT);
    close_window(&f);
}

static void push_window(int event)
{
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = (Uint8)event}});
}

static void the_windows_events_ask_for_a_new_layout_or_new_pixels(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    push_window(SDL_WINDOWEVENT_EXPOSED);
    assert_int_equal(next(&f).kind, ACTION_REDRAW);
    push_window(SDL_WINDOWEVENT_FOCUS_LOST);
    assert_int_equal(next(&f).kind, ACTION_NONE);
    push_window(SDL_WINDOWEVENT_SIZE_CHANGED); /* many while it is dragged: one */
    push_window(SDL_WINDOWEVENT_SIZE_CHANGED);
    push_window(SDL_WINDOWEVENT_EXPOSED);
    assert_int_equal(next(&f).kind, ACTION_RESIZE);
    assert_int_equal(next(&f).kind, ACTION_NONE);
    push_window(SDL_WINDOWEVENT_CLOSE);
    assert_int_equal(next(&f).kind, ACTION_QUIT);
    push((SDL_Event){.type = SDL_QUIT}); /* SIGTERM's */
    assert_int_equal(next(&f).kind, ACTION_END);
    close_window(&f);
}

static void *reload(void *input)
{
    input_reload(input);
    return NULL;
}

static void another_thread_can_ask_for_a_reload(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    pthread_t thread;
    struct action action = {0};
    assert_int_equal(pthread_create(&thread, NULL, reload, f.input), 0);
    assert_true(input_wait(f.input, f.window, -1, &action));
    assert_int_equal(action.kind, ACTION_RELOAD);
    pthread_join(thread, NULL);
    close_window(&f);
}

static void waiting_ends_at_its_time(void **state)
{
    (void)state;
    struct fixture f;
    open_window(&f, 0);
    struct action action = {.kind = ACTION_HOME};
    push_window(SDL_WINDOWEVENT_FOCUS_GAINED); /* an event that is no action */
    assert_false(input_wait(f.input, f.window, 5, &action));
    assert_int_equal(action.kind, ACTION_HOME);
    close_window(&f);
}

static void a_turned_window_gives_a_turned_canvas(void **state)
{
    (void)state;
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct fixture f;
        struct window_pixels pixels, again;
        struct error err = {0};
        open_window(&f, rotate);
        assert_true(window_pixels(f.window, &pixels, &err));
        assert_int_equal(pixels.w, rotate % 180 ? H : W);
        assert_int_equal(pixels.h, rotate % 180 ? W : H);
        assert_true(pixels.stride >= pixels.w);
        for (int i = 0; i < pixels.h * pixels.stride; i++)
            pixels.pixels[i] = 0xffffff;
        const struct rect rects[] = {{0, 0, pixels.w, pixels.h}, {-5, -5, 9, 9}, {0}};
        window_present(f.window, rects, 3);
        assert_true(window_pixels(f.window, &again, &err));
        assert_ptr_equal(again.pixels, pixels.pixels);
        close_window(&f);
    }
}

static void without_a_display_the_error_says_what_to_do(void **state)
{
    (void)state;
    struct error err = {0};
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(window_open(&(struct window_options){.title = ""}, &err));
    assert_int_equal(err.code, ERROR_UNSUPPORTED);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_the_keyboard_ask_for_their_actions),
        cmocka_unit_test(a_key_held_down_turns_pages_but_activates_once),
        cmocka_unit_test(every_key_by_name_has_an_action_but_shift),
        cmocka_unit_test(shift_three_times_within_five_seconds_leaves),
        cmocka_unit_test(shift_that_types_something_does_not_leave),
        cmocka_unit_test(a_click_that_hardly_moves_is_a_tap_where_it_went_down),
        cmocka_unit_test(a_press_that_slides_away_is_released_and_no_tap),
        cmocka_unit_test(a_finger_that_moves_ten_millimetres_swipes),
        cmocka_unit_test(the_finger_that_went_down_last_counts),
        cmocka_unit_test(other_buttons_and_sdls_copies_of_touches_do_nothing),
        cmocka_unit_test(taps_are_where_the_turned_picture_has_them),
        cmocka_unit_test(the_wheel_turns_one_page_at_a_time),
        cmocka_unit_test(the_windows_events_ask_for_a_new_layout_or_new_pixels),
        cmocka_unit_test(another_thread_can_ask_for_a_reload),
        cmocka_unit_test(waiting_ends_at_its_time),
        cmocka_unit_test(a_turned_window_gives_a_turned_canvas),
        cmocka_unit_test(without_a_display_the_error_says_what_to_do),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
