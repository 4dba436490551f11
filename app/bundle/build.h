/* Writes NAME.candor from the book of a folder. The same folder, date, key and zlib give
 * the same bytes, whenever and wherever it is built. */
#pragma once

#include "bundle/book.h"
#include "bundle/key.h"

struct build_options {
    uint64_t serial;     /* 0: bundle.ini's; another is written into the bundle's copy */
    const char *created; /* YYYY-MM-DD, where bundle.ini has none */
    const struct secret_key *key; /* signs it; NULL for a bundle without a signature */
};

/* Writes the file `path`: the old file or a whole new one, never a part. The book was
 * opened from a folder, with no errors among its findings. ERROR_LIMIT when the bundle
 * would be larger than 2 GiB; ERROR_DAMAGED when files changed while they were read. */
bool bundle_build(struct book *book, const struct build_options *options,
                  const char *path, struct error *err) MUST_CHECK;
