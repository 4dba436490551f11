#include "edition/query.h"

#include "base/mem.h"
#include "base/str.h"
#include "edition/index.h"
#include "edition/words.h"

#include <stdlib.h>
#include <string.h>

static bool take_word(void *context, const struct token *token)
{
    struct query *query = context;
    if (query->count == QUERY_WORDS_MAX)
        return false;
    query->words[query->count++] = mem_copy_bytes(token->bytes, token->len);
    return true;
}

static bool take_stem(void *context, const struct token *token)
{
    char **stem = context;
    *stem = mem_copy_bytes(token->bytes, token->len);
    return false;
}

bool query_open(sqlite3 *db, const char *lang, const char *text, bool finished,
                struct query *out, struct error *err)
{
    struct query query = {.prefix = !finished};
    bool stems = index_has_stems(lang);
    query.plain = tokens_open(db, TOKENS_PLAIN, err);
    if (query.plain && stems)
        query.stem = tokens_open(db, TOKENS_STEMS, err);
    if (!query.plain || (stems && !query.stem)) {
        query_close(&query);
        return false;
    }
    struct words words = {0};
    words_read(text, strnlen(text, QUERY_BYTES_MAX), &words);
    tokens_each(query.plain, words.text.bytes, words.text.len, take_word, &query);
    words_free(&words);
    for (size_t i = 0; query.stem && i < query.count; i++) {
        if (finished || i + 1 < query.count)
            tokens_each(query.stem, query.words[i], strlen(query.words[i]), take_stem,
                        &query.stems[i]);
    }
    *out = query;
    return true;
}

void query_close(struct query *query)
{
    for (size_t i = 0; i < query->count; i++) {
        free(query->words[i]);
        free(query->stems[i]);
    }
    tokens_close(query->plain);
    tokens_close(query->stem);
    *query = (struct query){0};
}

void query_expression(const struct query *query, size_t first, size_t last,
                      struct str *out)
{
    for (size_t i = first; i < last; i++) {
        bool prefix = query->prefix && i + 1 == query->count;
        str_printf(out, "%s\"%s\"%s", i > first ? " AND " : "", query->words[i],
                   prefix ? "*" : "");
    }
}

static bool begins_with(const struct token *token, const char *word, bool whole)
{
    size_t len = strlen(word);
    if (whole ? token->len != len : token->len < len)
        return false;
    return memcmp(token->bytes, word, len) == 0;
}

int query_match(const struct query *query, const struct token *token, bool stem)
{
    for (size_t i = 0; i < query->count; i++) {
        bool prefix = query->prefix && i + 1 == query->count;
        const char *word = stem ? query->stems[i] : query->words[i];
        if (word && begins_with(token, word, stem || !prefix))
            return (int)i;
    }
    return -1;
}
