/* From a stick to what is shown, and every reason why not. */
#include "store/install.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

static void assert_shows(struct world *world, enum store_shown shown, const char *words)
{
    struct str text = {0};
    assert_int_equal(world_shown(world, &text), shown);
    if (!strstr(str_c(&text), words))
        fail_msg("shows %s, not %s", str_c(&text), words);
    str_free(&text);
}

static void a_new_edition_is_shown_at_the_next_start(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    assert_shows(&world, STORE_CURRENT, "one");
    assert_string_equal(world_update(&world, 2, "two"), "installed");
    assert_shows(&world, STORE_CURRENT, "two");
    world_free(&world);
}

static void refuses_what_it_must(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 5, "five"), "installed");
    assert_string_equal(world_update(&world, 5, "five"), "already-installed");
    assert_string_equal(world_update(&world, 5, "other"), "same-number");
    assert_string_equal(world_update(&world, 4, "four"), "older");
    assert_string_equal(world_update(&world, 1000000006, "leap"), "number-leap");
    world_publish(&world, &(struct edition_of){6, 0, "six", true});
    struct install_report report = world_install(&world);
    assert_int_equal(report.outcome, OUTCOME_NOT_TRUSTED);
    assert_int_equal(report.why.code, ERROR_UNTRUSTED);
    scratch_write(&world.scratch, "stick.candor", "no bundle");
    assert_int_equal(world_install(&world).outcome, OUTCOME_UNREADABLE);
    remove(world.stick);
    assert_int_equal(world_install(&world).outcome, OUTCOME_NO_UPDATE);
    assert_shows(&world, STORE_CURRENT, "five");
    world_free(&world);
}

static void trusts_nobody_without_a_folder_of_keys(void **context)
{
    (void)context;
    struct world world = world_new();
    strcat(world.keys, "-nowhere");
    assert_string_equal(world_update(&world, 1, "one"), "not-trusted");
    world_free(&world);
}

/* A folder at the store's place that cannot be one. */
static void says_so_where_the_store_cannot_be_used(void **context)
{
    (void)context;
    struct world world = world_new();
    scratch_write(&world.scratch, "store", "a file");
    assert_string_equal(world_update(&world, 1, "one"), "store-failed");
    world_free(&world);
}

static void only_one_changes_the_store(void **context)
{
    (void)context;
    struct world world = world_new();
    struct error err = {0};
    struct store *store = store_open_locked(world.store, &err);
    assert_non_null(store);
    assert_string_equal(world_update(&world, 1, "one"), "busy");
    store_close(store);
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    world_free(&world);
}

static bool stop_at(void *context, enum install_step step, size_t done, size_t total)
{
    const enum install_step *at = context;
    (void)done, (void)total;
    return step != *at;
}

static void a_cancelled_install_changes_nothing(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    world_publish(&world, &(struct edition_of){.serial = 2, .words = "two"});
    const enum install_step steps[] = {INSTALL_CHECKING, INSTALL_READING, INSTALL_PROBING,
                                       INSTALL_FINISHING};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        enum install_step at = steps[i];
        struct install_setup setup = {.bundle = world.stick,
                                      .store = world.store,
                                      .keys = world.keys,
                                      .fonts = world.fonts,
                                      .progress = stop_at,
                                      .context = &at};
        struct install_report report = install_bundle(&setup);
        assert_int_equal(report.outcome, OUTCOME_CANCELLED);
        assert_shows(&world, STORE_CURRENT, "one");
    }
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    world_free(&world);
}

static bool back(struct world *world)
{
    struct error err = {0};
    struct store *store = store_open_locked(world->store, &err);
    assert_non_null(store);
    bool ok = store_back(store, WORLD_ID, &err);
    store_close(store);
    return ok;
}

static void staff_go_back_and_forth(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    assert_false(back(&world));
    assert_string_equal(world_update(&world, 2, "two"), "installed");
    assert_true(back(&world));
    assert_shows(&world, STORE_CURRENT, "one");
    assert_true(back(&world));
    assert_shows(&world, STORE_CURRENT, "two");
    world_free(&world);
}

static void nobody_goes_back_below_the_floor(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "harmful"), "installed");
    world_publish(&world, &(struct edition_of){3, 2, "mended", false});
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    assert_false(back(&world));
    char path[2048];
    snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/3.db", world.store);
    assert_int_equal(remove(path), 0);
    assert_shows(&world, STORE_WITHDRAWN, "");
    world_free(&world);
}

static void start(struct world *world, bool first_screen)
{
    struct error err = {0};
    struct store *store = store_open_locked(world->store, &err);
    assert_non_null(store);
    assert_true(store_trial(store, &err));
    if (first_screen)
        assert_true(store_confirm(store, &err));
    store_close(store);
}

static void an_edition_that_does_not_come_up_gives_way(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    start(&world, true);
    assert_string_equal(world_update(&world, 2, "two"), "installed");
    for (int i = 0; i < STATE_TRIALS; i++) {
        start(&world, false);
        assert_shows(&world, STORE_CURRENT, "two");
    }
    start(&world, false);
    assert_shows(&world, STORE_CURRENT, "one");
    assert_string_equal(world_update(&world, 2, "two"), "new-problem");
    assert_string_equal(world_update(&world, 3, "three"), "installed");
    start(&world, true);
    for (int i = 0; i < 2 * STATE_TRIALS; i++)
        start(&world, false);
    assert_shows(&world, STORE_CURRENT, "three");
    world_free(&world);
}

static void a_damaged_copy_is_replaced_by_the_one_before_and_mended(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    start(&world, true);
    assert_string_equal(world_update(&world, 2, "two"), "installed");
    scratch_write(&world.scratch, "store/editions/" WORLD_ID "/2.db", "rot");
    assert_shows(&world, STORE_OLDER, "one");
    assert_string_equal(world_update(&world, 2, "other"), "same-number");
    assert_string_equal(world_update(&world, 2, "two"), "mended");
    assert_shows(&world, STORE_CURRENT, "two");
    world_free(&world);
}

static void a_lost_state_is_made_again_from_the_editions(void **context)
{
    (void)context;
    struct world world = world_new();
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    start(&world, true);
    assert_string_equal(world_update(&world, 2, "two"), "installed");
    scratch_write(&world.scratch, "store/editions/" WORLD_ID "/state", "rot");
    scratch_write(&world.scratch, "store/editions/" WORLD_ID "/state.copy", "rot");
    assert_shows(&world, STORE_CURRENT, "two");
    assert_string_equal(world_update(&world, 1, "one"), "older");
    assert_true(back(&world));
    assert_shows(&world, STORE_CURRENT, "one");
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_edition_is_shown_at_the_next_start),
        cmocka_unit_test(refuses_what_it_must),
        cmocka_unit_test(trusts_nobody_without_a_folder_of_keys),
        cmocka_unit_test(says_so_where_the_store_cannot_be_used),
        cmocka_unit_test(only_one_changes_the_store),
        cmocka_unit_test(a_cancelled_install_changes_nothing),
        cmocka_unit_test(staff_go_back_and_forth),
        cmocka_unit_test(nobody_goes_back_below_the_floor),
        cmocka_unit_test(an_edition_that_does_not_come_up_gives_way),
        cmocka_unit_test(a_damaged_copy_is_replaced_by_the_one_before_and_mended),
        cmocka_unit_test(a_lost_state_is_made_again_from_the_editions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
