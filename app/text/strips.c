#include "text/strips.h"

#include "base/arena.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 4096
};

struct strips {
    struct arena arena;
    size_t bytes, max_bytes;
    struct strip *buckets[BUCKETS];
};

struct strips *strips_new(size_t max_bytes)
{
    struct strips *strips = mem_alloc(sizeof *strips);
    strips->max_bytes = max_bytes;
    return strips;
}

void strips_free(struct strips *strips)
{
    if (!strips)
        return;
    arena_free(&strips->arena);
    free(strips);
}

static void empty(struct strips *strips)
{
    arena_free(&strips->arena);
    memset(strips->buckets, 0, sizeof strips->buckets);
    strips->bytes = 0;
}

/* FNV-1a over the text, stirred with the rest of the key. */
static uint64_t hash_key(const struct strip_key *key)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < key->len; i++)
        hash = (hash ^ (unsigned char)key->text[i]) * 0x100000001B3u;
    uint64_t rest =
        (uint64_t)key->face << 40 ^ (uint64_t)(unsigned)key->px << 8 ^ key->rtl;
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ key->script) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static bool same(const struct strip *strip, const struct strip_key *key, uint64_t hash)
{
    const struct strip_key *own = &strip->key;
    return strip->hash == hash && own->len == key->len && own->face == key->face &&
           own->px == key->px && own->rtl == key->rtl && own->script == key->script &&
           memcmp(own->text, key->text, key->len) == 0;
}

struct strip *strips_find(struct strips *strips, const struct strip_key *key)
{
    uint64_t hash = hash_key(key);
    struct strip *strip = strips->buckets[hash % BUCKETS];
    while (strip && !same(strip, key, hash))
        strip = strip->next;
    if (strip)
        return strip;
    if (strips->bytes > strips->max_bytes)
        empty(strips);
    strip = arena_alloc(&strips->arena, sizeof *strip);
    strip->hash = hash;
    strip->key = *key;
    strip->text = arena_copy(&strips->arena, key->text, key->len);
    strip->key.text = strip->text;
    strip->w = -1;
    strip->next = strips->buckets[hash % BUCKETS];
    strips->buckets[hash % BUCKETS] = strip;
    strips->bytes += sizeof *strip + key->len + 1;
    return strip;
}

uint8_t *strips_room(struct strips *strips, struct strip *strip, int w, int h)
{
    strip->rows_w = w;
    strip->h = h;
    strip->rows = arena_alloc(&strips->arena, (size_t)w * (size_t)h);
    strips->bytes += (size_t)w * (size_t)h;
    return strip->rows;
}
