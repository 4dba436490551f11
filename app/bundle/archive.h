/* NAME.candor, opened once and read through that one descriptor. The ZIP is hostile until
 * its entries are exactly those of MANIFEST; after that every entry is hashed as it is
 * read, and no byte is handed out before its hash is right. Who signed MANIFEST is not
 * asked here: verify.h does. */
#pragma once

#include "base/error.h"
#include "base/str.h"
#include "bundle/manifest.h"

struct archive;

/* Opens and checks everything but the contents. A link is not followed: a stick could
 * lead anywhere. ERROR_NOT_FOUND, ERROR_IO; ERROR_INVALID or ERROR_DAMAGED for what is no
 * bundle; ERROR_LIMIT; ERROR_UNSUPPORTED. */
struct archive *archive_open(const char *path, struct error *err) MUST_CHECK;
void archive_close(struct archive *archive); /* safe on NULL */

const struct manifest *archive_manifest(const struct archive *archive);
uint64_t archive_file_size(const struct archive *archive);
const struct hash512 *archive_digest(const struct archive *archive); /* of MANIFEST */

/* How many signatures it carries, at most BUNDLE_SIGNATURES_MAX; their names by number,
 * from 0; and what stands there, at most BUNDLE_SIGNATURE_MAX bytes that nobody has
 * checked. archive_read_signature appends; ERROR_DAMAGED. */
size_t archive_signatures(const struct archive *archive);
const char *archive_signature_name(size_t number);
bool archive_read_signature(struct archive *archive, size_t number, struct str *out,
                            struct error *err) MUST_CHECK;

/* Size of an entry of the manifest, by its place there. */
uint64_t archive_entry_size(const struct archive *archive, size_t place);

/* Appends an entry that the manifest lists. ERROR_NOT_FOUND; ERROR_DAMAGED when its bytes
 * are not those that were hashed, and *out is then as it was. */
bool archive_read(struct archive *archive, const char *name, struct str *out,
                  struct error *err) MUST_CHECK;

/* Reads every entry, and hands out nothing. ERROR_DAMAGED for the first that is not what
 * was hashed. */
bool archive_check(struct archive *archive, struct error *err) MUST_CHECK;
