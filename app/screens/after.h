/* The rows after a page's text: its links, and what a stage ends with. */
#pragma once

#include "screens/state.h"

void after_add(struct reader *reader); /* to page.passage.rows */
