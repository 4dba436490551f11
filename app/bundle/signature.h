/* A signature of a MANIFEST, as minisign's file holds it: four lines, read and written in
 * one form only, so that no bit of it can change and still be taken. */
#pragma once

#include "base/hash.h"
#include "bundle/key.h"
#include "bundle/limits.h"

struct signature {
    uint64_t id;                                 /* the key it says it is by */
    unsigned char of_digest[ED25519_SIGNATURE];  /* of what is signed */
    char comment[BUNDLE_COMMENT_MAX + 1];        /* the trusted one */
    unsigned char of_comment[ED25519_SIGNATURE]; /* of of_digest and comment */
};

/* Reads MANIFEST.minisig. ERROR_UNSUPPORTED for minisign's legacy form, which signs what
 * was not hashed before; ERROR_INVALID for anything that signature_write or minisign's
 * own -S would not write. */
bool signature_parse(const char *bytes, size_t len, struct signature *out,
                     struct error *err) MUST_CHECK;
void signature_write(const struct signature *signature, struct str *out); /* appends */

/* Whether both signatures are right and by this key. Its id is not looked at. */
bool signature_is_by(const struct signature *signature, const struct public_key *key,
                     const struct hash512 *digest);

/* Signs; always the same for the same key, digest and comment (at most
 * BUNDLE_COMMENT_MAX bytes, one line). */
struct signature signature_make(const struct secret_key *key,
                                const struct hash512 *digest, const char *comment);
