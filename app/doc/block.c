#include "doc/block.h"

struct block *block_new(struct arena *arena, enum block_kind kind, int line)
{
    struct block *block = arena_alloc(arena, sizeof *block);
    *block = (struct block){.kind = kind, .line = line};
    block->id = block->info = block->text.bytes = "";
    return block;
}

void block_append(struct block *parent, struct block *block)
{
    block->parent = parent;
    if (parent->last)
        parent->last->next = block;
    else
        parent->first = block;
    parent->last = block;
}
