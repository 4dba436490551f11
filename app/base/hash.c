#include "base/hash.h"

#include <sodium.h>

struct hash hash_bytes(const void *bytes, size_t len)
{
    struct hash hash;
    crypto_generichash(hash.bytes, sizeof hash.bytes, bytes, len, NULL, 0);
    return hash;
}

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct hash_sum),
               "struct hash_sum holds libsodium's state");

void hash_begin(struct hash_sum *sum)
{
    crypto_generichash_init((void *)sum->state, NULL, 0, HASH_SIZE);
}

void hash_add(struct hash_sum *sum, const void *bytes, size_t len)
{
    crypto_generichash_update((void *)sum->state, bytes, len);
}

struct hash hash_end(struct hash_sum *sum)
{
    struct hash hash;
    crypto_generichash_final((void *)sum->state, hash.bytes, sizeof hash.bytes);
    return hash;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return sodium_memcmp(a->bytes, b->bytes, HASH_SIZE) == 0;
}

void hash_to_hex(const struct hash *hash, char out[HASH_HEX + 1])
{
    sodium_bin2hex(out, HASH_HEX + 1, hash->bytes, HASH_SIZE);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool hash_from_hex(const char hex[HASH_HEX], struct hash *out)
{
    struct hash hash;
    for (int i = 0; i < HASH_SIZE; i++) {
        int high = hex_digit(hex[2 * i]);
        int low = high < 0 ? -1 : hex_digit(hex[2 * i + 1]);
        if (low < 0)
            return false;
        hash.bytes[i] = (unsigned char)(high << 4 | low);
    }
    *out = hash;
    return true;
}

struct hash512 hash512_bytes(const void *bytes, size_t len)
{
    struct hash512 hash;
    crypto_generichash(hash.bytes, sizeof hash.bytes, bytes, len, NULL, 0);
    return hash;
}
