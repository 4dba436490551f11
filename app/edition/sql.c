#include "edition/sql.h"

#include "base/mem.h"

bool sql_fail(sqlite3 *db, int rc, struct error *err)
{
    int kind = rc & 0xFF;
    if (kind == SQLITE_NOMEM)
        mem_exhausted();
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
        return error_set(err, ERROR_DAMAGED, "the edition is damaged: %s",
                         sqlite3_errstr(rc));
    if (kind == SQLITE_FULL)
        return error_set(err, ERROR_NO_SPACE, "no space is left for the edition");
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
    return error_set(err, ERROR_IO, "the edition cannot be used: %s", detail);
}

bool sql_exec(sqlite3 *db, const char *sql, struct error *err)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || sql_fail(db, rc, err);
}

bool sql_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out, struct error *err)
{
    int rc = sqlite3_prepare_v2(db, sql, -1, out, NULL);
    return rc == SQLITE_OK || sql_fail(db, rc, err);
}

bool sql_step(sqlite3_stmt *stmt, bool *row, struct error *err)
{
    int rc = sqlite3_step(stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return sql_fail(sqlite3_db_handle(stmt), rc, err);
    *row = rc == SQLITE_ROW;
    return true;
}

bool sql_run(sqlite3_stmt *stmt, struct error *err)
{
    bool row = true, ok = true;
    while (ok && row)
        ok = sql_step(stmt, &row, err);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return ok;
}

void sql_bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    if (sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC) == SQLITE_NOMEM)
        mem_exhausted();
}

void sql_bind_bytes(sqlite3_stmt *stmt, int at, const void *bytes, size_t len)
{
    if (sqlite3_bind_blob64(stmt, at, len ? bytes : "", len, SQLITE_STATIC) ==
        SQLITE_NOMEM)
        mem_exhausted();
}

const char *sql_text(sqlite3_stmt *stmt, int column, struct arena *arena)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);
    if (!text)
        return NULL;
    return arena_copy(arena, (const char *)text,
                      (size_t)sqlite3_column_bytes(stmt, column));
}
