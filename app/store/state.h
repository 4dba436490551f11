/* What a store knows of one id: a small text file beside its editions, and a copy of it.
 *
 *     # candor-state 1
 *     high: 42
 *     floor: 3
 *     failed: 0
 *     trial: 1
 *     current: 42 MANIFEST-HASH FILE-HASH SIZE
 *     previous: 41 MANIFEST-HASH FILE-HASH SIZE
 *     sum: HASH of all above
 *
 * A text file that is replaced by rename, not a database: who may only read the store
 * (a kiosk's reader) can read it at any moment, also after a power cut, where SQLite
 * would want to roll a journal back first. Hashes are BLAKE2b-256, sizes bytes. */
#pragma once

#include "base/error.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdint.h>

enum {
    STATE_FILE_MAX = 4096, /* bytes */
    STATE_TRIALS = 3,      /* starts that an edition has to reach the first screen */
};

/* A stored edition. */
struct store_edition {
    uint64_t serial;      /* 0: there is none */
    struct hash manifest; /* of its bundle's MANIFEST */
    struct hash file;     /* of its database */
    uint64_t size;        /* of that, bytes */
    bool damaged;         /* its copy here cannot be used; found out, never written */
};

/* A value; all zero for an id that was never here. */
struct store_state {
    uint64_t high, floor; /* see rule.h */
    uint64_t failed;      /* the serial that did not come up; 0: none */
    bool on_trial;        /* `current` has not yet shown a first screen */
    unsigned starts;      /* of it so far, while it is on trial */
    struct store_edition current, previous;
};

void state_write_text(const struct store_state *state, struct str *out); /* appends */

/* Reads exactly what state_write_text writes, a NUL behind it. ERROR_DAMAGED for anything
 * else. */
bool state_parse(const char *bytes, size_t len, struct store_state *out,
                 struct error *err) MUST_CHECK;

/* Reads the state in the folder of an id, from the copy where the first is damaged or
 * missing. ERROR_NOT_FOUND where there is neither, ERROR_DAMAGED where neither is whole,
 * ERROR_IO. */
bool state_load(const char *folder, struct store_state *out,
                struct error *err) MUST_CHECK;

/* Replaces the state: once this is true, it is on the disk. Else it is the old one or,
 * for ERROR_IO, perhaps the new one, whole. ERROR_NO_SPACE: it is the old one. */
bool state_save(const char *folder, const struct store_state *state,
                struct error *err) MUST_CHECK;
