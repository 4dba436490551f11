#include "bundle/keys.h"

#include "base/arena.h"
#include "base/mem.h"
#include "bundle/folder.h"
#include "bundle/limits.h"
#include "bundle/name.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define REVOKED "revoked"
#define ENDING ".pub"

struct keys {
    struct arena arena;
    struct trusted_key *items; /* in the order of their files' names */
    size_t count, cap;
    uint64_t *revoked;
    size_t revoked_count, revoked_cap;
    struct str notes;
};

/* Names of the folder's `.pub` files, sorted. */
struct names {
    const char *items[BUNDLE_KEYS_MAX];
    size_t count;
};

static bool add_name(struct keys *keys, struct names *names, const char *name,
                     struct error *err)
{
    struct error why = {0};
    if (*name == '.' || !name_ends(name, ENDING))
        return true;
    if (!name_check(name, strlen(name), &why)) { /* not shown: it may hold controls */
        str_append(&keys->notes,
                   "a .pub file whose name is not plain UTF-8: rename it\n");
        return true;
    }
    if (names->count == BUNDLE_KEYS_MAX)
        return error_set(err, ERROR_LIMIT, "more than %u keys", BUNDLE_KEYS_MAX);
    names->items[names->count++] = arena_string(&keys->arena, name);
    return true;
}

static bool list_names(struct keys *keys, const char *path, struct names *out,
                       struct error *err)
{
    bool ok = true;
    DIR *dir = opendir(path);
    if (!dir)
        mem_check_errno();
    if (!dir)
        return error_set(err, ERROR_IO, "%s", strerror(errno));
    for (struct dirent *entry; ok && (errno = 0, entry = readdir(dir));)
        ok = add_name(keys, out, entry->d_name, err);
    if (ok && errno)
        ok = error_set(err, ERROR_IO, "%s", strerror(errno));
    closedir(dir);
    qsort(out->items, out->count, sizeof *out->items, names_compare);
    return ok;
}

/* Reads one key, or notes why not. */
static bool read_key(const struct folder *folder, const char *name,
                     struct public_key *out, struct str *notes)
{
    struct error why = {0};
    struct str bytes = {0};
    bool ok = folder_read(folder, name, BUNDLE_KEY_FILE_MAX, &bytes, &why);
    if (ok && !public_key_parse(str_c(&bytes), bytes.len, out, &why))
        ok = error_prefix(&why, "%s: ", name);
    if (!ok)
        str_printf(notes, "%s\n", why.detail);
    str_free(&bytes);
    return ok;
}

static bool add_key(struct keys *keys, const char *name, const struct public_key *key,
                    struct error *err)
{
    const struct trusted_key *twin = keys_find(keys, key->id);
    if (twin && memcmp(twin->key.bytes, key->bytes, sizeof key->bytes) == 0)
        return true;
    if (twin)
        return error_set(err, ERROR_INVALID,
                         "%s" ENDING " and %s are different keys of one id: remove the "
                         "one that you do not trust",
                         twin->name, name);
    MEM_GROW(keys->items, keys->count, keys->cap);
    keys->items[keys->count++] = (struct trusted_key){
        .key = *key,
        .name = arena_copy(&keys->arena, name, strlen(name) - strlen(ENDING))};
    return true;
}

/* One line of `revoked`, without its end: perhaps an id, perhaps a comment. */
static bool take_revoked(struct keys *keys, const char *line, size_t len)
{
    uint64_t id;
    const char *comment = memchr(line, '#', len);
    if (comment)
        len = (size_t)(comment - line);
    while (len && strchr(" \t\r", line[len - 1]) && line[len - 1])
        len--;
    if (len == 0)
        return true;
    if (!key_id_from_hex(line, len, &id))
        return false;
    MEM_GROW(keys->revoked, keys->revoked_count, keys->revoked_cap);
    keys->revoked[keys->revoked_count++] = id;
    return true;
}

static bool parse_revoked(struct keys *keys, const struct str *text, struct error *err)
{
    const char *at = str_c(text), *end = at + text->len;
    if (at == end) /* what a power cut leaves of a file that was being written */
        return error_set(err, ERROR_INVALID,
                         REVOKED " is empty, so nobody knows which keys are revoked: "
                                 "write it again, or remove it if none is");
    for (int line = 1; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        if (!take_revoked(keys, at, len))
            return error_set(err, ERROR_INVALID,
                             REVOKED ":%d: not a key id of 16 hexadecimal digits (put "
                                     "zeros before a shorter one), so no key is trusted",
                             line);
        at += len + (stop != NULL);
    }
    return true;
}

static bool read_revoked(struct keys *keys, const char *path, const struct folder *folder,
                         struct error *err)
{
    struct str text = {0};
    bool ok = folder_read(folder, REVOKED, BUNDLE_REVOKED_MAX, &text, err);
    bool none = !ok && err->code == ERROR_NOT_FOUND;
    if (none)
        *err = (struct error){0};
    else if (!ok || !parse_revoked(keys, &text, err))
        ok = error_prefix(err, "%s/", path);
    str_free(&text);
    return ok || none;
}

static bool read_all(struct keys *keys, const char *path, const struct folder *folder,
                     struct error *err)
{
    struct names names = {.count = 0};
    if (!read_revoked(keys, path, folder, err))
        return false;
    if (!list_names(keys, path, &names, err))
        return error_prefix(err, "%s: ", path);
    for (size_t i = 0; i < names.count; i++) {
        struct public_key key;
        if (read_key(folder, names.items[i], &key, &keys->notes) &&
            !add_key(keys, names.items[i], &key, err))
            return error_prefix(err, "%s: ", path);
    }
    return true;
}

struct keys *keys_load(const char *path, struct error *err)
{
    struct folder *folder = folder_open(path, err);
    if (!folder)
        return NULL;
    struct keys *keys = mem_alloc(sizeof *keys);
    if (!read_all(keys, path, folder, err)) {
        keys_free(keys);
        keys = NULL;
    }
    folder_close(folder);
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    arena_free(&keys->arena);
    free(keys->items);
    free(keys->revoked);
    str_free(&keys->notes);
    free(keys);
}

const struct trusted_key *keys_find(const struct keys *keys, uint64_t id)
{
    for (size_t i = 0; i < keys->count; i++)
        if (keys->items[i].key.id == id)
            return &keys->items[i];
    return NULL;
}

bool keys_revoked(const struct keys *keys, uint64_t id)
{
    for (size_t i = 0; i < keys->revoked_count; i++)
        if (keys->revoked[i] == id)
            return true;
    return false;
}

size_t keys_count(const struct keys *keys)
{
    return keys->count;
}

const char *keys_notes(const struct keys *keys)
{
    return str_c(&keys->notes);
}
