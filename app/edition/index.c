#include "edition/index.h"

#include "doc/doc.h"
#include "edition/schema.h"
#include "edition/tokens.h"
#include "edition/words.h"

#include <string.h>

struct index {
    struct edition *edition;
    sqlite3_stmt *heading, *link;
    struct words words[3]; /* of a page: title, headings, body */
};

bool index_has_stems(const char *lang)
{
    return strncmp(lang, "en", 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

bool index_exists(struct edition *edition, bool *out, struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool ok =
        sql_prepare(edition->db, "SELECT 1 FROM sqlite_schema WHERE name = 'search_0'",
                    &stmt, err) &&
        sql_step(stmt, out, err);
    sqlite3_finalize(stmt);
    return ok;
}

/* Headings and links. */

static bool add_heading(struct index *index, int64_t page, int position,
                        const struct block *block, struct error *err)
{
    struct str row = {0};
    row_number(&row, page);
    row_number(&row, position);
    row_number(&row, block->level);
    row_text(&row, block->id);
    row_text(&row, block->text.bytes);
    struct hash sum = row_sum(&row);
    str_free(&row);
    sqlite3_bind_int64(index->heading, 1, page);
    sqlite3_bind_int(index->heading, 2, position);
    sqlite3_bind_int(index->heading, 3, block->level);
    sql_bind_text(index->heading, 4, block->id);
    sql_bind_text(index->heading, 5, block->text.bytes);
    sql_bind_bytes(index->heading, 6, sum.bytes, HASH_SIZE);
    return sql_run(index->heading, err);
}

/* Notes where a link leads; nothing for one that leads out of the edition. */
static bool add_link(struct index *index, const struct edition_node *page, int position,
                     const struct doc_link *link, struct error *err)
{
    bool ok = true;
    struct str path = {0}, anchor = {0}, row = {0};
    if (edition_resolve(index->edition, page->path, link->url, &path, &anchor)) {
        row_number(&row, page->id);
        row_number(&row, position);
        row_text(&row, path.bytes);
        row_text(&row, anchor.bytes);
        struct hash sum = row_sum(&row);
        sqlite3_bind_int64(index->link, 1, page->id);
        sqlite3_bind_int(index->link, 2, position);
        sql_bind_text(index->link, 3, path.bytes);
        sql_bind_text(index->link, 4, anchor.bytes);
        sql_bind_bytes(index->link, 5, sum.bytes, HASH_SIZE);
        ok = sql_run(index->link, err);
    }
    str_free(&path);
    str_free(&anchor);
    str_free(&row);
    return ok;
}

static bool add_marks(struct index *index, const struct edition_node *page,
                      const struct doc *doc, struct error *err)
{
    int headings = 0, links = 0;
    bool ok = true;
    for (const struct block *b = doc->root; ok && b; b = doc_next(b)) {
        const struct doc_link *before = NULL;
        if (b->kind == BLOCK_HEADING)
            ok = add_heading(index, page->id, ++headings, b, err);
        for (size_t i = 0; ok && i < b->text.count; i++) {
            const struct doc_link *link = b->text.spans[i].link;
            if (link && link != before)
                ok = add_link(index, page, ++links, link, err);
            before = link;
        }
    }
    return ok;
}

/* Words. */

static void read_words(struct index *index, const struct edition_node *page,
                       const struct doc *doc)
{
    struct str parts[3] = {0};
    const char *title = doc_title(doc);
    str_printf(&parts[0], "%s\n%s", page->title, title ? title : "");
    for (const struct block *b = doc->root; b; b = doc_next(b)) {
        struct str *part = &parts[b->kind == BLOCK_HEADING ? 1 : 2];
        str_append_bytes(part, b->text.bytes, b->text.len);
        if (b->kind == BLOCK_FIGURE) /* its caption */
            str_printf(part, "\n%s", b->text.spans[0].image->title);
        str_append_char(part, '\n');
    }
    for (int i = 0; i < 3; i++) {
        words_read(str_c(&parts[i]), parts[i].len, &index->words[i]);
        str_free(&parts[i]);
    }
}

static bool add_words(struct index *index, int64_t page, sqlite3_stmt *insert,
                      struct error *err)
{
    sqlite3_bind_int64(insert, 1, page);
    for (int i = 0; i < 3; i++)
        sql_bind_text(insert, 2 + i, str_c(&index->words[i].text));
    return sql_run(insert, err);
}

static bool add_page(struct index *index, const struct edition_node *page,
                     sqlite3_stmt *search, sqlite3_stmt *stem, struct error *err)
{
    struct str text = {0};
    bool ok = edition_page(index->edition, page->id, &text, err);
    if (ok) {
        struct doc *doc = page_parse(&text);
        read_words(index, page, doc);
        ok = add_words(index, page->id, search, err) &&
             (!stem || add_words(index, page->id, stem, err)) &&
             add_marks(index, page, doc, err);
        doc_free(doc);
    }
    str_free(&text);
    return ok;
}

/* Makes the table NAME_NUMBER and a statement to fill it. */
static bool make_table(sqlite3 *db, const char *name, int number, const char *options,
                       sqlite3_stmt **insert, struct error *err)
{
    struct str sql = {0};
    str_printf(&sql,
               "CREATE VIRTUAL TABLE %s_%d USING fts5(title, heading, body,"
               " content='', %s)",
               name, number, options);
    bool ok = sql_exec(db, sql.bytes, err);
    str_clear(&sql);
    str_printf(&sql,
               "INSERT INTO %s_%d(rowid, title, heading, body)"
               " VALUES(?1, ?2, ?3, ?4)",
               name, number);
    ok = ok && sql_prepare(db, sql.bytes, insert, err);
    str_free(&sql);
    return ok;
}

static bool add_pages(struct index *index, const char *lang, sqlite3_stmt *search,
                      sqlite3_stmt *stem, struct error *err)
{
    bool row = false;
    struct page_row page;
    sqlite3_stmt *stmt = NULL;
    bool ok = sql_prepare(index->edition->db,
                          "SELECT " PAGE_COLUMNS " FROM page WHERE lang = ?1"
                          " AND path IS NOT NULL ORDER BY id",
                          &stmt, err);
    if (ok)
        sql_bind_text(stmt, 1, lang);
    while (ok && (ok = sql_step(stmt, &row, err)) && row) {
        struct arena arena = {0};
        ok = page_row_read(stmt, &arena, &page, err) &&
             add_page(index, &page.node, search, stem, err);
        arena_free(&arena);
    }
    sqlite3_finalize(stmt);
    return ok;
}

static bool add_language(struct index *index, int number, struct error *err)
{
    static const char plain[] =
        "prefix='1 2 3', tokenize=\"" TOKENS_PLAIN " " TOKENS_OPTIONS "\"";
    static const char stems[] =
        "tokenize=\"" TOKENS_STEMS " " TOKENS_PLAIN " " TOKENS_OPTIONS "\"";
    sqlite3 *db = index->edition->db;
    const char *lang = index->edition->languages[number];
    sqlite3_stmt *search = NULL, *stem = NULL;
    bool ok =
        make_table(db, "search", number, plain, &search, err) &&
        (!index_has_stems(lang) || make_table(db, "stem", number, stems, &stem, err)) &&
        add_pages(index, lang, search, stem, err);
    sqlite3_finalize(search);
    sqlite3_finalize(stem);
    return ok;
}

bool index_build(struct edition *edition, struct error *err)
{
    struct index index = {.edition = edition};
    bool ok =
        sql_prepare(edition->db, "INSERT INTO heading VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                    &index.heading, err) &&
        sql_prepare(edition->db, "INSERT INTO link VALUES(?1, ?2, ?3, ?4, ?5)",
                    &index.link, err);
    for (size_t i = 0; ok && i < edition->language_count; i++)
        ok = add_language(&index, (int)i, err);
    sqlite3_finalize(index.heading);
    sqlite3_finalize(index.link);
    for (int i = 0; i < 3; i++)
        words_free(&index.words[i]);
    return ok;
}
