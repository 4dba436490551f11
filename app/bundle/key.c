/* A secret key's file is locked by adding (exclusive or) a stream that scrypt makes of
 * the passphrase to the id, the key and their checksum. The costs stand in the file, so
 * they are a stranger's until they are bounded. A key without a passphrase is the same
 * with no stream; minisign leaves its checksum zero, we write it. */
#include "bundle/key.h"

#include "base/hash.h"
#include "base/little.h"
#include "bundle/limits.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COMMENT_START "untrusted comment: "
#define SECRET_COMMENT COMMENT_START "minisign encrypted secret key\n"

/* What the base64 holds. Bytes alone, so that nothing is padded. */
struct public_form {
    unsigned char algorithm[2]; /* "Ed" */
    unsigned char id[8];
    unsigned char key[ED25519_PUBLIC];
};

struct secret_body {
    unsigned char id[8];
    unsigned char key[ED25519_SECRET];
    unsigned char checksum[HASH_SIZE]; /* of "Ed", id and key */
};

struct secret_form {
    unsigned char algorithm[2];  /* "Ed" */
    unsigned char derivation[2]; /* "Sc", or two NULs without a passphrase */
    unsigned char check[2];      /* "B2" */
    unsigned char salt[SCRYPT_SALT];
    unsigned char operations[8];
    unsigned char memory[8];
    struct secret_body body;
};

static_assert(sizeof(struct public_form) == 42, "minisign's public key");
static_assert(sizeof(struct secret_form) == 158, "minisign's secret key");

struct secret_key {
    uint64_t id;
    unsigned char bytes[ED25519_SECRET];
};

void key_id_to_hex(uint64_t id, char out[KEY_ID_DIGITS + 1])
{
    snprintf(out, KEY_ID_DIGITS + 1, "%016" PRIX64, id);
}

bool key_id_from_hex(const char *text, size_t len, uint64_t *out)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    uint64_t id = 0;
    if (len != KEY_ID_DIGITS)
        return false;
    for (size_t i = 0; i < len; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        id = id << 4 | ((uint64_t)(digit - digits) & 15);
    }
    *out = id;
    return true;
}

/* Takes one line off what is left: its length, without its end. */
static size_t take_line(const char **at, size_t *left)
{
    const char *end = memchr(*at, '\n', *left);
    size_t len = end ? (size_t)(end - *at) : *left, whole = end ? len + 1 : len;
    *left -= whole;
    *at += whole;
    return end && len && end[-1] == '\r' ? len - 1 : len;
}

/* Takes `size` bytes from a comment line and a line of base64. */
static bool take_form(const char *bytes, size_t len, void *out, size_t size)
{
    const char *at = bytes;
    size_t start = sizeof COMMENT_START - 1, comment = take_line(&at, &len);
    const char *line = at;
    size_t body = take_line(&at, &len);
    return comment >= start && memcmp(bytes, COMMENT_START, start) == 0 && len == 0 &&
           base64_take(line, body, out, size);
}

bool public_key_parse(const char *bytes, size_t len, struct public_key *out,
                      struct error *err)
{
    struct public_form form;
    if (!take_form(bytes, len, &form, sizeof form) ||
        memcmp(form.algorithm, "Ed", 2) != 0)
        return error_set(err, ERROR_INVALID,
                         "not a public key of minisign: take NAME.pub as keygen made it");
    out->id = little_get(form.id, 8);
    memcpy(out->bytes, form.key, sizeof out->bytes);
    return true;
}

void public_key_write(const struct public_key *key, struct str *out)
{
    struct public_form form = {.algorithm = {'E', 'd'}};
    little_put(form.id, 8, key->id);
    memcpy(form.key, key->bytes, sizeof form.key);
    str_printf(out, COMMENT_START "minisign public key %016" PRIX64 "\n", key->id);
    base64_append(out, &form, sizeof form);
    str_append_char(out, '\n');
}

struct secret_key *secret_key_new(void)
{
    unsigned char public[ED25519_PUBLIC];
    struct secret_key *key = secret_new(sizeof *key);
    ed25519_new_pair(public, key->bytes);
    secret_random(&key->id, sizeof key->id);
    return key;
}

void secret_key_free(struct secret_key *key)
{
    secret_free(key);
}

struct public_key secret_key_public(const struct secret_key *key)
{
    struct public_key public = {.id = key->id};
    memcpy(public.bytes, key->bytes + ED25519_SECRET - ED25519_PUBLIC, ED25519_PUBLIC);
    return public;
}

void secret_key_sign(const struct secret_key *key, const void *bytes, size_t len,
                     unsigned char out[ED25519_SIGNATURE])
{
    ed25519_sign(key->bytes, bytes, len, out);
}

static struct hash checksum_of(const struct secret_body *body)
{
    unsigned char *bytes = secret_new(2 + offsetof(struct secret_body, checksum));
    memcpy(bytes, "Ed", 2);
    memcpy(bytes + 2, body, offsetof(struct secret_body, checksum));
    struct hash hash = hash_bytes(bytes, 2 + offsetof(struct secret_body, checksum));
    secret_free(bytes);
    return hash;
}

/* Locks the body, or unlocks it: the one undoes the other. */
static bool turn_lock(struct secret_form *form, const char *passphrase, struct error *err)
{
    struct scrypt scrypt = {.operations = little_get(form->operations, 8),
                            .memory = little_get(form->memory, 8)};
    assert(passphrase);
    unsigned char *body = (unsigned char *)&form->body;
    unsigned char *stream = secret_new(sizeof form->body);
    memcpy(scrypt.salt, form->salt, sizeof scrypt.salt);
    bool ok = scrypt_derive(&scrypt, passphrase, stream, sizeof form->body, err);
    for (size_t i = 0; ok && i < sizeof form->body; i++)
        body[i] ^= stream[i];
    secret_free(stream);
    return ok;
}

static bool form_is_locked(const struct secret_form *form)
{
    return memcmp(form->derivation, "Sc", 2) == 0;
}

bool secret_key_is_locked(const char *bytes, size_t len)
{
    struct secret_form *form = secret_new(sizeof *form);
    bool locked = take_form(bytes, len, form, sizeof *form) && form_is_locked(form);
    secret_free(form);
    return locked;
}

/* Refuses costs that minisign never writes, before any is paid. */
static bool check_cost(const struct secret_form *form, struct error *err)
{
    uint64_t operations = little_get(form->operations, 8);
    uint64_t memory = little_get(form->memory, 8);
    if (operations > BUNDLE_SCRYPT_MAX || memory > BUNDLE_SCRYPT_MEMORY_MAX)
        return error_set(err, ERROR_LIMIT,
                         "its passphrase asks for more than minisign's own 1 GiB: take "
                         "a key that keygen or minisign made");
    return (operations >= SCRYPT_OPERATIONS_MIN && memory >= SCRYPT_MEMORY_MIN) ||
           error_set(err, ERROR_INVALID, "not a secret key of minisign: its costs");
}

static bool check_form(const struct secret_form *form, struct error *err)
{
    bool open = memcmp(form->derivation, "\0", 2) == 0;
    if (memcmp(form->algorithm, "Ed", 2) != 0 || memcmp(form->check, "B2", 2) != 0 ||
        !(open || form_is_locked(form)))
        return error_set(err, ERROR_INVALID, "not a secret key of minisign");
    return open || check_cost(form, err);
}

/* After unlocking: the checksum is right, and so is the key's own public half. */
static bool check_body(const struct secret_form *form, struct error *err)
{
    static const struct hash none = {{0}};
    struct hash right = checksum_of(&form->body);
    bool locked = form_is_locked(form);
    bool ok = secret_equal(form->body.checksum, right.bytes, HASH_SIZE) ||
              (!locked && secret_equal(form->body.checksum, none.bytes, HASH_SIZE));
    if (!ok || !ed25519_is_whole(form->body.key))
        return error_set(err, ERROR_INVALID,
                         locked ? "the passphrase is wrong, or the file is damaged"
                                : "the secret key is damaged");
    return true;
}

struct secret_key *secret_key_load(const char *bytes, size_t len, const char *passphrase,
                                   struct error *err)
{
    struct secret_key *key = NULL;
    struct secret_form *form = secret_new(sizeof *form);
    if (!take_form(bytes, len, form, sizeof *form)) {
        error_set(err, ERROR_INVALID,
                  "not a secret key of minisign: take NAME.key as keygen made it");
        goto out;
    }
    if (!check_form(form, err) ||
        (form_is_locked(form) && !turn_lock(form, passphrase, err)) ||
        !check_body(form, err))
        goto out;
    key = secret_new(sizeof *key);
    key->id = little_get(form->body.id, 8);
    memcpy(key->bytes, form->body.key, sizeof key->bytes);
out:
    secret_free(form);
    return key;
}

bool secret_key_write(const struct secret_key *key, const char *passphrase,
                      struct str *out, struct error *err)
{
    struct secret_form *form = secret_new(sizeof *form);
    memcpy(form->algorithm, "Ed", 2);
    memcpy(form->check, "B2", 2);
    little_put(form->body.id, 8, key->id);
    memcpy(form->body.key, key->bytes, sizeof key->bytes);
    struct hash checksum = checksum_of(&form->body);
    memcpy(form->body.checksum, checksum.bytes, HASH_SIZE);
    if (passphrase) {
        memcpy(form->derivation, "Sc", 2);
        secret_random(form->salt, sizeof form->salt);
        little_put(form->operations, 8, BUNDLE_SCRYPT_MAX);
        little_put(form->memory, 8, BUNDLE_SCRYPT_MEMORY_MAX);
    }
    bool ok = !passphrase || turn_lock(form, passphrase, err);
    if (ok) {
        str_reserve(out, BUNDLE_KEY_FILE_MAX); /* once: no copy is left behind */
        str_append(out, SECRET_COMMENT);
        base64_append(out, form, sizeof *form);
        str_append_char(out, '\n');
    }
    secret_free(form);
    return ok;
}
