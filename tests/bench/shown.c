#include "shown.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    START_QUIET = 300, /* ms */
    TURN_QUIET = 60,   /* ms */
    GIVE_UP = 20000,   /* ms */
    UP = 5,            /* ms; SDL takes a key that is sooner down again for a held one */
};

static bool shows_something(struct screen *screen)
{
    size_t count = (size_t)screen_width(screen) * (size_t)screen_height(screen);
    size_t different = 0;
    uint32_t *pixels = screen_pixels(screen);
    for (size_t i = 1; i < count; i++)
        different += pixels[i] != pixels[0];
    free(pixels);
    return different > count / 200;
}

bool shown_first(struct screen *screen, double begin, double *took)
{
    double painted = begin, deadline = begin + GIVE_UP;
    do {
        if (!screen_painted(screen, deadline, &painted) ||
            !screen_settled(screen, START_QUIET, deadline, &painted)) {
            fprintf(stderr, "bench: no page within %d s\n", GIVE_UP / 1000);
            return false;
        }
    } while (!shows_something(screen));
    *took = painted - begin;
    return true;
}

bool shown_key(struct screen *screen, const char *key, double *took)
{
    double begin = screen_now(), painted = begin;
    bool done = screen_key(screen, key, true) &&
                screen_painted(screen, begin + GIVE_UP, &painted) &&
                screen_settled(screen, TURN_QUIET, begin + GIVE_UP, &painted);
    screen_key(screen, key, false);
    screen_settled(screen, UP, screen_now() + GIVE_UP, &(double){0});
    if (!done)
        fprintf(stderr, "bench: the key %s painted nothing\n", key);
    *took = painted - begin;
    return done;
}

bool shown_all(struct screen *screen)
{
    double painted;
    return screen_settled(screen, START_QUIET, screen_now() + GIVE_UP, &painted);
}
