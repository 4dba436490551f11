/* The rail beside a page on wide screens: the topics of its part, or its stages. */
#pragma once

#include "screens/state.h"

void rail_layout(struct reader *reader); /* fills page.rail for the present metrics */
void rail_draw(struct reader *reader, struct pen *pen);
