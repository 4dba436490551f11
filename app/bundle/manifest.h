/* MANIFEST, the first entry of a bundle: metadata, then the BLAKE2b-256 of every other
 * entry in the format of `b2sum -l 256`. There is exactly one way to write a given
 * manifest, and only that one is read. */
#pragma once

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "bundle/book.h"

#define MANIFEST_NAME "MANIFEST"

struct manifest_entry {
    const char *name;
    struct hash hash;
};

/* A value; zero-initialised it is empty. Strings are in `arena`, or those the maker of a
 * new one put there. Release with manifest_free. */
struct manifest {
    struct arena arena;
    struct book_info info; /* id, serial, min_serial, version, languages, created,
                              review_by and min_reader; nothing else */
    uint64_t size;         /* bytes of all entries below, inflated */
    const struct manifest_entry *entries; /* sorted by name */
    size_t count;
};

void manifest_write(const struct manifest *manifest, struct str *out); /* appends */

/* The BLAKE2b-256 of what manifest_write writes: the file MANIFEST itself. */
struct hash manifest_hash(const struct manifest *manifest);

/* Appends `ID SERIAL`, the trusted comment that its signatures have. */
void manifest_comment(const struct manifest *manifest, struct str *out);

/* Reads at most BUNDLE_MANIFEST_MAX bytes. ERROR_UNSUPPORTED where a newer reader is
 * needed; ERROR_INVALID for an unknown key, a name against the rules, two equal names, a
 * wrong order, or anything else that manifest_write would not write. */
bool manifest_parse(const char *bytes, size_t len, struct manifest *out,
                    struct error *err) MUST_CHECK;

/* The metadata equals bundle.ini's, field for field (`created` where it has one). */
bool manifest_agrees(const struct manifest *manifest, const struct book_info *info,
                     struct error *err) MUST_CHECK;

/* The place of a name among the entries, -1 when it is not there. */
long manifest_find(const struct manifest *manifest, const char *name);
void manifest_free(struct manifest *manifest);
