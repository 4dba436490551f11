/* A tiny bundle in an old and a new edition, and what a reader finds in a store of them.
 * Every test of this folder asks the same question of whatever it has broken: is what is
 * delivered exactly the old edition, or exactly the new one? */
#pragma once

#include "../store/world.h"

#include <sys/wait.h>

enum {
    TINY_PAGES = 2,
};

#define TINY_OLD "old"
#define TINY_NEW "new"

/* The whole text of page `id` in the edition of those words. */
static inline void tiny_page(const char *words, int64_t id, struct str *out)
{
    str_clear(out);
    str_printf(out, "# Page %d\n\nThe %s words of page %d.\n", (int)id, words, (int)id);
}

/* Puts a signed bundle of TINY_PAGES pages on the stick. */
static inline void tiny_publish(struct world *world, int serial, int min_serial,
                                const char *words)
{
    struct error err = {0};
    struct str ini = {0}, page = {0};
    char folder[1024];
    str_printf(&ini,
               "[bundle]\nid = " WORLD_ID "\nserial = %d\nversion = 1\ntitle = Clinic\n"
               "languages = en\ncreated = 2026-11-22\n",
               serial);
    if (min_serial)
        str_printf(&ini, "min-serial = %d\n", min_serial);
    scratch_write(&world->scratch, "tiny/bundle.ini", str_c(&ini));
    scratch_write(&world->scratch, "tiny/SUMMARY.md", "- [One](1.md)\n- [Two](2.md)\n");
    tiny_page(words, 1, &page);
    scratch_write(&world->scratch, "tiny/1.md", str_c(&page));
    tiny_page(words, 2, &page);
    scratch_write(&world->scratch, "tiny/2.md", str_c(&page));
    scratch_path(&world->scratch, "tiny", folder);
    struct book *book = book_open_folder(folder, NULL, &err);
    assert_non_null(book);
    assert_true(bundle_build(book, &(struct build_options){.key = world->key},
                             world->stick, &err));
    book_free(book);
    str_free(&ini);
    str_free(&page);
}

/* What a reader got, page by page. */
struct found {
    enum store_shown shown;
    int old, new;     /* pages that are those of the edition, to the byte */
    int refused;      /* pages that were refused as damaged */
    int other;        /* pages that are neither: never to happen */
    struct error why; /* of the last refusal */
};

static inline bool found_old(const struct found *found)
{
    return found->old == TINY_PAGES && !found->new && !found->refused && !found->other;
}

static inline bool found_new(const struct found *found)
{
    return found->new == TINY_PAGES && !found->old && !found->refused && !found->other;
}

static inline void found_page(struct found *found, int64_t id, const struct str *text)
{
    struct str old = {0}, new = {0};
    tiny_page(TINY_OLD, id, &old);
    tiny_page(TINY_NEW, id, &new);
    if (strcmp(str_c(text), str_c(&old)) == 0 && text->len == old.len)
        found->old++;
    else if (strcmp(str_c(text), str_c(&new)) == 0 && text->len == new.len)
        found->new ++;
    else
        found->other++;
    str_free(&old);
    str_free(&new);
}

/* Reads every page of an edition. */
static inline void found_in(struct found *found, struct edition *edition)
{
    bool there = true;
    for (int64_t id = 1; there && id <= TINY_PAGES + 1; id++) {
        struct edition_list list = {0};
        struct str text = {0};
        if (!edition_node(edition, id, &list, &found->why)) {
            found->refused++;
        } else {
            there = list.count > 0;
            if (there && edition_page(edition, id, &text, &found->why))
                found_page(found, id, &text);
            else if (there)
                found->refused++;
        }
        edition_list_free(&list);
        str_free(&text);
    }
}

/* Opens a store as a reader does and reads every page that it shows. */
static inline struct found tiny_look(const char *path)
{
    struct found found = {0};
    struct store_choice choice = {0};
    struct store *store = store_open(path, &found.why);
    if (store && store_pick(store, WORLD_ID, &choice, &found.why)) {
        found.shown = choice.shown;
        if (choice.edition)
            found_in(&found, choice.edition);
    }
    edition_close(choice.edition);
    store_close(store);
    return found;
}

static inline void tiny_say(const struct found *found, const char *what)
{
    fprintf(stderr, "%s: shows %d with %d pages old, %d new, %d refused, %d other %s\n",
            what, found->shown, found->old, found->new, found->refused, found->other,
            found->why.detail);
}

/* A whole copy of a folder in the place of another. */
static inline void tiny_copy(const char *from, const char *to)
{
    char command[4096];
    snprintf(command, sizeof command, "rm -rf '%s' && cp -a '%s' '%s'", to, from, to);
    assert_int_equal(system(command), 0);
}

/* The reader has shown its first screen. */
static inline void tiny_confirm(struct world *world)
{
    struct error err = {0};
    struct store *store = store_open_locked(world->store, &err);
    assert_non_null(store);
    assert_true(store_confirm(store, &err));
    store_close(store);
}

/* A store whose current edition is the old one (serial 2, with serial 1 behind it), and
 * on the stick the new one, serial 3. Its floor is 3: once its state is saved, no older
 * edition may be shown, so that a store which has lost the new one shows nothing. */
static inline struct world tiny_world(void)
{
    struct world world = world_new();
    tiny_publish(&world, 1, 0, "older");
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    tiny_confirm(&world);
    tiny_publish(&world, 2, 0, TINY_OLD);
    assert_int_equal(world_install(&world).outcome, OUTCOME_INSTALLED);
    tiny_confirm(&world);
    tiny_publish(&world, 3, 3, TINY_NEW);
    return world;
}
