/* Building an edition from a book: each row is hashed from the very bytes that were read
 * and checked. One transaction; a file that could not be finished is taken away. */
#include "base/deflate.h"
#include "base/mem.h"
#include "bundle/name.h"
#include "doc/doc.h"
#include "edition/core.h"
#include "edition/index.h"
#include "edition/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SUMMARY_LENGTH = 140, /* code points of a page's line on its card */
};

struct build {
    struct book *book;
    sqlite3 *db;
    bool compress; /* a file is kept; memory is given back soon, and time counts */
    int64_t last_id;
    uint64_t values; /* rows of table meta so far */
    sqlite3_stmt *meta, *page, *asset, *find;
};

/* Meta. */

static bool add_meta(struct build *build, const char *key, const char *value,
                     struct error *err)
{
    if (!value)
        return true;
    struct str row = {0};
    row_text(&row, key);
    row_text(&row, value);
    struct hash sum = row_sum(&row);
    str_free(&row);
    build->values++;
    sql_bind_text(build->meta, 1, key);
    sql_bind_text(build->meta, 2, value);
    sql_bind_bytes(build->meta, 3, sum.bytes, HASH_SIZE);
    return sql_run(build->meta, err);
}

static bool add_number(struct build *build, const char *key, uint64_t value,
                       struct error *err)
{
    struct str text = {0};
    str_printf(&text, "%llu", (unsigned long long)value);
    bool ok = add_meta(build, key, text.bytes, err);
    str_free(&text);
    return ok;
}

static bool add_titles(struct build *build, const struct book_info *info,
                       struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < info->title_count; i++) {
        struct str key = {0};
        const char *lang = info->titles[i].lang;
        str_printf(&key, "title%s%s", *lang ? "." : "", lang);
        ok = add_meta(build, key.bytes, info->titles[i].title, err);
        str_free(&key);
    }
    return ok;
}

static bool add_languages(struct build *build, struct error *err)
{
    struct str tags = {0};
    size_t count;
    const struct book_language *languages = book_languages(build->book, &count);
    for (size_t i = 0; i < count; i++)
        str_printf(&tags, "%s%s", i ? " " : "", languages[i].tag);
    bool ok = add_meta(build, "languages", str_c(&tags), err);
    str_free(&tags);
    return ok;
}

/* The BLAKE2b-256 of the bundle's MANIFEST; a folder has none. */
static bool add_manifest(struct build *build, struct error *err)
{
    struct hash hash;
    char hex[HASH_HEX + 1];
    if (!book_manifest(build->book, &hash))
        return true;
    hash_to_hex(&hash, hex);
    return add_meta(build, "manifest", hex, err);
}

static bool add_info(struct build *build, struct error *err)
{
    const struct book_info *info = book_info(build->book);
    const struct {
        const char *key, *value;
    } rows[] = {
        {"id", info->id},
        {"version", info->version},
        {"audience", info->audience},
        {"notice", info->notice},
        {"help", info->help},
        {"neutral", info->neutral},
        {"licence", info->licence},
        {"publisher", info->publisher},
        {"created", info->created},
        {"review-by", info->review_by},
    };
    bool ok = add_titles(build, info, err) && add_languages(build, err) &&
              add_number(build, "serial", info->serial, err) &&
              add_number(build, "min-serial", info->min_serial, err) &&
              add_number(build, "min-reader", (uint64_t)info->min_reader, err) &&
              add_manifest(build, err);
    for (size_t i = 0; ok && i < sizeof rows / sizeof *rows; i++)
        ok = add_meta(build, rows[i].key, rows[i].value, err);
    return ok;
}

/* How many rows there are of each kind that the reader cannot do without: SQLite takes
 * some damage for a smaller table. The number of values is the last one and counts
 * itself.
 */
static bool add_counts(struct build *build, struct error *err)
{
    return add_number(build, "nodes", (uint64_t)build->last_id, err) &&
           add_number(build, "values", build->values + 1, err);
}

/* Pages. */

/* Fills in what the page itself says: summary, whether it is a branch, and its title
 * where SUMMARY.md gives none. Strings live as long as `doc` and `summary`. */
static void read_page(struct page_row *row, const struct doc *doc, struct str *summary)
{
    const char *branch = doc_field(doc, "branch");
    row->node.branch = branch && strcmp(branch, "yes") == 0;
    doc_summary(doc, SUMMARY_LENGTH, summary);
    row->node.summary = str_c(summary);
    if (!row->node.title)
        row->node.title = doc_title(doc);
    if (!row->node.title)
        row->node.title = row->node.path;
}

static bool insert_page(struct build *build, const struct page_row *row,
                        const struct str *text, struct error *err)
{
    const struct edition_node *node = &row->node;
    sqlite3_stmt *stmt = build->page;
    struct hash sum = page_row_sum(row);
    struct str packed = {0};
    if (build->compress && text->len)
        deflate_bytes(text->bytes, text->len, &packed);
    bool smaller = packed.len && packed.len < text->len;
    const struct str *blob = smaller ? &packed : text;
    sqlite3_bind_int64(stmt, 1, node->id);
    sql_bind_text(stmt, 2, node->lang);
    sqlite3_bind_int64(stmt, 3, node->parent);
    sqlite3_bind_int(stmt, 4, node->position);
    sqlite3_bind_int(stmt, 5, node->kind);
    sqlite3_bind_int(stmt, 6, node->stage);
    sqlite3_bind_int(stmt, 7, node->stages);
    sqlite3_bind_int64(stmt, 8, row->progression);
    sqlite3_bind_int(stmt, 9, node->branch);
    sql_bind_text(stmt, 10, node->path);
    sql_bind_text(stmt, 11, node->title);
    sql_bind_text(stmt, 12, node->summary);
    sqlite3_bind_int64(stmt, 13, (int64_t)row->size);
    sql_bind_bytes(stmt, 14, row->text.bytes, HASH_SIZE);
    sql_bind_bytes(stmt, 15, sum.bytes, HASH_SIZE);
    if (node->path)
        sql_bind_bytes(stmt, 16, blob->bytes, blob->len);
    bool ok = sql_run(stmt, err);
    str_free(&packed);
    return ok;
}

/* Reads the page that row->node.path names and inserts the row. The book has checked that
 * it is UTF-8 and within its limit. */
static bool add_page(struct build *build, struct page_row *row, struct error *err)
{
    const char *path = row->node.path;
    struct str text = {0}, summary = {0};
    struct doc *doc = NULL;
    bool ok = book_read(build->book, path, &text, err);
    if (ok) {
        doc = page_parse(&text);
        read_page(row, doc, &summary);
        row->size = text.len;
        row->text = hash_bytes(str_c(&text), text.len);
        ok = insert_page(build, row, &text, err);
    }
    doc_free(doc);
    str_free(&summary);
    str_free(&text);
    return ok;
}

/* Inserts a line of SUMMARY.md. `progressions` holds, for each parent (from -1), the id
 * of the first stage of the ordered list that stands last below it. */
static bool add_chapter(struct build *build, const struct book_language *language,
                        size_t index, int64_t *progressions, struct error *err)
{
    static const struct str none = {0};
    const struct chapter *chapter = &language->chapters[index];
    int64_t first = build->last_id - (int64_t)index + 1; /* id of chapter 0 */
    int64_t *progression = &progressions[chapter->parent + 1];
    build->last_id++;
    if (chapter->kind == CHAPTER_STAGE && chapter->stage == 1)
        *progression = build->last_id;
    struct page_row row = {
        .node = {.id = build->last_id,
                 .parent = chapter->parent < 0 ? 0 : first + chapter->parent,
                 .kind = chapter->kind,
                 .lang = language->tag,
                 .path = chapter->path,
                 .title = chapter->title,
                 .summary = "",
                 .position = (int)index + 1,
                 .stage = chapter->stage,
                 .stages = chapter->stages},
        .progression = chapter->kind == CHAPTER_STAGE ? *progression : 0,
        .text = hash_bytes("", 0),
    };
    if (chapter->path)
        return add_page(build, &row, err);
    return insert_page(build, &row, &none, err);
}

static bool add_language(struct build *build, const struct book_language *language,
                         struct error *err)
{
    bool ok = true;
    int64_t *progressions = mem_alloc((language->count + 1) * sizeof *progressions);
    for (size_t i = 0; ok && i < language->count; i++)
        ok = add_chapter(build, language, i, progressions, err);
    free(progressions);
    return ok;
}

/* The language in whose folder a page stands that no SUMMARY.md lists. */
static const char *language_of(struct build *build, const char *path)
{
    size_t count, best = 0, best_len = 0;
    const struct book_language *languages = book_languages(build->book, &count);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(languages[i].folder);
        if (len > best_len && strncmp(path, languages[i].folder, len) == 0) {
            best = i;
            best_len = len;
        }
    }
    return count ? languages[best].tag : "";
}

/* Inserts a page that other pages link to and no SUMMARY.md lists, position 0. */
static bool add_unlisted(struct build *build, const char *path, struct error *err)
{
    bool listed = false;
    sql_bind_text(build->find, 1, path);
    bool ok = sql_step(build->find, &listed, err);
    sqlite3_reset(build->find);
    if (!ok || listed)
        return ok;
    struct page_row row = {.node = {.id = ++build->last_id,
                                    .kind = CHAPTER_PAGE,
                                    .lang = language_of(build, path),
                                    .path = path}};
    return add_page(build, &row, err);
}

static bool add_asset(struct build *build, const char *path, struct error *err)
{
    struct str bytes = {0}, row = {0};
    bool ok = book_read(build->book, path, &bytes, err);
    if (ok) {
        struct hash content = hash_bytes(str_c(&bytes), bytes.len);
        row_text(&row, path);
        row_hash(&row, &content);
        struct hash sum = row_sum(&row);
        sql_bind_text(build->asset, 1, path);
        sql_bind_bytes(build->asset, 2, sum.bytes, HASH_SIZE);
        sql_bind_bytes(build->asset, 3, bytes.bytes, bytes.len);
        ok = sql_run(build->asset, err);
    }
    str_free(&row);
    str_free(&bytes);
    return ok;
}

static bool add_names(struct build *build, struct error *err)
{
    size_t count;
    const char *const *names = book_names(build->book, &count);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        if (name_is_page(names[i]))
            ok = add_unlisted(build, names[i], err);
        else
            ok = add_asset(build, names[i], err);
    }
    return ok;
}

/* The whole. */

static bool prepare(struct build *build, struct error *err)
{
    sqlite3 *db = build->db;
    return sql_prepare(db, "INSERT INTO meta VALUES(?1, ?2, ?3)", &build->meta, err) &&
           sql_prepare(db,
                       "INSERT INTO page VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                       " ?11, ?12, ?13, ?14, ?15, ?16)",
                       &build->page, err) &&
           sql_prepare(db, "INSERT INTO asset VALUES(?1, ?2, ?3)", &build->asset, err) &&
           sql_prepare(db, "SELECT 1 FROM page WHERE path = ?1", &build->find, err);
}

static void release_statements(struct build *build)
{
    sqlite3_finalize(build->meta);
    sqlite3_finalize(build->page);
    sqlite3_finalize(build->asset);
    sqlite3_finalize(build->find);
}

static bool fill(struct build *build, struct error *err)
{
    size_t count;
    const struct book_language *languages = book_languages(build->book, &count);
    bool ok = prepare(build, err) && add_info(build, err);
    for (size_t i = 0; ok && i < count; i++)
        ok = add_language(build, &languages[i], err);
    ok = ok && add_names(build, err) && add_counts(build, err);
    release_statements(build);
    return ok;
}

/* Makes the new file; an existing one is not touched. */
static bool create_file(const char *path, struct error *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return error_set(err, ERROR_IO, "%s: cannot be made: %s", path, strerror(errno));
    close(fd);
    return true;
}

/* Opens an empty database. Nothing is synced here: who keeps the file syncs it. */
static bool create(const char *path, sqlite3 **db, struct error *err)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(path ? path : ":memory:", db, flags, NULL);
    if (rc != SQLITE_OK)
        return sql_fail(*db, rc, err);
    return (!path || sql_exec(*db,
                              "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                              "PRAGMA locking_mode = EXCLUSIVE",
                              err)) &&
           schema_create(*db, err);
}

/* Builds the whole and leaves its transaction open; NULL on failure. */
static struct edition *build_open(struct book *book, const char *path, unsigned flags,
                                  struct error *err)
{
    struct build build = {.book = book, .compress = path != NULL};
    bool ok = create(path, &build.db, err) && sql_exec(build.db, "BEGIN", err) &&
              fill(&build, err);
    if (!ok) {
        sqlite3_close(build.db);
        return NULL;
    }
    struct edition *edition = edition_wrap(build.db, err);
    if (edition && flags & EDITION_SEARCH && !index_build(edition, err)) {
        edition_close(edition);
        edition = NULL;
    }
    return edition;
}

struct edition *edition_build(struct book *book, const char *path, unsigned flags,
                              struct error *err)
{
    if (path && !create_file(path, err))
        return NULL;
    struct edition *edition = build_open(book, path, flags, err);
    bool ok = edition && sql_exec(edition->db, "COMMIT", err);
    if (ok && !path) {
        edition->in_memory = true;
        return edition;
    }
    edition_close(edition);
    edition = ok ? edition_open(path, err) : NULL;
    if (!edition && path)
        unlink(path);
    return edition;
}

static bool fill_words(struct build *build, const struct edition_words *words,
                       struct error *err)
{
    struct str text = {0};
    str_append(&text, words->markdown);
    struct page_row row = {
        .node = {.id = 1,
                 .kind = CHAPTER_PAGE,
                 .lang = words->lang,
                 .path = "words.md",
                 .title = words->title,
                 .summary = "",
                 .position = 1},
        .size = text.len,
        .text = hash_bytes(text.bytes, text.len),
    };
    bool ok = add_meta(build, "title", words->title, err) &&
              add_meta(build, "languages", words->lang, err) &&
              insert_page(build, &row, &text, err);
    str_free(&text);
    return ok;
}

struct edition *edition_of_words(const struct edition_words *words, struct error *err)
{
    struct build build = {0};
    bool ok = create(NULL, &build.db, err) && prepare(&build, err) &&
              fill_words(&build, words, err);
    release_statements(&build);
    if (!ok) {
        sqlite3_close(build.db);
        return NULL;
    }
    struct edition *edition = edition_wrap(build.db, err);
    if (edition)
        edition->in_memory = true;
    return edition;
}
