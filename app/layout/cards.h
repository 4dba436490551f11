/* A table as a list of cards: the names of its columns once, then a card for each row.
 * px. */
#pragma once

#include "layout/maker.h"

void cards_add(struct maker *m, const struct block *table, const struct place *place);

/* What a table's head, or another row, counts in positions. A grid counts the same as the
 * cards do, so that a place in one is found in the other. */
size_t cards_head_length(const struct block *head);
size_t cards_row_length(const struct block *head, const struct block *row);

/* The colour for boxes that stand out from what is at `place`. */
uint32_t cards_fill(const struct maker *m, const struct place *place);
