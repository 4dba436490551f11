/* Bundles that a trusted key has signed, and that no tool of ours would make: a publisher
 * whose machine was taken over, or whose own tool is wrong. Each is refused with a code
 * that never changes, and the old edition is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "forge.h"

#define KIB 1024u
#define MIB (1024u * 1024u)

static void none(struct forge *forge)
{
    (void)forge;
}

/* Content. */

static void fill(struct piece *piece, size_t len)
{
    str_clear(&piece->content);
    str_reserve(&piece->content, len);
    memset(piece->content.bytes, ' ', len);
    piece->content.len = len;
    piece->content.bytes[len] = '\0';
    piece->deflated = true;
}

static void long_page(struct forge *forge)
{
    fill(forge_find(forge, "1.md"), BUNDLE_PAGE_MAX + 1);
}

static void bomb(struct forge *forge)
{
    struct piece *page = forge_find(forge, "1.md");
    fill(page, 10 * MIB);
    page->claim = 100;
    forge->size_lie = (uint64_t)100 - 10 * MIB;
}

/* Says more than it holds. */
static void boast(struct forge *forge)
{
    forge_find(forge, "1.md")->claim = 100 * KIB;
    forge->size_lie = 100 * KIB - forge_find(forge, "1.md")->content.len;
}

static void long_summary(struct forge *forge)
{
    fill(forge_find(forge, "SUMMARY.md"), BUNDLE_SUMMARY_MAX + 1);
}

static void long_ini(struct forge *forge)
{
    fill(forge_find(forge, "bundle.ini"), BUNDLE_INI_MAX + 1);
}

static void long_image(struct forge *forge)
{
    fill(forge_add(forge, "a.png", ""), BUNDLE_IMAGE_MAX + 1);
}

/* The head of a PNG of 60,000 pixels a side. */
static void huge_image(struct forge *forge)
{
    static const char head[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\2"
        "\0\0\0\0\0\0\0";
    str_append_bytes(&forge_add(forge, "a.png", "")->content, head, sizeof head - 1);
}

static void long_manifest(struct forge *forge)
{
    static char line[17 * MIB];
    memset(line, 'x', sizeof line - 1);
    forge->version = line;
}

static void set(struct forge *forge, const char *name, const char *content)
{
    struct str *text = &forge_find(forge, name)->content;
    str_clear(text);
    str_append(text, content);
}

static void page_says(struct forge *forge)
{
    set(forge, "1.md", forge->argument);
}

static void summary_says(struct forge *forge)
{
    set(forge, "SUMMARY.md", forge->argument);
}

static void ini_says(struct forge *forge)
{
    set(forge, "bundle.ini", forge->argument);
}

static void nul_in_page(struct forge *forge)
{
    str_append_bytes(&forge_find(forge, "1.md")->content, "a\0b", 3);
}

static void deep_summary(struct forge *forge)
{
    struct str text = {0};
    for (int depth = 0; depth < 1000; depth++)
        str_printf(&text, "%*s- [One](1.md)\n", 2 * depth, "");
    set(forge, "SUMMARY.md", str_c(&text));
    str_free(&text);
}

/* Names. */

static void another_page(struct forge *forge)
{
    forge_add(forge, forge->argument, "# Another\n");
}

static void case_clash(struct forge *forge)
{
    forge_add(forge, "a.md", "# a\n");
    forge_add(forge, "A.md", "# A\n");
}

static void fold_clash(struct forge *forge)
{
    forge_add(forge,
              "stra\xc3\x9f"
              "e.md",
              "# a\n");
    forge_add(forge, "strasse.md", "# b\n");
}

static void nul_in_name(struct forge *forge)
{
    struct piece *page = forge_find(forge, "1.md");
    page->local = "1.md";
    page->name = "1.md\0x";
    page->name_len = 6;
}

static void nul_in_both_names(struct forge *forge)
{
    struct piece *page = forge_find(forge, "1.md");
    page->name = "1.md\0x";
    page->name_len = 6;
}

static void other_local_name(struct forge *forge)
{
    forge_find(forge, "1.md")->local = "9.md";
}

/* Which entries there are. */

static void twice(struct forge *forge)
{
    forge_add(forge, "1.md", str_c(&forge_find(forge, "1.md")->content))->unlisted = true;
}

static void listed_twice(struct forge *forge)
{
    forge_add(forge, "1.md", "# Page 1\n\nThe new words of page 1.\n")->absent = true;
}

static void unlisted(struct forge *forge)
{
    forge_add(forge, "3.md", "# Page 3\n")->unlisted = true;
}

static void absent(struct forge *forge)
{
    forge_add(forge, "3.md", "# Page 3\n")->absent = true;
}

static void no_ini(struct forge *forge)
{
    struct piece *ini = forge_find(forge, "bundle.ini");
    ini->name = "else.ini";
}

static void manifest_last(struct forge *forge)
{
    forge->manifest_last = true;
}

static void second_manifest(struct forge *forge)
{
    forge_add(forge, "MANIFEST", "# candor-bundle 1\n")->unlisted = true;
}

static void long_signature(struct forge *forge)
{
    forge->signature_len = BUNDLE_SIGNATURE_MAX + 1;
}

/* Kinds of entries. */

static void link_to_passwd(struct forge *forge)
{
    forge_find(forge, "1.md")->mode = 0120777;
}

static void device(struct forge *forge)
{
    forge_find(forge, "1.md")->mode = 020666;
}

static void fifo(struct forge *forge)
{
    forge_find(forge, "1.md")->mode = 010666;
}

static void folder(struct forge *forge)
{
    forge_add(forge, "a/", "")->mode = 040755;
}

static void encrypted(struct forge *forge)
{
    forge_find(forge, "1.md")->flags = 1;
}

static void strongly_encrypted(struct forge *forge)
{
    forge_find(forge, "1.md")->flags = 1 | 1 << 6;
}

static void bzip2(struct forge *forge)
{
    forge_find(forge, "1.md")->method = 12;
}

static void unknown_method(struct forge *forge)
{
    forge_find(forge, "1.md")->method = 77;
}

/* The ZIP itself. */

static void overlap(struct forge *forge)
{
    forge_find(forge, "2.md")->over = "1.md";
}

static void many_entries(struct forge *forge)
{
    forge->entries_lie = BUNDLE_ENTRIES_MAX + BUNDLE_SIGNATURES_MAX + 2;
}

static void endless_entries(struct forge *forge)
{
    forge->entries_lie = (uint64_t)1 << 60;
}

static void wrong_count(struct forge *forge)
{
    forge->entries_lie = 5;
}

static void zip64_size(struct forge *forge)
{
    forge_find(forge, "1.md")->claim64 = (uint64_t)1 << 50;
}

static void zip64_negative(struct forge *forge)
{
    forge_find(forge, "1.md")->claim64 = UINT64_MAX;
}

static void directory_elsewhere(struct forge *forge)
{
    forge->directory_lie = 1 << 30;
}

static void directory_nearby(struct forge *forge)
{
    forge->directory_lie = 1;
}

static void words_after_the_end(struct forge *forge)
{
    forge->tail = "more";
}

/* What MANIFEST says. */

static void other_id(struct forge *forge)
{
    forge->id = "org.example.other";
}

static void other_version(struct forge *forge)
{
    forge->version = "2";
}

static void other_serial(struct forge *forge)
{
    forge->serial = 4;
}

static void wild_serial(struct forge *forge)
{
    forge->serial = BUNDLE_SERIAL_MAX + 1;
}

static void other_languages(struct forge *forge)
{
    forge->languages = "en es";
}

static void more_lines(struct forge *forge)
{
    forge->more = forge->argument;
}

static void wrong_size(struct forge *forge)
{
    forge->size_lie = 1;
}

static void other_comment(struct forge *forge)
{
    forge->comment = "org.example.clinic 4";
}

#define INI "[bundle]\nid = " WORLD_ID "\nserial = 3\nversion = 1\ntitle = Clinic\n"

static const struct row {
    const char *what, *outcome;
    void (*trick)(struct forge *forge);
    const char *argument;
} rows[] = {
    {"the control: nothing hostile", "installed", none, NULL},
    {"deeply nested quotes are kept at level 32", "installed", page_says,
     ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep\n"},
    {"a page of 256 KiB and a byte", "not-for-this-device", long_page, NULL},
    {"a page that says 100 bytes and inflates to 10 MiB", "unreadable", bomb, NULL},
    {"a page that says 100 KiB and holds less", "unreadable", boast, NULL},
    {"a SUMMARY.md over its limit", "not-for-this-device", long_summary, NULL},
    {"a bundle.ini over its limit", "not-for-this-device", long_ini, NULL},
    {"an image over its limit", "not-for-this-device", long_image, NULL},
    {"an image of 60,000 pixels a side", "not-for-this-device", huge_image, NULL},
    {"a MANIFEST of 17 MiB", "not-for-this-device", long_manifest, NULL},
    {"a signature of 5 KiB", "not-for-this-device", long_signature, NULL},
    {"a page that is not UTF-8", "bad-content", page_says, "\xff\xfe\n"},
    {"a page with a NUL", "bad-content", nul_in_page, NULL},
    {"a SUMMARY.md 1,000 levels deep", "bad-content", deep_summary, NULL},
    {"a SUMMARY.md that leads to no page", "bad-content", summary_says, "- [A](9.md)\n"},
    {"a SUMMARY.md that climbs", "bad-content", summary_says, "- [A](../../1.md)\n"},
    {"a SUMMARY.md of nothing", "new-problem", summary_says, "\n"},
    {"bundle.ini without a serial", "bad-content", ini_says, "[bundle]\nid = x\n"},
    {"bundle.ini with a src outside", "bad-content", ini_says,
     INI "languages = en\ncreated = 2026-11-22\nsrc = ../..\n"},
    {"no bundle.ini", "bad-content", no_ini, NULL},
    {"a name that climbs", "unreadable", another_page, "../../etc/a.md"},
    {"an absolute name", "unreadable", another_page, "/etc/a.md"},
    {"a name with an empty part", "unreadable", another_page, "a//b.md"},
    {"a name with a dot for a part", "unreadable", another_page, "./a.md"},
    {"a name with a backslash", "unreadable", another_page, "..\\a.md"},
    {"a name of a drive", "unreadable", another_page, "C:a.md"},
    {"a name with a line end", "unreadable", another_page, "a\nb.md"},
    {"a name with an escape", "unreadable", another_page, "a\x1b[2J.md"},
    {"a name that is not UTF-8", "unreadable", another_page, "a\xff.md"},
    {"a name that is not composed", "unreadable", another_page, "cafe\xcc\x81.md"},
    {"a reserved name", "unreadable", another_page, "MANIFEST.md"},
    {"a reserved name in small letters", "unreadable", another_page, "manifest"},
    {"names that differ in case", "unreadable", case_clash, NULL},
    {"names that fold to one", "unreadable", fold_clash, NULL},
    {"a NUL in a name of the directory", "unreadable", nul_in_name, NULL},
    {"a NUL in both names of an entry", "unreadable", nul_in_both_names, NULL},
    {"another name before its bytes", "unreadable", other_local_name, NULL},
    {"an entry twice", "unreadable", twice, NULL},
    {"a line of MANIFEST twice", "unreadable", listed_twice, NULL},
    {"an entry that is not listed", "unreadable", unlisted, NULL},
    {"a listed entry that is not there", "unreadable", absent, NULL},
    {"MANIFEST not the first", "unreadable", manifest_last, NULL},
    {"two MANIFESTs", "unreadable", second_manifest, NULL},
    {"a link", "unreadable", link_to_passwd, NULL},
    {"a device", "unreadable", device, NULL},
    {"a FIFO", "unreadable", fifo, NULL},
    {"a folder", "unreadable", folder, NULL},
    {"an encrypted entry", "unreadable", encrypted, NULL},
    {"a strongly encrypted entry", "unreadable", strongly_encrypted, NULL},
    {"an entry of bzip2", "unreadable", bzip2, NULL},
    {"an entry of an unknown method", "unreadable", unknown_method, NULL},
    {"two entries in one place", "unreadable", overlap, NULL},
    {"a claim of more entries than the limit", "not-for-this-device", many_entries, NULL},
    {"a claim of 2^60 entries", "not-for-this-device", endless_entries, NULL},
    {"a claim of fewer entries than there are", "unreadable", wrong_count, NULL},
    {"a claim of 2^50 bytes", "not-for-this-device", zip64_size, NULL},
    {"a claim of -1 bytes", "not-for-this-device", zip64_negative, NULL},
    {"a directory outside the file", "unreadable", directory_elsewhere, NULL},
    {"a directory a byte away", "unreadable", directory_nearby, NULL},
    {"bytes after the end", "unreadable", words_after_the_end, NULL},
    {"another id than bundle.ini's", "bad-content", other_id, NULL},
    {"another version than bundle.ini's", "bad-content", other_version, NULL},
    {"another serial than bundle.ini's", "bad-content", other_serial, NULL},
    {"other languages than bundle.ini's", "bad-content", other_languages, NULL},
    {"a serial above 2^53", "unreadable", wild_serial, NULL},
    {"an unknown line", "unreadable", more_lines, "# min-reader: 1\n# colour: red\n"},
    {"it needs a newer reader", "not-for-this-device", more_lines, "# min-reader: 99\n"},
    {"a wrong size in all", "unreadable", wrong_size, NULL},
    {"a trusted comment of another serial", "not-trusted", other_comment, NULL},
};

static bool check(struct world *world, const char *base, const struct row *row)
{
    struct forge forge = forge_new(world);
    tiny_copy(base, world->store);
    forge.argument = row->argument;
    row->trick(&forge);
    forge_publish(&forge);
    forge_free(&forge);
    struct install_report report = world_install(world);
    const char *code = outcome_code(report.outcome);
    struct found found = tiny_look(world->store);
    bool shown = report.outcome == OUTCOME_INSTALLED || found_old(&found);
    if (strcmp(code, row->outcome) == 0 && shown)
        return true;
    print_message("%s: %s, not %s: %s\n", row->what, code, row->outcome,
                  report.why.detail);
    tiny_say(&found, row->what);
    return false;
}

static void each_is_refused_for_what_it_is(void **context)
{
    (void)context;
    struct world world = tiny_world();
    char base[1024];
    int failures = 0;
    scratch_path(&world.scratch, "base", base);
    tiny_copy(world.store, base);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        failures += !check(&world, base, &rows[i]);
    assert_int_equal(failures, 0);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_refused_for_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
