/* Checking goes from the outside in, and each step has a limit before it takes memory:
 * the file's size; how many entries its end records claim (libzip takes memory for each
 * before we could ask); libzip's own consistency check; MANIFEST; then every entry
 * against it. Names are compared as raw bytes, so no guess at encodings stands between.
 */
#include "bundle/archive.h"

#include "base/little.h"
#include "base/mem.h"
#include "bundle/archive_parts.h"
#include "bundle/ini.h"
#include "bundle/limits.h"
#include "bundle/name.h"
#include "bundle/summary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum {
    END_RECORD = 22,        /* bytes of an end of central directory record */
    END64_LOCATOR = 20,     /* and of the locator of its 64-bit form */
    END_TAIL = 65536 + 100, /* where libzip looks for them */
    END_RECORDS_MAX = 16    /* candidates that libzip would try one by one */
};

struct member {
    zip_uint64_t index, size;
    bool found;
};

struct archive {
    zip_t *zip;
    uint64_t file_size;
    size_t signatures;
    uint64_t signature_sizes[BUNDLE_SIGNATURES_MAX];
    struct hash512 digest; /* of MANIFEST as it stands */
    struct manifest manifest;
    struct member *members; /* one for each entry of the manifest */
};

/* How many entries a 64-bit end record claims; 0 where there is none (APPNOTE 4.3.14). */
static uint64_t end64_count(int fd, uint64_t offset)
{
    unsigned char record[56];
    if (offset > BUNDLE_SIZE_MAX ||
        pread(fd, record, sizeof record, (off_t)offset) != (ssize_t)sizeof record ||
        memcmp(record, "PK\6\6", 4) != 0)
        return 0;
    return little_get(record + 32, 8);
}

/* Refuses a file whose end records, any of those libzip might choose, would have it take
 * memory for more entries than a bundle may have. */
static bool check_end(int fd, uint64_t size, struct error *err)
{
    size_t len = size < END_TAIL ? (size_t)size : END_TAIL;
    unsigned char *tail = mem_alloc(len);
    bool ok = pread(fd, tail, len, (off_t)(size - len)) == (ssize_t)len;
    unsigned records = 0;
    if (!ok)
        error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    for (size_t i = 0; ok && i + END64_LOCATOR <= len; i++) {
        uint64_t count = 0;
        if (memcmp(tail + i, "PK\5\6", 4) == 0)
            records++;
        else if (memcmp(tail + i, "PK\6\7", 4) == 0)
            count = end64_count(fd, little_get(tail + i + 8, 8));
        if (count > BUNDLE_ENTRIES_MAX + BUNDLE_SIGNATURES_MAX + 1)
            ok = error_set(err, ERROR_LIMIT, "more than %u entries", BUNDLE_ENTRIES_MAX);
    }
    free(tail);
    if (ok && (records == 0 || records > END_RECORDS_MAX))
        return error_set(err, ERROR_INVALID, "not a ZIP file");
    return ok;
}

/* What libzip says, or the C library below it. */
static void check_memory(int zip_code)
{
    mem_check_errno();
    if (zip_code == ZIP_ER_MEMORY)
        mem_exhausted();
}

/* Opens the ZIP on the descriptor of `path`. */
static zip_t *open_zip(const char *path, uint64_t *size, struct error *err)
{
    struct stat st;
    zip_t *zip = NULL;
    int code = 0;
    errno = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0 && errno == ELOOP)
        error_set(err, ERROR_INVALID, "a link: give the file that it leads to");
    else if (fd < 0)
        error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "%s",
                  strerror(errno));
    if (fd < 0)
        return NULL;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        error_set(err, ERROR_INVALID, "not a regular file");
    else if ((uint64_t)st.st_size > BUNDLE_SIZE_MAX)
        error_set(err, ERROR_LIMIT, "larger than 2 GiB");
    else if (check_end(fd, (uint64_t)st.st_size, err) &&
             !(zip = zip_fdopen(fd, ZIP_CHECKCONS, &code))) {
        check_memory(code);
        error_set(err, ERROR_DAMAGED, "not a whole ZIP file (%s)",
                  code == ZIP_ER_INCONS ? "its parts contradict each other"
                                        : "it cannot be read");
    }
    *size = (uint64_t)st.st_size;
    if (!zip)
        close(fd); /* else libzip has closed it, having its own copy */
    return zip;
}

/* A plain file, in a form that every ZIP tool knows, not encrypted. */
static bool check_member(zip_t *zip, zip_uint64_t i, zip_stat_t *st, struct error *err)
{
    const zip_uint64_t need =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_stat_index(zip, i, ZIP_FL_ENC_RAW, st) != 0 || (st->valid & need) != need ||
        zip_file_get_external_attributes(zip, i, 0, &system, &attributes) != 0)
        return error_set(err, ERROR_DAMAGED, "entry %llu cannot be read",
                         (unsigned long long)i);
    if (st->encryption_method != ZIP_EM_NONE)
        return error_set(err, ERROR_INVALID, "%s is encrypted", st->name);
    if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
        return error_set(err, ERROR_INVALID,
                         "%s is compressed in another way than deflate", st->name);
    mode_t type = (mode_t)(attributes >> 16) & S_IFMT;
    bool folder = (attributes & 0x10) != 0; /* the bit of DOS */
    if (folder || (system == ZIP_OPSYS_UNIX && type != 0 && type != S_IFREG))
        return error_set(err, ERROR_INVALID, "%s is not a regular file", st->name);
    return true;
}

/* Reads `size` bytes, exactly. */
static bool read_member(zip_t *zip, zip_uint64_t index, zip_uint64_t size,
                        struct str *out, struct error *err)
{
    size_t start = out->len;
    char more;
    errno = 0;
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (!file)
        check_memory(zip_error_code_zip(zip_get_error(zip)));
    if (!file)
        return error_set(err, ERROR_DAMAGED, "%s", zip_strerror(zip));
    str_reserve(out, size);
    zip_int64_t got = zip_fread(file, out->bytes + start, size);
    bool ok = got >= 0 && (zip_uint64_t)got == size && zip_fread(file, &more, 1) == 0;
    if (!ok)
        check_memory(zip_error_code_zip(zip_file_get_error(file)));
    zip_fclose(file);
    out->len = ok ? start + size : start;
    out->bytes[out->len] = '\0';
    return ok || error_set(err, ERROR_DAMAGED, "its compressed data is damaged");
}

/* The first entry. */
static bool read_manifest(struct archive *archive, struct error *err)
{
    zip_stat_t st;
    struct str bytes = {0};
    bool ok = zip_get_num_entries(archive->zip, 0) > 0;
    if (!ok)
        return error_set(err, ERROR_INVALID, "an empty ZIP file");
    if (!check_member(archive->zip, 0, &st, err))
        return false;
    if (strcmp(st.name, MANIFEST_NAME) != 0)
        return error_set(err, ERROR_INVALID,
                         "not a bundle: its first entry is not " MANIFEST_NAME);
    if (st.size > BUNDLE_MANIFEST_MAX)
        return error_set(err, ERROR_LIMIT, MANIFEST_NAME " is larger than 16 MiB");
    ok = read_member(archive->zip, 0, st.size, &bytes, err);
    archive->digest = hash512_bytes(str_c(&bytes), bytes.len);
    ok = ok && manifest_parse(str_c(&bytes), bytes.len, &archive->manifest, err);
    str_free(&bytes);
    return ok;
}

static uint64_t limit_of(const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    if (strcmp(name, BUNDLE_INI) == 0)
        return BUNDLE_INI_MAX;
    if (strcmp(base, SUMMARY_MD) == 0)
        return BUNDLE_SUMMARY_MAX;
    return name_is_page(name) ? BUNDLE_PAGE_MAX : BUNDLE_IMAGE_MAX;
}

/* Checks entry `i` against the manifest and notes where it is. */
static bool match_member(struct archive *archive, zip_uint64_t i, struct error *err)
{
    zip_stat_t st;
    if (!check_member(archive->zip, i, &st, err))
        return false;
    size_t number = archive->signatures;
    if (i == number + 1 && number < BUNDLE_SIGNATURES_MAX &&
        strcmp(st.name, archive_signature_name(number)) == 0) {
        archive->signature_sizes[archive->signatures++] = st.size;
        return st.size <= BUNDLE_SIGNATURE_MAX ||
               error_set(err, ERROR_LIMIT, "%s is larger than 4 KiB", st.name);
    }
    long place = manifest_find(&archive->manifest, st.name);
    if (place < 0)
        return error_set(err, ERROR_INVALID, "%s is not in " MANIFEST_NAME, st.name);
    struct member *member = &archive->members[place];
    if (member->found)
        return error_set(err, ERROR_INVALID, "%s is there twice", st.name);
    if (st.size > limit_of(st.name))
        return error_set(err, ERROR_LIMIT, "%s: %llu bytes, and the limit is %llu",
                         st.name, (unsigned long long)st.size,
                         (unsigned long long)limit_of(st.name));
    *member = (struct member){.index = i, .size = st.size, .found = true};
    return true;
}

static bool match_members(struct archive *archive, struct error *err)
{
    const struct manifest *manifest = &archive->manifest;
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    uint64_t size = 0;
    archive->members = mem_resize(NULL, manifest->count, sizeof *archive->members);
    for (size_t i = 0; i < manifest->count; i++)
        archive->members[i] = (struct member){0};
    for (zip_int64_t i = 1; i < count; i++)
        if (!match_member(archive, (zip_uint64_t)i, err))
            return false;
    for (size_t i = 0; i < manifest->count; i++) {
        if (!archive->members[i].found)
            return error_set(err, ERROR_INVALID, "%s is missing",
                             manifest->entries[i].name);
        size += archive->members[i].size;
    }
    return size == manifest->size ||
           error_set(err, ERROR_INVALID,
                     MANIFEST_NAME " says %llu bytes in all, and there "
                                   "are %llu",
                     (unsigned long long)manifest->size, (unsigned long long)size);
}

struct archive *archive_open(const char *path, struct error *err)
{
    struct archive *archive = mem_alloc(sizeof *archive);
    archive->zip = open_zip(path, &archive->file_size, err);
    if (archive->zip && read_manifest(archive, err) && match_members(archive, err))
        return archive;
    error_prefix(err, "%s: ", path);
    archive_close(archive);
    return NULL;
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    if (archive->zip)
        zip_discard(archive->zip);
    manifest_free(&archive->manifest);
    free(archive->members);
    free(archive);
}

const struct manifest *archive_manifest(const struct archive *archive)
{
    return &archive->manifest;
}

uint64_t archive_file_size(const struct archive *archive)
{
    return archive->file_size;
}

const struct hash512 *archive_digest(const struct archive *archive)
{
    return &archive->digest;
}

size_t archive_signatures(const struct archive *archive)
{
    return archive->signatures;
}

const char *archive_signature_name(size_t number)
{
    static const char *const names[BUNDLE_SIGNATURES_MAX] = {
        MANIFEST_NAME ".minisig", MANIFEST_NAME ".2.minisig", MANIFEST_NAME ".3.minisig",
        MANIFEST_NAME ".4.minisig"};
    return names[number];
}

bool archive_read_signature(struct archive *archive, size_t number, struct str *out,
                            struct error *err)
{
    return read_member(archive->zip, number + 1, archive->signature_sizes[number], out,
                       err) ||
           error_prefix(err, "%s: ", archive_signature_name(number));
}

zip_t *archive_zip(const struct archive *archive)
{
    return archive->zip;
}

size_t archive_entry_index(const struct archive *archive, size_t place)
{
    return archive->members[place].index;
}

uint64_t archive_entry_size(const struct archive *archive, size_t place)
{
    return archive->members[place].size;
}

bool archive_read(struct archive *archive, const char *name, struct str *out,
                  struct error *err)
{
    long place = manifest_find(&archive->manifest, name);
    if (place < 0)
        return error_set(err, ERROR_NOT_FOUND, "%s: not in this bundle", name);
    const struct member *member = &archive->members[place];
    struct str bytes = {0};
    bool ok = read_member(archive->zip, member->index, member->size, &bytes, err);
    if (ok) {
        struct hash hash = hash_bytes(str_c(&bytes), bytes.len);
        ok = hash_equal(&hash, &archive->manifest.entries[place].hash) ||
             error_set(err, ERROR_DAMAGED, "not the bytes that were hashed");
    }
    if (ok)
        str_append_bytes(out, str_c(&bytes), bytes.len);
    else
        error_prefix(err, "%s: ", name);
    str_free(&bytes);
    return ok;
}

bool archive_check(struct archive *archive, struct error *err)
{
    struct str bytes = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < archive->manifest.count; i++) {
        str_clear(&bytes);
        ok = archive_read(archive, archive->manifest.entries[i].name, &bytes, err);
    }
    str_free(&bytes);
    return ok;
}
