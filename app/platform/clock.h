/* Time in ms from a fixed moment, of which only differences mean anything: the machine's
 * monotonic clock, or a virtual one that only a replay script moves. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A value; zero-initialised it is the machine's clock. */
struct clock {
    bool is_virtual;
    uint64_t virtual_ms;
};

uint64_t clock_now(const struct clock *clock); /* ms */
