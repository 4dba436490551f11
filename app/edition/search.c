/* Search. The index proposes pages in up to four rounds, best first: the words as typed
 * in titles and headings, their stems there (English), the words anywhere, their stems
 * anywhere. A page takes the first place it gets. Within a round bm25 ranks while at most
 * RANKED_MAX pages match; beyond that it costs too much as one types, and the order of
 * SUMMARY does. What is shown of a page comes from its checked text. */
#include "base/mem.h"
#include "doc/doc.h"
#include "edition/core.h"
#include "edition/index.h"
#include "edition/query.h"
#include "edition/snippet.h"

#include <stdlib.h>

enum {
    RANKED_MAX = 5000,
    HITS_MAX = 200,
};

struct search {
    struct edition *edition;
    int number; /* of the language's tables */
    struct query query;
    bool ranked;
    int64_t pages[HITS_MAX]; /* found so far */
    size_t count, limit;
};

struct round {
    bool stems, titles;
};

/* The FTS5 expressions of a round: `words` for its own table; `rest` for the unfinished
 * word, which has no stem and is looked up in the plain table ("": none). False where the
 * round has nothing to ask. */
static bool express(const struct search *search, struct round round, struct str *words,
                    struct str *rest)
{
    const struct query *query = &search->query;
    size_t stems = query->prefix ? query->count - 1 : query->count;
    size_t count = round.stems ? stems : query->count;
    if (count == 0 || (round.stems && !query->stem))
        return false;
    str_append(words, round.titles ? "{title heading} : (" : "(");
    query_expression(query, 0, count, words);
    str_append(words, ")");
    query_expression(query, count, query->count, rest);
    return true;
}

/* Appends "SELECT rowid FROM the table WHERE it matches", with ?1 and ?2 for `words` and
 * `rest`. The '+' keeps SQLite from asking the first table once for each row of the
 * second: 20 ms instead of 900 where 30,000 pages match (measured). */
static void add_select(const struct search *search, struct round round, bool rest,
                       struct str *sql)
{
    const char *table = round.stems ? "stem" : "search";
    int n = search->number;
    str_printf(sql, "SELECT rowid FROM %s_%d WHERE %s_%d MATCH ?1", table, n, table, n);
    if (rest)
        str_printf(
            sql, " AND +rowid IN (SELECT rowid FROM search_%d WHERE search_%d MATCH ?2)",
            n, n);
}

static bool seen(const struct search *search, int64_t page)
{
    for (size_t i = 0; i < search->count; i++) {
        if (search->pages[i] == page)
            return true;
    }
    return false;
}

static bool run_round(struct search *search, struct round round, struct error *err)
{
    struct str words = {0}, rest = {0}, sql = {0};
    sqlite3_stmt *stmt = NULL;
    bool ok = true, row = false;
    if (search->count == search->limit || !express(search, round, &words, &rest))
        goto out;
    add_select(search, round, rest.len > 0, &sql);
    const char *table = round.stems ? "stem" : "search";
    if (search->ranked)
        str_printf(&sql, " ORDER BY bm25(%s_%d, 10.0, 5.0, 1.0), rowid", table,
                   search->number);
    else
        str_append(&sql, " ORDER BY rowid");
    str_append(&sql, " LIMIT ?3");
    ok = sql_prepare(search->edition->db, sql.bytes, &stmt, err);
    if (!ok)
        goto out;
    sql_bind_text(stmt, 1, words.bytes);
    if (rest.len)
        sql_bind_text(stmt, 2, rest.bytes);
    sqlite3_bind_int64(stmt, 3, (int64_t)(search->limit + search->count));
    while ((ok = sql_step(stmt, &row, err)) && row && search->count < search->limit) {
        int64_t page = sqlite3_column_int64(stmt, 0);
        if (!seen(search, page))
            search->pages[search->count++] = page;
    }
out:
    sqlite3_finalize(stmt);
    str_free(&words);
    str_free(&rest);
    str_free(&sql);
    return ok;
}

/* Counts the pages that match, by word or by stem, as far as RANKED_MAX + 1. */
static bool count_pages(struct search *search, size_t *out, struct error *err)
{
    const struct round plain = {0}, stems = {.stems = true};
    struct str words = {0}, rest = {0}, sql = {0}, plain_words = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    express(search, plain, &plain_words, &rest);
    bool both = express(search, stems, &words, &rest);
    str_append(&sql, "SELECT count(*) FROM (SELECT rowid FROM (");
    str_printf(&sql, "SELECT rowid FROM search_%d WHERE search_%d MATCH ?3 LIMIT ?4)",
               search->number, search->number);
    if (both) {
        str_append(&sql, " UNION SELECT rowid FROM (");
        add_select(search, stems, rest.len > 0, &sql);
        str_append(&sql, " LIMIT ?4)");
    }
    str_append(&sql, " LIMIT ?4)");
    bool ok = sql_prepare(search->edition->db, sql.bytes, &stmt, err);
    if (ok) {
        if (both)
            sql_bind_text(stmt, 1, words.bytes);
        if (both && rest.len)
            sql_bind_text(stmt, 2, rest.bytes);
        sql_bind_text(stmt, 3, plain_words.bytes);
        sqlite3_bind_int64(stmt, 4, RANKED_MAX + 1);
        ok = sql_step(stmt, &row, err);
    }
    if (ok)
        *out = (size_t)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    str_free(&words);
    str_free(&rest);
    str_free(&sql);
    str_free(&plain_words);
    return ok;
}

static bool find_pages(struct search *search, size_t *total, struct error *err)
{
    static const struct round rounds[] = {
        {.titles = true}, {.titles = true, .stems = true}, {0}, {.stems = true}};
    bool ok = count_pages(search, total, err);
    search->ranked = ok && *total <= RANKED_MAX;
    for (size_t i = 0; ok && i < sizeof rounds / sizeof *rounds; i++)
        ok = run_round(search, rounds[i], err);
    return ok;
}

/* Describes one page; *found is false where the index proposed what is no page. */
static bool describe(struct search *search, int64_t page, struct arena *arena,
                     struct edition_hit *out, bool *found, struct error *err)
{
    struct edition_list list = {0};
    struct str text = {0}, anchor = {0}, snippet = {0};
    bool ok = edition_node(search->edition, page, &list, err);
    *found = ok && list.count && list.nodes[0].path;
    if (*found)
        ok = edition_page(search->edition, page, &text, err);
    if (ok && *found) {
        struct doc *doc = page_parse(&text);
        snippet_find(doc, &search->query, &anchor, &snippet);
        doc_free(doc);
        *out = (struct edition_hit){
            .page = page,
            .path = arena_string(arena, list.nodes[0].path),
            .title = arena_string(arena, list.nodes[0].title),
            .anchor = arena_string(arena, str_c(&anchor)),
            .snippet = arena_string(arena, str_c(&snippet)),
        };
    }
    edition_list_free(&list);
    str_free(&text);
    str_free(&anchor);
    str_free(&snippet);
    return ok;
}

static bool describe_all(struct search *search, struct edition_hits *hits,
                         struct error *err)
{
    hits->hits = arena_alloc(&hits->arena, search->count * sizeof *hits->hits);
    for (size_t i = 0; i < search->count; i++) {
        bool found = false;
        if (!describe(search, search->pages[i], &hits->arena, &hits->hits[hits->count],
                      &found, err))
            return false;
        hits->count += found;
    }
    return true;
}

/* Makes sure that the tables are there. */
static bool make_ready(struct edition *edition, struct error *err)
{
    bool there = false;
    if (!index_exists(edition, &there, err))
        return false;
    if (there)
        return true;
    if (!edition->in_memory)
        return error_set(
            err, ERROR_UNSUPPORTED,
            "this edition was built without search: install its bundle again");
    if (!sql_exec(edition->db, "BEGIN", err))
        return false;
    if (index_build(edition, err))
        return sql_exec(edition->db, "COMMIT", err);
    sqlite3_exec(edition->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool edition_search(struct edition *edition, const char *lang, const char *words,
                    bool finished, size_t limit, struct edition_hits *out,
                    struct error *err)
{
    struct edition_hits hits = {0};
    struct search search = {.edition = edition,
                            .number = edition_language_index(edition, lang),
                            .limit = limit < HITS_MAX ? limit : HITS_MAX};
    bool ok = search.number < 0 ||
              (make_ready(edition, err) &&
               query_open(edition->db, lang, words, finished, &search.query, err));
    if (ok && search.query.count)
        ok = find_pages(&search, &hits.total, err) && describe_all(&search, &hits, err);
    query_close(&search.query);
    if (!ok) {
        edition_hits_free(&hits);
        return false;
    }
    edition_hits_free(out);
    *out = hits;
    return true;
}

void edition_hits_free(struct edition_hits *hits)
{
    arena_free(&hits->arena);
    *hits = (struct edition_hits){0};
}
