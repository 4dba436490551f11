/* The reader's command line. Strings are borrowed from argv. */
#pragma once

#include "ui/settings.h"

#include <stdbool.h>

/* A value. */
struct options {
    const char *content; /* a folder or a bundle; NULL: the store's, the factory's */
    const char *store, *site, *config, *lang, *open;
    const char *screenshot, *dump, *replay;
    int w, h;   /* px of the window; 0: the whole screen */
    int rotate; /* 0, 90, 180, 270 */
    int dpi;
    enum mode mode;
    struct settings settings;
    bool watch;
};

enum options_verdict {
    OPTIONS_RUN,
    OPTIONS_SAID, /* --help or --version: printed, nothing else to do */
    OPTIONS_BAD,  /* one line on standard error: exit with 2 */
};

enum options_verdict options_parse(int argc, char **argv, struct options *out);

/* True where nothing is shown in a window. */
bool options_off_screen(const struct options *options);

/* Single values, as `candor-bundle render` takes them too; false where they are none. */
bool options_window(const char *text, int *w, int *h); /* 1280x800 */
bool options_size(const char *text, int *size);
bool options_dpi(const char *text, int *dpi);
bool options_rotate(const char *text, int *degrees);
