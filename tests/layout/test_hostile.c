/* Pages at the limit of 256 KiB that were made to be hard: each is laid out whole, no
 * word lost, within 2 s of processor time and 128 MiB.
 *
 * Each page is laid out in a child process, so that its memory is its own and one that
 * would never end is ended. Time and memory are held against their limits where there are
 * no sanitizers (packaging/test makes such a build for this test); under them the words
 * are compared, of a quarter of the page. With CANDOR_PRINT in the environment the
 * figures are printed. */
#include "words.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#define MEASURED false
#define PAGE (BUNDLE_PAGE_MAX / 4)
#else
#define MEASURED true
#define PAGE BUNDLE_PAGE_MAX
#endif

#define SECONDS_MAX 2.0

enum {
    KIB_MAX = 128 * 1024,
    GIVE_UP = 120, /* s of processor time */
};

/* A page in the making: the Markdown, and the words that it leaves. */
struct page {
    struct str markdown, words;
};

static void add(struct page *page, const char *markdown, const char *words)
{
    str_append(&page->markdown, markdown);
    add_word_bytes(&page->words, words, strlen(words));
}

/* Adds a unit `times` over, or while it fits with `left` bytes to spare. */
static size_t add_times(struct page *page, const char *markdown, const char *words,
                        size_t times, size_t left)
{
    size_t len = strlen(markdown), done = 0;
    while (done < times && page->markdown.len + len + left <= PAGE) {
        add(page, markdown, words);
        done++;
    }
    return done;
}

/* Pages that are more than one unit repeated. */

static void growing_backticks(struct page *page)
{
    for (int n = 1; page->markdown.len + (size_t)n + 1 <= PAGE; n++) {
        add(page, "e", "e");
        for (int i = 0; i < n; i++)
            add(page, "`", "`");
    }
}

static void references(struct page *page)
{
    char line[32];
    for (int i = 0; page->markdown.len + 32 < PAGE / 2; i++) {
        snprintf(line, sizeof line, "[%d]: u\n", i);
        add(page, line, "");
    }
    add(page, "\n", "");
    add_times(page, "[0] ", "0 ", SIZE_MAX, 0);
}

static void lists_ever_deeper(struct page *page)
{
    struct str line = {0};
    str_append(&line, "- a\n");
    while (page->markdown.len + line.len <= PAGE) {
        add(page, str_c(&line), "a ");
        str_reserve(&line, 2);
        memmove(line.bytes + 2, line.bytes, line.len + 1);
        memcpy(line.bytes, "  ", 2);
        line.len += 2;
    }
    str_free(&line);
}

static void callouts_ever_deeper(struct page *page)
{
    for (size_t depth = 1; page->markdown.len + 2 * depth + 20 <= PAGE; depth++) {
        add_times(page, "> ", "", depth, 0);
        add(page, depth < 30 ? "[!STOP]\n" : "a\n", depth < 30 ? "" : "a ");
    }
}

static void empty_lines_under_lists(struct page *page)
{
    add_times(page, "- ", "", 5000, 0);
    add(page, "a\n", "a");
    add_times(page, "\n", "", SIZE_MAX, 0);
}

static void empty_lines_of_a_quote_under_lists(struct page *page)
{
    add(page, "> ", "");
    add_times(page, "- ", "", 5000, 0);
    add(page, "a\n", "a");
    add_times(page, ">\n", "", SIZE_MAX, 0);
}

static void lines_that_go_on_deep_quotes(struct page *page)
{
    add_times(page, "> ", "", 1000, 0);
    add(page, "a\n", "a ");
    add_times(page, "b\n", "b ", SIZE_MAX, 0);
}

static void ten_thousand_columns(struct page *page)
{
    size_t columns = PAGE / 8 < 10000 ? PAGE / 8 : 10000;
    for (int row = 0; page->markdown.len + 2 * columns + 2 <= PAGE; row++) {
        add_times(page, row == 1 ? "|-" : "|a", row == 1 ? "" : "a ", columns, 0);
        add(page, "|\n", "");
    }
}

static void zeros(struct page *page)
{
    while (page->markdown.len < PAGE) {
        str_append_char(&page->markdown, '\0');
        add(page, "", "\uFFFD");
    }
}

/* A head, a unit to the page's limit (or half of it, where `close` follows as often), a
 * middle, closes, a tail. What a part leaves as words is itself where it is not said. */
static const struct row {
    const char *name, *head, *unit, *middle, *close, *tail;
    const char *head_words, *unit_words, *close_words, *tail_words;
    void (*make)(struct page *page);
} rows[] = {
    /* nesting */
    {"nested quotes", .unit = "> ", .unit_words = "", .tail = "a"},
    {"nested quotes, no spaces", .unit = ">", .unit_words = "", .tail = "a"},
    {"nested lists", .unit = "- ", .unit_words = "", .tail = "a"},
    {"nested ordered lists", .unit = "1. ", .unit_words = "", .tail = "a"},
    {"quotes and lists in turn", .unit = "> - 1. ", .unit_words = "", .tail = "a"},
    {"emphasis under quotes", .unit = "> ", .unit_words = "", .close = "*a* ",
     .close_words = "a "},
    {"lists ever deeper", .make = lists_ever_deeper},
    {"callouts ever deeper", .make = callouts_ever_deeper},
    {"empty lines under lists", .make = empty_lines_under_lists},
    {"the same in a quote", .make = empty_lines_of_a_quote_under_lists},
    {"lines that go on deep quotes", .make = lines_that_go_on_deep_quotes},
    /* brackets */
    {"open brackets", .unit = "["},
    {"nested brackets", .unit = "[", .middle = "a", .close = "]"},
    {"nested images", .unit = "![", .middle = "a", .close = "](b)", .unit_words = "",
     .close_words = ""},
    {"links in open images", .unit = "![", .close = "[a](b)", .close_words = "a"},
    {"images that never end", .unit = "![[]()", .unit_words = "!["},
    {"images without a text", .unit = "![]()", .unit_words = ""},
    {"links", .unit = "[a](b)", .unit_words = "a"},
    {"link openers", .unit = "[a"},
    {"link closers", .unit = "a]"},
    {"links never closed", .unit = "[a](<b"},
    {"addresses never closed", .unit = "[a](b"},
    {"brackets and parentheses", .unit = "[ (]("},
    {"an address of parentheses", .head = "[a](", .unit = "("},
    {"references to nothing", .unit = "[a][b] "},
    {"many references", .make = references},
    {"titles never closed", .unit = "[a](b \"c "},
    /* emphasis */
    {"emphasis", .unit = "*a* ", .unit_words = "a "},
    {"emphasis without spaces", .unit = "a*b*", .unit_words = "ab"},
    {"openers", .unit = "_a "},
    {"closers", .unit = "a_ "},
    {"openers and other closers", .unit = "*a_ "},
    {"link openers, emphasis closers", .unit = "[ a_"},
    {"runs of three", .head = "a**b", .unit = "c* "},
    {"nested strong emphasis", .unit = "*a **a ", .middle = "b", .close = " a** a*",
     .unit_words = "a a ", .close_words = " a a"},
    {"stars around a letter", .unit = "*", .middle = "a", .close = "*", .unit_words = "",
     .close_words = ""},
    /* code, entities, HTML */
    {"growing backticks", .make = growing_backticks},
    {"code spans", .unit = "`a`b", .unit_words = "ab"},
    {"entities", .unit = "&amp;", .unit_words = "&"},
    {"ampersands", .unit = "&"},
    {"backslashes", .unit = "\\\\", .unit_words = "\\"},
    {"angles", .unit = "<"},
    {"tags never closed", .unit = "<a "},
    {"attributes never closed", .head = "a <a", .unit = " b=\"c\""},
    {"quotes never closed", .head = "a ", .unit = "<a b=\"c "},
    {"comments never closed", .head = "a ", .unit = "<!--"},
    {"instructions never closed", .head = "a ", .unit = "<?"},
    {"declarations never closed", .head = "a ", .unit = "<!A "},
    {"CDATA never closed", .head = "a ", .unit = "<![CDATA["},
    {"a block of comments", .head = "<div>\n", .unit = "<!-- -->", .tail = "a",
     .head_words = "", .unit_words = ""},
    {"a block of angles", .head = "<div>\n", .unit = "<", .head_words = ""},
    {"addresses", .unit = "<http://a.b> ", .unit_words = "http://a.b "},
    {"tags", .head = "a", .unit = "<b>", .unit_words = ""},
    {"breaks", .unit = "a<br>", .unit_words = "a "},
    /* many blocks */
    {"items", .unit = "- a\n", .unit_words = "a "},
    {"items that change their list", .unit = "- a\n+ a\n", .unit_words = "a a "},
    {"ordered items", .unit = "1. a\n", .unit_words = "a "},
    {"loose items", .unit = "- a\n\n", .unit_words = "a "},
    {"empty items", .unit = "-\n", .unit_words = ""},
    {"headings", .unit = "# a\n", .unit_words = "a "},
    {"underlined headings", .unit = "a\n=\n", .unit_words = "a "},
    {"rules", .unit = "---\n", .unit_words = ""},
    {"quotes", .unit = "> a\n\n", .unit_words = "a "},
    {"callouts", .unit = "> [!TIP]\n> a\n\n", .unit_words = "a "},
    {"blocks of code", .unit = "```\na\n```\n", .unit_words = "a "},
    /* tables */
    {"ten thousand columns", .make = ten_thousand_columns},
    {"table rows", .head = "|a|b|\n|-|-|\n", .unit = "|c|d|\n", .head_words = "a b ",
     .unit_words = "c d "},
    {"tables", .unit = "|a|\n|-|\n|b|\n\n", .unit_words = "a b "},
    {"pipes", .unit = "|"},
    /* long lines and words */
    {"one line", .unit = "words of a line "},
    {"one word", .unit = "incomprehensible"},
    {"soft breaks", .unit = "ab\n", .unit_words = "ab "},
    {"hard breaks", .unit = "a  \n", .unit_words = "a "},
    {"spaces", .head = "a", .unit = " ", .tail = "b", .unit_words = " "},
    {"empty lines", .unit = "\n", .unit_words = "", .tail = "a"},
    {"a line of code", .head = "```\n", .unit = "x", .tail = "\n```\n", .head_words = "",
     .tail_words = ""},
    {"words of code", .head = "```\n", .unit = "x  y ", .tail = "\n```\n",
     .head_words = "", .unit_words = "x y ", .tail_words = ""},
    {"tabs of code", .head = "```\n", .unit = "\t", .tail = "x\n```\n", .head_words = "",
     .unit_words = "", .tail_words = "x"},
    {"lines of code", .head = "```\n", .unit = "x\n", .tail = "```\n", .head_words = "",
     .unit_words = "x ", .tail_words = ""},
    {"empty lines of code", .head = "```\n", .unit = "\n", .tail = "x\n```\n",
     .head_words = "", .unit_words = "", .tail_words = "x"},
    /* scripts */
    {"zeros", .make = zeros},
    {"accents on one letter", .head = "a", .unit = "\u0301"},
    {"right-to-left overrides", .unit = "\u202Eab\u202C "},
    {"overrides never ended", .unit = "\u202Ea"},
    {"a family of emoji", .unit = "\U0001F468\u200D"},
    {"flags", .unit = "\U0001F1E6"},
    {"a line of Chinese", .unit = "\u5065\u5eb7"},
    {"a line of Thai", .unit = "\u0e2a\u0e38\u0e02\u0e20\u0e32\u0e1e"},
    {"a word of Arabic", .unit = "\u0627\u0644\u0633\u0644\u0627\u0645"},
    {"a word of Devanagari", .unit = "\u0915\u094d"},
    {"two scripts in turn", .unit = "a\u0431"},
    {"soft hyphens", .unit = "a\u00AD"},
    {"no-break spaces", .unit = "a\u00A0"},
    {"placeholders", .unit = "{{site."},
};

static const char *or_same(const char *words, const char *markdown)
{
    return words ? words : markdown ? markdown : "";
}

static const char *or_none(const char *markdown)
{
    return markdown ? markdown : "";
}

static void make_page(const struct row *row, struct page *page)
{
    if (row->make) {
        row->make(page);
        return;
    }
    const char *close = or_none(row->close), *tail = or_none(row->tail);
    add(page, or_none(row->head), or_same(row->head_words, row->head));
    size_t rest = strlen(or_none(row->middle)) + strlen(tail);
    size_t each = strlen(row->unit) + strlen(close);
    size_t times = (PAGE - page->markdown.len - rest) / each;
    add_times(page, row->unit, or_same(row->unit_words, row->unit), times, 0);
    add(page, or_none(row->middle), or_none(row->middle));
    add_times(page, close, or_same(row->close_words, close), *close ? times : 0, 0);
    add(page, tail, or_same(row->tail_words, row->tail));
}

/* In the child: lays the page out and compares. Returns the status to exit with. */
static int lay_out(const struct row *row, struct fonts *fonts, struct page *page)
{
    struct layout_setup setup = {.w = 700,
                                 .h = 330,
                                 .em = 27,
                                 .lp_px = 1,
                                 .palette = palette_of(THEME_LIGHT),
                                 .lang = "en"};
    struct rusage used;
    struct str words = {0};
    struct doc *doc = doc_from_markdown(page->markdown.bytes, page->markdown.len, NULL);
    struct layout *layout = layout_new(doc, fonts, &setup);
    getrusage(RUSAGE_SELF, &used);
    double seconds = (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6 +
                     (double)used.ru_stime.tv_sec + (double)used.ru_stime.tv_usec / 1e6;
    bool slow = MEASURED && seconds > SECONDS_MAX;
    bool big = MEASURED && used.ru_maxrss > KIB_MAX;
    layout_words(layout, &words);
    if (page->words.len && page->words.bytes[page->words.len - 1] == ' ')
        page->words.bytes[--page->words.len] = '\0';
    bool lost = strcmp(str_c(&words), str_c(&page->words)) != 0;
    if (slow || big || lost || getenv("CANDOR_PRINT"))
        print_message("%s: %.2f s, %ld MiB, %d sheets%s\n", row->name, seconds,
                      used.ru_maxrss / 1024, layout_sheets(layout),
                      lost ? ", other words" : "");
    return slow || big || lost;
}

static bool check(const struct row *row, struct fonts *fonts)
{
    struct page page = {0};
    int status = 0;
    make_page(row, &page);
    assert_true(page.markdown.len <= PAGE);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit most = {GIVE_UP, GIVE_UP};
        setrlimit(RLIMIT_CPU, &most);
        _exit(lay_out(row, fonts, &page));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        print_message("%s: ended by signal %d\n", row->name, WTERMSIG(status));
    str_free(&page.markdown);
    str_free(&page.words);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void hostile_pages_are_laid_out_whole_and_soon(void **state)
{
    (void)state;
    struct error err = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    assert_non_null(fonts);
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        failed += !check(&rows[i], fonts);
    fonts_close(fonts);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_pages_are_laid_out_whole_and_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
