/* The walk: the real reader is sent through every sheet of every page of the default
 * bundle, at three window sizes and two text sizes, and shows every word of the source,
 * in order, exactly once, none of them clipped.
 *
 * What the words are is found without any code of ours: cmark parses the page, and its
 * text nodes are taken in order. */
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmark.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_PAGES = 200,
    MAX_FILE = 64 << 20
};

static const struct setting {
    const char *window, *dpi;
    int size;
} settings[] = {
    {"480x320", "166", 100}, {"480x320", "166", 200},  {"800x480", "131", 100},
    {"800x480", "131", 200}, {"1920x1080", "96", 100}, {"1920x1080", "96", 200},
};

static const struct substitute {
    const char *from, *to;
} substitutes[] = {
    {"{{site.emergency}}", "Call your local emergency number"},
    {"{{site.", "Ask the staff here"}, /* any other, up to its }} */
    {"[!", ""},                        /* a callout's kind, up to its ] */
};

struct pages {
    char names[MAX_PAGES][128];
    size_t count;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static struct pages list_pages(void)
{
    struct pages pages = {0};
    DIR *folder = opendir(TEST_SOURCE_DIR "/content/en");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t len = strlen(entry->d_name);
        if (len > 3 && strcmp(entry->d_name + len - 3, ".md") == 0 &&
            strcmp(entry->d_name, "SUMMARY.md") != 0 && pages.count < MAX_PAGES)
            snprintf(pages.names[pages.count++], sizeof pages.names[0], "%s",
                     entry->d_name);
    }
    closedir(folder);
    qsort(pages.names, pages.count, sizeof pages.names[0], compare_names);
    return pages;
}

static void read_file(const char *path, struct str *out)
{
    struct error err = {0};
    if (!file_read(path, MAX_FILE, out, &err))
        fail_msg("%s", err.detail);
}

/* Replaces what the reader replaces, in text that is already out of Markdown. */
static void substitute(const char *text, struct str *out)
{
    while (*text) {
        const struct substitute *found = NULL;
        for (size_t i = 0; !found && i < sizeof substitutes / sizeof *substitutes; i++)
            if (strncmp(text, substitutes[i].from, strlen(substitutes[i].from)) == 0)
                found = &substitutes[i];
        if (!found) {
            str_append_char(out, *text++);
            continue;
        }
        str_append(out, found->to);
        const char *close = found->from[0] == '{' ? "}}" : "]";
        text = strstr(text, close) + strlen(close);
    }
}

/* Takes the marks of tables out, since cmark takes them for words: in the pages each row
 * stands between pipes. */
static void take_table_marks(char *markdown)
{
    while (*markdown) {
        size_t len = strcspn(markdown, "\n");
        bool row = *markdown == '|', delimiters = strspn(markdown, "|-: ") == len;
        for (size_t i = 0; row && i < len; i++)
            if (markdown[i] == '|' || delimiters)
                markdown[i] = ' ';
        markdown += len + (markdown[len] == '\n');
    }
}

/* The words of a page's source, by cmark alone. */
static void source_words(const char *name, struct str *out)
{
    char path[512];
    struct str bytes = {0}, text = {0};
    snprintf(path, sizeof path, "%s/content/en/%s", TEST_SOURCE_DIR, name);
    read_file(path, &bytes);
    take_table_marks(bytes.bytes);
    const char *markdown = bytes.bytes;
    if (strncmp(markdown, "---\n", 4) == 0)
        markdown = strstr(markdown + 4, "\n---\n") + 5;
    cmark_node *root =
        cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
            type == CMARK_NODE_CODE_BLOCK)
            str_append(&text, cmark_node_get_literal(node));
        else if (type < CMARK_NODE_FIRST_INLINE || type == CMARK_NODE_SOFTBREAK ||
                 type == CMARK_NODE_LINEBREAK)
            str_append_char(&text, ' ');
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
    substitute(str_c(&text), out);
    str_free(&text);
    str_free(&bytes);
}

/* Takes the value of "key": from a line of JSON; false where it is not there. */
static bool json_string(const char *line, const char *key, struct str *out)
{
    char pattern[64];
    snprintf(pattern, sizeof pattern, "\"%s\":\"", key);
    const char *at = strstr(line, pattern);
    if (!at)
        return false;
    for (at += strlen(pattern); *at && *at != '"'; at++) {
        if (*at == '\\')
            at++;
        str_append_char(out, *at == 'n' && at[-1] == '\\' ? '\n' : *at);
    }
    return true;
}

static long json_number(const char *line, const char *key)
{
    char pattern[64];
    snprintf(pattern, sizeof pattern, "\"%s\":", key);
    const char *at = strstr(line, pattern);
    return at ? strtol(at + strlen(pattern), NULL, 10) : -1;
}

static bool is_page_role(const char *role)
{
    static const char *const roles[] = {"body", "quote",   "code",
                                        "cell", "caption", "alt"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(role, roles[i]) == 0)
            return true;
    return strncmp(role, "heading", 7) == 0;
}

/* Adds the page's own words of one dump to *out; returns how many sheets it says there
 * are. */
static long dump_words(const char *path, struct str *out)
{
    struct str bytes = {0};
    read_file(path, &bytes);
    long sheets = json_number(bytes.bytes, "sheets");
    for (char *line = strtok(bytes.bytes, "\n"); line; line = strtok(NULL, "\n")) {
        struct str role = {0}, text = {0};
        if (json_string(line, "role", &role) && is_page_role(role.bytes) &&
            json_string(line, "text", &text)) {
            if (strstr(line, "\"clipped\":true"))
                fail_msg("%s: clipped: %s", path, text.bytes);
            if (strstr(line, "\"hyphen\":true"))
                text.bytes[--text.len] = '\0';
            if (!strstr(line, "\"join\":true"))
                str_append_char(out, ' ');
            str_append(out, str_c(&text));
        }
        str_free(&role);
        str_free(&text);
    }
    str_free(&bytes);
    return sheets;
}

/* Copies the next word of *text to `word`; false at the end. */
static bool next_word(const char **text, char word[256])
{
    *text += strspn(*text, " \n\t");
    size_t len = strcspn(*text, " \n\t");
    if (len == 0)
        return false;
    snprintf(word, 256, "%.*s", (int)len, *text);
    *text += len;
    return true;
}

/* The two texts are the same words; returns how many. */
static size_t compare_words(const char *page, const char *source, const char *shown)
{
    char a[256], b[256];
    size_t count = 0;
    for (;; count++) {
        bool more = next_word(&source, a), also = next_word(&shown, b);
        if (!more && !also)
            return count;
        if (more != also || strcmp(a, b) != 0)
            fail_msg("%s: word %zu: the source has '%s', the reader shows '%s'", page,
                     count, more ? a : "", also ? b : "");
    }
}

/* Runs the reader with a script; nothing of it needs a display. */
static void run_reader(const struct setting *setting, const char *script)
{
    char command[2048];
    snprintf(command, sizeof command,
             "'%s/app/candor' --replay '%s' --window %s --dpi %s --size %d '%s/content' "
             "> /dev/null",
             TEST_BINARY_DIR, script, setting->window, setting->dpi, setting->size,
             TEST_SOURCE_DIR);
    assert_int_equal(system(command), 0);
}

static void write_text(const char *path, const struct str *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(str_c(text), file);
    assert_int_equal(fclose(file), 0);
}

/* Finds how many sheets each page has: opens each once. */
static void count_sheets(const struct setting *setting, const char *folder,
                         const struct pages *pages, long *sheets)
{
    struct str script = {0}, unused = {0};
    char path[512];
    for (size_t i = 0; i < pages->count; i++)
        str_printf(&script, "open %s\ndump %s/%zu\n", pages->names[i], folder, i);
    snprintf(path, sizeof path, "%s/script", folder);
    write_text(path, &script);
    run_reader(setting, path);
    for (size_t i = 0; i < pages->count; i++) {
        snprintf(path, sizeof path, "%s/%zu", folder, i);
        sheets[i] = dump_words(path, &unused);
        assert_true(sheets[i] >= 1);
    }
    str_free(&script);
    str_free(&unused);
}

/* Walks from the first sheet of each page to its last by Page Down. */
static void walk_sheets(const struct setting *setting, const char *folder,
                        const struct pages *pages, const long *sheets)
{
    struct str script = {0};
    char path[512];
    for (size_t i = 0; i < pages->count; i++) {
        str_printf(&script, "open %s\n", pages->names[i]);
        for (long s = 0; s < sheets[i]; s++)
            str_printf(&script, "%sdump %s/%zu-%ld\n", s ? "key PageDown\n" : "", folder,
                       i, s);
    }
    snprintf(path, sizeof path, "%s/script", folder);
    write_text(path, &script);
    run_reader(setting, path);
    str_free(&script);
}

static void walk(const struct setting *setting, const struct pages *pages)
{
    char folder[] = "/tmp/candor-walk-XXXXXX", path[512];
    long sheets[MAX_PAGES], all_sheets = 0;
    size_t words = 0;
    assert_non_null(mkdtemp(folder));
    count_sheets(setting, folder, pages, sheets);
    walk_sheets(setting, folder, pages, sheets);
    for (size_t i = 0; i < pages->count; i++) {
        struct str source = {0}, shown = {0};
        source_words(pages->names[i], &source);
        for (long s = 0; s < sheets[i]; s++) {
            snprintf(path, sizeof path, "%s/%zu-%ld", folder, i, s);
            dump_words(path, &shown);
        }
        words += compare_words(pages->names[i], str_c(&source), str_c(&shown));
        all_sheets += sheets[i];
        str_free(&source);
        str_free(&shown);
    }
    printf("%s at %d%%: %zu pages, %ld sheets, %zu words\n", setting->window,
           setting->size, pages->count, all_sheets, words);
    snprintf(path, sizeof path, "rm -r '%s'", folder);
    assert_int_equal(system(path), 0);
}

static void every_word_of_every_page_is_shown_once_and_in_order(void **state)
{
    (void)state;
    struct pages pages = list_pages();
    assert_true(pages.count >= 30);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        walk(&settings[i], &pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_every_page_is_shown_once_and_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
