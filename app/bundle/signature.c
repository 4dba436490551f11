#include "bundle/signature.h"

#include "base/little.h"

#include <assert.h>
#include <string.h>

#define FIRST_LINE "untrusted comment: signature from minisign secret key\n"
#define COMMENT_START "trusted comment: "

/* What the second line's base64 holds. Bytes alone, so that nothing is padded. */
struct form {
    unsigned char algorithm[2]; /* "ED": of the BLAKE2b-512 of what is signed */
    unsigned char id[8];
    unsigned char signature[ED25519_SIGNATURE];
};

static_assert(sizeof(struct form) == 74, "minisign's signature");

/* What the signature of the comment signs. */
struct commented {
    unsigned char bytes[ED25519_SIGNATURE + BUNDLE_COMMENT_MAX];
    size_t len;
};

/* Where the lines of a file are; each ends in a LF that `lens` leaves out. */
struct lines {
    const char *at[4];
    size_t lens[4];
};

static bool find_lines(const char *bytes, size_t len, struct lines *out)
{
    for (size_t i = 0; i < 4; i++) {
        const char *end = memchr(bytes, '\n', len);
        if (!end)
            return false;
        out->at[i] = bytes;
        out->lens[i] = (size_t)(end - bytes);
        len -= out->lens[i] + 1;
        bytes = end + 1;
    }
    return len == 0;
}

static bool take_comment(const char *line, size_t len, char out[BUNDLE_COMMENT_MAX + 1])
{
    size_t start = sizeof COMMENT_START - 1;
    if (len < start || len - start > BUNDLE_COMMENT_MAX || memchr(line, '\0', len) ||
        memcmp(line, COMMENT_START, start) != 0)
        return false;
    memcpy(out, line + start, len - start);
    out[len - start] = '\0';
    return true;
}

/* Nothing but the one way to write it is read. */
static bool is_exact(const struct signature *signature, const char *bytes, size_t len)
{
    struct str again = {0};
    signature_write(signature, &again);
    bool same = again.len == len && memcmp(str_c(&again), bytes, len) == 0;
    str_free(&again);
    return same;
}

bool signature_parse(const char *bytes, size_t len, struct signature *out,
                     struct error *err)
{
    struct lines lines;
    struct form form;
    struct signature signature = {0};
    bool ok = find_lines(bytes, len, &lines) &&
              base64_take(lines.at[1], lines.lens[1], &form, sizeof form) &&
              take_comment(lines.at[2], lines.lens[2], signature.comment) &&
              base64_take(lines.at[3], lines.lens[3], signature.of_comment,
                          sizeof signature.of_comment);
    if (ok && memcmp(form.algorithm, "Ed", 2) == 0)
        return error_set(err, ERROR_UNSUPPORTED,
                         "made in minisign's legacy form: sign again without -l");
    if (ok) {
        signature.id = little_get(form.id, 8);
        memcpy(signature.of_digest, form.signature, sizeof form.signature);
    }
    if (!ok || !is_exact(&signature, bytes, len))
        return error_set(err, ERROR_INVALID, "not a whole signature of minisign");
    *out = signature;
    return true;
}

void signature_write(const struct signature *signature, struct str *out)
{
    struct form form = {.algorithm = {'E', 'D'}};
    little_put(form.id, 8, signature->id);
    memcpy(form.signature, signature->of_digest, sizeof form.signature);
    str_append(out, FIRST_LINE);
    base64_append(out, &form, sizeof form);
    str_printf(out, "\n" COMMENT_START "%s\n", signature->comment);
    base64_append(out, signature->of_comment, sizeof signature->of_comment);
    str_append_char(out, '\n');
}

static struct commented join(const struct signature *signature)
{
    struct commented joined = {.len = ED25519_SIGNATURE + strlen(signature->comment)};
    memcpy(joined.bytes, signature->of_digest, ED25519_SIGNATURE);
    memcpy(joined.bytes + ED25519_SIGNATURE, signature->comment,
           joined.len - ED25519_SIGNATURE);
    return joined;
}

bool signature_is_by(const struct signature *signature, const struct public_key *key,
                     const struct hash512 *digest)
{
    struct commented joined = join(signature);
    return ed25519_verify(key->bytes, digest->bytes, sizeof digest->bytes,
                          signature->of_digest) &&
           ed25519_verify(key->bytes, joined.bytes, joined.len, signature->of_comment);
}

struct signature signature_make(const struct secret_key *key,
                                const struct hash512 *digest, const char *comment)
{
    struct signature signature = {.id = secret_key_public(key).id};
    size_t len = strlen(comment);
    assert(len <= BUNDLE_COMMENT_MAX && !strpbrk(comment, "\r\n"));
    memcpy(signature.comment, comment, len + 1);
    secret_key_sign(key, digest->bytes, sizeof digest->bytes, signature.of_digest);
    struct commented joined = join(&signature);
    secret_key_sign(key, joined.bytes, joined.len, signature.of_comment);
    return signature;
}
