/* A set of names that keeps the order they came in. Names are copied. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A value; zero-initialised it is empty. Release with nameset_free. */
struct nameset {
    struct arena arena;
    const char **names; /* in order */
    size_t count, cap;
    size_t *places; /* hash table: index + 1 into names, 0 where free */
    size_t place_count;
};

/* Adds a name and returns its index; *added (may be NULL) is whether it is new. */
size_t nameset_add(struct nameset *set, const char *name, bool *added);
bool nameset_has(const struct nameset *set, const char *name);
void nameset_free(struct nameset *set);
