/* The size of an SVG, from its root element (SVG 1.1, 5.1.2 and 7.2). */
#pragma once

#include "base/str.h"
#include "bundle/image.h"

/* Fills in w, h and fills; false where there is no root element. */
bool svg_measure(const char *bytes, size_t len, struct image_info *out);

/* Appends the same SVG with these numbers as the width and height of its root: renderers
 * differ in what they make of one that is missing. False where there is no root. */
bool svg_resize(const char *bytes, size_t len, int w, int h, struct str *out);
