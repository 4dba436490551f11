/* A pool that is dropped whole: what one document, list or layout is made of. Pieces are
 * aligned for any type, zeroed, and live until the arena is freed or reset. One thread.
 */
#pragma once

#include <stddef.h>

struct arena_block;

/* A value; zero-initialised it is an empty arena. */
struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes taken of the newest block */
};

void *arena_alloc(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *bytes, size_t len); /* adds a NUL */
char *arena_string(struct arena *arena, const char *text); /* NULL gives NULL */
void arena_free(struct arena *arena); /* back to empty; safe on an empty one */

/* Drops all that was taken since `mark`, a copy of the arena, was made. */
void arena_rewind(struct arena *arena, struct arena mark);

/* Moves an array of `count` elements of `size` bytes from the heap into the arena and
 * frees the heap's. Returns the new place; NULL when count is 0. */
void *arena_adopt(struct arena *arena, void *array, size_t count, size_t size);
