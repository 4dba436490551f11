/* What tests of editions start from: a folder, its book, and an edition of it twice, in
 * memory without the search tables and in a file with them. */
#pragma once

#include "edition/edition.h"

#include "folder.h"

struct world {
    char *folder;
    struct book *book;
    struct edition *memory, *file;
    char path[4096]; /* of the file */
};

static inline struct world *world_open(const struct folder_file *files, size_t count,
                                       const char *name)
{
    struct error err = {0};
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->folder = folder_make(files, count);
    world->book = folder_book(world->folder);
    snprintf(world->path, sizeof world->path, "%s/%s", world->folder, name);
    world->memory = edition_build(world->book, NULL, 0, &err);
    world->file = edition_build(world->book, world->path, EDITION_SEARCH, &err);
    if (!world->memory || !world->file)
        fail_msg("%s", err.detail);
    return world;
}

/* A cmocka teardown. */
static inline int world_close(void **state)
{
    struct world *world = *state;
    edition_close(world->memory);
    edition_close(world->file);
    book_free(world->book);
    folder_remove(world->folder);
    free(world);
    return 0;
}
