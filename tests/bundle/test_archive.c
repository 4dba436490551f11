/* A bundle is exactly what its manifest says, or it is refused. */
#include "bundle/archive.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <zip.h>

#include "scratch.h"

#define HEAD                                                                   \
    "# candor-bundle 1\n# id: x\n# serial: 1\n# version: 1\n# languages: en\n" \
    "# created: 2026-11-22\n# min-reader: 1\n"

/* One thing that a hostile maker of archives does; the rest is right. */
enum trick {
    TRICK_NONE,
    TRICK_SIGNED,              /* a signature stands second */
    TRICK_FOUR_SIGNED,         /* and three more */
    TRICK_LATE_SIGNED,         /* at the end */
    TRICK_SIGNED_SECOND_FIRST, /* MANIFEST.2.minisig without MANIFEST.minisig */
    TRICK_LARGE_SIGNED,
    TRICK_NO_MANIFEST,
    TRICK_MANIFEST_LAST,
    TRICK_OTHER_BYTES, /* a page is not what was hashed */
    TRICK_LONGER,      /* and not as long */
    TRICK_EXTRA,
    TRICK_EXTRA_UP,
    TRICK_MISSING,
    TRICK_DUPLICATE,
    TRICK_ENCRYPTED,
    TRICK_SYMLINK,
    TRICK_FOLDER,
    TRICK_BZIP2,
    TRICK_WRONG_SIZE,
    TRICK_LARGE_PAGE,
    TRICK_LARGE_MANIFEST,
};

static zip_int64_t add(zip_t *zip, const char *name, const char *bytes, size_t len)
{
    void *copy = malloc(len + 1);
    memcpy(copy, bytes, len);
    zip_source_t *source = zip_source_buffer(zip, copy, len, 1);
    zip_int64_t i = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    assert_true(i >= 0);
    return i;
}

static void add_text(zip_t *zip, const char *name, const char *text)
{
    add(zip, name, text, strlen(text));
}

static void write_manifest(enum trick trick, const char *page, struct str *out)
{
    static const char ini[] = "[bundle]\n";
    char hex[HASH_HEX + 1];
    struct hash hash = hash_bytes(page, strlen(page));
    size_t size = strlen(page) + strlen(ini) + (trick == TRICK_WRONG_SIZE);
    str_printf(out, HEAD "# size: %zu\n", size);
    hash_to_hex(&hash, hex);
    str_printf(out, "%s  a.md\n", hex);
    hash = hash_bytes(ini, strlen(ini));
    hash_to_hex(&hash, hex);
    str_printf(out, "%s  bundle.ini\n", hex);
}

static void set_page(zip_t *zip, zip_uint64_t i, enum trick trick)
{
    const zip_uint32_t link = (zip_uint32_t)0120777 << 16,
                       folder = (zip_uint32_t)040755 << 16;
    if (trick == TRICK_ENCRYPTED)
        zip_file_set_encryption(zip, i, ZIP_EM_AES_256, "password");
    if (trick == TRICK_SYMLINK)
        zip_file_set_external_attributes(zip, i, 0, ZIP_OPSYS_UNIX, link);
    if (trick == TRICK_FOLDER)
        zip_file_set_external_attributes(zip, i, 0, ZIP_OPSYS_UNIX, folder);
    if (trick == TRICK_BZIP2)
        zip_set_file_compression(zip, i, ZIP_CM_BZIP2, 9);
}

static void add_signatures(zip_t *zip, enum trick trick)
{
    static const char *const names[] = {"MANIFEST.minisig", "MANIFEST.2.minisig",
                                        "MANIFEST.3.minisig", "MANIFEST.4.minisig"};
    struct str large = {0};
    for (size_t i = 0; i < BUNDLE_SIGNATURE_MAX / 4 + 1; i++)
        str_append(&large, "sign");
    if (trick == TRICK_SIGNED)
        add_text(zip, names[0], "signature");
    if (trick == TRICK_SIGNED_SECOND_FIRST)
        add_text(zip, names[1], "signature");
    if (trick == TRICK_LARGE_SIGNED)
        add_text(zip, names[0], large.bytes);
    for (size_t i = 0; trick == TRICK_FOUR_SIGNED && i < 4; i++)
        add_text(zip, names[i], "signature");
    str_free(&large);
}

/* Writes a bundle of one page with one trick to `path`. */
static void make(const char *path, enum trick trick)
{
    char *page = calloc(1, BUNDLE_PAGE_MAX + 2);
    struct str manifest = {0};
    strcpy(page, "# Page\n");
    if (trick == TRICK_LARGE_PAGE)
        memset(page, 'x', BUNDLE_PAGE_MAX + 1);
    write_manifest(trick, page, &manifest);
    while (trick == TRICK_LARGE_MANIFEST && manifest.len <= BUNDLE_MANIFEST_MAX)
        str_append(&manifest, "################################################\n");
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    if (trick == TRICK_MANIFEST_LAST)
        add_text(zip, "bundle.ini", "[bundle]\n");
    if (trick != TRICK_NO_MANIFEST)
        add_text(zip, "MANIFEST", manifest.bytes);
    add_signatures(zip, trick);
    if (trick == TRICK_OTHER_BYTES || trick == TRICK_LONGER)
        strcpy(page, trick == TRICK_LONGER ? "# Other page\n" : "# pAGE\n");
    if (trick != TRICK_MISSING)
        set_page(zip, (zip_uint64_t)add(zip, "a.md", page, strlen(page)), trick);
    if (trick != TRICK_MANIFEST_LAST)
        add_text(zip, "bundle.ini", "[bundle]\n");
    if (trick == TRICK_EXTRA)
        add_text(zip, "b.md", "extra");
    if (trick == TRICK_EXTRA_UP)
        add_text(zip, "../b.md", "extra");
    if (trick == TRICK_LATE_SIGNED)
        add_text(zip, "MANIFEST.minisig", "signature");
    if (trick == TRICK_DUPLICATE)
        add_text(zip, "b.md", "# Page\n");
    assert_int_equal(zip_close(zip), 0);
    str_free(&manifest);
    free(page);
}

/* libzip writes no two entries of one name: rename one in the file, at both its places.
 */
static void rename_entry(const char *path, const char *from, const char *to)
{
    struct str bytes = {0};
    struct error err = {0};
    assert_true(file_read(path, BUNDLE_SIZE_MAX, &bytes, &err));
    size_t len = strlen(from), changed = 0;
    for (size_t i = 0; i + len <= bytes.len; i++) {
        if (memcmp(bytes.bytes + i, from, len) == 0) {
            memcpy(bytes.bytes + i, to, len);
            changed++;
        }
    }
    assert_int_equal(changed, 2);
    assert_true(file_write(path, bytes.bytes, bytes.len, &err));
    str_free(&bytes);
}

static void hostile_archives_are_refused(void **state)
{
    (void)state;
    static const struct {
        enum trick trick;
        bool opens, reads; /* whether a.md can then be read */
        enum error_code code;
    } rows[] = {
        {TRICK_NONE, true, true, ERROR_NONE},
        {TRICK_SIGNED, true, true, ERROR_NONE},
        {TRICK_FOUR_SIGNED, true, true, ERROR_NONE},
        {TRICK_LATE_SIGNED, false, false, ERROR_INVALID},
        {TRICK_SIGNED_SECOND_FIRST, false, false, ERROR_INVALID},
        {TRICK_LARGE_SIGNED, false, false, ERROR_LIMIT},
        {TRICK_NO_MANIFEST, false, false, ERROR_INVALID},
        {TRICK_MANIFEST_LAST, false, false, ERROR_INVALID},
        {TRICK_OTHER_BYTES, true, false, ERROR_DAMAGED},
        {TRICK_LONGER, false, false, ERROR_INVALID},
        {TRICK_EXTRA, false, false, ERROR_INVALID},
        {TRICK_EXTRA_UP, false, false, ERROR_INVALID},
        {TRICK_MISSING, false, false, ERROR_INVALID},
        {TRICK_DUPLICATE, false, false, ERROR_DAMAGED},
        {TRICK_ENCRYPTED, false, false, ERROR_INVALID},
        {TRICK_SYMLINK, false, false, ERROR_INVALID},
        {TRICK_FOLDER, false, false, ERROR_INVALID},
        {TRICK_BZIP2, false, false, ERROR_INVALID},
        {TRICK_WRONG_SIZE, false, false, ERROR_INVALID},
        {TRICK_LARGE_PAGE, false, false, ERROR_LIMIT},
        {TRICK_LARGE_MANIFEST, false, false, ERROR_LIMIT},
    };
    struct scratch scratch = scratch_new();
    char path[1024];
    scratch_path(&scratch, "x.candor", path);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        struct str page = {0};
        make(path, rows[i].trick);
        if (rows[i].trick == TRICK_DUPLICATE)
            rename_entry(path, "b.md", "a.md");
        struct archive *archive = archive_open(path, &err);
        if ((archive != NULL) != rows[i].opens)
            fail_msg("trick %d: %s", rows[i].trick, err.detail);
        if (archive)
            assert_int_equal(archive_read(archive, "a.md", &page, &err), rows[i].reads);
        if (err.code != rows[i].code)
            fail_msg("trick %d: %s", rows[i].trick, err.detail);
        assert_string_equal(str_c(&page), rows[i].reads ? "# Page\n" : "");
        str_free(&page);
        archive_close(archive);
    }
    scratch_free(&scratch);
}

/* Opens the file and reads its page; false when refused on the way. */
static bool open_and_read(const char *path, struct str *page)
{
    struct error err = {0};
    struct archive *archive = archive_open(path, &err);
    bool ok = archive && archive_read(archive, "a.md", page, &err);
    assert_int_equal(ok, err.code == ERROR_NONE);
    archive_close(archive);
    return ok;
}

static void no_changed_byte_changes_what_is_read(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct str bytes = {0};
    char path[1024];
    size_t refused = 0;
    scratch_path(&scratch, "x.candor", path);
    make(path, TRICK_SIGNED);
    assert_true(file_read(path, BUNDLE_SIZE_MAX, &bytes, &err));
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    setvbuf(file, NULL, _IONBF, 0);
    for (size_t i = 0; i < bytes.len; i++) {
        static const unsigned char flips[] = {0x01, 0x80, 0xFF};
        for (size_t k = 0; k < sizeof flips; k++) {
            struct str page = {0};
            fseek(file, (long)i, SEEK_SET);
            fputc((unsigned char)bytes.bytes[i] ^ flips[k], file);
            if (open_and_read(path, &page))
                assert_string_equal(str_c(&page), "# Page\n");
            else
                refused++;
            str_free(&page);
        }
        fseek(file, (long)i, SEEK_SET);
        fputc((unsigned char)bytes.bytes[i], file);
    }
    fclose(file);
    assert_true(refused > bytes.len);
    str_free(&bytes);
    scratch_free(&scratch);
}

static void no_part_of_a_bundle_is_a_bundle(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    struct str bytes = {0}, page = {0};
    char path[1024];
    scratch_path(&scratch, "x.candor", path);
    make(path, TRICK_NONE);
    assert_true(file_read(path, BUNDLE_SIZE_MAX, &bytes, &err));
    for (size_t len = bytes.len; len-- > 0;) {
        assert_int_equal(truncate(path, (off_t)len), 0);
        assert_false(open_and_read(path, &page));
    }
    str_free(&bytes);
    str_free(&page);
    scratch_free(&scratch);
}

static void little(unsigned char *at, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(number >> 8 * i);
}

/* A file of a few bytes that claims a hundred million entries costs no memory. */
static void a_false_count_of_entries_is_refused_before_memory_is_taken(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    unsigned char file[56 + 20 + 22] = {0};
    memcpy(file, "PK\6\6", 4);
    little(file + 4, 44, 8);
    little(file + 24, 100000000, 8);
    little(file + 32, 100000000, 8);
    memcpy(file + 56, "PK\6\7", 4);
    little(file + 72, 1, 4);
    memcpy(file + 76, "PK\5\6", 4);
    memset(file + 84, 0xFF, 12);
    scratch_write_bytes(&scratch, "x.candor", file, sizeof file);
    scratch_path(&scratch, "x.candor", path);
    assert_null(archive_open(path, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    scratch_free(&scratch);
}

static void what_is_no_file_or_no_zip_says_so(void **state)
{
    (void)state;
    struct scratch scratch = scratch_new();
    struct error err = {0};
    char path[1024];
    assert_null(archive_open(scratch.path, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    scratch_path(&scratch, "gone", path);
    assert_null(archive_open(path, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    scratch_write(&scratch, "text",
                  "not a ZIP file at all, but longer than its end record");
    scratch_path(&scratch, "text", path);
    assert_null(archive_open(path, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    scratch_write(&scratch, "empty", "");
    scratch_path(&scratch, "empty", path);
    assert_null(archive_open(path, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_archives_are_refused),
        cmocka_unit_test(no_changed_byte_changes_what_is_read),
        cmocka_unit_test(no_part_of_a_bundle_is_a_bundle),
        cmocka_unit_test(a_false_count_of_entries_is_refused_before_memory_is_taken),
        cmocka_unit_test(what_is_no_file_or_no_zip_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
