/* Signs a bundle: writes it again with one more signature, or with a new one in the place
 * of the same key's. Every other entry keeps its bytes. */
#pragma once

#include "bundle/archive.h"
#include "bundle/key.h"

/* Appends the file of a signature of MANIFEST, whose bytes are `bytes`. */
void bundle_signature(const struct secret_key *key, const struct manifest *manifest,
                      const struct str *bytes, struct str *out);

/* Writes the file `path`, which may be the one the archive was opened from: the old file
 * or a whole new one, never a part. The same bundle and key give the same bytes, and
 * those are bundle_build's with that key. ERROR_LIMIT where BUNDLE_SIGNATURES_MAX other
 * keys have signed it; ERROR_DAMAGED where an entry is not what was hashed. */
bool bundle_sign(struct archive *archive, const struct secret_key *key, const char *path,
                 struct error *err) MUST_CHECK;
