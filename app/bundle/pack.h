/* The one way a bundle is written, so that the same content is the same bytes: whatever
 * libzip would take from the machine (time, mode, system) is set. A bundle is written to
 * a file beside its place, `part`, and put there when it is whole. */
#pragma once

#include "base/error.h"

#include <zip.h>

/* Begins the file `part`; end with pack_close or zip_discard. */
zip_t *pack_open(const char *part, struct error *err) MUST_CHECK;

/* Adds an entry at the end. Takes `source`; NULL, where making it failed, is an error. */
bool pack_add(zip_t *zip, const char *name, zip_source_t *source,
              struct error *err) MUST_CHECK;

/* Writes the file; takes `zip` in any case. */
bool pack_close(zip_t *zip, const char *part, struct error *err) MUST_CHECK;

/* Opens `part` and reads every entry, as a reader would, then puts it safely in the place
 * of `path`. */
bool pack_replace(const char *part, const char *path, struct error *err) MUST_CHECK;
