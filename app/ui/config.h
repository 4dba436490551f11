/* The configuration of this machine (candor.ini), which staff or a volunteer write once.
 * Nothing in it can keep the reader from starting: what is wrong is said on standard
 * error with its line, and the usual value is taken. */
#pragma once

#include "base/arena.h"

#include <stdio.h>

/* A value. Strings live until config_free. */
struct config {
    const char *font_folders; /* the system's fonts: absolute paths with ':' between */
    struct arena arena;
};

/* Reads `[candor]` of the file; `path` may be NULL: then all is as usual. `program`
 * begins each warning to `warnings`. Release with config_free. */
struct config config_read(const char *path, const char *program, FILE *warnings);
void config_free(struct config *config);
