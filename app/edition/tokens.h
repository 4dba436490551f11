/* Words as the full-text index sees them, by SQLite's own tokenizers, so that what is
 * asked for and what is shown as found are cut and folded as what was indexed. */
#pragma once

#include "edition/sql.h"

#define TOKENS_PLAIN "unicode61"
#define TOKENS_STEMS "porter"

/* What both are given: marks are part of a word, accents do not count. The same as the
 * list of arguments in tokens.c. */
#define TOKENS_OPTIONS "remove_diacritics 2 categories 'L* N* Co Mn Mc'"

struct tokens;

/* TOKENS_PLAIN or TOKENS_STEMS, for as long as the database is open. Release with
 * tokens_close. */
struct tokens *tokens_open(sqlite3 *db, const char *name, struct error *err) MUST_CHECK;
void tokens_close(struct tokens *tokens); /* safe on NULL */

/* One word: folded, and the bytes of the text it stands for. */
struct token {
    const char *bytes; /* no NUL at its end; until the visitor returns */
    size_t len;
    size_t start, end;
};

/* Calls `visit` for each word until it returns false. */
void tokens_each(struct tokens *tokens, const char *text, size_t len,
                 bool (*visit)(void *context, const struct token *token), void *context);
