#include "text/strips.h"

#include "base/arena.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS_MIN = 1024, /* a power of two; doubled when there is a strip for each */
};

struct strips {
    struct arena arena;
    size_t bytes, max_bytes;
    struct strip **buckets;
    size_t count, bucket_count;
};

struct strips *strips_new(size_t max_bytes)
{
    struct strips *strips = mem_alloc(sizeof *strips);
    strips->max_bytes = max_bytes;
    strips->bucket_count = BUCKETS_MIN;
    strips->buckets = mem_alloc(BUCKETS_MIN * sizeof *strips->buckets);
    return strips;
}

void strips_free(struct strips *strips)
{
    if (!strips)
        return;
    arena_free(&strips->arena);
    free(strips->buckets);
    free(strips);
}

static void empty(struct strips *strips)
{
    arena_free(&strips->arena);
    memset(strips->buckets, 0, strips->bucket_count * sizeof *strips->buckets);
    strips->bytes = 0;
    strips->count = 0;
}

static struct strip **bucket_of(const struct strips *strips, uint32_t hash)
{
    return &strips->buckets[hash & (strips->bucket_count - 1)];
}

static void add(struct strips *strips, struct strip *strip)
{
    struct strip **bucket = bucket_of(strips, strip->hash);
    strip->next = *bucket;
    *bucket = strip;
}

static void grow(struct strips *strips)
{
    struct strip **old = strips->buckets;
    size_t count = strips->bucket_count;
    strips->bucket_count *= 2;
    strips->buckets = mem_alloc(strips->bucket_count * sizeof *strips->buckets);
    for (size_t i = 0; i < count; i++) {
        for (struct strip *strip = old[i], *next; strip; strip = next) {
            next = strip->next;
            add(strips, strip);
        }
    }
    free(old);
}

/* FNV-1a over the text, stirred with the rest of the key. */
static uint32_t hash_key(const struct strip_key *key)
{
    uint32_t hash = 0x811C9DC5u;
    for (size_t i = 0; i < key->len; i++)
        hash = (hash ^ (unsigned char)key->text[i]) * 0x01000193u;
    hash ^= (uint32_t)key->face << 16 ^ (uint32_t)key->px << 1 ^ key->rtl;
    hash = (hash ^ key->script) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

static bool same(const struct strip *strip, const struct strip_key *key, uint32_t hash)
{
    const struct strip_key *own = &strip->key;
    return strip->hash == hash && own->len == key->len && own->face == key->face &&
           own->px == key->px && own->rtl == key->rtl && own->script == key->script &&
           memcmp(strip->text, key->text, key->len) == 0;
}

struct strip *strips_find(struct strips *strips, const struct strip_key *key)
{
    uint32_t hash = hash_key(key);
    struct strip *strip = *bucket_of(strips, hash);
    while (strip && !same(strip, key, hash))
        strip = strip->next;
    if (strip)
        return strip;
    if (strips->bytes > strips->max_bytes)
        empty(strips);
    if (strips->count++ == strips->bucket_count)
        grow(strips);
    size_t size = sizeof *strip + key->len + 1;
    strip = arena_alloc(&strips->arena, size);
    *strip = (struct strip){.hash = hash, .key = *key, .w = -1};
    memcpy(strip->text, key->text, key->len);
    strip->key.text = strip->text;
    add(strips, strip);
    strips->bytes += size;
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
