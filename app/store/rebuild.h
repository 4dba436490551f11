/* What store.c does to the folder of one id beside reading its state. */
#pragma once

#include "store/store.h"

/* The serials of the editions stored for an id, whether or not a state names them, the
 * highest first. The array is yours to free(); NULL and a count of 0 where there are
 * none. */
bool store_serials(const struct store *store, const char *id, uint64_t **out,
                   size_t *count, struct error *err) MUST_CHECK;

/* Makes a state again from the editions that open: the highest serial is current, the
 * next previous, the floor the highest min-serial. What was on trial is on trial no more.
 */
bool store_rebuild(struct store *store, const char *id, struct store_state *out,
                   struct error *err) MUST_CHECK;

/* Takes away what an interrupted change left: editions in the making, and whole ones that
 * the state does not name (those of an install that never became true, and those that an
 * install has put aside). Where no whole state is left, nothing is taken away and the
 * state made again is saved. */
bool store_sweep(struct store *store, const char *id, struct error *err) MUST_CHECK;
