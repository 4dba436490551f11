/* Rot: bits that change in what is installed, in the editions and in the state. What a
 * reader is given then is exactly the old edition's page, or the new one's, or it is told
 * that the page is damaged; never other bytes, and SQLite takes no reader down.
 *
 * CANDOR_FAULTS=all makes 1,000 rotten stores of each kind; else a sample. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tiny.h"

enum {
    ROTS = 1000,
    SAMPLE = 120,
};

static int how_many(void)
{
    const char *value = getenv("CANDOR_FAULTS");
    return value && strcmp(value, "all") == 0 ? ROTS : SAMPLE;
}

/* A number by chance, the same in each run. */
static uint32_t chance(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* A file of the store, and its bytes when it was whole. */
struct victim {
    char path[2048];
    struct str whole;
};

static struct victim victim(const struct world *world, const char *name)
{
    struct error err = {0};
    struct victim of = {0};
    snprintf(of.path, sizeof of.path, "%s/editions/" WORLD_ID "/%s", world->store, name);
    assert_true(file_read(of.path, (size_t)1 << 24, &of.whole, &err));
    return of;
}

static void put(const struct victim *of, const struct str *bytes)
{
    FILE *file = fopen(of->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(str_c(bytes), 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
}

/* One to 64 bits anywhere, or a block of zeros, or a file cut short. */
static void rot(const struct victim *of, uint64_t *state)
{
    struct str bytes = {0};
    str_append_bytes(&bytes, of->whole.bytes, of->whole.len);
    uint32_t how = chance(state) % 16, at = chance(state) % (uint32_t)bytes.len;
    if (how == 0)
        bytes.len = at;
    else if (how == 1)
        memset(bytes.bytes + at, 0, bytes.len - at < 512 ? bytes.len - at : 512);
    else
        for (uint32_t bits = 1 + chance(state) % (how < 8 ? 4 : 64); bits; bits--)
            bytes.bytes[chance(state) % bytes.len] ^= (char)(1 << chance(state) % 8);
    put(of, &bytes);
    str_free(&bytes);
}

/* What a reader and a search do with what they are shown. */
static void use(struct world *world)
{
    struct error err = {0};
    struct store_choice choice = {0};
    struct edition_list list = {0};
    struct edition_hits hits = {0};
    struct store *store = store_open(world->store, &err);
    assert_non_null(store);
    if (store_pick(store, WORLD_ID, &choice, &err) && choice.edition) {
        bool listed = edition_children(choice.edition, "en", 0, &list, &err);
        bool found =
            edition_search(choice.edition, "en", "words", false, 10, &hits, &err);
        (void)listed, (void)found; /* either is right; neither may crash */
    }
    edition_hits_free(&hits);
    edition_list_free(&list);
    edition_close(choice.edition);
    store_close(store);
}

struct tally {
    int old, new, refused, lost, nothing; /* lost: a page of two is not there at all */
};

/* The number of pages that are other than any that was signed is 0, always. */
static struct found look(struct world *world, struct tally *tally, int round)
{
    struct found found = tiny_look(world->store);
    if (found.other || (found.old && found.new)) {
        tiny_say(&found, "rot");
        fail_msg("round %d: neither old nor new", round);
    }
    tally->old += found.old > 0;
    tally->new += found.new > 0;
    tally->refused += found.refused > 0;
    int pages = found.old + found.new + found.refused;
    tally->lost += pages > 0 && pages < TINY_PAGES;
    tally->nothing += pages == 0;
    use(world);
    return found;
}

static void say(const char *what, const struct tally *tally)
{
    print_message("%s: %d old, %d new, %d with a page refused, %d with one lost, "
                  "%d nothing\n",
                  what, tally->old, tally->new, tally->refused, tally->lost,
                  tally->nothing);
}

/* A store of the old edition and the new one, the new one current. */
static struct world both(void)
{
    struct world world = world_new();
    tiny_publish(&world, 1, 0, TINY_OLD);
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    tiny_confirm(&world);
    tiny_publish(&world, 2, 0, TINY_NEW);
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    tiny_confirm(&world);
    return world;
}

static void the_current_edition_rots(void **context)
{
    (void)context;
    struct world world = both();
    struct victim current = victim(&world, "2.db");
    struct tally tally = {0};
    uint64_t state = 1;
    for (int i = 0; i < how_many(); i++) {
        rot(&current, &state);
        look(&world, &tally, i);
    }
    say("current", &tally);
    assert_int_equal(tally.nothing, 0);
    assert_true(tally.new > 0 && tally.old > 0 && tally.refused > 0);
    str_free(&current.whole);
    world_free(&world);
}

static void both_editions_rot(void **context)
{
    (void)context;
    struct world world = both();
    struct victim current = victim(&world, "2.db"), previous = victim(&world, "1.db");
    struct tally tally = {0};
    uint64_t state = 2;
    for (int i = 0; i < how_many(); i++) {
        rot(&current, &state);
        rot(&previous, &state);
        look(&world, &tally, i);
    }
    say("both", &tally);
    str_free(&current.whole);
    str_free(&previous.whole);
    world_free(&world);
}

/* One of the two is enough; with both gone it is made again from the editions. */
static void the_state_rots(void **context)
{
    (void)context;
    struct world world = both();
    struct victim first = victim(&world, "state"), copy = victim(&world, "state.copy");
    struct tally tally = {0};
    uint64_t state = 3;
    for (int i = 0; i < how_many(); i++) {
        put(&first, &first.whole);
        put(&copy, &copy.whole);
        if (i % 3 != 0)
            rot(&first, &state);
        if (i % 3 != 1)
            rot(&copy, &state);
        struct found found = look(&world, &tally, i);
        assert_true(found_new(&found));
    }
    say("state", &tally);
    str_free(&first.whole);
    str_free(&copy.whole);
    world_free(&world);
}

static void all_of_it_rots_and_is_mended(void **context)
{
    (void)context;
    struct world world = both();
    struct victim files[] = {victim(&world, "2.db"), victim(&world, "1.db"),
                             victim(&world, "state"), victim(&world, "state.copy")};
    enum {
        COUNT = sizeof files / sizeof *files
    };
    struct tally tally = {0};
    uint64_t state = 4;
    tiny_publish(&world, 3, 0, TINY_NEW);
    for (int i = 0; i < how_many() / 4; i++) {
        char newest[2048];
        for (int k = 0; k < COUNT; k++)
            rot(&files[k], &state);
        look(&world, &tally, i);
        enum outcome outcome = world_install(&world).outcome;
        if (outcome != OUTCOME_INSTALLED)
            fail_msg("round %d: %s", i, outcome_code(outcome));
        struct found found = tiny_look(world.store);
        assert_true(found_new(&found));
        snprintf(newest, sizeof newest, "%s/editions/" WORLD_ID "/3.db", world.store);
        assert_int_equal(remove(newest), 0);
    }
    say("all", &tally);
    for (int k = 0; k < COUNT; k++)
        str_free(&files[k].whole);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_current_edition_rots),
        cmocka_unit_test(both_editions_rot),
        cmocka_unit_test(the_state_rots),
        cmocka_unit_test(all_of_it_rots_and_is_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
