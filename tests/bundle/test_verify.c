/* Only what a trusted key has signed is trusted, whatever stands beside it; and no
 * changed bit of a bundle changes what is delivered. */
#include "bundle/verify.h"

#include "bundle/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <zip.h>

#include "scratch.h"

#define PAGE "# Page\n"
#define INI "[bundle]\n"

/* Who signs. */
enum signer {
    SIGNER_A, /* trusted */
    SIGNER_B, /* trusted */
    SIGNER_STRANGER,
    SIGNER_REVOKED, /* a .pub that is there, and revoked */
    SIGNER_GONE,    /* revoked, and its .pub is not there */
    SIGNERS
};

/* One file of a signature, and what is odd about it. */
enum kind {
    KIND_NONE,
    KIND_A, /* the good ones */
    KIND_B,
    KIND_STRANGER,
    KIND_REVOKED,
    KIND_GONE,
    KIND_OTHER_BYTES,     /* by A, of another manifest */
    KIND_CLAIMS_A,        /* by the stranger, saying it is A's */
    KIND_CLAIMS_STRANGER, /* by A, saying it is the stranger's */
    KIND_SWAPPED,         /* by A, the comment that A gave to serial 2 */
    KIND_EDITED,          /* by A, the comment changed after */
    KIND_FORWARD,         /* by A, a comment of serial 2 */
    KIND_OTHER_ID,
    KIND_SPACE, /* `x 1 ` */
    KIND_STOCK, /* minisign's own comment, without -t */
    KIND_LEGACY,
    KIND_CUT,
    KIND_EMPTY,
    KIND_CRLF,
    KIND_UNTRUSTED_COMMENT,
};

struct setting {
    struct scratch scratch;
    struct secret_key *signers[SIGNERS];
    struct keys *keys;
    struct str manifest;
    char path[1024];
};

static uint64_t id_of(const struct setting *setting, enum signer signer)
{
    return secret_key_public(setting->signers[signer]).id;
}

static void write_manifest(struct str *out)
{
    static const char *const bytes[] = {PAGE, INI}, *const names[] = {"a.md",
                                                                      "bundle.ini"};
    str_printf(out,
               "# candor-bundle 1\n# id: x\n# serial: 1\n# version: 1\n# languages: en\n"
               "# created: 2026-11-22\n# min-reader: 1\n# size: %zu\n",
               strlen(PAGE) + strlen(INI));
    for (size_t i = 0; i < 2; i++) {
        char hex[HASH_HEX + 1];
        struct hash hash = hash_bytes(bytes[i], strlen(bytes[i]));
        hash_to_hex(&hash, hex);
        str_printf(out, "%s  %s\n", hex, names[i]);
    }
}

static int set_up(void **state)
{
    static const char *const files[SIGNERS] = {"keys/a.pub", "keys/b.pub", NULL,
                                               "keys/revoked.pub", NULL};
    struct setting *setting = calloc(1, sizeof *setting);
    struct str revoked = {0};
    struct error err = {0};
    setting->scratch = scratch_new();
    for (size_t i = 0; i < SIGNERS; i++) {
        struct str text = {0};
        setting->signers[i] = secret_key_new();
        struct public_key public = secret_key_public(setting->signers[i]);
        public_key_write(&public, &text);
        if (files[i])
            scratch_write(&setting->scratch, files[i], str_c(&text));
        str_free(&text);
    }
    for (enum signer i = SIGNER_REVOKED; i <= SIGNER_GONE; i++) {
        char hex[KEY_ID_DIGITS + 1];
        key_id_to_hex(id_of(setting, i), hex);
        str_printf(&revoked, "%s\n", hex);
    }
    scratch_write(&setting->scratch, "keys/revoked", str_c(&revoked));
    scratch_path(&setting->scratch, "keys", setting->path);
    setting->keys = keys_load(setting->path, &err);
    assert_non_null(setting->keys);
    write_manifest(&setting->manifest);
    scratch_path(&setting->scratch, "x.candor", setting->path);
    str_free(&revoked);
    *state = setting;
    return 0;
}

static int tear_down(void **state)
{
    struct setting *setting = *state;
    for (size_t i = 0; i < SIGNERS; i++)
        secret_key_free(setting->signers[i]);
    keys_free(setting->keys);
    str_free(&setting->manifest);
    scratch_free(&setting->scratch);
    free(setting);
    return 0;
}

static struct signature sign(const struct setting *setting, enum signer signer,
                             const char *comment)
{
    struct hash512 digest = hash512_bytes(setting->manifest.bytes, setting->manifest.len);
    return signature_make(setting->signers[signer], &digest, comment);
}

/* The signature of a kind, before it is made text. */
static struct signature sign_as(const struct setting *setting, enum kind kind)
{
    struct hash512 other = hash512_bytes("other", 5);
    struct signature good = sign(setting, SIGNER_A, "x 1"), later;
    switch (kind) {
    case KIND_B:
    case KIND_STRANGER:
    case KIND_REVOKED:
    case KIND_GONE:
        return sign(setting, (enum signer)(kind - KIND_A + SIGNER_A), "x 1");
    case KIND_OTHER_BYTES:
        return signature_make(setting->signers[SIGNER_A], &other, "x 1");
    case KIND_CLAIMS_A:
        good = sign(setting, SIGNER_STRANGER, "x 1");
        good.id = id_of(setting, SIGNER_A);
        return good;
    case KIND_CLAIMS_STRANGER:
        good.id = id_of(setting, SIGNER_STRANGER);
        return good;
    case KIND_SWAPPED:
        later = signature_make(setting->signers[SIGNER_A], &other, "x 2");
        memcpy(later.of_digest, good.of_digest, sizeof later.of_digest);
        return later;
    case KIND_EDITED:
        strcpy(good.comment, "x 2");
        return good;
    case KIND_FORWARD:
        return sign(setting, SIGNER_A, "x 2");
    case KIND_OTHER_ID:
        return sign(setting, SIGNER_A, "y 1");
    case KIND_SPACE:
        return sign(setting, SIGNER_A, "x 1 ");
    case KIND_STOCK:
        return sign(setting, SIGNER_A, "timestamp:1795378678\tfile:MANIFEST\thashed");
    default:
        return good;
    }
}

static void write_signature(const struct setting *setting, enum kind kind,
                            struct str *out)
{
    struct signature signature = sign_as(setting, kind);
    if (kind == KIND_EMPTY)
        return;
    signature_write(&signature, out);
    char *second = strchr(out->bytes, '\n') + 1;
    if (kind == KIND_LEGACY)
        second[1] = 'W'; /* "RWQ..." is "Ed" */
    if (kind == KIND_CUT)
        out->bytes[--out->len] = '\0';
    if (kind == KIND_UNTRUSTED_COMMENT)
        out->bytes[strlen("untrusted comment: ")] = 'S';
    if (kind == KIND_CRLF) {
        str_clear(out);
        signature_write(&signature, out);
        out->bytes[out->len - 1] = '\r';
        str_append_char(out, '\n');
    }
}

static void add(zip_t *zip, const char *name, const struct str *bytes)
{
    zip_source_t *source = zip_source_buffer(zip, str_c(bytes), bytes->len, 0);
    assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

/* Writes a bundle with these signatures. */
static void make(const struct setting *setting, const enum kind kinds[4])
{
    static const char *const names[] = {"MANIFEST.minisig", "MANIFEST.2.minisig",
                                        "MANIFEST.3.minisig", "MANIFEST.4.minisig"};
    const struct str page = {.bytes = (char[]){PAGE}, .len = strlen(PAGE)};
    const struct str ini = {.bytes = (char[]){INI}, .len = strlen(INI)};
    struct str signatures[4] = {{0}};
    zip_t *zip = zip_open(setting->path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    add(zip, "MANIFEST", &setting->manifest);
    for (size_t i = 0; i < 4 && kinds[i]; i++) {
        write_signature(setting, kinds[i], &signatures[i]);
        add(zip, names[i], &signatures[i]);
    }
    add(zip, "a.md", &page);
    add(zip, "bundle.ini", &ini);
    assert_int_equal(zip_close(zip), 0);
    for (size_t i = 0; i < 4; i++)
        str_free(&signatures[i]);
}

static void one_good_signature_by_a_trusted_key_is_needed_and_enough(void **state)
{
    static const struct {
        enum kind kinds[4];
        enum verdict_code code;
        const char *signers; /* names of the files, in order */
    } rows[] = {
        {{KIND_A}, VERDICT_SIGNED, "a"}, /* the control */
        {{KIND_NONE}, VERDICT_NOT_SIGNED, ""},
        {{KIND_STRANGER}, VERDICT_UNKNOWN_KEY, ""},
        {{KIND_REVOKED}, VERDICT_REVOKED_KEY, ""},
        {{KIND_GONE}, VERDICT_REVOKED_KEY, ""},
        {{KIND_OTHER_BYTES}, VERDICT_WRONG_SIGNATURE, ""},
        {{KIND_CLAIMS_A}, VERDICT_WRONG_SIGNATURE, ""},
        {{KIND_CLAIMS_STRANGER}, VERDICT_UNKNOWN_KEY, ""},
        {{KIND_SWAPPED}, VERDICT_WRONG_SIGNATURE, ""},
        {{KIND_EDITED}, VERDICT_WRONG_SIGNATURE, ""},
        {{KIND_FORWARD}, VERDICT_WRONG_COMMENT, ""},
        {{KIND_OTHER_ID}, VERDICT_WRONG_COMMENT, ""},
        {{KIND_SPACE}, VERDICT_WRONG_COMMENT, ""},
        {{KIND_STOCK}, VERDICT_WRONG_COMMENT, ""},
        {{KIND_LEGACY}, VERDICT_LEGACY, ""},
        {{KIND_CUT}, VERDICT_DAMAGED, ""},
        {{KIND_EMPTY}, VERDICT_DAMAGED, ""},
        {{KIND_CRLF}, VERDICT_DAMAGED, ""},
        {{KIND_UNTRUSTED_COMMENT}, VERDICT_DAMAGED, ""},
        /* of several, one good one is enough; the same key is one */
        {{KIND_A, KIND_A, KIND_A, KIND_A}, VERDICT_SIGNED, "a"},
        {{KIND_A, KIND_B}, VERDICT_SIGNED, "ab"},
        {{KIND_B, KIND_A, KIND_B}, VERDICT_SIGNED, "ba"},
        {{KIND_A, KIND_OTHER_BYTES}, VERDICT_SIGNED, "a"},
        {{KIND_OTHER_BYTES, KIND_A}, VERDICT_SIGNED, "a"},
        {{KIND_EMPTY, KIND_LEGACY, KIND_STRANGER, KIND_B}, VERDICT_SIGNED, "b"},
        {{KIND_REVOKED, KIND_A}, VERDICT_SIGNED, "a"},
        {{KIND_FORWARD, KIND_A}, VERDICT_SIGNED, "a"},
        /* of several that are no good, the one nearest to trust is told */
        {{KIND_CUT, KIND_STRANGER, KIND_LEGACY}, VERDICT_UNKNOWN_KEY, ""},
        {{KIND_REVOKED, KIND_FORWARD, KIND_STRANGER}, VERDICT_REVOKED_KEY, ""},
    };
    const struct setting *setting = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        make(setting, rows[i].kinds);
        struct archive *archive = archive_open(setting->path, &err);
        assert_non_null(archive);
        struct verdict verdict = bundle_verify(archive, setting->keys);
        if (verdict.code != rows[i].code)
            fail_msg("row %zu: %s", i, verdict_name(verdict.code));
        assert_int_equal(verdict.signer_count, strlen(rows[i].signers));
        for (size_t k = 0; k < verdict.signer_count; k++)
            assert_int_equal(verdict.signers[k]->name[0], rows[i].signers[k]);
        bool trusted = rows[i].code == VERDICT_SIGNED;
        assert_int_equal(verdict_check(&verdict, &err), trusted);
        assert_int_equal(err.code, trusted ? ERROR_NONE : ERROR_UNTRUSTED);
        archive_close(archive);
    }
}

static void the_key_that_is_not_trusted_is_named(void **state)
{
    static const struct {
        enum kind kind;
        enum signer signer;
        const char *says;
    } rows[] = {
        {KIND_STRANGER, SIGNER_STRANGER, "not trusted here"},
        {KIND_REVOKED, SIGNER_REVOKED, "revoked"},
        {KIND_OTHER_BYTES, SIGNER_A, "not what was signed"},
        {KIND_FORWARD, SIGNER_A, "trusted comment"},
    };
    const struct setting *setting = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        char hex[KEY_ID_DIGITS + 1];
        make(setting, (const enum kind[4]){rows[i].kind});
        struct archive *archive = archive_open(setting->path, &err);
        assert_non_null(archive);
        struct verdict verdict = bundle_verify(archive, setting->keys);
        assert_true(verdict.key == id_of(setting, rows[i].signer));
        assert_false(verdict_check(&verdict, &err));
        key_id_to_hex(verdict.key, hex);
        assert_non_null(strstr(err.detail, hex));
        assert_non_null(strstr(err.detail, rows[i].says));
        archive_close(archive);
    }
}

/* What a bad stick does to the one signature; the content is whole. */
static void a_signature_that_cannot_be_read_is_not_taken_for_a_forged_one(void **state)
{
    const struct setting *setting = *state;
    static const char name[] = "MANIFEST.minisig";
    struct error err = {0};
    struct str bytes = {0};
    make(setting, (const enum kind[4]){KIND_A});
    assert_true(file_read(setting->path, BUNDLE_SIZE_MAX, &bytes, &err));
    char *at = memmem(bytes.bytes, bytes.len, name, strlen(name));
    assert_non_null(at);
    at[strlen(name) + 20] ^= 1; /* in its compressed data */
    assert_true(file_write(setting->path, bytes.bytes, bytes.len, &err));
    struct archive *archive = archive_open(setting->path, &err);
    assert_non_null(archive);
    struct verdict verdict = bundle_verify(archive, setting->keys);
    assert_int_equal(verdict.code, VERDICT_UNREADABLE);
    assert_false(verdict_check(&verdict, &err));
    assert_int_equal(err.code, ERROR_IO);
    archive_close(archive);
    str_free(&bytes);
}

static void each_verdict_has_a_stable_name(void **state)
{
    (void)state;
    static const char *const names[] = {
        "not-signed",       "unreadable-signature", "damaged-signature",
        "legacy-signature", "unknown-key",          "wrong-signature",
        "wrong-comment",    "revoked-key",          "signed"};
    for (enum verdict_code i = VERDICT_NOT_SIGNED; i <= VERDICT_SIGNED; i++)
        assert_string_equal(verdict_name(i), names[i]);
}

/* Opens, verifies and reads; true when it was trusted and read whole. */
static bool deliver(const struct setting *setting, struct str *page, struct str *ini)
{
    struct error err = {0};
    struct archive *archive = archive_open(setting->path, &err);
    if (!archive)
        return false;
    struct verdict verdict = bundle_verify(archive, setting->keys);
    bool ok = verdict.code == VERDICT_SIGNED &&
              archive_read(archive, "a.md", page, &err) &&
              archive_read(archive, "bundle.ini", ini, &err);
    archive_close(archive);
    return ok;
}

/* Flips every bit that is there (of names, times and the like many mean nothing). */
static void no_flipped_bit_of_a_signed_bundle_changes_what_is_delivered(void **state)
{
    struct setting *setting = *state;
    struct error err = {0};
    struct str bytes = {0}, page = {0}, ini = {0};
    size_t refused = 0;
    make(setting, (const enum kind[4]){KIND_A});
    assert_true(file_read(setting->path, BUNDLE_SIZE_MAX, &bytes, &err));
    assert_true(deliver(setting, &page, &ini));
    FILE *file = fopen(setting->path, "r+b");
    assert_non_null(file);
    setvbuf(file, NULL, _IONBF, 0);
    for (size_t bit = 0; bit < bytes.len * 8; bit++) {
        unsigned char byte = (unsigned char)bytes.bytes[bit / 8];
        str_clear(&page);
        str_clear(&ini);
        fseek(file, (long)(bit / 8), SEEK_SET);
        fputc(byte ^ 1 << bit % 8, file);
        if (deliver(setting, &page, &ini)) {
            assert_string_equal(str_c(&page), PAGE);
            assert_string_equal(str_c(&ini), INI);
        } else {
            refused++;
        }
        fseek(file, (long)(bit / 8), SEEK_SET);
        fputc(byte, file);
    }
    fclose(file);
    assert_true(deliver(setting, &page, &ini));
    assert_true(refused > bytes.len * 4);
    str_free(&bytes);
    str_free(&page);
    str_free(&ini);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_good_signature_by_a_trusted_key_is_needed_and_enough),
        cmocka_unit_test(the_key_that_is_not_trusted_is_named),
        cmocka_unit_test(a_signature_that_cannot_be_read_is_not_taken_for_a_forged_one),
        cmocka_unit_test(each_verdict_has_a_stable_name),
        cmocka_unit_test(no_flipped_bit_of_a_signed_bundle_changes_what_is_delivered),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
