/* Who signed a bundle.
 *
 * A bundle is its MANIFEST: the manifest lists the hash of every entry, so whoever signed
 * the manifest signed all. A signature here is minisign's, prehashed: Ed25519 over the
 * BLAKE2b-512 of MANIFEST's bytes as they stand in the archive, not of anything we made
 * of them; and a second Ed25519 over the first one and the trusted comment.
 *
 * A signature is good when, in this order,
 *   1. its file is one that minisign would write, to the byte;
 *   2. the key id it gives is not revoked. The id is only a claim, and whoever stole a
 *      revoked key could claim another; but then step 3 or 4 fails;
 *   3. a key of that id is trusted;
 *   4. both its signatures are right by that key;
 *   5. its trusted comment is `ID SERIAL` of this manifest. The manifest says both,
 *      so this is for people more than for programs: whoever looks with a stock tool
 *      sees what was signed, and no signature passes for one of another edition.
 *
 * One good signature is enough. That lets a publisher change keys: sign with the old and
 * the new one for as long as kiosks know only the old. Asking for several was refused: a
 * clinic that lost one of two keys could never update again. Nothing a bad signature says
 * can spoil a good one, or anyone could break a bundle by adding a line to it.
 *
 * The legacy form of minisign, a signature over MANIFEST itself, is refused even where it
 * is right: one form means one path to check. */
#include "bundle/verify.h"

#include "bundle/signature.h"

#include <string.h>

/* What one signature is found to be. */
struct judgement {
    enum verdict_code code;
    uint64_t key;
    const struct trusted_key *signer; /* NULL but for VERDICT_SIGNED */
};

static bool comment_is_right(const struct archive *archive, const char *comment)
{
    struct str right = {0};
    manifest_comment(archive_manifest(archive), &right);
    bool same = strcmp(str_c(&right), comment) == 0;
    str_free(&right);
    return same;
}

/* Steps 2 to 5. */
static struct judgement judge(const struct archive *archive, const struct keys *keys,
                              const struct signature *signature)
{
    struct judgement judgement = {.key = signature->id};
    const struct trusted_key *trusted = keys_find(keys, signature->id);
    if (keys_revoked(keys, signature->id))
        judgement.code = VERDICT_REVOKED_KEY;
    else if (!trusted)
        judgement.code = VERDICT_UNKNOWN_KEY;
    else if (!signature_is_by(signature, &trusted->key, archive_digest(archive)))
        judgement.code = VERDICT_WRONG_SIGNATURE;
    else if (!comment_is_right(archive, signature->comment))
        judgement.code = VERDICT_WRONG_COMMENT;
    else
        judgement = (struct judgement){VERDICT_SIGNED, signature->id, trusted};
    return judgement;
}

static struct judgement look_at(struct archive *archive, const struct keys *keys,
                                size_t number)
{
    struct judgement judgement = {.code = VERDICT_UNREADABLE};
    struct signature signature;
    struct error why = {0};
    struct str bytes = {0};
    if (archive_read_signature(archive, number, &bytes, &why)) {
        if (signature_parse(str_c(&bytes), bytes.len, &signature, &why))
            judgement = judge(archive, keys, &signature);
        else
            judgement.code =
                why.code == ERROR_UNSUPPORTED ? VERDICT_LEGACY : VERDICT_DAMAGED;
    }
    str_free(&bytes);
    return judgement;
}

static void add_signer(struct verdict *verdict, const struct trusted_key *signer)
{
    for (size_t i = 0; i < verdict->signer_count; i++)
        if (verdict->signers[i] == signer)
            return;
    verdict->signers[verdict->signer_count++] = signer;
}

struct verdict bundle_verify(struct archive *archive, const struct keys *keys)
{
    struct verdict verdict = {.code = VERDICT_NOT_SIGNED};
    for (size_t i = 0; i < archive_signatures(archive); i++) {
        struct judgement judgement = look_at(archive, keys, i);
        if (judgement.signer)
            add_signer(&verdict, judgement.signer);
        if (judgement.code > verdict.code) {
            verdict.code = judgement.code;
            verdict.key = judgement.key;
        }
    }
    return verdict;
}

const char *verdict_name(enum verdict_code code)
{
    static const char *const names[] = {
#define VERDICT_NAME(verdict, name) [verdict] = (name),
        VERDICTS(VERDICT_NAME)
#undef VERDICT_NAME
    };
    return names[code];
}

bool verdict_check(const struct verdict *verdict, struct error *err)
{
    char id[KEY_ID_DIGITS + 1];
    key_id_to_hex(verdict->key, id);
    switch (verdict->code) {
    case VERDICT_SIGNED:
        return true;
    case VERDICT_NOT_SIGNED:
        return error_set(err, ERROR_UNTRUSTED,
                         "not signed: its publisher signs it with candor-bundle sign");
    case VERDICT_UNREADABLE:
        return error_set(err, ERROR_IO,
                         "its signature cannot be read: copy the file again");
    case VERDICT_DAMAGED:
        return error_set(err, ERROR_UNTRUSTED,
                         "its signature is damaged: get the bundle again");
    case VERDICT_LEGACY:
        return error_set(err, ERROR_UNTRUSTED,
                         "signed in minisign's legacy form: its publisher signs it "
                         "without -l");
    case VERDICT_UNKNOWN_KEY:
        return error_set(err, ERROR_UNTRUSTED,
                         "signed by the key %s, which is not trusted here: if you trust "
                         "its owner, put their .pub file into the folder of keys",
                         id);
    case VERDICT_WRONG_SIGNATURE:
        return error_set(err, ERROR_UNTRUSTED,
                         "its signature by the key %s is wrong: it is not what was "
                         "signed; get the bundle again",
                         id);
    case VERDICT_WRONG_COMMENT:
        return error_set(err, ERROR_UNTRUSTED,
                         "its signature by the key %s has another trusted comment than "
                         "its id and serial: its publisher signs it anew",
                         id);
    case VERDICT_REVOKED_KEY:
        return error_set(err, ERROR_UNTRUSTED,
                         "signed by the key %s, which is revoked: ask its publisher for "
                         "one that is signed with a new key",
                         id);
    }
    return error_set(err, ERROR_UNTRUSTED, "not signed");
}
