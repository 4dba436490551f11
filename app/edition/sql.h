/* The few steps that all use of SQLite shares. Statements are prepared, bound, stepped
 * and finalised by sqlite3's own functions; what can fail comes through here, so that
 * each failure has a code and a line of detail. Out of memory ends the program. */
#pragma once

#include "base/arena.h"
#include "base/error.h"

#include <sqlite3.h>
#include <stdint.h>

/* Sets the error of a result code: ERROR_DAMAGED for a corrupt database, ERROR_NO_SPACE,
 * else ERROR_IO. Always returns false. */
bool sql_fail(sqlite3 *db, int rc, struct error *err);

/* Runs statements without results, up to the NUL. */
bool sql_exec(sqlite3 *db, const char *sql, struct error *err) MUST_CHECK;

/* Prepares one statement; release with sqlite3_finalize. */
bool sql_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out,
                 struct error *err) MUST_CHECK;

/* Steps once: *row says whether there is a row to read. */
bool sql_step(sqlite3_stmt *stmt, bool *row, struct error *err) MUST_CHECK;

/* Steps a statement without results to its end and makes it ready for new values. */
bool sql_run(sqlite3_stmt *stmt, struct error *err) MUST_CHECK;

/* Binds text that outlives the step; NULL is NULL. */
void sql_bind_text(sqlite3_stmt *stmt, int at, const char *text);
void sql_bind_bytes(sqlite3_stmt *stmt, int at, const void *bytes, size_t len);

/* A column's text in the arena, NULL where the column is NULL. */
const char *sql_text(sqlite3_stmt *stmt, int column, struct arena *arena);
