/* What a person typed into the search, cut into words as the index was. Whatever stands
 * in it, only folded letters and digits reach an expression of FTS5. */
#pragma once

#include "base/str.h"
#include "edition/tokens.h"

enum {
    QUERY_BYTES_MAX = 1024, /* what is longer is cut */
    QUERY_WORDS_MAX = 16,
};

/* A value. Release with query_close. */
struct query {
    struct tokens *plain;
    struct tokens *stem; /* NULL in a language without stems */
    char *words[QUERY_WORDS_MAX];
    char *stems[QUERY_WORDS_MAX]; /* NULL without stems, and for an unfinished word */
    size_t count;
    bool prefix; /* the last word is not finished */
};

bool query_open(sqlite3 *db, const char *lang, const char *text, bool finished,
                struct query *out, struct error *err) MUST_CHECK;
void query_close(struct query *query); /* safe on a zeroed one */

/* Appends the FTS5 expression for words [first, last): all of them, the last of all as a
 * prefix where it is not finished. */
void query_expression(const struct query *query, size_t first, size_t last,
                      struct str *out);

/* The index of the word that a token of the text matches, -1 for none; `stem` says which
 * tokenizer it comes from. */
int query_match(const struct query *query, const struct token *token, bool stem);
