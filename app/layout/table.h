/* Pipe tables on sheets: as a grid where it fits, else as cards. px. */
#pragma once

#include "layout/maker.h"

/* Adds a BLOCK_TABLE. */
void table_add(struct maker *m, const struct block *table, const struct place *place);
