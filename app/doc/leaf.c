#include "doc/leaf.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool same_style(const struct span *a, const struct span *b)
{
    return a->flags == b->flags && a->link == b->link && a->image == b->image;
}

void leaf_add(struct leaf *leaf, const char *bytes, size_t len, const struct span *style)
{
    struct span *last = leaf->count ? &leaf->spans[leaf->count - 1] : NULL;
    if (last && same_style(last, style)) {
        last->len += (uint32_t)len;
    } else if (len || style->image) {
        MEM_GROW(leaf->spans, leaf->count, leaf->cap);
        struct span *span = &leaf->spans[leaf->count++];
        *span = *style;
        span->start = (uint32_t)leaf->text.len;
        span->len = (uint32_t)len;
    }
    str_append_bytes(&leaf->text, bytes, len);
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void leaf_add_collapsed(struct leaf *leaf, const char *bytes, size_t len,
                        const struct span *style)
{
    size_t i = 0;
    while (i < len) {
        size_t start = i;
        while (i < len && is_white(bytes[i]))
            i++;
        bool joins =
            leaf->text.len > 0 && !is_white(leaf->text.bytes[leaf->text.len - 1]);
        if (i > start && joins)
            leaf_add(leaf, " ", 1, style);
        start = i;
        while (i < len && !is_white(bytes[i]))
            i++;
        leaf_add(leaf, bytes + start, i - start, style);
    }
}

size_t leaf_span_at(const struct leaf *leaf, size_t at)
{
    size_t low = 0, high = leaf->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct span *span = &leaf->spans[middle];
        if (span->start + span->len > at || (span->len == 0 && span->start >= at))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void leaf_add_part(struct leaf *leaf, const struct leaf *other, size_t from, size_t end)
{
    for (size_t i = leaf_span_at(other, from); i < other->count; i++) {
        const struct span *span = &other->spans[i];
        size_t first = span->start > from ? span->start : from;
        size_t last = span->start + span->len < end ? span->start + span->len : end;
        if (span->start > end)
            break;
        if (last > first || span->len == 0)
            leaf_add(leaf, other->text.bytes + first, last - first, span);
    }
}

void leaf_cut(struct leaf *leaf, size_t len)
{
    if (len >= leaf->text.len)
        return;
    leaf->text.len = len;
    leaf->text.bytes[len] = '\0';
    size_t kept = 0;
    for (size_t i = 0; i < leaf->count; i++) {
        struct span *span = &leaf->spans[i];
        if (span->start + span->len > len)
            span->len = span->start < len ? (uint32_t)(len - span->start) : 0;
        if (span->start > len)
            span->start = (uint32_t)len;
        if (span->len || span->image)
            leaf->spans[kept++] = *span;
    }
    leaf->count = kept;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void leaf_trim(struct leaf *leaf)
{
    size_t end = leaf->text.len, gap = 0;
    while (end > 0 && is_gap(leaf->text.bytes[end - 1]))
        end--;
    leaf_cut(leaf, end);
    while (gap < leaf->text.len && is_gap(leaf->text.bytes[gap]))
        gap++;
    if (gap == 0)
        return;
    leaf->text.len -= gap;
    memmove(leaf->text.bytes, leaf->text.bytes + gap, leaf->text.len + 1);
    size_t kept = 0;
    for (size_t i = 0; i < leaf->count; i++) {
        struct span span = leaf->spans[i];
        size_t from = span.start < gap ? gap : span.start;
        size_t to = span.start + span.len < gap ? gap : span.start + span.len;
        span.start = (uint32_t)(from - gap);
        span.len = (uint32_t)(to - from);
        if (span.len || span.image)
            leaf->spans[kept++] = span;
    }
    leaf->count = kept;
}

bool leaf_is_empty(const struct leaf *leaf)
{
    return leaf->count == 0;
}

struct doc_text leaf_take(struct leaf *leaf, struct arena *arena)
{
    struct doc_text text = {.len = leaf->text.len, .count = leaf->count};
    text.bytes = arena_copy(arena, leaf->text.bytes, leaf->text.len);
    if (leaf->count) {
        struct span *spans = arena_alloc(arena, leaf->count * sizeof *spans);
        memcpy(spans, leaf->spans, leaf->count * sizeof *spans);
        text.spans = spans;
    }
    str_clear(&leaf->text);
    leaf->count = 0;
    return text;
}

void leaf_free(struct leaf *leaf)
{
    str_free(&leaf->text);
    free(leaf->spans);
    *leaf = (struct leaf){0};
}
