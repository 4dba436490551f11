/* minisign's keys, public and secret, as its files hold them: a comment line that means
 * nothing, then a line of base64. Lines end in LF or CRLF, the last one perhaps in
 * neither; nothing follows. Key ids are numbers; people see them as 16 hexadecimal
 * digits. */
#pragma once

#include "base/secret.h"

enum {
    KEY_ID_DIGITS = 16
};

struct public_key {
    uint64_t id;
    unsigned char bytes[ED25519_PUBLIC];
};

void key_id_to_hex(uint64_t id, char out[KEY_ID_DIGITS + 1]); /* capitals, as minisign */
bool key_id_from_hex(const char *text, size_t len, uint64_t *out); /* 16 of any case */

/* Reads NAME.pub, at most BUNDLE_KEY_FILE_MAX bytes. ERROR_INVALID. */
bool public_key_parse(const char *bytes, size_t len, struct public_key *out,
                      struct error *err) MUST_CHECK;
void public_key_write(const struct public_key *key, struct str *out); /* appends */

/* In memory from secret_new. */
struct secret_key;

struct secret_key *secret_key_new(void);      /* by chance */
void secret_key_free(struct secret_key *key); /* wiped; safe on NULL */
struct public_key secret_key_public(const struct secret_key *key);
void secret_key_sign(const struct secret_key *key, const void *bytes, size_t len,
                     unsigned char out[ED25519_SIGNATURE]);

/* Whether NAME.key, at most BUNDLE_KEY_FILE_MAX bytes, asks for a passphrase. What is no
 * such file is said by secret_key_load. */
bool secret_key_is_locked(const char *bytes, size_t len);

/* Reads NAME.key; `passphrase` is looked at only where it is locked. ERROR_INVALID for a
 * wrong passphrase or what is no secret key; ERROR_LIMIT where the file asks for more
 * work or memory than minisign ever does, or the machine has not that memory. */
struct secret_key *secret_key_load(const char *bytes, size_t len, const char *passphrase,
                                   struct error *err) MUST_CHECK;

/* Appends NAME.key, locked as minisign does where `passphrase` is not NULL, which takes
 * seconds and 1 GiB: ERROR_LIMIT where the machine has not that. */
bool secret_key_write(const struct secret_key *key, const char *passphrase,
                      struct str *out, struct error *err) MUST_CHECK;
