/* An author learns the line of each mistake in bundle.ini; a good one is read whole. */
#include "bundle/ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define GOOD                                                              \
    "[bundle]\nid = org.example.clinic\nserial = 12\nversion = 2026.11\n" \
    "title = Health\nlanguages = en es\n"
#define X50 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

/* Each is one mistake, or none: kind FINDING_KINDS. */
static void each_mistake_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum finding_kind kind;
        int line;
    } rows[] = {
        {GOOD, FINDING_KINDS, 0},
        {"\xEF\xBB\xBF" GOOD, FINDING_KINDS, 0},
        {"; a remark\n# another\n" GOOD "  \t src = text/\n", FINDING_KINDS, 0},
        {GOOD "title.es = Salud\ncreated = 2024-02-29\n", FINDING_KINDS, 0},
        {GOOD "min-serial = 12\nmin-reader = 1\nhelp = a b/help.md\n", FINDING_KINDS, 0},
        {GOOD "colour = red\n", FINDING_UNKNOWN_KEY, 7},
        {GOOD "[other]\nid = b\n", FINDING_UNKNOWN_KEY, 8},
        {GOOD "serial = 13\n", FINDING_BAD_INI, 7},
        {GOOD "title = Again\n", FINDING_BAD_INI, 7},
        {GOOD "title.es = A\ntitle.es = B\n", FINDING_BAD_INI, 8},
        {GOOD "title.x = A\n", FINDING_BAD_INI, 7},
        {GOOD "licence =\n", FINDING_BAD_INI, 7},
        {GOOD "no equals sign\n", FINDING_BAD_INI, 7},
        {GOOD "min-serial = 13\n", FINDING_BAD_INI, 7},
        {GOOD "min-serial = 0\n", FINDING_BAD_INI, 7},
        {GOOD "src = ../other\n", FINDING_BAD_INI, 7},
        {GOOD "src = /etc\n", FINDING_BAD_INI, 7},
        {GOOD "help = ../help.md\n", FINDING_BAD_INI, 7},
        {GOOD "help = help\n", FINDING_BAD_INI, 7},
        {GOOD "created = 2025-02-29\n", FINDING_BAD_INI, 7},
        {GOOD "review-by = 1.1.2026\n", FINDING_BAD_INI, 7},
        {GOOD "min-reader = one\n", FINDING_BAD_INI, 7},
        {GOOD "licence = a\x01 b\n", FINDING_BAD_INI, 7},
        {GOOD "licence = \xFF\n", FINDING_NOT_UTF8, 7},
        {GOOD "licence = " X50 X50 X50 X50 "\n", FINDING_BAD_INI, 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct book_info info;
        struct findings found = {0};
        info_parse(rows[i].text, strlen(rows[i].text), &arena, &info, NULL, &found);
        size_t want = rows[i].kind != FINDING_KINDS;
        if (found.count != want)
            fail_msg("row %zu: %zu findings, first: %s", i, found.count,
                     found.count ? found.items[0].message : "none");
        if (want) {
            assert_int_equal(found.items[0].kind, rows[i].kind);
            assert_int_equal(found.items[0].line, rows[i].line);
        }
        findings_free(&found);
        arena_free(&arena);
    }
}

static void each_key_has_its_rule(void **state)
{
    (void)state;
    static const struct {
        const char *key, *value;
        bool good;
    } rows[] = {
        {"id", "a", true},
        {"id", "org.example-2.clinic", true},
        {"id", "Org.example", false},
        {"id", "a..b", false},
        {"id", "../a", false},
        {"id", ".a", false},
        {"id", "a.", false},
        {"id", "a/b", false},
        {"serial", "1", true},
        {"serial", "9007199254740992", true},
        {"serial", "9007199254740993", false},
        {"serial", "99999999999999999999", false},
        {"serial", "0", false},
        {"serial", "01", false},
        {"serial", "-1", false},
        {"serial", "1.5", false},
        {"serial", "", false},
        {"languages", "en", true},
        {"languages", "en,pt-BR  zh-Hant-TW", true},
        {"languages", "e", false},
        {"languages", "english-language", true},
        {"languages", "en_GB", false},
        {"languages", "en EN", false},
        {"languages", "en-", false},
        {"languages", "../en", false},
        {"created", "2026-11-22", true},
        {"created", "2100-02-29", false},
        {"created", "2000-02-29", true},
        {"created", "2026-13-01", false},
        {"created", "2026-1-1", false},
        {"src", ".", true},
        {"src", "src", true},
        {"src", "a/b", true},
        {"src", "a//b", false},
        {"help", "help.md", true},
        {"help", "MANIFEST.md", false},
        {"nonsense", "1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct book_info info = {0};
        const char *wrong = info_take(&arena, &info, rows[i].key, rows[i].value);
        if ((wrong == NULL) != rows[i].good)
            fail_msg("%s = %s", rows[i].key, rows[i].value);
        arena_free(&arena);
    }
}

static void what_is_required_is_asked_for_by_name(void **state)
{
    (void)state;
    static const char text[] = "[bundle]\n";
    struct arena arena = {0};
    struct book_info info;
    struct findings found = {0};
    info_parse(text, sizeof text - 1, &arena, &info, NULL, &found);
    assert_int_equal(found.errors, 5);
    assert_string_equal(found.items[0].message, "'id' is missing: it is required");
    assert_int_equal(found.items[0].line, 0);
    findings_free(&found);
    arena_free(&arena);
}

static void every_key_reaches_its_field(void **state)
{
    (void)state;
    static const char text[] =
        GOOD "title.fr = Sant\xC3\xA9\ntitle.es = Salud: todo\nsrc = src/\n"
             "min-serial = 3\naudience = adults\nnotice = welcome.md\nhelp = help.md\n"
             "neutral = hands.md\nlicence = CC0\npublisher = A = B\n"
             "created = 2026-11-22\nreview-by = 2027-11-22\nmin-reader = 1\n";
    struct arena arena = {0};
    struct book_info info;
    struct info_lines lines;
    struct findings found = {0};
    info_parse(text, sizeof text - 1, &arena, &info, &lines, &found);
    assert_int_equal(found.count, 0);
    assert_string_equal(info.id, "org.example.clinic");
    assert_int_equal(info.serial, 12);
    assert_int_equal(info.min_serial, 3);
    assert_int_equal(info.title_count, 3);
    assert_string_equal(info.titles[0].lang, "");
    assert_string_equal(info.titles[0].title, "Health");
    assert_string_equal(info.titles[1].title, "Salud: todo");
    assert_string_equal(info.titles[2].lang, "fr");
    assert_int_equal(info.language_count, 2);
    assert_string_equal(info.languages[1], "es");
    assert_string_equal(info.src, "src");
    assert_string_equal(info.publisher, "A = B");
    assert_string_equal(info.neutral, "hands.md");
    assert_string_equal(info.review_by, "2027-11-22");
    assert_int_equal(lines.serial, 3);
    assert_int_equal(lines.help, 13);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_is_named_with_its_line),
        cmocka_unit_test(each_key_has_its_rule),
        cmocka_unit_test(what_is_required_is_asked_for_by_name),
        cmocka_unit_test(every_key_reaches_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
