#include "store/rebuild.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SERIAL_DIGITS = 16, /* of 2^53 */
};

/* The serial of a name such as "42.db", 0 where it is none; *ending is ".db". */
static uint64_t serial_of(const char *name, const char **ending)
{
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > SERIAL_DIGITS || *name == '0')
        return 0;
    *ending = name + digits;
    return strtoull(name, NULL, 10);
}

static int compare_down(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

static DIR *open_folder(const struct store *store, const char *id, struct error *err)
{
    struct str path = {0};
    store_folder(store, id, &path);
    DIR *folder = opendir(path.bytes);
    if (!folder)
        mem_check_errno();
    if (!folder)
        error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "%s: %s", path.bytes,
                  strerror(errno));
    str_free(&path);
    return folder;
}

bool store_serials(const struct store *store, const char *id, uint64_t **out,
                   size_t *count, struct error *err)
{
    struct error why = {0};
    uint64_t *serials = NULL;
    size_t found = 0, cap = 0;
    DIR *folder = open_folder(store, id, &why);
    if (!folder && why.code != ERROR_NOT_FOUND) {
        *err = why;
        return false;
    }
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        const char *ending = "";
        uint64_t serial = serial_of(entry->d_name, &ending);
        if (!serial || strcmp(ending, ".db") != 0)
            continue;
        MEM_GROW(serials, found, cap);
        serials[found++] = serial;
    }
    if (folder)
        closedir(folder);
    if (found)
        qsort(serials, found, sizeof *serials, compare_down);
    *out = serials;
    *count = found;
    return true;
}

/* Takes one stored edition into the state; one that does not open is passed over. */
static void take_in(struct store *store, const char *id, uint64_t serial,
                    struct store_state *state)
{
    struct error ignored = {0};
    struct str path = {0};
    struct store_edition *place =
        !state->current.serial ? &state->current : &state->previous;
    struct store_edition stored = {.serial = serial};
    struct edition *edition = store_edition(store, id, serial, &ignored);
    const char *manifest = edition ? edition_meta(edition, "manifest") : NULL;
    store_file(store, id, serial, "db", &path);
    if (manifest && strlen(manifest) == HASH_HEX &&
        hash_from_hex(manifest, &stored.manifest) &&
        file_hash(path.bytes, &stored.file, &stored.size, &ignored)) {
        uint64_t floor = edition_number(edition, "min-serial");
        state->high = serial > state->high ? serial : state->high;
        state->floor = floor > state->floor ? floor : state->floor;
        if (!place->serial)
            *place = stored;
    }
    str_free(&path);
    edition_close(edition);
}

bool store_rebuild(struct store *store, const char *id, struct store_state *out,
                   struct error *err)
{
    uint64_t *serials;
    size_t count;
    struct store_state state = {0};
    if (!store_serials(store, id, &serials, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        take_in(store, id, serials[i], &state);
    free(serials);
    *out = state;
    return true;
}

static bool is_left_over(const struct store_state *state, const char *name)
{
    const char *ending = "";
    uint64_t serial = serial_of(name, &ending);
    if (strncmp(name, "state.", 6) == 0)
        return strcmp(name, "state.copy") != 0; /* file_write's, unfinished */
    if (serial && strcmp(ending, ".part") == 0)
        return true;
    return serial && strcmp(ending, ".db") == 0 && serial != state->current.serial &&
           serial != state->previous.serial;
}

static void sweep_folder(struct store *store, const char *id,
                         const struct store_state *state)
{
    struct error ignored = {0};
    const struct dirent *entry;
    DIR *folder = open_folder(store, id, &ignored);
    while (folder && (entry = readdir(folder)))
        if (is_left_over(state, entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0); /* else the next sweep's */
    if (folder)
        closedir(folder);
}

bool store_sweep(struct store *store, const char *id, struct error *err)
{
    struct str folder = {0};
    struct store_state state = {0};
    struct error why = {0};
    bool ok = true;
    store_folder(store, id, &folder);
    if (state_load(folder.bytes, &state, &why))
        sweep_folder(store, id, &state);
    else if (why.code == ERROR_NOT_FOUND || why.code == ERROR_DAMAGED)
        ok = store_rebuild(store, id, &state, err) &&
             (!state.high || store_save(store, id, &state, err));
    else
        ok = error_set(err, why.code, "%s", why.detail);
    str_free(&folder);
    return ok;
}
