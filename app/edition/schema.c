#include "edition/schema.h"

#include <string.h>

enum {
    APPLICATION_ID = 0x434E4452, /* "CNDR" */
    SCHEMA_VERSION = 1
};

/* The columns of each table stand in the order in which its row's hash takes them. Long
 * bytes come last: SQLite reads a row from its front. */
static const char tables[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, hash BLOB NOT NULL)"
    " WITHOUT ROWID;"
    "CREATE TABLE page(id INTEGER PRIMARY KEY, lang TEXT NOT NULL, parent INTEGER NOT "
    "NULL,"
    " position INTEGER NOT NULL, kind INTEGER NOT NULL, stage INTEGER NOT NULL,"
    " stages INTEGER NOT NULL, progression INTEGER NOT NULL, branch INTEGER NOT NULL,"
    " path TEXT, title TEXT NOT NULL, summary TEXT NOT NULL, size INTEGER NOT NULL,"
    " text_hash BLOB NOT NULL, hash BLOB NOT NULL, markdown BLOB);"
    "CREATE UNIQUE INDEX page_path ON page(path) WHERE path IS NOT NULL;"
    "CREATE INDEX page_parent ON page(lang, parent, position);"
    "CREATE INDEX page_position ON page(lang, position);"
    "CREATE INDEX page_progression ON page(progression, position) WHERE progression > 0;"
    "CREATE TABLE asset(path TEXT PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT NULL);"
    "CREATE TABLE heading(page INTEGER NOT NULL, position INTEGER NOT NULL,"
    " level INTEGER NOT NULL, anchor TEXT NOT NULL, title TEXT NOT NULL,"
    " hash BLOB NOT NULL, PRIMARY KEY(page, position)) WITHOUT ROWID;"
    "CREATE TABLE link(page INTEGER NOT NULL, position INTEGER NOT NULL,"
    " path TEXT NOT NULL, anchor TEXT NOT NULL, hash BLOB NOT NULL,"
    " PRIMARY KEY(page, position)) WITHOUT ROWID;";

bool schema_create(sqlite3 *db, struct error *err)
{
    struct str version = {0};
    str_printf(&version, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
               APPLICATION_ID, SCHEMA_VERSION);
    bool ok = sql_exec(db, str_c(&version), err) && sql_exec(db, tables, err);
    str_free(&version);
    return ok;
}

static bool read_pragma(sqlite3 *db, const char *sql, int *out, struct error *err)
{
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    bool ok = sql_prepare(db, sql, &stmt, err) && sql_step(stmt, &row, err);
    if (ok)
        *out = row ? sqlite3_column_int(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return ok;
}

bool schema_check(sqlite3 *db, struct error *err)
{
    int application = 0, version = 0;
    if (!read_pragma(db, "PRAGMA application_id", &application, err) ||
        !read_pragma(db, "PRAGMA user_version", &version, err))
        return false;
    if (application != APPLICATION_ID)
        return error_set(err, ERROR_DAMAGED, "not an edition of Candor");
    if (version != SCHEMA_VERSION)
        return error_set(
            err, ERROR_UNSUPPORTED,
            "an edition of version %d, and this reader makes %d: install its "
            "bundle again",
            version, SCHEMA_VERSION);
    return true;
}

static void add_length(struct str *row, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    str_append_bytes(row, bytes, sizeof bytes);
}

void row_number(struct str *row, int64_t number)
{
    add_length(row, (uint64_t)number);
}

void row_text(struct str *row, const char *text)
{
    add_length(row, text ? strlen(text) : UINT64_MAX);
    str_append(row, text ? text : "");
}

void row_hash(struct str *row, const struct hash *hash)
{
    add_length(row, HASH_SIZE);
    str_append_bytes(row, hash->bytes, HASH_SIZE);
}

struct hash row_sum(const struct str *row)
{
    return hash_bytes(str_c(row), row->len);
}

bool row_is(sqlite3_stmt *stmt, int at, const struct hash *hash)
{
    const void *bytes = sqlite3_column_blob(stmt, at);
    return bytes && sqlite3_column_bytes(stmt, at) == HASH_SIZE &&
           memcmp(bytes, hash->bytes, HASH_SIZE) == 0;
}
