#include "platform/gesture.h"

#include <stdlib.h>

static const double tap_mm = 3;    /* a finger that moves less has not moved */
static const double swipe_mm = 10; /* one that moves as far has swiped */

static bool within(const struct gesture *gesture, int x, int y, double mm)
{
    double dx = x - gesture->x, dy = y - gesture->y, limit = mm * gesture->px_per_mm;
    return dx * dx + dy * dy < limit * limit;
}

static struct action at_press(const struct gesture *gesture, enum action_kind kind)
{
    return (struct action){.kind = kind, .x = gesture->x, .y = gesture->y};
}

struct action gesture_down(struct gesture *gesture, int x, int y)
{
    gesture->down = true;
    gesture->slid = false;
    gesture->x = x;
    gesture->y = y;
    return at_press(gesture, ACTION_PRESS);
}

struct action gesture_move(struct gesture *gesture, int x, int y)
{
    if (!gesture->down || gesture->slid || within(gesture, x, y, tap_mm))
        return (struct action){0};
    gesture->slid = true;
    return at_press(gesture, ACTION_RELEASE);
}

static enum action_kind swipe_to(int dx, int dy)
{
    if (abs(dx) >= abs(dy))
        return dx < 0 ? ACTION_SWIPE_LEFT : ACTION_SWIPE_RIGHT;
    return dy < 0 ? ACTION_SWIPE_UP : ACTION_SWIPE_DOWN;
}

struct action gesture_up(struct gesture *gesture, int x, int y)
{
    if (!gesture->down)
        return (struct action){0};
    gesture->down = false;
    if (!gesture->slid && within(gesture, x, y, tap_mm))
        return at_press(gesture, ACTION_TAP);
    if (!within(gesture, x, y, swipe_mm))
        return at_press(gesture, swipe_to(x - gesture->x, y - gesture->y));
    if (gesture->slid) /* RELEASE was said when it slid */
        return (struct action){0};
    return at_press(gesture, ACTION_RELEASE);
}
