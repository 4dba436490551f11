/* What the files of this room share: an edition from the inside. */
#pragma once

#include "base/hash.h"
#include "edition/edition.h"
#include "edition/sql.h"

struct meta_value {
    const char *key, *value;
};

struct edition {
    sqlite3 *db;
    bool in_memory; /* built here: search tables can still be added */
    struct arena arena;
    const struct meta_value *meta;
    size_t meta_count;
    const char *const *languages;
    size_t language_count;
    int64_t nodes; /* rows of table page, numbered from 1; 0: not known, in memory */
};

/* Wraps an open database that schema_check has passed and reads its meta. Takes the
 * database over, also on failure. */
struct edition *edition_wrap(sqlite3 *db, struct error *err) MUST_CHECK;

/* The index of a language, in which its search tables are numbered; -1 for none. */
int edition_language_index(const struct edition *edition, const char *lang);

/* A row of table page without its text. */
struct page_row {
    struct edition_node node;
    int64_t progression; /* id of the first stage; 0 outside one */
    size_t size;         /* bytes of the Markdown */
    struct hash text;    /* of the Markdown */
};

/* What a statement must select, in this order, for page_row_read. */
#define PAGE_COLUMNS                                                               \
    "id, lang, parent, position, kind, stage, stages, progression, branch, path, " \
    "title, summary, size, text_hash, hash"
#define PAGE_COLUMN_COUNT 15

struct hash page_row_sum(const struct page_row *row);

/* Reads the row that `stmt` stands on, its strings in the arena. ERROR_DAMAGED where it
 * does not hash to what it says. */
bool page_row_read(sqlite3_stmt *stmt, struct arena *arena, struct page_row *out,
                   struct error *err) MUST_CHECK;

/* Parses a page as what is built from it needs it: {{site.NAME}} is not known then, and
 * three dots stand for it. Release with doc_free. */
struct doc *page_parse(const struct str *text);
