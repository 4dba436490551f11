/* Time as ms since the program's start: the machine's monotonic clock, or a virtual one
 * that only a replay script moves. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool is_virtual;
    uint64_t virtual_ms;
};

uint64_t clock_now(const struct clock *clock); /* ms */
