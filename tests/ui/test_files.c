/* What the program finds in the file system: its data, the site's values, the machine's
 * configuration. */
#include "base/file.h"
#include "ui/config.h"
#include "ui/data.h"
#include "ui/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER TEST_BINARY_DIR "/ui-files"

static void write_file(const char *path, const char *text)
{
    struct error err = {0};
    assert_true(file_write(path, text, strlen(text), &err));
}

static void make_folder(const char *path)
{
    struct error err = {0};
    assert_true(file_make_folder(path, &err));
}

static void data_is_found_upward_and_in_share(void **state)
{
    (void)state;
    make_folder(FOLDER "/usr/share/candor");
    make_folder(FOLDER "/usr/bin");
    make_folder(FOLDER "/tree/build/app/deep/deeper");
    write_file(FOLDER "/usr/share/candor/thing", "");
    write_file(FOLDER "/tree/other", "");
    static const struct {
        const char *from, *name, *found; /* NULL: nowhere */
    } rows[] = {
        {FOLDER "/usr/bin", "thing", FOLDER "/usr/share/candor/thing"},
        {FOLDER "/tree/build/app", "other", FOLDER "/tree/other"},
        {FOLDER "/tree/build/app/deep", "other", FOLDER "/tree/other"},
        {FOLDER "/tree/build/app/deep/deeper", "other", NULL},
        {FOLDER "/usr/bin", "no such thing", NULL},
        {"", "no such thing", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str path = {0};
        struct error err = {0};
        bool found = data_find_from(rows[i].from, rows[i].name, &path, &err);
        assert_int_equal(found, rows[i].found != NULL);
        assert_string_equal(str_c(&path), rows[i].found ? rows[i].found : "");
        str_free(&path);
    }
}

static const char *value(const struct site *site, const char *name)
{
    const struct doc_site *values = site_values(site);
    return values->value(values->context, name);
}

static void a_site_says_its_values_and_no_others(void **state)
{
    (void)state;
    struct error err = {0};
    make_folder(FOLDER);
    write_file(FOLDER "/site.ini", "; ours\nclinic = The Clinic\n[site]\n"
                                   "clinic-phone = 01234 567890\nclinic-hours =\n");
    struct site *site = site_open(FOLDER "/site.ini", &err);
    assert_non_null(site);
    assert_string_equal(value(site, "clinic"), "The Clinic");
    assert_string_equal(value(site, "clinic-phone"), "01234 567890");
    assert_null(value(site, "clinic-hours"));
    assert_null(value(site, "emergency"));
    site_close(site);

    site = site_open(NULL, &err);
    assert_null(value(site, "clinic"));
    assert_true(site_values(site)->missing[0]);
    site_close(site);
}

static void a_bad_site_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"clinic = a\nno value here\n", "bad.ini:2: "},
        {"[bundle]\nid = x\n", "bad.ini:2: "},
        {"clinic = \xFF\n", "bad.ini:1: not UTF-8"},
        {"[site]\nclinic = "
         "0123456789012345678901234567890123456789012345678901234567890123456789"
         "0123456789012345678901234567890123456789012345678901234567890123456789"
         "0123456789012345678901234567890123456789012345678901234567890123456789\n",
         "bad.ini:2: over 197 bytes"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        write_file(FOLDER "/bad.ini", rows[i].text);
        assert_null(site_open(FOLDER "/bad.ini", &err));
        assert_non_null(strstr(err.detail, rows[i].said));
    }
    struct error err = {0};
    assert_null(site_open(FOLDER "/none.ini", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void a_configuration_warns_with_the_line_and_takes_the_usual_value(void **state)
{
    (void)state;
    static const char usual[] = "/usr/share/fonts:/usr/local/share/fonts";
    static const struct {
        const char *text, *folders, *said; /* "" for not a word */
    } rows[] = {
        {"", usual, ""},
        {"# ours\n[candor]\nfont-folders = /a:/b/c\n", "/a:/b/c", ""},
        {"[candor]\nfont-folders =\n", "", ""},
        {"[candor]\nfont-folders = a:/b\n", usual, "x: " FOLDER "/c.ini:2: font-folders"},
        {"[candor]\n\ncolour = red\nfont-folders = /a\n", "/a",
         "x: " FOLDER "/c.ini:3: colour: not a key"},
        {"font-folders = /a\n", usual, FOLDER "/c.ini:1: font-folders: stands outside"},
        {"[candor]\nfont-folders\n", usual, FOLDER "/c.ini:2: not a value"},
        {"[candor]\nfont-folders = /\xFF\n", usual, FOLDER "/c.ini:2: not UTF-8"},
        {NULL, usual, "c.ini: No such file"},
    };
    make_folder(FOLDER);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char said[4096] = "";
        FILE *warnings = fmemopen(said, sizeof said, "w");
        if (rows[i].text)
            write_file(FOLDER "/c.ini", rows[i].text);
        else
            remove(FOLDER "/c.ini");
        struct config config = config_read(FOLDER "/c.ini", "x", warnings);
        fclose(warnings);
        assert_string_equal(config.font_folders, rows[i].folders);
        if (!strstr(said, rows[i].said) || (!*rows[i].said && *said))
            fail_msg("row %zu: %s", i, said);
        config_free(&config);
    }
    struct config config = config_read(NULL, "x", stderr);
    assert_string_equal(config.font_folders, usual);
    config_free(&config);
}

static int clear(void **state)
{
    (void)state;
    return system("rm -rf '" FOLDER "'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(data_is_found_upward_and_in_share, clear),
        cmocka_unit_test(a_site_says_its_values_and_no_others),
        cmocka_unit_test(a_bad_site_is_refused_with_its_line),
        cmocka_unit_test(a_configuration_warns_with_the_line_and_takes_the_usual_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
