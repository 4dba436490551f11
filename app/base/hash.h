/* BLAKE2b (RFC 7693), by libsodium: of 256 bits, as `b2sum -l 256` prints it, for
 * everything; of 512 bits for what minisign signs. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    HASH_SIZE = 32,
    HASH_HEX = 64,
    HASH512_SIZE = 64
};

struct hash {
    unsigned char bytes[HASH_SIZE];
};

struct hash hash_bytes(const void *bytes, size_t len);

/* The same, of bytes that come in parts: begin, add as often as there are parts, end. */
struct hash_sum {
    _Alignas(64) unsigned char state[384];
};
void hash_begin(struct hash_sum *sum);
void hash_add(struct hash_sum *sum, const void *bytes, size_t len);
struct hash hash_end(struct hash_sum *sum);

bool hash_equal(const struct hash *a, const struct hash *b);       /* in constant time */
void hash_to_hex(const struct hash *hash, char out[HASH_HEX + 1]); /* lower case */
bool hash_from_hex(const char hex[HASH_HEX], struct hash *out);    /* lower case only */

struct hash512 {
    unsigned char bytes[HASH512_SIZE];
};

struct hash512 hash512_bytes(const void *bytes, size_t len);
