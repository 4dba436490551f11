/* Events of SDL become actions here, and nowhere else.
 *
 * Waiting: with only its video started, SDL sleeps in the display's socket on X11 and
 * Wayland until an event comes. On other drivers (KMSDRM) its own wait looks every
 * millisecond; there this file paces itself to thirty looks a second.
 *
 * The finger that went down last counts: a palm that rests on the glass, or a sensor that
 * reports a touch for ever, does not lock anybody out. */
#include "platform/input.h"

#include "base/mem.h"
#include "platform/gesture.h"
#include "platform/keymap.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

enum {
    PACE_MS = 33,
    WHEEL_PAUSE_MS = 150, /* a touchpad's flick is one turn of the page, not twenty */
    LEAVE_TIMES = 3,
    LEAVE_MS = 5000
};

struct input {
    const struct clock *clock;
    struct gesture gesture;
    SDL_TouchID touch; /* whose finger is down */
    SDL_FingerID finger;
    bool shift_alone;             /* Shift is down, and no other key has been since */
    uint64_t shifts[LEAVE_TIMES]; /* when Shift was last pressed alone, newest first */
    int shift_count;
    uint64_t wheel_after; /* when the wheel counts again */
    Uint32 reload_event;
};

struct input *input_new(const struct clock *clock, double px_per_mm)
{
    struct input *input = mem_alloc(sizeof *input);
    input->clock = clock;
    input->gesture.px_per_mm = px_per_mm;
    input->reload_event = SDL_RegisterEvents(1);
    return input;
}

void input_free(struct input *input)
{
    free(input);
}

void input_reload(struct input *input)
{
    SDL_Event event = {.type = input->reload_event};
    SDL_PushEvent(&event);
}

/* Shift alone, three times within 5 s, is Leave now: found without looking, and pressed
 * by nobody by chance. */
static enum action_kind count_shift(struct input *input)
{
    for (int i = LEAVE_TIMES - 1; i > 0; i--)
        input->shifts[i] = input->shifts[i - 1];
    input->shifts[0] = clock_now(input->clock);
    if (input->shift_count < LEAVE_TIMES)
        input->shift_count++;
    if (input->shift_count < LEAVE_TIMES ||
        input->shifts[0] - input->shifts[LEAVE_TIMES - 1] > LEAVE_MS)
        return ACTION_NONE;
    input->shift_count = 0;
    return ACTION_LEAVE;
}

struct action input_key(struct input *input, enum key key)
{
    if (key == KEY_SHIFT)
        return (struct action){.kind = count_shift(input)};
    input->shift_count = 0;
    return (struct action){.kind = keymap_action(key)};
}

static struct action key_down(struct input *input, const SDL_KeyboardEvent *event)
{
    if (keymap_is_shift(event->keysym.sym)) {
        if (!event->repeat)
            input->shift_alone = true;
        return (struct action){0};
    }
    input->shift_alone = false;
    return input_key(
        input, keymap_key(event->keysym.sym, event->keysym.mod, event->repeat != 0));
}

static struct action key_up(struct input *input, const SDL_KeyboardEvent *event)
{
    if (!keymap_is_shift(event->keysym.sym) || !input->shift_alone)
        return (struct action){0};
    input->shift_alone = false;
    return input_key(input, KEY_SHIFT);
}

/* Mouse and fingers share this path. */
static struct action point(struct input *input, const struct window *window,
                           struct action (*step)(struct gesture *, int, int), int x,
                           int y)
{
    window_to_canvas(window, &x, &y);
    return step(&input->gesture, x, y);
}

static struct action mouse_button(struct input *input, const struct window *window,
                                  const SDL_MouseButtonEvent *event)
{
    bool down = event->type == SDL_MOUSEBUTTONDOWN;
    if (event->which == SDL_TOUCH_MOUSEID || event->button != SDL_BUTTON_LEFT)
        return (struct action){0};
    return point(input, window, down ? gesture_down : gesture_up, event->x, event->y);
}

static struct action mouse_motion(struct input *input, const struct window *window,
                                  const SDL_MouseMotionEvent *event)
{
    if (event->which == SDL_TOUCH_MOUSEID)
        return (struct action){0};
    if (event->xrel || event->yrel)
        window_show_pointer(true);
    return point(input, window, gesture_move, event->x, event->y);
}

static struct action wheel(struct input *input, const SDL_MouseWheelEvent *event)
{
    int down = event->direction == SDL_MOUSEWHEEL_FLIPPED ? event->y : -event->y;
    uint64_t now = clock_now(input->clock);
    if (event->which == SDL_TOUCH_MOUSEID || !down || now < input->wheel_after)
        return (struct action){0};
    input->wheel_after = now + WHEEL_PAUSE_MS;
    return (struct action){.kind = down > 0 ? ACTION_NEXT : ACTION_PREVIOUS};
}

static struct action finger(struct input *input, const struct window *window,
                            const SDL_TouchFingerEvent *event)
{
    int w, h;
    window_size(window, &w, &h);
    int x = (int)(event->x * (float)w), y = (int)(event->y * (float)h);
    if (event->type == SDL_FINGERDOWN) {
        input->touch = event->touchId;
        input->finger = event->fingerId;
        window_show_pointer(false);
        return point(input, window, gesture_down, x, y);
    }
    if (event->touchId != input->touch || event->fingerId != input->finger)
        return (struct action){0};
    return point(input, window, event->type == SDL_FINGERUP ? gesture_up : gesture_move,
                 x, y);
}

/* While a window is dragged larger the sizes in between are not waited for. */
static struct action window_event(const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        SDL_FlushEvent(SDL_WINDOWEVENT);
        return (struct action){.kind = ACTION_RESIZE};
    case SDL_WINDOWEVENT_EXPOSED:
        return (struct action){.kind = ACTION_REDRAW};
    case SDL_WINDOWEVENT_CLOSE:
        return (struct action){.kind = ACTION_QUIT};
    default:
        return (struct action){0};
    }
}

static struct action translate(struct input *input, const struct window *window,
                               const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        return (struct action){.kind = ACTION_END};
    case SDL_KEYDOWN:
        return key_down(input, &event->key);
    case SDL_KEYUP:
        return key_up(input, &event->key);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return mouse_button(input, window, &event->button);
    case SDL_MOUSEMOTION:
        return mouse_motion(input, window, &event->motion);
    case SDL_MOUSEWHEEL:
        return wheel(input, &event->wheel);
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return finger(input, window, &event->tfinger);
    case SDL_WINDOWEVENT:
        return window_event(&event->window);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        return (struct action){.kind = ACTION_REDRAW};
    default:
        return (struct action){.kind = event->type == input->reload_event ? ACTION_RELOAD
                                                                          : ACTION_NONE};
    }
}

static bool driver_sleeps(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
}

/* An event that is here already. SDL_PollEvent would not do: it puts a mark into the
 * queue and says "nothing" when it meets its own mark, though events follow (SDL 2.26).
 */
static bool take_event(SDL_Event *event)
{
    SDL_PumpEvents();
    return SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0;
}

/* The next event within `timeout` ms, -1 for ever. */
static bool next_event(SDL_Event *event, int timeout)
{
    if (take_event(event))
        return true;
    if (timeout != 0 && driver_sleeps())
        return timeout < 0 ? SDL_WaitEvent(event) : SDL_WaitEventTimeout(event, timeout);
    while (timeout != 0) {
        int pause = timeout > 0 && timeout < PACE_MS ? timeout : PACE_MS;
        SDL_Delay((Uint32)pause);
        if (timeout > 0)
            timeout -= pause;
        if (take_event(event))
            return true;
    }
    return false;
}

bool input_wait(struct input *input, struct window *window, int timeout_ms,
                struct action *out)
{
    const struct clock machine = {0};
    uint64_t start = clock_now(&machine);
    int left = timeout_ms;
    SDL_Event event;
    while (next_event(&event, left)) {
        struct action action = translate(input, window, &event);
        if (action.kind != ACTION_NONE) {
            *out = action;
            return true;
        }
        if (timeout_ms > 0) {
            uint64_t spent = clock_now(&machine) - start;
            left = spent < (uint64_t)timeout_ms ? timeout_ms - (int)spent : 0;
        }
    }
    if (timeout_ms >= 0)
        return false;
    *out = (struct action){.kind = ACTION_END}; /* the display has gone */
    return true;
}
