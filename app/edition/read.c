/* Reading an edition. Indexes only propose rows: each row is hashed and compared before
 * anything of it is used. */
#include "base/deflate.h"
#include "base/mem.h"
#include "bundle/limits.h"
#include "bundle/name.h"
#include "doc/doc.h"
#include "edition/core.h"
#include "edition/schema.h"

#include <stdlib.h>
#include <string.h>

struct hash page_row_sum(const struct page_row *row)
{
    const struct edition_node *node = &row->node;
    struct str bytes = {0};
    row_number(&bytes, node->id);
    row_text(&bytes, node->lang);
    row_number(&bytes, node->parent);
    row_number(&bytes, node->position);
    row_number(&bytes, node->kind);
    row_number(&bytes, node->stage);
    row_number(&bytes, node->stages);
    row_number(&bytes, row->progression);
    row_number(&bytes, node->branch);
    row_text(&bytes, node->path);
    row_text(&bytes, node->title);
    row_text(&bytes, node->summary);
    row_number(&bytes, (int64_t)row->size);
    row_hash(&bytes, &row->text);
    struct hash sum = row_sum(&bytes);
    str_free(&bytes);
    return sum;
}

bool page_row_read(sqlite3_stmt *stmt, struct arena *arena, struct page_row *out,
                   struct error *err)
{
    struct page_row row = {
        .node = {.id = sqlite3_column_int64(stmt, 0),
                 .lang = sql_text(stmt, 1, arena),
                 .parent = sqlite3_column_int64(stmt, 2),
                 .position = sqlite3_column_int(stmt, 3),
                 .kind = (enum chapter_kind)sqlite3_column_int(stmt, 4),
                 .stage = sqlite3_column_int(stmt, 5),
                 .stages = sqlite3_column_int(stmt, 6),
                 .branch = sqlite3_column_int(stmt, 8) != 0,
                 .path = sql_text(stmt, 9, arena),
                 .title = sql_text(stmt, 10, arena),
                 .summary = sql_text(stmt, 11, arena)},
        .progression = sqlite3_column_int64(stmt, 7),
        .size = (size_t)sqlite3_column_int64(stmt, 12),
    };
    const void *text = sqlite3_column_blob(stmt, 13);
    if (text && sqlite3_column_bytes(stmt, 13) == HASH_SIZE)
        memcpy(row.text.bytes, text, HASH_SIZE);
    struct hash sum = page_row_sum(&row);
    if (!row_is(stmt, 14, &sum))
        return error_set(err, ERROR_DAMAGED,
                         "row %lld of the edition is damaged: install its bundle again",
                         (long long)row.node.id);
    *out = row;
    return true;
}

static const char *no_value(const void *context, const char *name)
{
    (void)context;
    (void)name;
    return NULL;
}

struct doc *page_parse(const struct str *text)
{
    static const struct doc_site site = {no_value, NULL, "\xE2\x80\xA6", "\xE2\x80\xA6"};
    return doc_from_markdown(str_c(text), text->len, &site);
}

void edition_list_free(struct edition_list *list)
{
    arena_free(&list->arena);
    *list = (struct edition_list){0};
}

/* Steps through a statement that selects PAGE_COLUMNS into a list, and finalises it. */
static bool collect(sqlite3_stmt *stmt, struct edition_list *out, struct error *err)
{
    struct edition_list list = {0};
    struct edition_node *nodes = NULL;
    size_t cap = 0;
    bool row = false, ok = true;
    while (ok && (ok = sql_step(stmt, &row, err)) && row) {
        struct page_row page;
        ok = page_row_read(stmt, &list.arena, &page, err);
        if (!ok)
            break;
        MEM_GROW(nodes, list.count, cap);
        nodes[list.count++] = page.node;
    }
    sqlite3_finalize(stmt);
    list.nodes = arena_adopt(&list.arena, nodes, list.count, sizeof *nodes);
    if (!ok) {
        edition_list_free(&list);
        return false;
    }
    edition_list_free(out);
    *out = list;
    return true;
}

bool edition_children(struct edition *edition, const char *lang, int64_t parent,
                      struct edition_list *out, struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!sql_prepare(edition->db,
                     "SELECT " PAGE_COLUMNS " FROM page WHERE lang = ?1 AND parent = ?2"
                     " AND position > 0 ORDER BY position",
                     &stmt, err))
        return false;
    sql_bind_text(stmt, 1, lang);
    sqlite3_bind_int64(stmt, 2, parent);
    return collect(stmt, out, err);
}

bool edition_progression(struct edition *edition, int64_t id, struct edition_list *out,
                         struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!sql_prepare(edition->db,
                     "SELECT " PAGE_COLUMNS " FROM page WHERE progression > 0 AND"
                     " progression = (SELECT progression FROM page WHERE id = ?1)"
                     " ORDER BY position",
                     &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    return collect(stmt, out, err);
}

/* A row that was built and is not found any more: SQLite takes some damage for a smaller
 * table. */
static bool is_lost(const struct edition *edition, int64_t id)
{
    return id > 0 && id <= edition->nodes;
}

static bool fail_lost(int64_t id, struct error *err)
{
    return error_set(err, ERROR_DAMAGED,
                     "row %lld is gone from the edition: install its bundle again",
                     (long long)id);
}

bool edition_node(struct edition *edition, int64_t id, struct edition_list *out,
                  struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!sql_prepare(edition->db, "SELECT " PAGE_COLUMNS " FROM page WHERE id = ?1",
                     &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    return collect(stmt, out, err) &&
           (out->count > 0 || !is_lost(edition, id) || fail_lost(id, err));
}

bool edition_find(struct edition *edition, const char *path, struct edition_list *out,
                  struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!sql_prepare(edition->db, "SELECT " PAGE_COLUMNS " FROM page WHERE path = ?1",
                     &stmt, err))
        return false;
    sql_bind_text(stmt, 1, path);
    return collect(stmt, out, err);
}

bool edition_step(struct edition *edition, int64_t id, int step, struct edition_list *out,
                  struct error *err)
{
    static const char forward[] =
        "SELECT " PAGE_COLUMNS " FROM page WHERE path IS NOT NULL"
        " AND lang = (SELECT lang FROM page WHERE id = ?1)"
        " AND position > (SELECT position FROM page WHERE id = ?1 AND position > 0)"
        " ORDER BY position LIMIT 1 OFFSET ?2";
    static const char back[] =
        "SELECT " PAGE_COLUMNS " FROM page WHERE path IS NOT NULL AND position > 0"
        " AND lang = (SELECT lang FROM page WHERE id = ?1)"
        " AND position < (SELECT position FROM page WHERE id = ?1)"
        " ORDER BY position DESC LIMIT 1 OFFSET ?2";
    sqlite3_stmt *stmt = NULL;
    if (step == 0)
        return edition_node(edition, id, out, err);
    if (!sql_prepare(edition->db, step > 0 ? forward : back, &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    sqlite3_bind_int64(stmt, 2, (step > 0 ? (int64_t)step : -(int64_t)step) - 1);
    return collect(stmt, out, err);
}

static bool page_exists(const void *context, const char *name)
{
    struct edition *edition = (struct edition *)context; /* name_exists says const */
    struct error err = {0};
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    if (sql_prepare(edition->db, "SELECT 1 FROM page WHERE path = ?1", &stmt, &err)) {
        sql_bind_text(stmt, 1, name);
        row = sql_step(stmt, &row, &err) && row;
    }
    sqlite3_finalize(stmt);
    return row;
}

bool edition_resolve(struct edition *edition, const char *from, const char *url,
                     struct str *path, struct str *anchor)
{
    struct str name = {0};
    str_clear(path);
    str_clear(anchor);
    bool ok = link_resolve(from, url, &name, anchor) == LINK_RELATIVE &&
              name_find_page(str_c(&name), page_exists, edition, path);
    if (!ok)
        str_clear(anchor);
    str_append(path, ""); /* so that both are C strings */
    str_append(anchor, "");
    str_free(&name);
    return ok;
}

/* Appends the text of a page whose row has been checked. A blob as long as the text is
 * the text itself, not compressed. */
static bool unpack(sqlite3_stmt *stmt, int column, const struct page_row *row,
                   struct str *out, struct error *err)
{
    struct str text = {0};
    const void *blob = sqlite3_column_blob(stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(stmt, column);
    bool ok = row->size <= BUNDLE_PAGE_MAX;
    if (ok && len == row->size)
        str_append_bytes(&text, blob, len);
    else
        ok = ok && inflate_bytes(blob, len, row->size, &text, err);
    struct hash sum = hash_bytes(str_c(&text), text.len);
    if (ok && hash_equal(&sum, &row->text))
        str_append_bytes(out, str_c(&text), text.len);
    else
        ok = error_set(err, ERROR_DAMAGED,
                       "%s: damaged in the edition: install its "
                       "bundle again",
                       row->node.path);
    str_free(&text);
    return ok;
}

bool edition_page(struct edition *edition, int64_t id, struct str *out, struct error *err)
{
    bool row = false;
    struct arena arena = {0};
    struct page_row page;
    sqlite3_stmt *stmt = NULL;
    bool ok = sql_prepare(edition->db,
                          "SELECT " PAGE_COLUMNS ", markdown FROM page WHERE id = ?1",
                          &stmt, err);
    if (ok) {
        sqlite3_bind_int64(stmt, 1, id);
        ok = sql_step(stmt, &row, err);
    }
    if (ok && !row && is_lost(edition, id))
        ok = fail_lost(id, err);
    ok = ok && (!row || page_row_read(stmt, &arena, &page, err));
    if (ok && (!row || !page.node.path))
        ok =
            error_set(err, ERROR_NOT_FOUND, "no page has the number %lld", (long long)id);
    ok = ok && unpack(stmt, PAGE_COLUMN_COUNT, &page, out, err);
    sqlite3_finalize(stmt);
    arena_free(&arena);
    return ok;
}

/* Appends the image that `stmt` stands on, its bytes checked. */
static bool take_asset(sqlite3_stmt *stmt, const char *path, struct str *out,
                       struct error *err)
{
    struct str row = {0};
    const void *blob = sqlite3_column_blob(stmt, 1);
    size_t len = (size_t)sqlite3_column_bytes(stmt, 1);
    struct hash content = hash_bytes(len ? blob : "", len);
    row_text(&row, path);
    row_hash(&row, &content);
    struct hash sum = row_sum(&row);
    str_free(&row);
    if (!row_is(stmt, 0, &sum))
        return error_set(err, ERROR_DAMAGED,
                         "%s: damaged in the edition: install its bundle again", path);
    str_append_bytes(out, blob, len);
    return true;
}

bool edition_asset(struct edition *edition, const char *path, struct str *out,
                   struct error *err)
{
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    bool ok = sql_prepare(edition->db, "SELECT hash, bytes FROM asset WHERE path = ?1",
                          &stmt, err);
    if (ok) {
        sql_bind_text(stmt, 1, path);
        ok = sql_step(stmt, &row, err);
    }
    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "%s: no such image in the edition", path);
    ok = ok && take_asset(stmt, path, out, err);
    sqlite3_finalize(stmt);
    return ok;
}
