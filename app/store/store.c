#include "store/store.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "bundle/ini.h"
#include "bundle/name.h"
#include "store/rebuild.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct store {
    struct arena arena;
    char *path;
    const char **ids;
    size_t id_count;
    int lock; /* descriptor; -1: only to look at */
};

static bool is_id(const char *name)
{
    struct arena scratch = {0};
    struct book_info info = {0};
    bool good = info_take(&scratch, &info, "id", name) == NULL;
    arena_free(&scratch);
    return good;
}

/* Notes the folders of ids. More than STORE_IDS_MAX are left where they are. */
static bool find_ids(struct store *store, struct error *err)
{
    struct str path = {0};
    str_printf(&path, "%s/editions", store->path);
    DIR *folder = opendir(path.bytes);
    if (!folder)
        mem_check_errno();
    str_free(&path);
    if (!folder)
        return error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO,
                         "%s: no store of editions: %s", store->path, strerror(errno));
    store->ids = arena_alloc(&store->arena, STORE_IDS_MAX * sizeof *store->ids);
    const struct dirent *entry;
    while ((entry = readdir(folder)) && store->id_count < STORE_IDS_MAX)
        if (is_id(entry->d_name))
            store->ids[store->id_count++] = arena_string(&store->arena, entry->d_name);
    closedir(folder);
    qsort(store->ids, store->id_count, sizeof *store->ids, names_compare);
    return true;
}

struct store *store_open(const char *path, struct error *err)
{
    struct store *store = mem_alloc(sizeof *store);
    store->path = mem_copy_string(path);
    store->lock = -1;
    if (find_ids(store, err))
        return store;
    store_close(store);
    return NULL;
}

static bool take_lock(struct store *store, struct error *err)
{
    struct str path = {0};
    str_printf(&path, "%s/lock", store->path);
    store->lock = open(path.bytes, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    bool ok = store->lock >= 0 && flock(store->lock, LOCK_EX | LOCK_NB) == 0;
    if (!ok)
        error_set(err, errno == EWOULDBLOCK ? ERROR_BUSY : ERROR_IO, "%s: %s", path.bytes,
                  errno == EWOULDBLOCK ? "another change of the store is under way"
                                       : strerror(errno));
    str_free(&path);
    return ok;
}

struct store *store_open_locked(const char *path, struct error *err)
{
    struct store *store = mem_alloc(sizeof *store);
    struct str editions = {0};
    store->path = mem_copy_string(path);
    store->lock = -1;
    str_printf(&editions, "%s/editions", path);
    bool ok = file_make_folder(editions.bytes, err) && take_lock(store, err) &&
              find_ids(store, err);
    str_free(&editions);
    for (size_t i = 0; ok && i < store->id_count; i++)
        ok = store_sweep(store, store->ids[i], err);
    if (ok)
        return store;
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->lock >= 0)
        close(store->lock);
    arena_free(&store->arena);
    free(store->path);
    free(store);
}

const char *const *store_ids(const struct store *store, size_t *count)
{
    *count = store->id_count;
    return store->ids;
}

void store_folder(const struct store *store, const char *id, struct str *out)
{
    str_printf(out, "%s/editions/%s", store->path, id);
}

void store_file(const struct store *store, const char *id, uint64_t serial,
                const char *ending, struct str *out)
{
    store_folder(store, id, out);
    str_printf(out, "/%" PRIu64 ".%s", serial, ending);
}

/* A stored edition whose file is gone or has another size cannot be used. */
static void look_at(const struct store *store, const char *id,
                    struct store_edition *edition)
{
    struct stat st;
    struct str path = {0};
    if (!edition->serial)
        return;
    store_file(store, id, edition->serial, "db", &path);
    edition->damaged = stat(path.bytes, &st) != 0 || !S_ISREG(st.st_mode) ||
                       (uint64_t)st.st_size != edition->size;
    str_free(&path);
}

bool store_load(struct store *store, const char *id, struct store_state *out,
                struct error *err)
{
    struct store_state state = {0};
    struct error why = {0};
    struct str folder = {0};
    store_folder(store, id, &folder);
    bool ok = state_load(folder.bytes, &state, &why);
    str_free(&folder);
    if (!ok && why.code != ERROR_NOT_FOUND && why.code != ERROR_DAMAGED) {
        *err = why;
        return false;
    }
    if (!ok && !store_rebuild(store, id, &state, err))
        return false;
    look_at(store, id, &state.current);
    look_at(store, id, &state.previous);
    *out = state;
    return true;
}

bool store_save(struct store *store, const char *id, const struct store_state *state,
                struct error *err)
{
    struct str folder = {0};
    store_folder(store, id, &folder);
    bool ok = state_save(folder.bytes, state, err);
    str_free(&folder);
    return ok;
}

struct edition *store_edition(struct store *store, const char *id, uint64_t serial,
                              struct error *err)
{
    struct str path = {0}, number = {0};
    store_file(store, id, serial, "db", &path);
    str_printf(&number, "%" PRIu64, serial);
    struct edition *edition = edition_open(path.bytes, err);
    const char *own = edition ? edition_meta(edition, "id") : NULL;
    const char *own_serial = edition ? edition_meta(edition, "serial") : NULL;
    if (edition &&
        (!own || !own_serial || strcmp(own, id) || strcmp(own_serial, number.bytes))) {
        error_set(err, ERROR_DAMAGED, "%s: not the edition it is named for", path.bytes);
        edition_close(edition);
        edition = NULL;
    }
    str_free(&path);
    str_free(&number);
    return edition;
}
