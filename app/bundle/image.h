/* Looks at the first bytes of an image: is it what its name says, and how large would it
 * be decoded? Nothing is decoded. */
#pragma once

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* ERROR_INVALID where a .png or .jpg is none; ERROR_LIMIT over BUNDLE_IMAGE_PIXELS_MAX.
 */
bool image_check(const char *name, const char *bytes, size_t len,
                 struct error *err) MUST_CHECK;

/* Whether an SVG has text, which the reader does not draw. */
bool image_has_text(const char *name, const char *bytes, size_t len);
