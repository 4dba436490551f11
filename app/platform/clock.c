#include "platform/clock.h"

#include <time.h>

uint64_t clock_now(const struct clock *clock)
{
    if (clock->is_virtual)
        return clock->virtual_ms;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
