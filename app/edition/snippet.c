#include "edition/snippet.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "edition/words.h"

#include <stdlib.h>

enum {
    SNIPPET_LEN = 160, /* code points */
    SNIPPET_LEAD = 40, /* of them before the first word found */
    WORD_MAX = 256,    /* bytes of a word that are shown as found */
};

/* A word of a block's text, in bytes of that text. */
struct piece {
    uint32_t start, end;
    int word; /* of the query; -1 for another */
};

struct pieces {
    const struct query *query;
    struct words words;
    struct piece *items;
    size_t count, cap;
    size_t at;      /* the next one that the stems' tokenizer comes to */
    unsigned found; /* a bit for each word of the query */
};

static void note(struct pieces *pieces, struct piece *piece, int word)
{
    if (word < 0)
        return;
    piece->word = word;
    pieces->found |= 1u << word;
}

static bool take_plain(void *context, const struct token *token)
{
    struct pieces *pieces = context;
    const uint32_t *origin = pieces->words.origin;
    MEM_GROW(pieces->items, pieces->count, pieces->cap);
    struct piece *piece = &pieces->items[pieces->count++];
    *piece = (struct piece){origin[token->start], origin[token->end], -1};
    if (piece->end - piece->start > WORD_MAX)
        piece->end = piece->start; /* no word of a language: it is cut there */
    note(pieces, piece, query_match(pieces->query, token, false));
    return true;
}

/* The tokenizer of stems cuts the same words, in the same order. */
static bool take_stem(void *context, const struct token *token)
{
    struct pieces *pieces = context;
    if (pieces->at == pieces->count)
        return false;
    struct piece *piece = &pieces->items[pieces->at++];
    if (piece->word < 0)
        note(pieces, piece, query_match(pieces->query, token, true));
    return true;
}

static void read_pieces(struct pieces *pieces, const struct doc_text *text)
{
    const struct query *query = pieces->query;
    pieces->count = pieces->at = 0;
    pieces->found = 0;
    words_read(text->bytes, text->len, &pieces->words);
    const struct str *words = &pieces->words.text;
    tokens_each(query->plain, words->bytes, words->len, take_plain, pieces);
    if (query->stem)
        tokens_each(query->stem, words->bytes, words->len, take_stem, pieces);
}

/* Appends bytes as plain text on one line, without the isolates that mark words found. */
static void add_plain(const char *bytes, size_t len, struct str *out)
{
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t c = utf8_next(bytes, len, &at);
        if (c >= 0x2066 && c <= 0x2069)
            continue;
        if (c == '\n' || c == '\t')
            str_append_char(out, ' ');
        else
            str_append_bytes(out, bytes + from, at - from);
    }
}

static size_t distance(const struct doc_text *text, size_t from, size_t to)
{
    return utf8_count(text->bytes + from, to - from);
}

static unsigned count_bits(unsigned bits)
{
    return (unsigned)__builtin_popcount(bits);
}

/* The word found from which on the most words of the query fit into a snippet. */
static size_t best_start(const struct pieces *pieces, const struct doc_text *text)
{
    size_t best = 0;
    unsigned best_count = 0, all = count_bits(pieces->found);
    for (size_t i = 0; i < pieces->count && best_count < all; i++) {
        unsigned found = 0;
        if (pieces->items[i].word < 0)
            continue;
        for (size_t k = i; k < pieces->count && count_bits(found) < all; k++) {
            const struct piece *piece = &pieces->items[k];
            if (distance(text, pieces->items[i].start, piece->end) >
                SNIPPET_LEN - SNIPPET_LEAD)
                break;
            if (piece->word >= 0)
                found |= 1u << piece->word;
        }
        if (count_bits(found) > best_count) {
            best = i;
            best_count = count_bits(found);
        }
    }
    return best;
}

/* Appends the text around the words found. */
static void add_snippet(const struct pieces *pieces, const struct doc_text *text,
                        struct str *out)
{
    size_t middle = best_start(pieces, text), first = middle, last = middle;
    const struct piece *items = pieces->items;
    while (first > 0 &&
           distance(text, items[first - 1].start, items[middle].start) <= SNIPPET_LEAD)
        first--;
    while (last + 1 < pieces->count &&
           distance(text, items[first].start, items[last + 1].end) <= SNIPPET_LEN)
        last++;
    bool head = first == 0 && distance(text, 0, items[0].start) <= SNIPPET_LEAD;
    bool tail = last + 1 == pieces->count &&
                distance(text, items[last].end, text->len) <= SNIPPET_LEAD;
    size_t at = head ? 0 : items[first].start;
    size_t end = tail ? text->len : items[last].end;
    str_append(out, head ? "" : "\xE2\x80\xA6");
    for (size_t i = first; i <= last; i++) {
        if (items[i].word < 0)
            continue;
        add_plain(text->bytes + at, items[i].start - at, out);
        str_append(out, "\xE2\x81\xA8");
        add_plain(text->bytes + items[i].start, items[i].end - items[i].start, out);
        str_append(out, "\xE2\x81\xA9");
        at = items[i].end;
    }
    add_plain(text->bytes + at, end - at, out);
    str_append(out, tail ? "" : "\xE2\x80\xA6");
}

/* What is looked at as one: a leaf's text, or all of a table's row in `row`, its cells
 * parted by dots. */
static struct doc_text text_of(const struct block *block, struct str *row)
{
    if (block->kind == BLOCK_CELL)
        return (struct doc_text){.bytes = ""};
    if (block->kind != BLOCK_ROW)
        return block->text;
    str_clear(row);
    for (const struct block *cell = block->first; cell; cell = cell->next) {
        if (cell->text.len && row->len)
            str_append(row, " \xC2\xB7 ");
        str_append_bytes(row, cell->text.bytes, cell->text.len);
    }
    return (struct doc_text){.bytes = str_c(row), .len = row->len};
}

/* Appends the text around the words in a block; a heading alone says little, so the
 * paragraph below it follows. */
static void show_block(struct pieces *pieces, const struct block *block, struct str *out)
{
    struct str joined = {0};
    struct doc_text text = text_of(block, &joined);
    const struct block *next = doc_next(block);
    if (block->kind == BLOCK_HEADING && next && next->kind == BLOCK_PARAGRAPH) {
        str_printf(&joined, "%s \xE2\x80\x93 %s", text.bytes, next->text.bytes);
        text = (struct doc_text){.bytes = joined.bytes, .len = joined.len};
    }
    read_pieces(pieces, &text);
    add_snippet(pieces, &text, out);
    str_free(&joined);
}

void snippet_find(const struct doc *doc, const struct query *query, struct str *anchor,
                  struct str *snippet)
{
    struct pieces pieces = {.query = query};
    const struct block *best = NULL;
    struct str row = {0};
    const char *above = "", *best_above = "";
    unsigned best_count = 0;
    for (const struct block *b = doc->root; b; b = doc_next(b)) {
        if (b->kind == BLOCK_HEADING)
            above = b->level == 1 ? "" : b->id;
        struct doc_text text = text_of(b, &row);
        if (text.len == 0 || (b->kind == BLOCK_HEADING && b->level == 1))
            continue;
        read_pieces(&pieces, &text);
        if (count_bits(pieces.found) <= best_count)
            continue;
        best = b;
        best_above = above;
        best_count = count_bits(pieces.found);
        if (best_count == query->count)
            break;
    }
    if (best) {
        show_block(&pieces, best, snippet);
        str_append(anchor, best_above);
    } else {
        doc_summary(doc, SNIPPET_LEN, snippet);
    }
    str_free(&row);
    words_free(&pieces.words);
    free(pieces.items);
}
