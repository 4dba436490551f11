/* Which edition of an id is shown, and the ways it changes without an install: staff go
 * back, or it does not come up. */
#include "store/rebuild.h"
#include "store/rule.h"

#include <stdlib.h>

/* Opens the first of the serials that may be shown and is whole. */
static struct edition *open_any(struct store *store, const char *id,
                                const struct store_state *state, struct error *err)
{
    uint64_t *serials;
    size_t count;
    struct edition *edition = NULL;
    struct error ignored = {0};
    if (!store_serials(store, id, &serials, &count, err))
        return NULL;
    for (size_t i = 0; !edition && i < count; i++)
        if (rule_may_show(state, serials[i]) && serials[i] != state->failed)
            edition = store_edition(store, id, serials[i], &ignored);
    free(serials);
    return edition;
}

static struct edition *open_stored(struct store *store, const char *id,
                                   const struct store_state *state,
                                   const struct store_edition *stored)
{
    struct error ignored = {0};
    if (stored->damaged || !rule_may_show(state, stored->serial))
        return NULL;
    return store_edition(store, id, stored->serial, &ignored);
}

bool store_pick(struct store *store, const char *id, struct store_choice *out,
                struct error *err)
{
    struct store_choice choice = {.shown = STORE_CURRENT};
    const struct store_state *state = &choice.state;
    struct error why = {0};
    if (!store_load(store, id, &choice.state, err))
        return false;
    choice.edition = open_stored(store, id, state, &state->current);
    if (!choice.edition) {
        choice.shown = STORE_OLDER;
        choice.edition = open_stored(store, id, state, &state->previous);
    }
    if (!choice.edition)
        choice.edition = open_any(store, id, state, &why);
    if (!choice.edition)
        choice.shown = state->high ? STORE_WITHDRAWN : STORE_NOTHING;
    if (why.code != ERROR_NONE)
        return error_set(err, why.code, "%s", why.detail);
    *out = choice;
    return true;
}

bool store_back(struct store *store, const char *id, struct error *err)
{
    struct store_state state;
    if (!store_load(store, id, &state, err))
        return false;
    struct edition *edition = open_stored(store, id, &state, &state.previous);
    bool back = edition && rule_back(&state);
    edition_close(edition);
    if (!back)
        return error_set(err, ERROR_NOT_FOUND,
                         "%s: no earlier edition here that may be shown", id);
    return store_save(store, id, &state, err);
}

/* One step of the rule on every id; saved where something changed. */
static bool step_all(struct store *store, bool (*step)(struct store_state *state),
                     struct error *err)
{
    size_t count;
    bool ok = true;
    const char *const *ids = store_ids(store, &count);
    for (size_t i = 0; ok && i < count; i++) {
        struct store_state state;
        ok = store_load(store, ids[i], &state, err) &&
             (!step(&state) || store_save(store, ids[i], &state, err));
    }
    return ok;
}

bool store_trial(struct store *store, struct error *err)
{
    return step_all(store, rule_start, err);
}

bool store_confirm(struct store *store, struct error *err)
{
    return step_all(store, rule_confirm, err);
}
