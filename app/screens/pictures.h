/* The pictures of what the reader shows: found by the addresses in its page, and put on
 * its display list as pixels. */
#pragma once

#include "layout/layout.h"
#include "paint/images.h"

struct reader;

struct pictures {
    struct images *images;
    struct layout_images source; /* for layout_setup */
    const char *path; /* of the page that is being laid out; NULL where it has none */
};

/* For a reader that begins; images_free ends them. */
void pictures_open(struct reader *reader);

/* Gives each image of the finished display list its pixels. False where one cannot be
 * shown after all: laid out again, its words stand in its place. */
bool pictures_put(struct reader *reader);
