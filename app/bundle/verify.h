/* Whether a bundle is signed by a key that is trusted. This is about MANIFEST alone: what
 * the manifest lists is hashed by archive_read as it is read. */
#pragma once

#include "bundle/archive.h"
#include "bundle/keys.h"
#include "bundle/limits.h"

/* What one signature, or a bundle, is found to be: constant, its stable name. Of several
 * signatures that are no good, the one furthest down this list is told. */
#define VERDICTS(X)                                                                \
    X(VERDICT_NOT_SIGNED, "not-signed")                                            \
    X(VERDICT_UNREADABLE, "unreadable-signature") /* the file or its stick */      \
    X(VERDICT_DAMAGED, "damaged-signature")                                        \
    X(VERDICT_LEGACY, "legacy-signature")                                          \
    X(VERDICT_UNKNOWN_KEY, "unknown-key")                                          \
    X(VERDICT_WRONG_SIGNATURE, "wrong-signature")                                  \
    X(VERDICT_WRONG_COMMENT, "wrong-comment") /* right, of another id or serial */ \
    X(VERDICT_REVOKED_KEY, "revoked-key")                                          \
    X(VERDICT_SIGNED, "signed")

enum verdict_code {
#define VERDICT_CODE(code, name) code,
    VERDICTS(VERDICT_CODE)
#undef VERDICT_CODE
};

/* A value; `keys` owns what it points to. */
struct verdict {
    enum verdict_code code;
    uint64_t key; /* the id that the signature told of gives; 0 where it gives none */
    const struct trusted_key *signers[BUNDLE_SIGNATURES_MAX]; /* each once */
    size_t signer_count;
};

/* Looks at every signature. One good one by a key that is trusted and not revoked is
 * enough; bad ones beside it change nothing. */
struct verdict bundle_verify(struct archive *archive, const struct keys *keys);

const char *verdict_name(enum verdict_code code);

/* True for VERDICT_SIGNED; else sets ERROR_UNTRUSTED, or ERROR_IO for VERDICT_UNREADABLE,
 * with a line for people. */
bool verdict_check(const struct verdict *verdict, struct error *err) MUST_CHECK;
