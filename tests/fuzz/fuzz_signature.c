/* Any bytes as a signature, a public key and a secret key: refused, or written again they
 * are the same; and one signature alone is good for the one thing that was signed. */
#include "bundle/signature.h"

#include <stdlib.h>
#include <string.h>

#include "../bundle/minisign.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void try_signature(const char *bytes, size_t len)
{
    struct signature signature;
    struct public_key key;
    struct error err = {0};
    struct str again = {0};
    struct hash512 digest = hash512_bytes("abc", 3);
    if (!signature_parse(bytes, len, &signature, &err))
        return;
    signature_write(&signature, &again);
    demand(again.len == len && memcmp(again.bytes, bytes, len) == 0);
    demand(public_key_parse(STOCK_PUBLIC, strlen(STOCK_PUBLIC), &key, &err));
    if (signature_is_by(&signature, &key,
                        &digest)) { /* but for the id, which is a claim */
        signature.id = STOCK_ID;
        str_clear(&again);
        signature_write(&signature, &again);
        demand(strcmp(again.bytes, STOCK_SIGNATURE) == 0);
    }
    str_free(&again);
}

static void try_public_key(const char *bytes, size_t len)
{
    struct public_key key, same;
    struct error err = {0};
    struct str again = {0};
    if (!public_key_parse(bytes, len, &key, &err))
        return;
    public_key_write(&key, &again);
    demand(public_key_parse(str_c(&again), again.len, &same, &err));
    demand(key.id == same.id && memcmp(key.bytes, same.bytes, sizeof key.bytes) == 0);
    str_free(&again);
}

/* Locked ones are left out: they may ask for a second's work. */
static void try_secret_key(const char *bytes, size_t len)
{
    struct error err = {0};
    struct secret_key *key =
        secret_key_is_locked(bytes, len) ? NULL : secret_key_load(bytes, len, NULL, &err);
    if (key) {
        unsigned char signature[ED25519_SIGNATURE];
        struct public_key half = secret_key_public(key);
        secret_key_sign(key, "abc", 3, signature);
        demand(ed25519_verify(half.bytes, "abc", 3, signature));
    }
    secret_key_free(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    try_signature(bytes, size);
    try_public_key(bytes, size);
    try_secret_key(bytes, size);
    return 0;
}
