/* A lying stick. What is installed from it is what was signed, or nothing is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "liar.h"
#include "tiny.h"

#include <sys/stat.h>

struct row {
    const char *what;
    enum liar_lie lie;
    const char *outcome;   /* of the install */
    const char *otherwise; /* may come too, as reads happen to fall; NULL: nothing */
};

/* Installs from `path` over a copy of the old store. */
static void install_from(struct world *world, const char *base, const char *path,
                         const struct row *row)
{
    struct install_setup setup = {.bundle = path,
                                  .store = world->store,
                                  .keys = world->keys,
                                  .fonts = world->fonts};
    tiny_copy(base, world->store);
    struct install_report report = install_bundle(&setup);
    const char *code = outcome_code(report.outcome);
    struct found found = tiny_look(world->store);
    bool expected = strcmp(code, row->outcome) == 0 ||
                    (row->otherwise && strcmp(code, row->otherwise) == 0);
    bool right =
        report.outcome == OUTCOME_INSTALLED ? found_new(&found) : found_old(&found);
    if (!expected || !right) {
        tiny_say(&found, row->what);
        fail_msg("%s: %s: %s", row->what, code, report.why.detail);
    }
}

struct place {
    struct world world;
    char base[1024], folder[1024], path[2048];
};

static struct place place_new(void)
{
    struct place place = {.world = tiny_world()};
    scratch_path(&place.world.scratch, "base", place.base);
    scratch_path(&place.world.scratch, "mount", place.folder);
    snprintf(place.path, sizeof place.path, "%s/stick.candor", place.folder);
    assert_int_equal(mkdir(place.folder, 0755), 0);
    tiny_copy(place.world.store, place.base);
    return place;
}

static void tells_what_was_signed_from_what_it_reads(void **context)
{
    (void)context;
    static const struct row rows[] = {
        {"the control: an honest one", LIAR_HONEST, "installed", NULL},
        {"it gives less than is asked for", LIAR_HALF_READS, "installed", "unreadable"},
        {"it fails midway", LIAR_EIO_MIDWAY, "unreadable", NULL},
        {"it fails after a while", LIAR_EIO_LATER, "unreadable", "installed"},
        {"it cannot be read", LIAR_EIO_ALWAYS, "unreadable", NULL},
        {"it grows", LIAR_GROWS, "unreadable", "installed"},
        {"it shrinks", LIAR_SHRINKS, "unreadable", "installed"},
        {"it changes between two reads", LIAR_CHANGES, "unreadable", NULL},
        {"it changes after a while", LIAR_CHANGES_END, "unreadable", "installed"},
        {"it ends early", LIAR_ENDS_EARLY, "unreadable", NULL},
        {"it says that it has 2^50 bytes", LIAR_HUGE, "not-for-this-device", NULL},
        {"it has 2^50 bytes", LIAR_ENDLESS, "not-for-this-device", NULL},
    };
    struct error err = {0};
    struct str bytes = {0};
    struct place place = place_new();
    assert_true(file_read(place.world.stick, (size_t)1 << 24, &bytes, &err));
    bool mounted = true;
    for (size_t i = 0; mounted && i < sizeof rows / sizeof *rows; i++) {
        struct liar liar = {.lie = rows[i].lie, .bytes = bytes.bytes, .len = bytes.len};
        pid_t server = liar_start(liar, place.folder);
        mounted = server != 0;
        if (mounted) {
            install_from(&place.world, place.base, place.path, &rows[i]);
            liar_stop(server, place.folder);
        }
    }
    str_free(&bytes);
    world_free(&place.world);
    if (!mounted) {
        print_message("no FUSE mount is allowed here: skipped\n");
        skip();
    }
}

/* What stands on a stick under a bundle's name and is none. Opening it neither waits nor
 * follows. */
static void takes_only_a_file(void **context)
{
    (void)context;
    static const struct row refused = {"not a file", LIAR_HONEST, "unreadable", NULL};
    static const struct row gone = {"a link to nowhere", LIAR_HONEST, "unreadable", NULL};
    struct place place = place_new();
    assert_int_equal(mkfifo(place.path, 0600), 0);
    install_from(&place.world, place.base, place.path, &refused);
    assert_int_equal(remove(place.path), 0);
    assert_int_equal(mkdir(place.path, 0755), 0);
    install_from(&place.world, place.base, place.path, &refused);
    assert_int_equal(remove(place.path), 0);
    install_from(&place.world, place.base, "/dev/zero", &refused);
    install_from(&place.world, place.base, "/dev/null", &refused);
    assert_int_equal(symlink(place.world.stick, place.path), 0);
    install_from(&place.world, place.base, place.path, &refused);
    assert_int_equal(remove(place.path), 0);
    assert_int_equal(symlink("/nowhere", place.path), 0);
    install_from(&place.world, place.base, place.path, &gone);
    world_free(&place.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_was_signed_from_what_it_reads),
        cmocka_unit_test(takes_only_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
