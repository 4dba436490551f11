/* Work done apart: in a child process that ends with it, so that a library which hangs,
 * crashes or takes all memory on hostile input harms nothing but that work.
 *
 * The child sees our memory as it is and changes only a copy of it; what it hands back
 * goes through apart_map. It must touch no device, display, file or lock. */
#pragma once

#include "base/error.h"

#include <stddef.h>

struct apart_limits {
    int ms;       /* of processor time */
    size_t bytes; /* of memory, over what we have already */
};

/* Does work(context) and waits for it. True where it ended within the limits and returned
 * true. */
bool apart_do(bool (*work)(void *context), void *context, struct apart_limits limits);

/* Zeroed memory that a child shares with us; NULL where there is none. */
void *apart_map(size_t bytes);
void apart_unmap(void *memory, size_t bytes); /* safe on NULL */
