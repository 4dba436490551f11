/* Deflate in the zlib format (RFC 1950), by zlib, for rows of an edition. */
#pragma once

#include "base/error.h"
#include "base/str.h"

/* Appends the compressed bytes to *out. */
void deflate_bytes(const void *bytes, size_t len, struct str *out);

/* Appends exactly `size` inflated bytes to *out; ERROR_DAMAGED, and *out as it was, when
 * the input is no zlib stream or does not hold exactly that many. The caller has checked
 * `size` against a limit. */
bool inflate_bytes(const void *bytes, size_t len, size_t size, struct str *out,
                   struct error *err) MUST_CHECK;
