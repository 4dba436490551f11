/* The keys that are trusted: a folder of `.pub` files and, perhaps, a file `revoked` of
 * key ids. A key's id is the one inside it; the file's name is only how people know it,
 * and the comment means nothing. Two files of the same key count as one.
 *
 * What is uncertain takes trust away and never gives it: a `.pub` that cannot be read is
 * passed over with a note; a `revoked` that cannot be read, or two different keys of one
 * id, refuse the folder. */
#pragma once

#include "bundle/key.h"

struct trusted_key {
    struct public_key key;
    const char *name; /* of its file, without `.pub` */
};

struct keys;

/* ERROR_NOT_FOUND where there is no such folder; ERROR_IO; ERROR_LIMIT for more than
 * BUNDLE_KEYS_MAX keys; ERROR_INVALID for what refuses the folder. */
struct keys *keys_load(const char *path, struct error *err) MUST_CHECK;
void keys_free(struct keys *keys); /* safe on NULL */

/* By its id, revoked or not; NULL where it is not here. Until keys_free. */
const struct trusted_key *keys_find(const struct keys *keys, uint64_t id);
bool keys_revoked(const struct keys *keys, uint64_t id);
size_t keys_count(const struct keys *keys);

/* One line for each `.pub` that was passed over, each with its end; "" for none. */
const char *keys_notes(const struct keys *keys);
