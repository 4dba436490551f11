/* The tables of an edition, and the hash that each of its rows carries.
 *
 * A row's hash is the BLAKE2b-256 of its other columns: each number as 8 bytes, least
 * significant first, each text or blob as its length in 8 bytes and its bytes, NULL as
 * the length 2^64 - 1. Long bytes (a page's Markdown, an image) stand in it by their own
 * hash, so that a row can be checked without them. */
#pragma once

#include "base/hash.h"
#include "base/str.h"
#include "edition/sql.h"

/* Makes the tables in an empty database. */
bool schema_create(sqlite3 *db, struct error *err) MUST_CHECK;

/* ERROR_DAMAGED where the database is not an edition, ERROR_UNSUPPORTED where it is one
 * of another version of this program. */
bool schema_check(sqlite3 *db, struct error *err) MUST_CHECK;

/* The columns of a row, put together for its hash. Release with str_free. */
void row_number(struct str *row, int64_t number);
void row_text(struct str *row, const char *text); /* may be NULL */
void row_hash(struct str *row, const struct hash *hash);

/* The hash of what was put together. */
struct hash row_sum(const struct str *row);

/* True where column `at` holds exactly this hash. */
bool row_is(sqlite3_stmt *stmt, int at, const struct hash *hash);
