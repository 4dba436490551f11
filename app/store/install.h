/* Installing a bundle into a store: install.c says how. Runs in a process of its own
 * (`candor-bundle install`), so that whatever it meets, no reader goes down with it. */
#pragma once

#include "base/error.h"
#include "store/outcome.h"
#include "text/fonts.h"

#include <stdint.h>

/* What is under way, in this order. */
enum install_step {
    INSTALL_CHECKING,  /* the signature, the version, the space */
    INSTALL_READING,   /* pages and images: done of total */
    INSTALL_INDEXING,  /* for search */
    INSTALL_PROBING,   /* pages: done of total */
    INSTALL_FINISHING, /* not to be cancelled any more */
    INSTALL_STEPS
};

const char *install_step_name(enum install_step step); /* "checking", ... */

struct install_setup {
    const char *bundle, *store, *keys; /* paths: a file, a folder, a folder of .pub */
    struct fonts *fonts;               /* to lay pages out with, as a probe */

    /* Called often; false cancels. NULL: nobody asks. */
    bool (*progress)(void *context, enum install_step step, size_t done, size_t total);
    void *context;
};

/* What there is to say of an install, whether or not it was made. */
struct install_report {
    enum outcome outcome;
    char id[128];             /* "" where it could not be read */
    uint64_t serial, current; /* offered; shown before (0: none) */
    uint64_t needs, free;     /* bytes, of OUTCOME_NO_SPACE */
    struct error why;         /* one line of detail, where there is more to say */
};

/* Installs, or says why not. The outcome is INSTALLED or MENDED only once the new edition
 * is on the disk and will be shown at the next start. */
struct install_report install_bundle(const struct install_setup *setup);
