/* Icons drawn once for each size they are wanted in, as coverage to be tinted. px. */
#pragma once

#include "paint/display.h"
#include "paint/raster.h"

struct icon_masks;

struct icon_masks *icon_masks_new(void);
void icon_masks_free(struct icon_masks *masks); /* safe on NULL */

/* The icon in a square of `px` a side, turned over where `mirrored`. Borrowed until the
 * next call; empty for ICON_NONE and for sizes that no screen asks for. */
struct coverage icon_masks_get(struct icon_masks *masks, enum icon icon, int px,
                               bool mirrored);
