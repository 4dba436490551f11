/* Callouts: a card with a stripe, an icon, a bold word and the text (DESIGN.md, "How it
 * looks"). The card and its word are made here; its blocks are then the flow's. px. */
#pragma once

#include "layout/maker.h"

/* Opens a callout's frame and adds its icon and word. Returns the place of its text; the
 * frame is to be closed after it. */
struct place callout_open(struct maker *m, enum callout callout,
                          const struct place *place);
