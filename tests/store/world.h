/* A publisher, a kiosk's store and a stick, in a folder of the test's own. */
#pragma once

#include "base/str.h"
#include "bundle/book_parts.h"
#include "bundle/build.h"
#include "store/install.h"
#include "store/store.h"

#include "../bundle/scratch.h"

#define WORLD_ID "org.example.clinic"

struct world {
    struct scratch scratch;
    struct secret_key *key;
    struct fonts *fonts;
    char keys[1024], store[1024], stick[1024]; /* two folders and a bundle's path */
};

/* The publisher's key is trusted. */
static inline struct world world_new(void)
{
    struct world world = {.scratch = scratch_new(), .key = secret_key_new()};
    struct public_key public = secret_key_public(world.key);
    struct str text = {0};
    struct error err = {0};
    public_key_write(&public, &text);
    scratch_write(&world.scratch, "keys/clinic.pub", text.bytes);
    str_free(&text);
    scratch_path(&world.scratch, "keys", world.keys);
    scratch_path(&world.scratch, "store", world.store);
    scratch_path(&world.scratch, "stick.candor", world.stick);
    world.fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    assert_non_null(world.fonts);
    return world;
}

static inline void world_free(struct world *world)
{
    fonts_close(world->fonts);
    secret_key_free(world->key);
    scratch_free(&world->scratch);
}

/* What a bundle is made of. */
struct edition_of {
    int serial, min_serial; /* min_serial 0: none */
    const char *words;      /* of its one page */
    bool unsigned_;         /* nobody has signed it */
};

/* Puts a bundle on the stick. */
static inline void world_publish(struct world *world, const struct edition_of *of)
{
    char ini[512], least[64] = "", page[512], folder[1024];
    struct error err = {0};
    if (of->min_serial)
        snprintf(least, sizeof least, "min-serial = %d\n", of->min_serial);
    snprintf(ini, sizeof ini,
             "[bundle]\nid = " WORLD_ID "\nserial = %d\n%sversion = 1\ntitle = Clinic\n"
             "languages = en\ncreated = 2026-11-22\n",
             of->serial, least);
    snprintf(page, sizeof page, "# Care\n\n%s\n", of->words);
    scratch_write(&world->scratch, "book/bundle.ini", ini);
    scratch_write(&world->scratch, "book/SUMMARY.md", "- [Care](care.md)\n");
    scratch_write(&world->scratch, "book/care.md", page);
    scratch_path(&world->scratch, "book", folder);
    struct book *book = book_open_folder(folder, NULL, &err);
    assert_non_null(book);
    struct build_options options = {.key = of->unsigned_ ? NULL : world->key};
    assert_true(bundle_build(book, &options, world->stick, &err));
    book_free(book);
}

static inline struct install_report world_install(struct world *world)
{
    struct install_setup setup = {.bundle = world->stick,
                                  .store = world->store,
                                  .keys = world->keys,
                                  .fonts = world->fonts};
    return install_bundle(&setup);
}

/* Publishes and installs; the code of what came of it. */
static inline const char *world_update(struct world *world, int serial, const char *words)
{
    world_publish(world, &(struct edition_of){.serial = serial, .words = words});
    return outcome_code(world_install(world).outcome);
}

/* The words of the page that a reader would show now, "" where there is none; into
 * `out`. */
static inline enum store_shown world_shown(struct world *world, struct str *out)
{
    struct error err = {0};
    struct store_choice choice = {0};
    struct store *store = store_open(world->store, &err);
    assert_non_null(store);
    assert_true(store_pick(store, WORLD_ID, &choice, &err));
    str_clear(out);
    if (choice.edition)
        assert_true(edition_page(choice.edition, 1, out, &err));
    edition_close(choice.edition);
    store_close(store);
    return choice.shown;
}
