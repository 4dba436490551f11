/* There is always something to show, and never what was withdrawn. */
#include "ui/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../store/world.h"

/* The title of what is shown; borrowed until the content is closed. */
static const char *open_title(const char *path, const char *store,
                              struct content *content)
{
    struct content_setup setup = {.path = path, .store = store};
    struct error err = {0};
    if (!content_open(&setup, content, &err))
        fail_msg("%s", err.detail);
    return edition_meta(content->edition, "title");
}

static void shows_the_store_before_the_factory_bundle(void **context)
{
    (void)context;
    struct world world = world_new();
    struct content content = {0};
    assert_string_not_equal(open_title(NULL, world.store, &content), "Clinic");
    content_close(&content);
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    assert_string_equal(open_title(NULL, world.store, &content), "Clinic");
    content_close(&content);
    world_free(&world);
}

static void shows_what_is_named_before_the_store(void **context)
{
    (void)context;
    struct world world = world_new();
    struct content content = {0};
    assert_string_equal(world_update(&world, 1, "one"), "installed");
    open_title(TEST_SOURCE_DIR "/tests/golden/book", world.store, &content);
    assert_string_not_equal(edition_meta(content.edition, "title"), "Clinic");
    content_close(&content);
    world_free(&world);
}

/* The floor is above anything that a factory bundle has been given. */
static void shows_nothing_below_the_floor(void **context)
{
    (void)context;
    struct world world = world_new();
    struct content content = {0};
    world_publish(&world, &(struct edition_of){900000, 900000, "mended", false});
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    scratch_write(&world.scratch, "store/editions/" WORLD_ID "/900000.db", "rot");
    assert_string_equal(open_title(NULL, world.store, &content), "Content withdrawn");
    struct str words = {0};
    struct error err = {0};
    assert_true(edition_page(content.edition, 1, &words, &err));
    assert_non_null(strstr(words.bytes, "ask the staff"));
    str_free(&words);
    content_close(&content);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_store_before_the_factory_bundle),
        cmocka_unit_test(shows_what_is_named_before_the_store),
        cmocka_unit_test(shows_nothing_below_the_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
