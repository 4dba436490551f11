/* The store: where a kiosk keeps what it has installed.
 *
 *     STORE/lock                      held by whoever changes the store
 *     STORE/editions/ID/SERIAL.db     an edition, never changed once it has this name
 *     STORE/editions/ID/SERIAL.part   one in the making; swept away at the next change
 *     STORE/editions/ID/state         which of them are current and previous (state.h)
 *
 * Readers take no lock: at any moment, and after a power cut at any moment, what they
 * find is the old edition or the new one. One thread. */
#pragma once

#include "edition/edition.h"
#include "store/state.h"

struct store;

enum {
    STORE_IDS_MAX = 64,
};

/* Opens a store to look at. ERROR_NOT_FOUND where there is none. */
struct store *store_open(const char *path, struct error *err) MUST_CHECK;

/* Opens a store to change it: makes what is missing, takes the lock, and sweeps away what
 * an interrupted change left. ERROR_BUSY where another holds the lock, ERROR_IO. */
struct store *store_open_locked(const char *path, struct error *err) MUST_CHECK;

void store_close(struct store *store); /* safe on NULL; gives the lock back */

/* The ids that have a folder, sorted by bytes; borrowed until store_close. */
const char *const *store_ids(const struct store *store, size_t *count);

/* Reads the state of an id; all zero where it was never here. Where no whole state is
 * left, it is made again from the editions themselves. An edition that is gone or has
 * another size is marked damaged. */
bool store_load(struct store *store, const char *id, struct store_state *out,
                struct error *err) MUST_CHECK;

/* Saves it; the store must be locked. */
bool store_save(struct store *store, const char *id, const struct store_state *state,
                struct error *err) MUST_CHECK;

/* Appends STORE/editions/ID, and the path of an edition there: ending "db" or "part". */
void store_folder(const struct store *store, const char *id, struct str *out);
void store_file(const struct store *store, const char *id, uint64_t serial,
                const char *ending, struct str *out);

/* Opens a stored edition and sees that it is the one it is named for. ERROR_DAMAGED. */
struct edition *store_edition(struct store *store, const char *id, uint64_t serial,
                              struct error *err) MUST_CHECK;

/* What a reader shows of an id. */
enum store_shown {
    STORE_NOTHING, /* never here: the factory bundle serves, at or above the floor */
    STORE_CURRENT,
    STORE_OLDER,     /* the current one is damaged; another that may be shown */
    STORE_WITHDRAWN, /* nothing is left: the factory bundle serves, if not below the
                        floor */
};

/* A value; the edition is yours to close, NULL where there is none to show. */
struct store_choice {
    struct edition *edition;
    enum store_shown shown;
    struct store_state state;
};

/* Opens the edition to show: the current one, else the previous, else any other that is
 * stored, at or above the floor. Fails only where the store cannot be read. */
bool store_pick(struct store *store, const char *id, struct store_choice *out,
                struct error *err) MUST_CHECK;

/* Staff go back to the previous edition, which becomes the current one, and the current
 * one the previous. ERROR_NOT_FOUND where there is none that may be shown and opens. */
bool store_back(struct store *store, const char *id, struct error *err) MUST_CHECK;

/* Before each start of the reader: counts it against an edition on trial, of every id.
 * One that has had STATE_TRIALS starts without store_confirm gives way to the previous
 * edition. */
bool store_trial(struct store *store, struct error *err) MUST_CHECK;

/* After the first screen: the trials are over. */
bool store_confirm(struct store *store, struct error *err) MUST_CHECK;
