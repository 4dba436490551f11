#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_SIZE = 16 * 1024
};

struct arena_block {
    struct arena_block *next;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void *arena_alloc(struct arena *arena, size_t size)
{
    size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!arena->blocks || arena->blocks->size - arena->used < size) {
        size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        struct arena_block *block = mem_alloc(sizeof *block + room);
        block->next = arena->blocks;
        block->size = room;
        arena->blocks = block;
        arena->used = 0;
    }
    void *piece = arena->blocks->bytes + arena->used;
    arena->used += size;
    return piece;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, bytes, len);
    return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

void *arena_adopt(struct arena *arena, void *array, size_t count, size_t size)
{
    void *copy = NULL;
    if (count) {
        copy = arena_alloc(arena, count * size);
        memcpy(copy, array, count * size);
    }
    free(array);
    return copy;
}

void arena_rewind(struct arena *arena, struct arena mark)
{
    bool same = arena->blocks == mark.blocks;
    while (arena->blocks != mark.blocks) {
        struct arena_block *newest = arena->blocks;
        arena->blocks = newest->next;
        free(newest);
    }
    if (arena->blocks) { /* what is taken next is zeroed */
        size_t end = same ? arena->used : arena->blocks->size;
        memset(arena->blocks->bytes + mark.used, 0, end - mark.used);
    }
    arena->used = mark.used;
}

void arena_free(struct arena *arena)
{
    arena_rewind(arena, (struct arena){0});
}
