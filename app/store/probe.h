/* Using a new edition as the reader would, before it becomes the current one: every page
 * is read, checked and parsed; home's topics, the help, notice and neutral pages and
 * PROBE_PAGES more, spread evenly, are laid out; searches are made. An edition that takes
 * the program down with it takes down an installer, not a reader. */
#pragma once

#include "edition/edition.h"
#include "text/fonts.h"

enum {
    PROBE_PAGES = 200,
};

struct probe_setup {
    struct edition *edition;
    struct fonts *fonts;
    bool (*progress)(void *context, size_t done, size_t total); /* false: stop */
    void *context;
};

/* ERROR_DAMAGED, ERROR_INVALID; ERROR_CANCELLED where `progress` was false. */
bool probe_edition(const struct probe_setup *setup, struct error *err) MUST_CHECK;
