#include "bundle/sign.h"

#include "bundle/archive_parts.h"
#include "bundle/limits.h"
#include "bundle/pack.h"
#include "bundle/signature.h"

#include <unistd.h>

/* The head of the new bundle: what stands before the content. */
struct head {
    struct str manifest;
    struct str signatures[BUNDLE_SIGNATURES_MAX]; /* files */
    size_t count;
};

void bundle_signature(const struct secret_key *key, const struct manifest *manifest,
                      const struct str *bytes, struct str *out)
{
    struct str comment = {0};
    struct hash512 digest = hash512_bytes(str_c(bytes), bytes->len);
    manifest_comment(manifest, &comment);
    struct signature signature = signature_make(key, &digest, str_c(&comment));
    signature_write(&signature, out);
    str_free(&comment);
}

static bool is_by(const struct str *file, uint64_t id)
{
    struct signature signature;
    struct error why = {0};
    return signature_parse(str_c(file), file->len, &signature, &why) &&
           signature.id == id;
}

/* Reads the signatures that are there, as they stand, and finds the new one's place. */
static bool read_head(struct archive *archive, uint64_t id, struct head *head,
                      size_t *place, struct error *err)
{
    manifest_write(archive_manifest(archive), &head->manifest); /* the very bytes */
    size_t count = archive_signatures(archive);
    *place = count;
    for (size_t i = 0; i < count; i++) {
        if (!archive_read_signature(archive, i, &head->signatures[i], err))
            return false;
        if (*place == count && is_by(&head->signatures[i], id))
            *place = i;
    }
    head->count = *place == count ? count + 1 : count;
    return head->count <= BUNDLE_SIGNATURES_MAX ||
           error_set(err, ERROR_LIMIT,
                     "it has %u signatures already: build the bundle again and sign that",
                     BUNDLE_SIGNATURES_MAX);
}

static bool add_head(zip_t *zip, const struct head *head, struct error *err)
{
    const struct str *bytes = &head->manifest;
    bool ok = pack_add(zip, MANIFEST_NAME,
                       zip_source_buffer(zip, bytes->bytes, bytes->len, 0), err);
    for (size_t i = 0; ok && i < head->count; i++) {
        bytes = &head->signatures[i];
        ok = pack_add(zip, archive_signature_name(i),
                      zip_source_buffer(zip, bytes->bytes, bytes->len, 0), err);
    }
    return ok;
}

/* The entries of the manifest, as they are compressed already. */
static bool copy_entries(zip_t *zip, const struct archive *archive, struct error *err)
{
    const struct manifest *manifest = archive_manifest(archive);
    bool ok = true;
    for (size_t i = 0; ok && i < manifest->count; i++)
        ok = pack_add(zip, manifest->entries[i].name,
                      zip_source_zip(zip, archive_zip(archive),
                                     archive_entry_index(archive, i), ZIP_FL_COMPRESSED,
                                     0, -1),
                      err);
    return ok;
}

static bool write_part(const struct archive *archive, const struct head *head,
                       const char *part, struct error *err)
{
    zip_t *zip = pack_open(part, err);
    if (!zip)
        return false;
    if (add_head(zip, head, err) && copy_entries(zip, archive, err))
        return pack_close(zip, part, err);
    zip_discard(zip);
    return false;
}

bool bundle_sign(struct archive *archive, const struct secret_key *key, const char *path,
                 struct error *err)
{
    struct head head = {0};
    struct str part = {0};
    size_t place;
    str_printf(&part, "%s.part", path);
    bool ok = read_head(archive, secret_key_public(key).id, &head, &place, err);
    if (ok) {
        str_clear(&head.signatures[place]);
        bundle_signature(key, archive_manifest(archive), &head.manifest,
                         &head.signatures[place]);
        ok = write_part(archive, &head, str_c(&part), err) &&
             pack_replace(str_c(&part), path, err);
        if (!ok)
            unlink(str_c(&part));
    }
    for (size_t i = 0; i < BUNDLE_SIGNATURES_MAX; i++)
        str_free(&head.signatures[i]);
    str_free(&head.manifest);
    str_free(&part);
    return ok;
}
