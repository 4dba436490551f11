/* The version rule (DESIGN.md, "The store"): which editions may be installed and shown.
 *
 * For each id two numbers only ever grow: `high`, the highest serial ever activated, and
 * `floor`, the highest min-serial ever accepted. So an old edition, which may hold what
 * was since found to be wrong, cannot come back by an old stick; its publisher signs it
 * anew with a higher serial. */
#pragma once

#include "store/outcome.h"
#include "store/state.h"

#define RULE_LEAP_MAX ((uint64_t)1000 * 1000 * 1000)

/* What is offered. */
struct rule_offer {
    uint64_t serial, min_serial;
    struct hash manifest;
};

/* OUTCOME_INSTALLED where it may be installed, OUTCOME_MENDED where it is the very
 * edition whose copy here is damaged; else why not. */
enum outcome rule_judge(const struct store_state *state, const struct rule_offer *offer);

/* True where a stored edition may be shown. */
bool rule_may_show(const struct store_state *state, uint64_t serial);

/* What each event makes of a state. All that changes one is here. */

/* An offer that was judged INSTALLED is stored: it becomes current, on trial. */
void rule_activate(struct store_state *state, const struct store_edition *stored,
                   uint64_t min_serial);

/* An offer that was judged MENDED is stored: it replaces the damaged copy. */
void rule_mend(struct store_state *state, const struct store_edition *stored);

/* The previous edition becomes current, and the current one previous. False, and nothing
 * changed, where there is none that may be shown. */
bool rule_back(struct store_state *state);

/* A start of the reader, and its first screen. True where the state changed. An edition
 * on trial that has had STATE_TRIALS starts gives way to the previous one; its serial is
 * never taken again. */
bool rule_start(struct store_state *state);
bool rule_confirm(struct store_state *state);
