/* The small INI files of a site (site.ini, candor.ini), read by libinih: each value with
 * its line. A file holds at most 64 KiB of UTF-8, a line at most 197 bytes. */
#pragma once

#include "base/error.h"

/* Valid during the call that takes it. */
struct ini_value {
    const char *section, *name, *value; /* section "" before the first */
    int line;
};

/* Returns false where the value is not one of this file's. */
typedef bool ini_take(void *context, const struct ini_value *value);

/* Hands over every value in turn. ERROR_INVALID or ERROR_LIMIT names the first line that
 * is not good or that `take` refused; what follows it has been handed over all the same
 * where the file is text. */
bool ini_file_read(const char *path, ini_take *take, void *context,
                   struct error *err) MUST_CHECK;
