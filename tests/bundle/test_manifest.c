/* There is one way to write a manifest, and nothing else is read. */
#include "bundle/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define H0 "0000000000000000000000000000000000000000000000000000000000000000"
#define H1 "00000000000000000000000000000000000000000000000000000000000000ff"
#define HEAD                                                                       \
    "# candor-bundle 1\n# id: org.example.clinic\n# serial: 12\n# min-serial: 3\n" \
    "# version: 2026.11\n# languages: en es\n# created: 2026-11-22\n"              \
    "# review-by: 2027-11-22\n# min-reader: 1\n# size: 812345\n"
#define ENTRIES H0 "  bundle.ini\n" H1 "  en/a b.md\n" H0 "  en/caf\xC3\xA9.md\n"
#define GOOD HEAD ENTRIES

static void what_is_read_is_what_was_written(void **state)
{
    (void)state;
    struct manifest manifest = {0};
    struct error err = {0};
    struct str again = {0};
    if (!manifest_parse(GOOD, strlen(GOOD), &manifest, &err))
        fail_msg("%s", err.detail);
    assert_string_equal(manifest.info.id, "org.example.clinic");
    assert_int_equal(manifest.info.min_serial, 3);
    assert_int_equal(manifest.info.language_count, 2);
    assert_int_equal(manifest.size, 812345);
    assert_int_equal(manifest.count, 3);
    assert_int_equal(manifest.entries[1].hash.bytes[31], 0xFF);
    assert_int_equal(manifest_find(&manifest, "en/a b.md"), 1);
    assert_int_equal(manifest_find(&manifest, "en/"), -1);
    manifest_write(&manifest, &again);
    assert_string_equal(again.bytes, GOOD);
    str_free(&again);
    manifest_free(&manifest);
}

static void anything_else_is_refused(void **state)
{
    (void)state;
    /* each takes the good text and puts `to` in the place of `from` */
    static const struct {
        const char *from, *to;
        enum error_code code;
    } rows[] = {
        {"# review-by: 2027-11-22\n", "", ERROR_NONE},
        {"# min-serial: 3\n", "", ERROR_NONE},
        {"candor-bundle 1", "candor-bundle 2", ERROR_UNSUPPORTED},
        {"# candor-bundle 1\n", "", ERROR_INVALID},
        {"# candor-bundle 1\n", "\n# candor-bundle 1\n", ERROR_INVALID},
        {"min-reader: 1", "min-reader: 2", ERROR_UNSUPPORTED},
        {"# min-reader: 1\n", "", ERROR_INVALID},
        {"# version", "# colour: red\n# version", ERROR_INVALID},
        {"# version: 2026.11\n", "", ERROR_INVALID},
        {"# created: 2026-11-22\n", "", ERROR_INVALID},
        {"2026-11-22", "2026-02-30", ERROR_INVALID},
        {"# serial: 12", "# serial: 12\n# serial: 12", ERROR_INVALID},
        {"# serial: 12", "# serial: 012", ERROR_INVALID},
        {"# serial: 12", "# serial:  12", ERROR_INVALID},
        {"# serial: 12", "#  serial: 12", ERROR_INVALID},
        {"# serial: 12", "# serial: 2", ERROR_INVALID}, /* below min-serial */
        {"# id: org.example.clinic", "# id: ../../etc", ERROR_INVALID},
        {"# languages: en es", "# languages: en  es", ERROR_INVALID},
        {"# languages: en es", "# languages: en,es", ERROR_INVALID},
        {"2026.11", "2026.11\r", ERROR_INVALID},
        {"2026.11", "2026\x1B[2J", ERROR_INVALID},
        {"2026.11", "\xFF", ERROR_INVALID},
        {"size: 812345", "size: 0812345", ERROR_INVALID},
        {"size: 812345", "size: -1", ERROR_INVALID},
        {"size: 812345", "size: 99999999999", ERROR_INVALID},
        {"# size: 812345\n", "", ERROR_INVALID},
        {"  en/a b.md", " *en/a b.md", ERROR_INVALID},
        {"  en/a b.md", " en/a b.md", ERROR_INVALID},
        {"  en/a b.md", "  ../a b.md", ERROR_INVALID},
        {"  en/a b.md", "  MANIFEST", ERROR_INVALID},
        {"  en/a b.md", "  bundle.ini", ERROR_INVALID},
        {"  en/a b.md", "  zz.md", ERROR_INVALID},
        {"  en/caf\xC3\xA9.md", "  en/A B.md", ERROR_INVALID}, /* order */
        {"  en/a b.md", "  en/CAF\xC3\x89.md", ERROR_INVALID}, /* case alone */
        {"00ff  ", "00FF  ", ERROR_INVALID},
        {"00ff  ", "00f  ", ERROR_INVALID},
        {H0 "  bundle.ini", H0 "  bundle.ini\n# size: 1", ERROR_INVALID},
        {"caf\xC3\xA9.md\n", "caf\xC3\xA9.md", ERROR_INVALID},
        {"caf\xC3\xA9.md\n", "caf\xC3\xA9.md\n\n", ERROR_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = {0};
        struct manifest manifest = {0};
        struct error err = {0};
        const char *at = strstr(GOOD, rows[i].from);
        assert_non_null(at);
        str_append_bytes(&text, GOOD, (size_t)(at - GOOD));
        str_append(&text, rows[i].to);
        str_append(&text, at + strlen(rows[i].from));
        bool ok = manifest_parse(text.bytes, text.len, &manifest, &err);
        if (ok != (rows[i].code == ERROR_NONE) || err.code != rows[i].code)
            fail_msg("row %zu: %s -> %s: %s", i, rows[i].from, rows[i].to, err.detail);
        manifest_free(&manifest);
        str_free(&text);
    }
    struct manifest manifest = {0};
    struct error err = {0};
    assert_false(manifest_parse("", 0, &manifest, &err));
    assert_false(manifest_parse(GOOD "\0", sizeof GOOD, &manifest, &err));
}

static void every_prefix_of_a_manifest_is_refused(void **state)
{
    (void)state;
    size_t heads = strlen(HEAD);
    for (size_t len = 0; len < strlen(GOOD); len++) {
        struct manifest manifest = {0};
        struct error err = {0};
        bool whole_lines = len >= heads && GOOD[len - 1] == '\n';
        assert_int_equal(manifest_parse(GOOD, len, &manifest, &err), whole_lines);
        manifest_free(&manifest);
    }
}

static void metadata_must_equal_that_of_bundle_ini(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es"};
    struct manifest manifest = {0};
    struct error err = {0};
    assert_true(manifest_parse(GOOD, strlen(GOOD), &manifest, &err));
    struct book_info info = manifest.info;
    assert_true(manifest_agrees(&manifest, &info, &err));
    info.created = NULL; /* the builder chose it */
    assert_true(manifest_agrees(&manifest, &info, &err));
    info.created = "2026-11-23";
    assert_false(manifest_agrees(&manifest, &info, &err));
    info = manifest.info;
    info.serial = 13;
    assert_false(manifest_agrees(&manifest, &info, &err));
    info = manifest.info;
    info.review_by = NULL;
    assert_false(manifest_agrees(&manifest, &info, &err));
    info = manifest.info;
    info.languages = languages;
    assert_true(manifest_agrees(&manifest, &info, &err));
    info.language_count = 1;
    assert_false(manifest_agrees(&manifest, &info, &err));
    manifest_free(&manifest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_what_was_written),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(every_prefix_of_a_manifest_is_refused),
        cmocka_unit_test(metadata_must_equal_that_of_bundle_ini),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
