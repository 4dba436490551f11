/* The bars around every screen but the idle one (DESIGN.md, "Bars"): Leave now, Menu and
 * Next never hide; the rest gives way where the bar is narrow. */
#pragma once

#include "screens/state.h"

void bars_draw_top(struct reader *reader, struct pen *pen);
void bars_draw_foot(struct reader *reader, struct pen *pen);
