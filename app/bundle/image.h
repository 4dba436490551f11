/* Looks at the head of an image: is it what its name says, how large is it, which way up?
 * Nothing is decoded. */
#pragma once

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum image_kind {
    IMAGE_PNG,
    IMAGE_JPEG,
    IMAGE_SVG
};

enum {
    IMAGE_SVG_SIDE_MAX = 100000, /* CSS px; a larger one is taken as this */
};

/* A value. */
struct image_info {
    enum image_kind kind;
    int w, h;        /* natural size as it is looked at, CSS px (1/96 inch); at least 1 */
    bool fills;      /* SVG: w and h are only a ratio */
    bool has_text;   /* SVG: words, which are not drawn */
    int orientation; /* JPEG: EXIF's, 1 to 8: how to turn what is decoded; else 1 */
    bool inks;       /* JPEG: four channels, CMYK */
    bool light_inks; /* and they say how little ink there is, as Adobe writes them */
};

/* Measures an image whose kind its name tells. ERROR_INVALID where it is none of that
 * kind, breaks off, or is of a kind that is not shown; ERROR_LIMIT over
 * BUNDLE_IMAGE_PIXELS_MAX. */
bool image_measure(const char *name, const char *bytes, size_t len,
                   struct image_info *out, struct error *err) MUST_CHECK;

/* The first element of an SVG that the reader leaves out of the drawing ("use", "text",
 * "clipPath", ...); NULL where it draws all of it. Static. */
const char *image_left_out(const char *bytes, size_t len);
