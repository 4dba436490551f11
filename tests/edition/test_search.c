/* Whoever types a word finds the page that is about it first, in any script, while still
 * typing, whatever else stands in the box. */
#include "edition/edition.h"

#include "world.h"

/* Thai: "condoms prevent infection" and more; Arabic with and without marks; Chinese. */
#define THAI_CONDOM \
    "\xE0\xB8\x96\xE0\xB8\xB8\xE0\xB8\x87\xE0\xB8\xA2\xE0\xB8\xB2\xE0\xB8\x87"
#define THAI_ANAMAI \
    "\xE0\xB8\xAD\xE0\xB8\x99\xE0\xB8\xB2\xE0\xB8\xA1\xE0\xB8\xB1\xE0\xB8\xA2"
#define THAI_PREVENT                                                                   \
    "\xE0\xB8\x9B\xE0\xB9\x89\xE0\xB8\xAD\xE0\xB8\x87\xE0\xB8\x81\xE0\xB8\xB1\xE0\xB8" \
    "\x99"
#define THAI_DISEASE "\xE0\xB9\x82\xE0\xB8\xA3\xE0\xB8\x84"
#define ARABIC_PLAIN "\xD8\xA7\xD9\x84\xD8\xB5\xD8\xAD\xD8\xA9"
#define ARABIC_MARKED \
    "\xD8\xA7\xD9\x84\xD8\xB5\xD9\x91\xD9\x90\xD8\xAD\xD9\x91\xD9\x8E\xD8\xA9"
#define ARABIC_HAMZA "\xD8\xA3\xD9\x85\xD8\xA7\xD9\x86"
#define ARABIC_NO_HAMZA "\xD8\xA7\xD9\x85\xD8\xA7\xD9\x86"
#define HEBREW_MARKED "\xD7\xA9\xD6\xB8\xD7\x81\xD7\x9C\xD7\x95\xD6\xB9\xD7\x9D"
#define HEBREW_PLAIN "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"
#define CHINESE "\xE4\xBD\xBF\xE7\x94\xA8\xE5\xAE\x89\xE5\x85\xA8\xE5\xA5\x97"
#define CHINESE_CONDOM "\xE5\xAE\x89\xE5\x85\xA8\xE5\xA5\x97"
#define ON "\xE2\x81\xA8"
#define OFF "\xE2\x81\xA9"

static const struct folder_file files[] = {
    {"bundle.ini", FOLDER_INI("en th")},
    {"en/SUMMARY.md",
     "- [Welcome](welcome.md)\n- [Lubricant](lube.md)\n- [Toys](toys.md)\n"
     "- [Cleaning up](clean.md)\n- [Scripts](scripts.md)\n"
     "- [Caf\xC3\xA9](cafe.md)\n"},
    {"en/welcome.md", "# Welcome\n\nUse lubricant. Lubricant helps; lubricant again, and "
                      "lubricant once more.\n\nSee [all](hidden.md).\n"},
    {"en/lube.md",
     "# Slippery stuff\n\nIt makes everything easier.\n\n## Water-based kinds\n\n"
     "They wash off *with water* and suit condoms.\n"},
    {"en/toys.md",
     "# Toys\n\nA base.\n\n## Washing toys\n\nWash them in warm water first, "
     "for some minutes and with a little plain soap, then let every one of them "
     "dry in the air on a clean towel, away from the sun and from dust, and only "
     "then pack the toys into a bag each.\n"},
    {"en/clean.md",
     "# Cleaning\n\nIt was {{site.clinic}} `x < y` \"quoted\" AND NEAR(this).\n"},
    {"en/scripts.md", "# Scripts\n\n" ARABIC_MARKED " " ARABIC_HAMZA "\n\n" HEBREW_MARKED
                      "\n\n" CHINESE "\n"},
    {"en/cafe.md",
     "# Caf\xC3\xA9\n\nNa\xC3\xAFve re\xCC\x81sume\xCC\x81 co\xC2\xADoperate.\n"},
    {"en/hidden.md",
     "# Hidden\n\nA zygote.\n\n| Stuff | Verdict |\n|---|---|\n"
     "| Quartz | Never \\| [seldom](toys.md) | if ever |\n| Marble | |\n"},
    {"th/SUMMARY.md", "- [" THAI_CONDOM "](a.md)\n- [B](b.md)\n"},
    {"th/a.md",
     "# " THAI_CONDOM "\n\n" THAI_CONDOM THAI_ANAMAI THAI_PREVENT THAI_DISEASE "\n"},
    {"th/b.md", "# B\n\n" THAI_ANAMAI "\n"},
    {"en/help.md", "# Help\n"},
    {"th/help.md", "# Help\n"},
};

static int open_world(void **state)
{
    *state = world_open(files, sizeof files / sizeof *files, "edition.db");
    return 0;
}

/* The pages found, their names parted by spaces. */
static void search(struct edition *edition, const char *lang, const char *words,
                   bool finished, struct edition_hits *hits, struct str *names)
{
    struct error err = {0};
    str_clear(names);
    str_append(names, "");
    if (!edition_search(edition, lang, words, finished, 10, hits, &err))
        fail_msg("%s: %s", words, err.detail);
    for (size_t i = 0; i < hits->count; i++)
        str_printf(names, "%s%s", i ? " " : "", strchr(hits->hits[i].path, '/') + 1);
    assert_int_equal(hits->total, hits->count);
}

static void words_find_the_page_about_them_first(void **state)
{
    struct world *world = *state;
    struct edition *const editions[] = {world->memory, world->file};
    static const struct {
        const char *lang, *words;
        bool finished;
        const char *pages;
    } rows[] = {
        {"en", "lubricant", true,
         "lube.md welcome.md"}, /* the title wins over four words */
        {"en", "lubric", false, "lube.md welcome.md"},
        {"en", "LUBRICANT", false, "lube.md welcome.md"},
        {"en", "lubric", true, "lube.md welcome.md"}, /* "lubric" is the stem */
        {"en", "lub", true, ""},
        {"en", "lub", false, "lube.md welcome.md"},
        {"en", "l", false, "lube.md welcome.md toys.md"},
        {"en", "washes", true, "toys.md lube.md"}, /* stems; the heading wins */
        {"en", "washes wat", false, "toys.md lube.md"},
        {"en", "washes zebra", false, ""},
        {"en", "water condoms", true, "lube.md"},
        {"en", "condoms water", true, "lube.md"},
        {"en", "cafe", true, "cafe.md"},
        {"en", "CAF\xC3\x89", true, "cafe.md"},
        {"en", "naive resume", true, "cafe.md"},
        {"en", "r\xC3\xA9sum\xC3\xA9", true, "cafe.md"},
        {"en", "cooperate", true, "cafe.md"},
        {"en", "zygote", true, "hidden.md"},
        {"en", "site", true, ""},
        {"en", ARABIC_PLAIN, true, "scripts.md"},
        {"en", ARABIC_MARKED, true, "scripts.md"},
        {"en", ARABIC_NO_HAMZA, true, "scripts.md"},
        {"en", ARABIC_HAMZA, true, "scripts.md"},
        {"en", HEBREW_PLAIN, true, "scripts.md"},
        {"en", CHINESE_CONDOM, true, "scripts.md"},
        {"th", THAI_CONDOM, true, "a.md"},
        {"th", THAI_ANAMAI, true, "b.md a.md"},
        {"th", THAI_DISEASE, true, "a.md"},
        {"th", THAI_PREVENT THAI_DISEASE, true, "a.md"},
        {"th", "lubricant", true, ""},
        {"xx", "lubricant", true, ""},
        {"en", "", false, ""},
        {"en", " \t", false, ""},
    };
    for (size_t i = 0; i < 2 * (sizeof rows / sizeof *rows); i++) {
        struct edition_hits hits = {0};
        struct str names = {0};
        search(editions[i % 2], rows[i / 2].lang, rows[i / 2].words, rows[i / 2].finished,
               &hits, &names);
        if (strcmp(names.bytes, rows[i / 2].pages) != 0)
            fail_msg("'%s' finds '%s', not '%s'", rows[i / 2].words, names.bytes,
                     rows[i / 2].pages);
        str_free(&names);
        edition_hits_free(&hits);
    }
}

static void a_hit_shows_the_words_and_where_they_stand(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *lang, *words;
        bool finished;
        const char *anchor, *snippet;
    } rows[] = {
        {"en", "suit cond", false, "water-based-kinds",
         "They wash off with water and " ON "suit" OFF " " ON "condoms" OFF "."},
        {"en", "washing", true, "washing-toys",
         ON "Washing" OFF " toys \xE2\x80\x93 " ON "Wash" OFF
            " them in warm water first, for some minutes and with a little plain soap, "
            "then let "
            "every one of them dry in the air on a clean towel, away\xE2\x80\xA6"},
        {"en", "bag", true, "washing-toys",
         "\xE2\x80\xA6"
         "and only then pack the toys into a " ON "bag" OFF " each."},
        {"en", "seldom quartz", true, "",
         ON "Quartz" OFF " \xC2\xB7 Never | " ON "seldom" OFF " | if ever"},
        {"en", "marble", true, "", ON "Marble" OFF},
        {"en", "cafe", true, "",
         "Na\xC3\xAFve re\xCC\x81sume\xCC\x81 co\xC2\xADoperate."},
        {"en", "resume", true, "",
         "Na\xC3\xAFve " ON "re\xCC\x81sume\xCC\x81" OFF " co\xC2\xADoperate."},
        {"en", ARABIC_PLAIN, true, "", ON ARABIC_MARKED OFF " " ARABIC_HAMZA},
        {"th", THAI_PREVENT, true, "",
         THAI_CONDOM THAI_ANAMAI ON THAI_PREVENT OFF THAI_DISEASE},
        {"en", "near", true, "",
         "It was \xE2\x80\xA6 x < y \"quoted\" AND " ON "NEAR" OFF "(this)."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edition_hits hits = {0};
        struct str names = {0};
        search(world->file, rows[i].lang, rows[i].words, rows[i].finished, &hits, &names);
        assert_true(hits.count > 0);
        assert_string_equal(hits.hits[0].snippet, rows[i].snippet);
        assert_string_equal(hits.hits[0].anchor, rows[i].anchor);
        str_free(&names);
        edition_hits_free(&hits);
    }
}

static void no_words_are_an_error(void **state)
{
    struct world *world = *state;
    static const char *const words[] = {
        "\"",
        "\"\"\"",
        "'",
        "''; DROP TABLE page; --",
        "*",
        "a*",
        "*a",
        "-a",
        "+a",
        "^a",
        "a:",
        "title:a",
        "{title}: a",
        "a AND",
        "AND",
        "OR NOT",
        "NEAR(a, b)",
        "NEAR",
        "(",
        ")",
        "((a",
        "a + b",
        "\\",
        "%",
        "a\xFFz",
        "\xC3",
        "\xF4\x90\x80\x80",
        "\x01\x02",
        "\xEF\xBF\xBD",
        "\xE2\x80\xAEz",
        "{{site.clinic}}",
        "?1",
        "x'00'",
        "\xF0\x9F\x92\xA7",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    };
    for (size_t i = 0; i < 2 * (sizeof words / sizeof *words); i++) {
        struct edition_hits hits = {0};
        struct error err = {0};
        if (!edition_search(world->file, "en", words[i / 2], i % 2, 5, &hits, &err))
            fail_msg("%s: %s", words[i / 2], err.detail);
        edition_hits_free(&hits);
    }
    static const char *const units[] = {"\"",           "a",    "a ",  "(",
                                        "\xE0\xB8\x81", "\xFF", "a\" "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct edition_hits hits = {0};
        struct error err = {0};
        struct str text = {0};
        while (text.len < 10000)
            str_append(&text, units[i]);
        assert_true(edition_search(world->file, "en", text.bytes, false, 5, &hits, &err));
        edition_hits_free(&hits);
        str_free(&text);
    }
}

static void no_more_hits_come_than_are_asked_for(void **state)
{
    struct world *world = *state;
    for (size_t limit = 0; limit < 5; limit++) {
        struct edition_hits hits = {0};
        struct error err = {0};
        assert_true(edition_search(world->memory, "en", "wa", false, limit, &hits, &err));
        assert_int_equal(hits.count, limit < 3 ? limit : 3);
        assert_int_equal(hits.total, 3);
        edition_hits_free(&hits);
    }
}

static void a_file_built_without_search_says_so(void **state)
{
    struct world *world = *state;
    struct error err = {0};
    struct edition_hits hits = {0};
    char path[4200];
    snprintf(path, sizeof path, "%s/plain.db", world->folder);
    struct edition *edition = edition_build(world->book, path, 0, &err);
    assert_non_null(edition);
    assert_false(edition_search(edition, "en", "water", true, 5, &hits, &err));
    assert_int_equal(err.code, ERROR_UNSUPPORTED);
    edition_close(edition);
}

static void one_endless_word_gives_a_short_snippet(void **state)
{
    (void)state;
    static char page[100000];
    memset(page, 'z', sizeof page - 1);
    const struct folder_file one[] = {
        {"bundle.ini", FOLDER_INI("en")},
        {"en/SUMMARY.md", "- [A](a.md)\n- [Help](help.md)\n"},
        {"en/a.md", page},
        {"en/help.md", "# Help\n\n?!?!"},
    };
    struct error err = {0};
    struct edition_hits hits = {0};
    char *folder = folder_make(one, sizeof one / sizeof *one);
    struct book *book = folder_book(folder);
    struct edition *edition = edition_build(book, NULL, 0, &err);
    assert_non_null(edition);
    assert_true(edition_search(edition, "en", "zzz", false, 5, &hits, &err));
    assert_int_equal(hits.count, 1);
    assert_true(strlen(hits.hits[0].snippet) < 1000);
    edition_hits_free(&hits);
    edition_close(edition);
    book_free(book);
    folder_remove(folder);
}

static void in_a_very_large_book_pages_come_in_its_order(void **state)
{
    (void)state;
    enum {
        PAGES = 5001,
    };
    struct error err = {0};
    struct edition_hits hits = {0};
    struct str summary = {0}, name = {0};
    const struct folder_file start[] = {
        {"bundle.ini", FOLDER_INI("en")}, {"en/help.md", "# Help\n"}, {"en/p/x", ""}};
    char *folder = folder_make(start, sizeof start / sizeof *start);
    for (int i = 0; i < PAGES; i++) {
        str_clear(&name);
        str_printf(&name, "%s/en/p/%d.md", folder, i);
        FILE *page = fopen(name.bytes, "w");
        assert_non_null(page);
        fputs(i == 3000 ? "dot dot dot" : "dot", page);
        fclose(page);
        str_printf(&summary, "- [P](p/%d.md)\n", i);
    }
    folder_write(folder, "en/SUMMARY.md", summary.bytes);
    struct book *book = folder_book(folder);
    struct edition *edition = edition_build(book, NULL, EDITION_SEARCH, &err);
    assert_non_null(edition);
    assert_true(edition_search(edition, "en", "do", false, 9, &hits, &err));
    assert_int_equal(hits.total, 5001);
    for (size_t i = 0; i < 9; i++) {
        str_clear(&name);
        str_printf(&name, "en/p/%zu.md", i);
        assert_string_equal(hits.hits[i].path, name.bytes);
    }
    edition_hits_free(&hits);
    edition_close(edition);
    book_free(book);
    folder_remove(folder);
    str_free(&summary);
    str_free(&name);
}

int main(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, world_close)
    const struct CMUnitTest tests[] = {
        WITH_WORLD(words_find_the_page_about_them_first),
        WITH_WORLD(a_hit_shows_the_words_and_where_they_stand),
        WITH_WORLD(no_words_are_an_error),
        WITH_WORLD(no_more_hits_come_than_are_asked_for),
        WITH_WORLD(a_file_built_without_search_says_so),
        cmocka_unit_test(one_endless_word_gives_a_short_snippet),
        cmocka_unit_test(in_a_very_large_book_pages_come_in_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
