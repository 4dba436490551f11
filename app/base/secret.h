/* Keys and passphrases, and what is made with them, by libsodium. Memory from secret_new
 * stays out of swap where the system allows it, is fenced by guard pages, and is wiped
 * when freed; from the first of it on, this process leaves no core dump. Sizes are bytes.
 * One thread. */
#pragma once

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

void *secret_new(size_t size);             /* zeroed; ends the program if there is none */
void secret_free(void *secret);            /* safe on NULL */
void secret_wipe(void *bytes, size_t len); /* for what lies elsewhere */
void secret_str_free(struct str *str);     /* wipes what it holds, then str_free */
bool secret_equal(const void *a, const void *b, size_t len); /* in constant time */
void secret_random(void *bytes, size_t len);

/* Ed25519 (RFC 8032). A secret key is its seed, then its public key. */
enum {
    ED25519_PUBLIC = 32,
    ED25519_SECRET = 64,
    ED25519_SIGNATURE = 64
};

void ed25519_new_pair(unsigned char public[ED25519_PUBLIC],
                      unsigned char secret[ED25519_SECRET]);
bool ed25519_is_whole(const unsigned char secret[ED25519_SECRET]); /* halves belong */
void ed25519_sign(const unsigned char secret[ED25519_SECRET], const void *bytes,
                  size_t len, unsigned char out[ED25519_SIGNATURE]);
bool ed25519_verify(const unsigned char public[ED25519_PUBLIC], const void *bytes,
                    size_t len, const unsigned char signature[ED25519_SIGNATURE]);

/* scrypt (RFC 7914) with libsodium's two bounds, of which the smaller decides. */
enum {
    SCRYPT_SALT = 32
};
#define SCRYPT_OPERATIONS_MIN ((uint64_t)1 << 15)
#define SCRYPT_MEMORY_MIN ((uint64_t)1 << 24)

struct scrypt {
    unsigned char salt[SCRYPT_SALT];
    uint64_t operations; /* rounds of Salsa20/8 */
    uint64_t memory;     /* bytes */
};

/* Fills `out` from a passphrase. The caller has bounded the cost. ERROR_LIMIT where the
 * machine has not the memory: nothing is taken then. */
bool scrypt_derive(const struct scrypt *scrypt, const char *passphrase, void *out,
                   size_t len, struct error *err) MUST_CHECK;

/* Base64 with padding (RFC 4648, section 4). */
void base64_append(struct str *out, const void *bytes, size_t len);

/* Takes exactly `size` bytes from exactly `len` characters; false, and *out of no
 * meaning, for anything that base64_append would not have written. */
bool base64_take(const char *text, size_t len, void *out, size_t size) MUST_CHECK;
