/* The icons' drawings and names: SVG on a grid of 24 units, lines of 2.5 with round caps,
 * white, to be tinted. Everything is static. */
#pragma once

#include "paint/display.h"

const char *icon_name(enum icon icon); /* "menu", "leave", ...: as dumps have it */
const char *icon_svg(enum icon icon);  /* a whole SVG document; "" for ICON_NONE */
bool icon_points(enum icon icon);      /* turned over in a right-to-left list */
