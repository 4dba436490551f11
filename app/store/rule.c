#include "store/rule.h"

/* What becomes of an offer that carries the serial of an edition stored here. */
static enum outcome judge_same(const struct store_state *state,
                               const struct store_edition *stored,
                               const struct rule_offer *offer)
{
    if (!hash_equal(&stored->manifest, &offer->manifest))
        return OUTCOME_SAME_NUMBER;
    if (stored->damaged && rule_may_show(state, offer->serial))
        return OUTCOME_MENDED;
    return stored == &state->current ? OUTCOME_ALREADY : OUTCOME_OLDER;
}

enum outcome rule_judge(const struct store_state *state, const struct rule_offer *offer)
{
    if (state->current.serial && state->current.serial == offer->serial)
        return judge_same(state, &state->current, offer);
    if (state->previous.serial && state->previous.serial == offer->serial)
        return judge_same(state, &state->previous, offer);
    if (state->failed && state->failed == offer->serial)
        return OUTCOME_NEW_PROBLEM;
    if (state->high == 0)
        return OUTCOME_INSTALLED;
    if (offer->serial <= state->high || offer->serial < state->floor)
        return OUTCOME_OLDER;
    return offer->serial - state->high > RULE_LEAP_MAX ? OUTCOME_NUMBER_LEAP
                                                       : OUTCOME_INSTALLED;
}

bool rule_may_show(const struct store_state *state, uint64_t serial)
{
    return serial > 0 && serial >= state->floor;
}

/* A stored edition that can be shown. */
static bool serves(const struct store_state *state, const struct store_edition *stored)
{
    return !stored->damaged && rule_may_show(state, stored->serial);
}

static void end_trial(struct store_state *state)
{
    state->on_trial = false;
    state->starts = 0;
}

void rule_activate(struct store_state *state, const struct store_edition *stored,
                   uint64_t min_serial)
{
    bool keep = serves(state, &state->current) && !state->on_trial;
    state->high = stored->serial;
    state->floor = min_serial > state->floor ? min_serial : state->floor;
    state->failed = 0;
    if (keep || !serves(state, &state->previous))
        state->previous = state->current;
    if (!serves(state, &state->previous))
        state->previous = (struct store_edition){0};
    state->current = *stored;
    state->on_trial = true;
    state->starts = 0;
}

void rule_mend(struct store_state *state, const struct store_edition *stored)
{
    if (state->current.serial == stored->serial)
        state->current = *stored;
    else
        state->previous = *stored;
}

static void swap(struct store_state *state)
{
    struct store_edition old = state->current;
    state->current = state->previous;
    state->previous = old;
    end_trial(state);
}

bool rule_back(struct store_state *state)
{
    if (!serves(state, &state->previous))
        return false;
    swap(state);
    return true;
}

bool rule_start(struct store_state *state)
{
    if (!state->on_trial)
        return false;
    if (state->starts++ < STATE_TRIALS)
        return true;
    state->failed = state->current.serial;
    swap(state);
    state->previous = (struct store_edition){0};
    return true;
}

bool rule_confirm(struct store_state *state)
{
    bool changed = state->on_trial;
    end_trial(state);
    return changed;
}
