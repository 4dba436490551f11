/* A card that is full, at every 4 KiB from no room at all to enough: the install says
 * `no-space` and the old edition is shown, or it is installed. Asked for the free space
 * the system may also promise more than there is: then writing fails in the middle.
 *
 * The card is a small tmpfs in a mount namespace of our own; where the system does not
 * allow that, the test is skipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tiny.h"

#include <dlfcn.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

enum {
    STEP = 4096,
    STEPS_MAX = 400,
    ESTIMATE_EXTRA = 8 * 1024 * 1024, /* what an install leaves free (install.c) */
};

/* What the system says of the free space: the truth, or a promise. */
static bool promises;

int statvfs(const char *path, struct statvfs *out)
{
    int (*real)(const char *, struct statvfs *) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "statvfs");
    int status = real(path, out);
    if (promises)
        out->f_bavail = (fsblkcnt_t)1 << 30;
    return status;
}

static void write_line(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

/* Mounts of our own: as root, or as one who is root among them. */
static bool own_mounts(void)
{
    char user[64], group[64];
    snprintf(user, sizeof user, "0 %d 1\n", (int)getuid());
    snprintf(group, sizeof group, "0 %d 1\n", (int)getgid());
    if (unshare(CLONE_NEWNS) != 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        write_line("/proc/self/setgroups", "deny");
        write_line("/proc/self/uid_map", user);
        write_line("/proc/self/gid_map", group);
    }
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

struct card {
    struct world world;
    char base[1024];
    int no_space, installed;
};

/* A card of so many bytes in the place of the store, with the old edition on it. False
 * where that alone does not fit. */
static bool insert_card(struct card *card, size_t bytes)
{
    char options[64], command[4096];
    snprintf(options, sizeof options, "size=%zu", bytes);
    assert_int_equal(mount("card", card->world.store, "tmpfs", 0, options), 0);
    snprintf(command, sizeof command, "cp -a '%s/.' '%s' 2>/dev/null", card->base,
             card->world.store);
    return system(command) == 0;
}

static void take_card(struct card *card)
{
    assert_int_equal(umount(card->world.store), 0);
}

/* Installs on that card, then on the same one made larger. */
static void try_card(struct card *card, size_t bytes)
{
    struct world *world = &card->world;
    struct install_report report = world_install(world);
    struct found found = tiny_look(world->store);
    bool installed = report.outcome == OUTCOME_INSTALLED;
    if (!installed && report.outcome != OUTCOME_NO_SPACE)
        fail_msg("%zu bytes: %s: %s", bytes, outcome_code(report.outcome),
                 report.why.detail);
    if (installed ? !found_new(&found) : !found_old(&found)) {
        tiny_say(&found, outcome_code(report.outcome));
        fail_msg("%zu bytes: neither old nor new", bytes);
    }
    card->installed += installed;
    card->no_space += !installed;
    assert_int_equal(mount("card", world->store, "tmpfs", MS_REMOUNT, "size=64m"), 0);
    report = world_install(world);
    assert_true(report.outcome == OUTCOME_INSTALLED ||
                (report.outcome == OUTCOME_ALREADY && found_new(&found)));
    found = tiny_look(world->store);
    assert_true(found_new(&found));
}

static bool card_new(struct card *card)
{
    if (!own_mounts()) {
        print_message("no mount namespace here: skipped\n");
        return false;
    }
    *card = (struct card){.world = tiny_world()};
    scratch_path(&card->world.scratch, "base", card->base);
    tiny_copy(card->world.store, card->base);
    return true;
}

static void card_free(struct card *card)
{
    promises = false;
    print_message("%d cards without the space, %d with it\n", card->no_space,
                  card->installed);
    world_free(&card->world);
}

static void writing_fails_at_every_4_kib(void **context)
{
    (void)context;
    struct card card;
    if (!card_new(&card))
        skip();
    promises = true;
    for (int i = 1; i < STEPS_MAX && card.installed < 3; i++) {
        if (insert_card(&card, (size_t)i * STEP))
            try_card(&card, (size_t)i * STEP);
        take_card(&card);
    }
    assert_true(card.no_space > 10);
    assert_int_equal(card.installed, 3);
    card_free(&card);
}

static void says_beforehand_what_it_needs(void **context)
{
    (void)context;
    struct card card;
    if (!card_new(&card))
        skip();
    for (size_t bytes = ESTIMATE_EXTRA; card.installed < 2; bytes += STEP * 4) {
        assert_true(bytes < 2 * ESTIMATE_EXTRA);
        assert_true(insert_card(&card, bytes));
        try_card(&card, bytes);
        take_card(&card);
    }
    assert_true(card.no_space > 2);
    card_free(&card);
}

/* The control: a store that the full card has cost an edition is noticed. */
static void notices_an_edition_cut_short(void **context)
{
    (void)context;
    struct world world = tiny_world();
    char path[2048];
    for (int serial = 1; serial <= 2; serial++) {
        snprintf(path, sizeof path, "%s/editions/" WORLD_ID "/%d.db", world.store,
                 serial);
        assert_int_equal(truncate(path, STEP), 0);
    }
    struct found found = tiny_look(world.store);
    assert_false(found_old(&found) || found_new(&found));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notices_an_edition_cut_short),
        cmocka_unit_test(writing_fails_at_every_4_kib),
        cmocka_unit_test(says_beforehand_what_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
