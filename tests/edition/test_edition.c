/* An edition says what its book says, from memory or from a file, and never shows a row
 * that is not the one that was hashed. */
#include "edition/edition.h"

#include "world.h"

#include <sqlite3.h>

static const struct folder_file files[] = {
    {"bundle.ini", FOLDER_INI("en es")},
    {"en/SUMMARY.md", "# Summary\n\n"
                      "[Welcome](README.md)\n\n"
                      "# Start\n\n"
                      "- [Body](body.md)\n"
                      "  - [Deep down](sub/a%20b.md)\n"
                      "- [Draft]()\n\n"
                      "# Stages\n\n"
                      "1. [First](s1.md)\n"
                      "2. [Second](s2.md)\n"
                      "3. [Third](s3.md)\n\n"
                      "---\n\n"
                      "[Help](help.md)\n"},
    {"en/README.md",
     "# Welcome\n\nHello, *you*. More. [x](hidden.md)\n\n![A dot](dot.svg)\n"},
    {"en/body.md", "---\nstatus: checked\n---\n# Body\n\nAll about it.\n"},
    {"en/sub/a b.md", "# Deep\n\n[up](../body.md)\n"},
    {"en/s1.md", "# One\n\nOne.\n"},
    {"en/s2.md", "---\nbranch: yes\n---\n# Two\n\nCall {{site.clinic}}.\n"},
    {"en/s3.md", "# Three\n"},
    {"en/help.md", ""},
    {"en/hidden.md", "# Not listed\n\nA page.\n"},
    {"en/dot.svg",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>"},
    {"es/SUMMARY.md", "- [Cuerpo](body.md)\n- [Ayuda](help.md)\n"},
    {"es/body.md", "# Cuerpo\n\nAs\xC3\xAD.\n"},
    {"es/help.md", "# Ayuda\n"},
};

static int open_world(void **state)
{
    *state = world_open(files, sizeof files / sizeof *files, "an ed#ition%41?.db");
    return 0;
}

/* Appends each line of the tree below `parent`, with what is below it in brackets. */
static void show_tree(struct edition *edition, const char *lang, int64_t parent,
                      struct str *out)
{
    struct error err = {0};
    struct edition_list list = {0};
    assert_true(edition_children(edition, lang, parent, &list, &err));
    for (size_t i = 0; i < list.count; i++) {
        const struct edition_node *node = &list.nodes[i];
        static const char *const kinds[] = {"part", "page", "stage", "draft", "rule"};
        assert_int_equal(node->parent, parent);
        assert_string_equal(node->lang, lang);
        str_printf(out, "%d %s '%s' %s", node->position, kinds[node->kind], node->title,
                   node->path ? node->path : "-");
        if (node->stages)
            str_printf(out, " %d/%d%s", node->stage, node->stages,
                       node->branch ? " branch" : "");
        if (*node->summary)
            str_printf(out, ": %s", node->summary);
        str_append(out, "\n");
        show_tree(edition, lang, node->id, out);
    }
    edition_list_free(&list);
}

static void the_tree_is_the_one_of_summary(void **state)
{
    struct world *world = *state;
    struct edition *const editions[] = {world->memory, world->file};
    for (int i = 0; i < 2; i++) {
        struct str tree = {0};
        show_tree(editions[i], "en", 0, &tree);
        show_tree(editions[i], "es", 0, &tree);
        assert_string_equal(tree.bytes, "1 page 'Welcome' en/README.md: Hello, you.\n"
                                        "2 part 'Start' -\n"
                                        "3 page 'Body' en/body.md: All about it.\n"
                                        "4 page 'Deep down' en/sub/a b.md: up\n"
                                        "5 draft 'Draft' -\n"
                                        "6 part 'Stages' -\n"
                                        "7 stage 'First' en/s1.md 1/3: One.\n"
                                        "8 stage 'Second' en/s2.md 2/3 branch: Call "
                                        "\xE2\x80\xA6.\n"
                                        "9 stage 'Third' en/s3.md 3/3\n"
                                        "10 rule '' -\n"
                                        "11 page 'Help' en/help.md\n"
                                        "1 page 'Cuerpo' es/body.md: As\xC3\xAD.\n"
                                        "2 page 'Ayuda' es/help.md\n");
        str_free(&tree);
    }
}

static void meta_data_and_languages_are_those_of_the_book(void **state)
{
    struct world *world = *state;
    struct edition *const editions[] = {world->memory, world->file};
    for (int i = 0; i < 2; i++) {
        size_t count = 0;
        const char *const *languages = edition_languages(editions[i], &count);
        assert_int_equal(count, 2);
        assert_string_equal(languages[0], "en");
        assert_string_equal(languages[1], "es");
        assert_string_equal(edition_meta(editions[i], "id"), "org.example.test");
        assert_string_equal(edition_meta(editions[i], "serial"), "7");
        assert_string_equal(edition_meta(editions[i], "title"), "Test");
        assert_string_equal(edition_meta(editions[i], "title.es"), "Prueba");
        assert_string_equal(edition_meta(editions[i], "help"), "help.md");
        assert_null(edition_meta(editions[i], "notice"));
    }
}

static int64_t id_of(struct edition *edition, const char *path)
{
    struct error err = {0};
    struct edition_list list = {0};
    assert_true(edition_find(edition, path, &list, &err));
    int64_t id = list.count ? list.nodes[0].id : 0;
    edition_list_free(&list);
    return id;
}

static void one_pages_on_and_back_over_what_has_no_page(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *from;
        int step;
        const char *to; /* NULL: nowhere */
    } rows[] = {
        {"en/README.md", 1, "en/body.md"}, {"en/README.md", -1, NULL},
        {"en/sub/a b.md", 1, "en/s1.md"},  {"en/s1.md", -1, "en/sub/a b.md"},
        {"en/s3.md", 1, "en/help.md"},     {"en/help.md", 1, NULL},
        {"en/help.md", -2, "en/s2.md"},    {"en/help.md", 0, "en/help.md"},
        {"en/hidden.md", 1, NULL},         {"en/hidden.md", -1, NULL},
        {"es/help.md", -1, "es/body.md"},  {"es/body.md", -1, NULL},
        {"en/body.md", INT32_MIN, NULL},   {"en/body.md", INT32_MAX, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        struct edition_list list = {0};
        int64_t id = id_of(world->memory, rows[i].from);
        assert_true(id > 0);
        assert_true(edition_step(world->memory, id, rows[i].step, &list, &err));
        assert_int_equal(list.count, rows[i].to != NULL);
        if (rows[i].to)
            assert_string_equal(list.nodes[0].path, rows[i].to);
        edition_list_free(&list);
    }
}

static void a_progression_is_found_from_any_of_its_stages(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *path;
        size_t stages;
    } rows[] = {{"en/s1.md", 3}, {"en/s3.md", 3}, {"en/body.md", 0}, {"en/gone.md", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        struct edition_list list = {0};
        int64_t id = id_of(world->file, rows[i].path);
        assert_true(edition_progression(world->file, id, &list, &err));
        assert_int_equal(list.count, rows[i].stages);
        for (size_t k = 0; k < list.count; k++)
            assert_int_equal(list.nodes[k].stage, k + 1);
        edition_list_free(&list);
    }
}

static void links_lead_where_their_author_meant(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *from, *url, *path, *anchor; /* path NULL: nowhere */
    } rows[] = {
        {"en/body.md", "s1.md", "en/s1.md", ""},
        {"en/body.md", "s1.html#top", "en/s1.md", "top"},
        {"en/body.md", "sub/a%20b.md", "en/sub/a b.md", ""},
        {"en/body.md", "sub/a b.md#x%20y", "en/sub/a b.md", "x y"},
        {"en/sub/a b.md", "../README.md", "en/README.md", ""},
        {"en/sub/a b.md", "../index.html", "en/README.md", ""},
        {"en/body.md", "./", "en/README.md", ""},
        {"en/body.md", "#here", "en/body.md", "here"},
        {"en/body.md", "hidden.md", "en/hidden.md", ""},
        {"en/body.md", "../es/body.md", "es/body.md", ""},
        {"en/body.md", "https://example.org/body.md", NULL, NULL},
        {"en/body.md", "mailto:a@b.org", NULL, NULL},
        {"en/body.md", "gone.md#x", NULL, NULL},
        {"en/body.md", "dot.svg", NULL, NULL},
        {"en/body.md", "../../../etc/passwd", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str path = {0}, anchor = {0};
        bool found =
            edition_resolve(world->memory, rows[i].from, rows[i].url, &path, &anchor);
        assert_int_equal(found, rows[i].path != NULL);
        assert_string_equal(path.bytes, found ? rows[i].path : "");
        assert_string_equal(anchor.bytes, found ? rows[i].anchor : "");
        str_free(&path);
        str_free(&anchor);
    }
}

static void every_page_and_image_comes_back_byte_for_byte(void **state)
{
    struct world *world = *state;
    struct edition *const editions[] = {world->memory, world->file};
    for (size_t i = 0; i < 2 * (sizeof files / sizeof *files); i++) {
        const struct folder_file *file = &files[i / 2];
        struct edition *edition = editions[i % 2];
        struct error err = {0};
        struct str bytes = {0};
        str_append(&bytes, "before");
        if (strstr(file->name, ".svg"))
            assert_true(edition_asset(edition, file->name, &bytes, &err));
        else if (strchr(file->name, '/') && !strstr(file->name, "SUMMARY"))
            assert_true(edition_page(edition, id_of(edition, file->name), &bytes, &err));
        else
            str_append(&bytes, file->text);
        assert_memory_equal(bytes.bytes, "before", 6);
        assert_string_equal(bytes.bytes + 6, file->text);
        str_free(&bytes);
    }
}

static void what_is_not_there_is_said_to_be_missing(void **state)
{
    struct world *world = *state;
    struct error err = {0};
    struct str bytes = {0};
    struct edition_list list = {0};
    assert_false(edition_page(world->file, 999, &bytes, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(edition_page(world->file, 2, &bytes, &err)); /* a part */
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(edition_asset(world->file, "en/gone.png", &bytes, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_int_equal(bytes.len, 0);
    assert_true(edition_find(world->file, "en/gone.md", &list, &err));
    assert_int_equal(list.count, 0);
    assert_true(edition_node(world->file, 999, &list, &err));
    assert_int_equal(list.count, 0);
    edition_list_free(&list);
}

static void an_existing_file_is_never_built_over(void **state)
{
    struct world *world = *state;
    struct error err = {0};
    assert_null(edition_build(world->book, world->path, 0, &err));
    assert_int_equal(err.code, ERROR_IO);
    struct edition *again = edition_open(world->path, &err);
    assert_non_null(again);
    edition_close(again);
}

/* Damage. */

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* What reading the whole edition gives, without search: the first error's code. */
static enum error_code read_all(const char *path)
{
    struct error err = {0};
    struct str out = {0};
    struct edition_list list = {0};
    struct edition *edition = edition_open(path, &err);
    bool ok = edition && edition_children(edition, "en", 0, &list, &err) &&
              edition_find(edition, "en/body.md", &list, &err) &&
              edition_page(edition, 3, &out, &err) &&
              edition_asset(edition, "en/dot.svg", &out, &err);
    edition_list_free(&list);
    str_free(&out);
    edition_close(edition);
    assert_int_equal(ok, err.code == ERROR_NONE);
    return err.code;
}

static void damaged_rows_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        enum error_code code;
    } rows[] = {
        {"SELECT 1", ERROR_NONE},
        {"UPDATE page SET markdown = X'00' || substr(markdown, 2) WHERE id = 3",
         ERROR_DAMAGED},
        {"UPDATE page SET markdown = substr(markdown, 1, 9) WHERE id = 3", ERROR_DAMAGED},
        {"UPDATE page SET markdown = NULL WHERE id = 3", ERROR_DAMAGED},
        {"UPDATE page SET markdown = (SELECT markdown FROM page WHERE id = 7) WHERE id = "
         "3",
         ERROR_DAMAGED},
        {"UPDATE page SET size = size + 1 WHERE id = 3", ERROR_DAMAGED},
        {"UPDATE page SET title = 'body' WHERE id = 3", ERROR_DAMAGED},
        {"UPDATE page SET path = NULL WHERE id = 1", ERROR_DAMAGED},
        {"UPDATE page SET summary = summary || '.' WHERE id = 1", ERROR_DAMAGED},
        {"UPDATE page SET stage = 1 WHERE id = 1", ERROR_DAMAGED},
        {"UPDATE page SET hash = X'' WHERE id = 1", ERROR_DAMAGED},
        {"UPDATE asset SET bytes = X'00' || bytes", ERROR_DAMAGED},
        {"UPDATE asset SET hash = 'no hash'", ERROR_DAMAGED},
        {"UPDATE meta SET value = '8' WHERE key = 'serial'", ERROR_DAMAGED},
        {"DELETE FROM page", ERROR_DAMAGED},
        {"DELETE FROM page WHERE id = 1", ERROR_DAMAGED},
        {"DELETE FROM page WHERE id = 3", ERROR_DAMAGED},
        {"DELETE FROM page WHERE id = (SELECT max(id) FROM page)", ERROR_DAMAGED},
        {"DELETE FROM meta WHERE key = 'version'", ERROR_DAMAGED},
        {"DELETE FROM meta WHERE key = 'nodes'", ERROR_DAMAGED},
        {"DELETE FROM meta", ERROR_DAMAGED},
        {"PRAGMA application_id = 1", ERROR_DAMAGED},
        {"PRAGMA user_version = 99", ERROR_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world *world = NULL;
        open_world((void **)&world);
        edition_close(world->file);
        world->file = NULL;
        run_sql(world->path, rows[i].sql);
        if (read_all(world->path) != rows[i].code)
            fail_msg("after %s", rows[i].sql);
        world_close((void **)&world);
    }
}

static void a_file_with_flipped_bytes_never_shows_other_words(void **state)
{
    struct world *world = *state;
    struct error err = {0};
    struct str good = {0}, page = {0};
    char path[4200];
    assert_true(file_read(world->path, 1 << 24, &good, &err));
    snprintf(path, sizeof path, "%s/flipped.db", world->folder);
    for (size_t at = 0; at < good.len; at += 97) {
        good.bytes[at] = (char)(good.bytes[at] ^ 0xFF);
        assert_true(file_write(path, good.bytes, good.len, &err));
        good.bytes[at] = (char)(good.bytes[at] ^ 0xFF);
        struct edition *edition = edition_open(path, &err);
        str_clear(&page);
        if (edition && edition_page(edition, 3, &page, &err))
            assert_string_equal(page.bytes, files[3].text);
        edition_close(edition);
    }
    str_free(&good);
    str_free(&page);
}

static void what_is_no_edition_does_not_open(void **state)
{
    struct world *world = *state;
    static const char *const texts[] = {"", "SQLite format 3", "no database at all, no"};
    char path[4200];
    snprintf(path, sizeof path, "%s/other.db", world->folder);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        folder_write(world->folder, "other.db", texts[i]);
        assert_null(edition_open(path, &err));
        assert_int_equal(err.code, ERROR_DAMAGED);
        assert_non_null(strstr(err.detail, path));
    }
    struct error err = {0};
    assert_null(edition_open(TEST_BINARY_DIR "/no/such.db", &err));
    assert_int_equal(err.code, ERROR_IO);
}

int main(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, world_close)
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_tree_is_the_one_of_summary),
        WITH_WORLD(meta_data_and_languages_are_those_of_the_book),
        WITH_WORLD(one_pages_on_and_back_over_what_has_no_page),
        WITH_WORLD(a_progression_is_found_from_any_of_its_stages),
        WITH_WORLD(links_lead_where_their_author_meant),
        WITH_WORLD(every_page_and_image_comes_back_byte_for_byte),
        WITH_WORLD(what_is_not_there_is_said_to_be_missing),
        WITH_WORLD(an_existing_file_is_never_built_over),
        cmocka_unit_test(damaged_rows_are_refused),
        WITH_WORLD(a_file_with_flipped_bytes_never_shows_other_words),
        WITH_WORLD(what_is_no_edition_does_not_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
