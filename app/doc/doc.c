#include "doc/doc.h"

#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void doc_free(struct doc *doc)
{
    if (!doc)
        return;
    arena_free(&doc->arena);
    free(doc);
}

struct block *doc_next(const struct block *block)
{
    if (block->first)
        return block->first;
    while (block && !block->next)
        block = block->parent;
    return block ? block->next : NULL;
}

const char *doc_field(const struct doc *doc, const char *key)
{
    for (size_t i = 0; i < doc->field_count; i++) {
        if (strcmp(doc->fields[i].key, key) == 0)
            return doc->fields[i].value;
    }
    return NULL;
}

const char *doc_title(const struct doc *doc)
{
    for (const struct block *b = doc->root; b; b = doc_next(b)) {
        if (b->kind == BLOCK_HEADING && b->level == 1 && b->text.len)
            return b->text.bytes;
    }
    return NULL;
}

static bool ends_sentence(uint32_t c)
{
    /* . ! ? ellipsis, Arabic question mark and full stop, danda, fullwidth forms */
    static const uint32_t ends[] = {'.',    '!',    '?',    0x2026, 0x061F, 0x06D4,
                                    0x0964, 0x104B, 0x3002, 0xFF01, 0xFF1F, 0x17D4};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (c == ends[i])
            return true;
    }
    return false;
}

static bool ends_without_space(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

/* True where the sentence is over at `at`, the offset behind the mark `c`: "e.g. this"
 * and "0.5 ml" are not. */
static bool sentence_over(const char *bytes, size_t len, size_t at, uint32_t c)
{
    if (!ends_sentence(c))
        return false;
    if (at == len || ends_without_space(c))
        return true;
    if (bytes[at] != ' ')
        return false;
    return at + 1 == len || !(bytes[at + 1] >= 'a' && bytes[at + 1] <= 'z');
}

/* Appends the first sentence of `bytes`, or what fits of it. */
static void add_sentence(const char *bytes, size_t len, size_t limit, struct str *out)
{
    size_t at = 0, space = 0;
    for (size_t count = 0; at < len && count < limit; count++) {
        if (bytes[at] == ' ')
            space = at;
        uint32_t c = utf8_next(bytes, len, &at);
        if (sentence_over(bytes, len, at, c)) {
            str_append_bytes(out, bytes, at);
            return;
        }
    }
    bool whole = at == len;
    str_append_bytes(out, bytes, whole || space < at / 2 ? at : space);
    if (!whole)
        str_append(out, "\xE2\x80\xA6");
}

void doc_summary(const struct doc *doc, size_t limit, struct str *out)
{
    const struct block *block = doc->root->first;
    while (block && block->kind != BLOCK_PARAGRAPH)
        block = block->next;
    if (!block)
        return;
    struct str text = {0};
    for (size_t i = 0; i < block->text.count; i++) {
        const struct span *span = &block->text.spans[i];
        if (!(span->flags & SPAN_IMAGE))
            str_append_bytes(&text, block->text.bytes + span->start, span->len);
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '\n')
            text.bytes[i] = ' ';
    }
    add_sentence(text.bytes, text.len, limit, out);
    str_free(&text);
}
