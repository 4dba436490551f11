#include "edition/tokens.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>

struct tokens {
    fts5_tokenizer methods;
    Fts5Tokenizer *handle;
};

/* The interface of FTS5, as its documentation says to get it. */
static fts5_api *find_api(sqlite3 *db, struct error *err)
{
    fts5_api *api = NULL;
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    if (sql_prepare(db, "SELECT fts5(?1)", &stmt, err)) {
        sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
        if (sql_step(stmt, &row, err) && !api)
            error_set(err, ERROR_UNSUPPORTED, "SQLite was built without FTS5");
    }
    sqlite3_finalize(stmt);
    return api;
}

struct tokens *tokens_open(sqlite3 *db, const char *name, struct error *err)
{
    /* porter takes first the name of the tokenizer below it */
    static const char *options[] = {"unicode61", "remove_diacritics", "2", "categories",
                                    "L* N* Co Mn Mc"};
    fts5_api *api = find_api(db, err);
    if (!api)
        return NULL;
    bool plain = sqlite3_stricmp(name, TOKENS_PLAIN) == 0;
    struct tokens *tokens = mem_alloc(sizeof *tokens);
    void *user = NULL;
    int rc = api->xFindTokenizer(api, name, &user, &tokens->methods);
    if (rc == SQLITE_OK)
        rc = tokens->methods.xCreate(user, options + plain, 5 - plain, &tokens->handle);
    if (rc == SQLITE_OK)
        return tokens;
    sql_fail(db, rc, err);
    free(tokens);
    return NULL;
}

void tokens_close(struct tokens *tokens)
{
    if (!tokens)
        return;
    tokens->methods.xDelete(tokens->handle);
    free(tokens);
}

struct visit {
    bool (*visit)(void *context, const struct token *token);
    void *context;
};

static int on_token(void *context, int flags, const char *bytes, int len, int start,
                    int end)
{
    (void)flags;
    struct visit *visit = context;
    struct token token = {bytes, (size_t)len, (size_t)start, (size_t)end};
    return visit->visit(visit->context, &token) ? SQLITE_OK : SQLITE_DONE;
}

void tokens_each(struct tokens *tokens, const char *text, size_t len,
                 bool (*visit)(void *context, const struct token *token), void *context)
{
    struct visit each = {visit, context};
    if (len == 0 || len > INT_MAX)
        return;
    int rc = tokens->methods.xTokenize(tokens->handle, &each, FTS5_TOKENIZE_DOCUMENT,
                                       text, (int)len, on_token);
    if (rc == SQLITE_NOMEM)
        mem_exhausted();
}
