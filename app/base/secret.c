#include "base/secret.h"

#include "base/mem.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* A core dump could hold the secret. The limit does not bind a program that dumps are
 * piped to; a process that is not dumpable has none in any case. */
static void forbid_core_dumps(void)
{
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0)
        abort(); /* lowering is always allowed */
}

/* Again and again does no harm. */
static void start_libsodium(void)
{
    if (sodium_init() < 0)
        abort(); /* the system has no random numbers: nothing made here would be secret */
}

void *secret_new(size_t size)
{
    forbid_core_dumps();
    start_libsodium();
    void *secret = sodium_malloc(size);
    if (!secret)
        mem_exhausted();
    secret_wipe(secret, size);
    return secret;
}

void secret_free(void *secret)
{
    sodium_free(secret);
}

void secret_wipe(void *bytes, size_t len)
{
    sodium_memzero(bytes, len);
}

void secret_str_free(struct str *str)
{
    if (str->bytes)
        secret_wipe(str->bytes, str->cap);
    str_free(str);
}

bool secret_equal(const void *a, const void *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}

void secret_random(void *bytes, size_t len)
{
    start_libsodium();
    randombytes_buf(bytes, len);
}

void ed25519_new_pair(unsigned char public[ED25519_PUBLIC],
                      unsigned char secret[ED25519_SECRET])
{
    start_libsodium();
    crypto_sign_keypair(public, secret);
}

bool ed25519_is_whole(const unsigned char secret[ED25519_SECRET])
{
    unsigned char public[ED25519_PUBLIC];
    unsigned char *again = secret_new(ED25519_SECRET);
    crypto_sign_seed_keypair(public, again, secret);
    bool whole = secret_equal(again, secret, ED25519_SECRET);
    secret_free(again);
    return whole;
}

void ed25519_sign(const unsigned char secret[ED25519_SECRET], const void *bytes,
                  size_t len, unsigned char out[ED25519_SIGNATURE])
{
    crypto_sign_detached(out, NULL, bytes, len, secret);
}

bool ed25519_verify(const unsigned char public[ED25519_PUBLIC], const void *bytes,
                    size_t len, const unsigned char signature[ED25519_SIGNATURE])
{
    return crypto_sign_verify_detached(signature, bytes, len, public) == 0;
}

/* What the system can give without swapping; UINT64_MAX where it does not say. */
static uint64_t memory_free(void)
{
    char line[128];
    uint64_t kib, bytes = UINT64_MAX;
    FILE *file = fopen("/proc/meminfo", "re");
    if (!file)
        return bytes;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "MemAvailable: %" SCNu64 " kB", &kib) == 1)
            bytes = kib * 1024;
    fclose(file);
    return bytes;
}

/* What libsodium will take: 1 KiB for each of N, which both bounds hold down. */
static uint64_t memory_needed(const struct scrypt *scrypt)
{
    uint64_t by_operations =
        scrypt->operations > UINT64_MAX / 32 ? UINT64_MAX : scrypt->operations * 32;
    return scrypt->memory < by_operations ? scrypt->memory : by_operations;
}

bool scrypt_derive(const struct scrypt *scrypt, const char *passphrase, void *out,
                   size_t len, struct error *err)
{
    uint64_t need = memory_needed(scrypt);
    if (need < memory_free() &&
        crypto_pwhash_scryptsalsa208sha256(out, len, passphrase, strlen(passphrase),
                                           scrypt->salt, scrypt->operations,
                                           (size_t)scrypt->memory) == 0)
        return true;
    return error_set(err, ERROR_LIMIT,
                     "the passphrase needs %.1f GiB of free memory, more than this "
                     "machine has: use a larger one, or a key without a passphrase",
                     (double)need / (1 << 30));
}

void base64_append(struct str *out, const void *bytes, size_t len)
{
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_ORIGINAL);
    str_reserve(out, room);
    sodium_bin2base64(out->bytes + out->len, room, bytes, len,
                      sodium_base64_VARIANT_ORIGINAL);
    out->len += room - 1;
}

bool base64_take(const char *text, size_t len, void *out, size_t size)
{
    size_t got;
    const char *end;
    return len == sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL) - 1 &&
           sodium_base642bin(out, size, text, len, NULL, &got, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size && end == text + len;
}
