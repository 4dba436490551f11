/* BLAKE2b-256, as `b2sum -l 256` prints it (RFC 7693), by libsodium. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    HASH_SIZE = 32,
    HASH_HEX = 64
};

struct hash {
    unsigned char bytes[HASH_SIZE];
};

struct hash hash_bytes(const void *bytes, size_t len);
bool hash_equal(const struct hash *a, const struct hash *b);       /* in constant time */
void hash_to_hex(const struct hash *hash, char out[HASH_HEX + 1]); /* lower case */
bool hash_from_hex(const char hex[HASH_HEX], struct hash *out);    /* lower case only */
