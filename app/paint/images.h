/* The pictures of a page: how large each is, and its pixels at the size it is shown at.
 *
 * A picture is decoded in a child process, within IMAGES_MS and IMAGES_MEMORY, and only
 * what is shown of it comes back: a damaged or hostile file costs no more than that and
 * is remembered as bad. One thread. */
#pragma once

#include "base/str.h"
#include "paint/picture.h"

enum {
    IMAGES_MAX = 1000,                    /* pictures of a page; more are not shown */
    IMAGES_MS = 5000,                     /* of processor time to decode one */
    IMAGES_MEMORY = 256 * 1024 * 1024,    /* bytes to decode one */
    IMAGES_PIXELS_MAX = 16 * 1000 * 1000, /* of one as it is shown */
    IMAGES_KEPT = 32 * 1024 * 1024,       /* bytes of pixels kept for other sheets */
};

/* Where the bytes come from: appends a file, at most BUNDLE_IMAGE_MAX of it; false where
 * there is none. */
struct images_source {
    bool (*read)(void *context, const char *path, struct str *out);
    void *context;
    int ms; /* 0: IMAGES_MS */
};

struct images;

struct images *images_new(struct images_source source);
void images_free(struct images *images);   /* safe on NULL */
void images_forget(struct images *images); /* all pictures, and which were bad */

/* How large a picture is, from its first bytes, and in *path (where that is no NULL) its
 * name again; NULL where it cannot be shown. Both are borrowed: the name until
 * images_forget, the rest until the next call. */
const struct image_info *images_measure(struct images *images, const char *name,
                                        const char **path);

/* A picture at w x h px; NULL where it cannot be shown, as images_measure will say from
 * then on. Borrowed until images_forget, or the second images_next_sheet from now. */
const struct picture *images_get(struct images *images, const char *path, int w, int h);

/* Another sheet is going to be shown: pictures that it does not ask for may leave. */
void images_next_sheet(struct images *images);
