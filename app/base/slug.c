#include "base/slug.h"

#include "base/alnum.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct slug_entry {
    char *id;      /* NULL where the place is free */
    unsigned next; /* the number to try behind it when it comes again */
};

static void trim(const char **text, size_t *len)
{
    size_t at = 0, start = 0, end = 0;
    bool begun = false;
    while (at < *len) {
        size_t before = at;
        if (white_space(utf8_next(*text, *len, &at)))
            continue;
        if (!begun)
            start = before;
        begun = true;
        end = at;
    }
    *text += start;
    *len = end - start;
}

void slug_from_text(const char *text, size_t len, struct str *out)
{
    trim(&text, &len);
    for (size_t at = 0; at < len;) {
        size_t start = at;
        uint32_t c = utf8_next(text, len, &at);
        if (c >= 'A' && c <= 'Z')
            str_append_char(out, (char)(c | 0x20));
        else if (alnum(c) || c == '_' || c == '-')
            str_append_bytes(out, text + start, at - start);
        else if (white_space(c))
            str_append_char(out, '-');
    }
}

bool slug_explicit(const char *text, size_t *len, const char **id, size_t *id_len)
{
    const char *start = text;
    size_t whole = *len;
    trim(&start, &whole);
    if (whole < 4 || start[whole - 1] != '}')
        return false;
    size_t open = whole - 1;
    while (open > 0 && start[open] != '{') {
        if (start[open] == ' ' || start[open] == '\t' || start[open] == '\n')
            return false;
        open--;
    }
    if (start[open] != '{' || start[open + 1] != '#' || open + 2 == whole - 1)
        return false;
    *id = start + open + 2;
    *id_len = whole - 1 - (open + 2);
    const char *before = text;
    size_t kept = (size_t)(start - text) + open;
    trim(&before, &kept);
    *len = kept ? (size_t)(before - text) + kept : 0;
    return true;
}

/* The place of `id`, or the free place where it would stand. */
static struct slug_entry *place(const struct slugs *slugs, const char *id)
{
    struct hash hash = hash_bytes(id, strlen(id));
    uint64_t number;
    memcpy(&number, hash.bytes, sizeof number);
    size_t at = (size_t)number & (slugs->cap - 1);
    while (slugs->entries[at].id && strcmp(slugs->entries[at].id, id) != 0)
        at = (at + 1) & (slugs->cap - 1);
    return &slugs->entries[at];
}

static void grow(struct slugs *slugs)
{
    if (slugs->count * 2 < slugs->cap)
        return;
    struct slugs wider = {.count = slugs->count, .cap = slugs->cap ? slugs->cap * 2 : 32};
    wider.entries = mem_alloc(wider.cap * sizeof *wider.entries);
    for (size_t i = 0; i < slugs->cap; i++) {
        if (slugs->entries[i].id)
            *place(&wider, slugs->entries[i].id) = slugs->entries[i];
    }
    free(slugs->entries);
    *slugs = wider;
}

/* Notes `id` as given out; false where it was already. */
static bool take(struct slugs *slugs, const char *id)
{
    grow(slugs);
    struct slug_entry *entry = place(slugs, id);
    if (entry->id)
        return false;
    *entry = (struct slug_entry){.id = mem_copy_string(id), .next = 1};
    slugs->count++;
    return true;
}

void slugs_unique(struct slugs *slugs, const char *id, size_t len, struct str *out)
{
    struct str candidate = {0};
    str_append_bytes(&candidate, id, len);
    while (!take(slugs, candidate.bytes)) {
        candidate.len = len;
        candidate.bytes[len] = '\0';
        str_printf(&candidate, "-%u", place(slugs, candidate.bytes)->next++);
    }
    str_append_bytes(out, candidate.bytes, candidate.len);
    str_free(&candidate);
}

void slugs_free(struct slugs *slugs)
{
    for (size_t i = 0; i < slugs->cap; i++)
        free(slugs->entries[i].id);
    free(slugs->entries);
    *slugs = (struct slugs){0};
}
