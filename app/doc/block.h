/* Making the blocks of a document. */
#pragma once

#include "doc/doc.h"

/* A block of its own, in the arena, every string "". */
struct block *block_new(struct arena *arena, enum block_kind kind, int line);

/* Puts it behind the last block in `parent`. */
void block_append(struct block *parent, struct block *block);
