/* The version rule: a table of single judgements, then every sequence of up to six events
 * against what must hold whatever happens. */
#include "store/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct hash content(unsigned char letter)
{
    struct hash hash = {{letter}};
    return hash;
}

static struct store_edition stored(uint64_t serial, unsigned char letter, bool damaged)
{
    return (struct store_edition){
        .serial = serial, .manifest = content(letter), .size = 1, .damaged = damaged};
}

static void judges_each_offer(void **context)
{
    (void)context;
    const struct store_state none = {0};
    const struct store_state two = {.high = 42,
                                    .floor = 40,
                                    .current = stored(42, 'a', false),
                                    .previous = stored(41, 'b', false)};
    const struct store_state rotten = {
        .high = 42, .current = stored(42, 'a', true), .previous = stored(41, 'b', true)};
    const struct store_state failed = {
        .high = 42, .failed = 42, .current = stored(41, 'b', false)};
    const struct {
        const char *name;
        const struct store_state *state;
        uint64_t serial;
        unsigned char letter;
        enum outcome outcome;
    } rows[] = {
        {"an unknown id takes any serial", &none, 7, 'x', OUTCOME_INSTALLED},
        {"also the highest there is", &none, (uint64_t)1 << 53, 'x', OUTCOME_INSTALLED},
        {"the next", &two, 43, 'x', OUTCOME_INSTALLED},
        {"the current one again", &two, 42, 'a', OUTCOME_ALREADY},
        {"another content under its number", &two, 42, 'x', OUTCOME_SAME_NUMBER},
        {"the previous one", &two, 41, 'b', OUTCOME_OLDER},
        {"another content under the previous number", &two, 41, 'x', OUTCOME_SAME_NUMBER},
        {"one that was never here, older", &two, 12, 'x', OUTCOME_OLDER},
        {"a leap that is just allowed", &two, 42 + RULE_LEAP_MAX, 'x', OUTCOME_INSTALLED},
        {"a leap too far", &two, 43 + RULE_LEAP_MAX, 'x', OUTCOME_NUMBER_LEAP},
        {"the current one mended", &rotten, 42, 'a', OUTCOME_MENDED},
        {"the previous one mended", &rotten, 41, 'b', OUTCOME_MENDED},
        {"no mending with another content", &rotten, 42, 'x', OUTCOME_SAME_NUMBER},
        {"one that did not come up", &failed, 42, 'a', OUTCOME_NEW_PROBLEM},
        {"the one after it", &failed, 43, 'x', OUTCOME_INSTALLED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rule_offer offer = {rows[i].serial, 0, content(rows[i].letter)};
        enum outcome outcome = rule_judge(rows[i].state, &offer);
        if (outcome != rows[i].outcome)
            fail_msg("%s: %s", rows[i].name, outcome_code(outcome));
    }
}

/* The events. Serials 1 to 3, each with a min-serial of 0 or its own, one in two
 * contents; the files rot; staff go back; the reader starts or shows its first screen. */
enum {
    OFFERS = 3 * 2 * 2,
    ROT_CURRENT = OFFERS,
    ROT_PREVIOUS,
    BACK,
    FAIL_TO_START, /* as often as it takes */
    CONFIRM,
    EVENTS
};

/* What is known of the past, beside the state. */
struct past {
    uint64_t highest, floor;  /* of all that were activated */
    unsigned char letters[4]; /* the content that each serial was accepted with */
    uint64_t failed;          /* a bit for each serial that did not come up */
};

static void offer_one(struct store_state *state, struct past *past, int event)
{
    uint64_t serial = (uint64_t)(event / 4) + 1, least = event & 1 ? serial : 0;
    unsigned char letter = event & 2 ? 'a' : 'b';
    struct rule_offer offer = {serial, least, content(letter)};
    struct store_edition edition = stored(serial, letter, false);
    switch (rule_judge(state, &offer)) {
    case OUTCOME_INSTALLED:
        assert_true(serial > past->highest);
        assert_true(serial >= past->floor);
        assert_false(past->failed >> serial & 1);
        past->highest = serial;
        past->floor = least > past->floor ? least : past->floor;
        past->letters[serial] = letter;
        rule_activate(state, &edition, least);
        assert_int_equal(state->current.serial, serial);
        break;
    case OUTCOME_MENDED:
        assert_int_equal(past->letters[serial], letter);
        rule_mend(state, &edition);
        break;
    case OUTCOME_ALREADY:
        assert_int_equal(past->letters[serial], letter);
        assert_int_equal(state->current.serial, serial);
        break;
    case OUTCOME_SAME_NUMBER:
        assert_int_not_equal(past->letters[serial], letter);
        break;
    default:
        assert_true(serial <= past->highest);
    }
}

static void play(struct store_state *state, struct past *past, int event)
{
    struct store_state before = *state;
    if (event < OFFERS) {
        offer_one(state, past, event);
    } else if (event == ROT_CURRENT) {
        state->current.damaged = state->current.serial > 0;
    } else if (event == ROT_PREVIOUS) {
        state->previous.damaged = state->previous.serial > 0;
    } else if (event == BACK) {
        bool possible = before.previous.serial >= past->floor && before.previous.serial &&
                        !before.previous.damaged;
        assert_int_equal(rule_back(state), possible);
        assert_int_equal(state->current.serial,
                         possible ? before.previous.serial : before.current.serial);
    } else if (event == FAIL_TO_START) {
        for (int i = 0; i <= STATE_TRIALS; i++)
            assert_int_equal(rule_start(state), before.on_trial);
        if (before.on_trial) {
            past->failed |= (uint64_t)1 << before.current.serial;
            assert_int_equal(state->current.serial, before.previous.serial);
        }
    } else {
        rule_confirm(state);
    }
}

/* What holds after every event. */
static void check(const struct store_state *state, const struct past *past)
{
    assert_int_equal(state->high, past->highest);
    assert_int_equal(state->floor, past->floor);
    assert_true(state->current.serial <= past->highest);
    assert_true(!state->current.serial || state->current.serial >= past->floor);
    assert_true(!state->previous.serial || state->previous.serial >= past->floor);
    assert_true(!state->current.serial ||
                state->current.serial != state->previous.serial);
    assert_true(state->on_trial || state->starts == 0);
    assert_true(!state->on_trial || state->current.serial == past->highest);
    if (state->current.serial)
        assert_int_equal(state->current.manifest.bytes[0],
                         past->letters[state->current.serial]);
}

static size_t explore(const struct store_state *state, const struct past *past, int left)
{
    size_t count = 1;
    check(state, past);
    for (int event = 0; left && event < EVENTS; event++) {
        struct store_state next = *state;
        struct past then = *past;
        play(&next, &then, event);
        count += explore(&next, &then, left - 1);
    }
    return count;
}

static void holds_for_every_sequence_of_six_events(void **context)
{
    (void)context;
    size_t count = explore(&(struct store_state){0}, &(struct past){0}, 6);
    printf("%zu sequences\n", count);
    assert_true(count > 20000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_each_offer),
        cmocka_unit_test(holds_for_every_sequence_of_six_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
