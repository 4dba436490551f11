/* The control of this folder: the reader that all its tests ask must notice a store that
 * is neither old nor new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tiny.h"

static void tells_old_from_new(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct found found = tiny_look(world.store);
    assert_true(found_old(&found) && !found_new(&found));
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    found = tiny_look(world.store);
    assert_true(found_new(&found) && !found_old(&found));
    world_free(&world);
}

/* Puts an edition that nobody signed, of those words, in the place of the current one. */
static void forge(struct world *world, const char *two)
{
    struct error err = {0};
    char folder[1024], path[2048];
    scratch_write(&world->scratch, "tiny/2.md", two);
    scratch_path(&world->scratch, "tiny", folder);
    struct book *book = book_open_folder(folder, NULL, &err);
    assert_non_null(book);
    snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/3.db", world->store);
    remove(path);
    struct edition *edition = edition_build(book, path, EDITION_SEARCH, &err);
    assert_non_null(edition);
    edition_close(edition);
    book_free(book);
    snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/state", world->store);
    remove(path);
    strcat(path, ".copy");
    remove(path);
    snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/2.db", world->store);
    remove(path);
}

static void notices_a_page_that_nobody_signed(void **context)
{
    (void)context;
    const char *const pages[] = {"forged", "# Page 2\n\nThe old words of page 2.\n"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct world world = tiny_world();
        assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
        forge(&world, pages[i]);
        struct found found = tiny_look(world.store);
        assert_false(found_old(&found) || found_new(&found));
        world_free(&world);
    }
}

static void notices_that_nothing_is_shown(void **context)
{
    (void)context;
    struct world world = tiny_world();
    char path[2048];
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/3.db", world.store);
    assert_int_equal(remove(path), 0);
    struct found found = tiny_look(world.store);
    assert_int_equal(found.shown, STORE_WITHDRAWN);
    assert_false(found_old(&found) || found_new(&found));
    found = tiny_look("/nowhere");
    assert_false(found_old(&found) || found_new(&found));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_old_from_new),
        cmocka_unit_test(notices_a_page_that_nobody_signed),
        cmocka_unit_test(notices_that_nothing_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
