/* Opening an edition: the same few rows whatever its size. */
#include "base/mem.h"
#include "edition/core.h"
#include "edition/schema.h"

#include <stdlib.h>
#include <string.h>

static bool read_meta(struct edition *edition, struct error *err)
{
    struct meta_value *values = NULL;
    size_t count = 0, cap = 0;
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    bool ok = sql_prepare(edition->db, "SELECT key, value, hash FROM meta", &stmt, err);
    while (ok && (ok = sql_step(stmt, &row, err)) && row) {
        struct str bytes = {0};
        struct meta_value value = {.key = sql_text(stmt, 0, &edition->arena),
                                   .value = sql_text(stmt, 1, &edition->arena)};
        row_text(&bytes, value.key);
        row_text(&bytes, value.value);
        struct hash sum = row_sum(&bytes);
        str_free(&bytes);
        if (!row_is(stmt, 2, &sum)) {
            ok = error_set(err, ERROR_DAMAGED,
                           "a row of the edition's meta data is damaged: install its "
                           "bundle again");
            break;
        }
        MEM_GROW(values, count, cap);
        values[count++] = value;
    }
    sqlite3_finalize(stmt);
    edition->meta = arena_adopt(&edition->arena, values, count, sizeof *values);
    edition->meta_count = count;
    return ok;
}

/* The tags of meta's "languages", parted by spaces. */
static void split_languages(struct edition *edition)
{
    const char **tags = NULL;
    size_t count = 0, cap = 0;
    const char *list = edition_meta(edition, "languages");
    for (const char *at = list ? list : ""; *at;) {
        size_t len = strcspn(at, " ");
        if (len) {
            MEM_GROW(tags, count, cap);
            tags[count++] = arena_copy(&edition->arena, at, len);
        }
        at += len + (at[len] == ' ');
    }
    edition->languages = arena_adopt(&edition->arena, tags, count, sizeof *tags);
    edition->language_count = count;
}

struct edition *edition_wrap(sqlite3 *db, struct error *err)
{
    struct edition *edition = mem_alloc(sizeof *edition);
    edition->db = db;
    if (!read_meta(edition, err)) {
        edition_close(edition);
        return NULL;
    }
    split_languages(edition);
    return edition;
}

/* Sees that table meta has all its rows, and table page its first and its last: what is
 * between is missed where it is asked for (edition_node). */
static bool check_counts(struct edition *edition, struct error *err)
{
    bool row = false;
    int64_t nodes = (int64_t)edition_number(edition, "nodes");
    sqlite3_stmt *stmt = NULL;
    if (!edition_meta(edition, "nodes") ||
        edition_number(edition, "values") != edition->meta_count)
        return error_set(
            err, ERROR_DAMAGED,
            "the edition's meta data is not whole: install its bundle again");
    bool ok = sql_prepare(edition->db, "SELECT count(*) FROM page WHERE id IN (1, ?1)",
                          &stmt, err);
    if (ok) {
        sqlite3_bind_int64(stmt, 1, nodes);
        ok = sql_step(stmt, &row, err);
    }
    if (ok && sqlite3_column_int64(stmt, 0) != (nodes < 2 ? nodes : 2))
        ok = error_set(err, ERROR_DAMAGED,
                       "the edition's pages are not all there: install its bundle again");
    sqlite3_finalize(stmt);
    edition->nodes = nodes;
    return ok;
}

/* An edition is a file of our own making, which nobody writes any more: SQLite need
 * neither lock it nor look for a journal. */
static void make_uri(const char *path, struct str *out)
{
    str_append(out, "file:");
    for (; *path; path++) {
        if (strchr("?#%", *path))
            str_printf(out, "%%%02X", (unsigned char)*path);
        else
            str_append_char(out, *path);
    }
    str_append(out, "?mode=ro&immutable=1");
}

static bool set_guards(sqlite3 *db, struct error *err)
{
    static const int options[][2] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        sqlite3_db_config(db, options[i][0], options[i][1], NULL);
    return sql_exec(db, "PRAGMA cell_size_check = ON", err);
}

struct edition *edition_open(const char *path, struct error *err)
{
    sqlite3 *db = NULL;
    struct str uri = {0};
    make_uri(path, &uri);
    int rc =
        sqlite3_open_v2(uri.bytes, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    str_free(&uri);
    if (rc != SQLITE_OK) {
        sql_fail(db, rc, err);
        goto fail;
    }
    if (!set_guards(db, err) || !schema_check(db, err))
        goto fail;
    struct edition *edition = edition_wrap(db, err);
    if (edition && check_counts(edition, err))
        return edition;
    edition_close(edition);
    error_prefix(err, "%s: ", path);
    return NULL;
fail:
    sqlite3_close(db);
    error_prefix(err, "%s: ", path);
    return NULL;
}

void edition_close(struct edition *edition)
{
    if (!edition)
        return;
    sqlite3_close(edition->db);
    arena_free(&edition->arena);
    free(edition);
}

const char *edition_meta(const struct edition *edition, const char *key)
{
    for (size_t i = 0; i < edition->meta_count; i++) {
        if (strcmp(edition->meta[i].key, key) == 0)
            return edition->meta[i].value;
    }
    return NULL;
}

uint64_t edition_number(const struct edition *edition, const char *key)
{
    const char *value = edition_meta(edition, key);
    return value ? strtoull(value, NULL, 10) : 0;
}

const char *const *edition_languages(const struct edition *edition, size_t *count)
{
    *count = edition->language_count;
    return edition->languages;
}

int edition_language_index(const struct edition *edition, const char *lang)
{
    for (size_t i = 0; i < edition->language_count; i++) {
        if (strcmp(edition->languages[i], lang) == 0)
            return (int)i;
    }
    return -1;
}
