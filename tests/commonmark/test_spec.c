/* The examples of the CommonMark specification, each laid out: what stands on the sheets
 * are the words of the example's own HTML, every one, once, in order. There are no
 * exceptions.
 *
 * The words of the HTML are found here without any code of the app: tags are dropped,
 * those of blocks part words, `alt` of an image stands in its place (and `title` below it
 * where it is alone in its paragraph), entities are decoded, and comments, declarations
 * and what <script> and <style> hold vanish, as DESIGN.md says of raw HTML. */
#include "layout/layout.h"

#include "../layout/words.h"
#include "base/error.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmark.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    EXAMPLES = 652,
    SPEC_MAX = 1 << 20,
};

#define FENCE "````````````````````````````````"

/* A stretch of text, borrowed. */
struct slice {
    const char *at, *end;
};

/* HTML. */

static bool starts(struct slice in, const char *with)
{
    size_t len = strlen(with);
    return (size_t)(in.end - in.at) >= len && strncasecmp(in.at, with, len) == 0;
}

/* Where `close` ends after in.at, or the end. */
static const char *past(struct slice in, const char *close)
{
    size_t len = strlen(close);
    for (const char *p = in.at; p + len <= in.end; p++)
        if (strncasecmp(p, close, len) == 0)
            return p + len;
    return in.end;
}

static bool parts_words(const char *name, size_t len)
{
    static const char *const tags[] = {"p",  "h1",  "h2", "h3",  "h4",        "h5", "h6",
                                       "ul", "ol",  "li", "pre", "table",     "tr", "td",
                                       "hr", "div", "br", "del", "blockquote"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i]) == len && strncasecmp(name, tags[i], len) == 0)
            return true;
    return false;
}

static const char *tag_end(struct slice in)
{
    char quote = 0;
    for (const char *p = in.at; p < in.end; p++) {
        if (quote) {
            quote = *p == quote ? 0 : quote;
            continue;
        }
        if (*p == '>')
            return p + 1;
        if (*p == '"' || *p == '\'')
            quote = *p;
    }
    return in.end;
}

/* Adds text, with the four entities that cmark writes decoded. */
static void add_text(struct slice in, struct str *out)
{
    static const char *const entities[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    while (in.at < in.end) {
        size_t i = 0, count = sizeof entities / sizeof *entities;
        while (i < count && !starts(in, entities[i][0]))
            i++;
        if (i < count)
            add_word_bytes(out, entities[i][1], 1);
        else
            add_word_bytes(out, in.at, 1);
        in.at += i < count ? strlen(entities[i][0]) : 1;
    }
}

static void add_value(struct slice tag, const char *attribute, struct str *out)
{
    struct slice value = {past(tag, attribute), tag.end};
    value.end = memchr(value.at, '"', (size_t)(value.end - value.at));
    if (value.end)
        add_text(value, out);
}

/* An image alone in its paragraph is a figure, and its title the caption below it. */
static void add_image(struct slice html, struct slice tag, struct str *out)
{
    struct slice before = {tag.at - html.at > 3 ? tag.at - 3 : html.at, tag.at};
    add_value(tag, "alt=\"", out);
    if (!starts(before, "<p>") || !starts((struct slice){tag.end, html.end}, "</p>"))
        return;
    add_word_bytes(out, " ", 1);
    add_value(tag, "title=\"", out);
}

/* The end of the construct of `html` at in.at; adds what it leaves. */
static const char *skip_markup(struct slice html, struct slice in, struct str *out)
{
    if (starts(in, "<!--"))
        return past((struct slice){in.at + 4, in.end}, "-->");
    if (starts(in, "<![CDATA["))
        return past(in, "]]>");
    if (starts(in, "<?"))
        return past(in, "?>");
    if (starts(in, "<!"))
        return past(in, ">");
    if (starts(in, "<script"))
        return past(in, "</script>");
    if (starts(in, "<style"))
        return past(in, "</style>");
    const char *end = tag_end(in), *name = in.at + (in.at[1] == '/' ? 2 : 1);
    size_t len = 0;
    while (name + len < end && strchr("abcdefghijklmnopqrstuvwxyz123456", name[len] | 32))
        len++;
    if (parts_words(name, len))
        add_word_bytes(out, " ", 1);
    if (len == 3 && strncmp(name, "img", 3) == 0)
        add_image(html, (struct slice){in.at, end}, out);
    return end;
}

static void html_words(struct slice html, struct str *out)
{
    struct slice in = html;
    while (in.at < in.end) {
        const char *next = memchr(in.at, '<', (size_t)(in.end - in.at));
        add_text((struct slice){in.at, next ? next : in.end}, out);
        if (!next)
            break;
        in.at = skip_markup(html, (struct slice){next, in.end}, out);
    }
    if (out->len && out->bytes[out->len - 1] == ' ')
        out->bytes[--out->len] = '\0';
}

/* The specification. */

struct example {
    int number, line; /* of spec.txt, 1-based */
    struct str markdown, html;
};

/* The next line, without its end; false after the last. */
static bool next_line(struct slice *in, struct slice *line)
{
    if (in->at == in->end)
        return false;
    const char *end = memchr(in->at, '\n', (size_t)(in->end - in->at));
    *line = (struct slice){in->at, end ? end : in->end};
    in->at = end ? end + 1 : in->end;
    return true;
}

static bool line_is(struct slice line, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(line.end - line.at) == len && memcmp(line.at, text, len) == 0;
}

/* Appends a line of an example, where an arrow stands for a tab. */
static void add_line(struct slice line, struct str *out)
{
    while (line.at < line.end) {
        bool tab = starts(line, "\u2192");
        str_append_char(out, tab ? '\t' : *line.at);
        line.at += tab ? strlen("\u2192") : 1;
    }
    str_append_char(out, '\n');
}

/* Reads the next example, after *line lines; false after the last. */
static bool next_example(struct slice *in, int *line, struct example *out)
{
    struct slice row;
    do {
        if (!next_line(in, &row))
            return false;
        ++*line;
    } while (!line_is(row, FENCE " example"));
    str_clear(&out->markdown);
    str_clear(&out->html);
    out->number++;
    out->line = *line;
    for (struct str *into = &out->markdown; next_line(in, &row);) {
        ++*line;
        if (line_is(row, FENCE))
            return true;
        if (line_is(row, "."))
            into = &out->html;
        else
            add_line(row, into);
    }
    return false;
}

static void page_words(struct fonts *fonts, const struct str *markdown,
                       const struct layout_setup *setup, struct str *out)
{
    struct doc *doc = doc_from_markdown(str_c(markdown), markdown->len, NULL);
    struct layout *layout = layout_new(doc, fonts, setup);
    layout_words(layout, out);
    layout_free(layout);
    doc_free(doc);
}

/* Lays one example out; false, and it is printed, where its words are others. */
static bool check(struct fonts *fonts, const struct example *example,
                  const struct layout_setup *setup)
{
    struct str want = {0}, got = {0};
    const char *html = str_c(&example->html);
    html_words((struct slice){html, html + example->html.len}, &want);
    page_words(fonts, &example->markdown, setup, &got);
    bool same = strcmp(str_c(&want), str_c(&got)) == 0;
    if (!same)
        print_error("spec.txt:%d: example %d, %d px wide:\n%s  want %s\n  got  %s\n",
                    example->line, example->number, setup->w, str_c(&example->markdown),
                    str_c(&want), str_c(&got));
    str_free(&want);
    str_free(&got);
    return same;
}

static void check_all(int w, int h, int em)
{
    struct error err = {0};
    struct str spec = {0};
    struct fonts *fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    assert_non_null(fonts);
    if (!file_read(TEST_SOURCE_DIR "/tests/commonmark/spec.txt", SPEC_MAX, &spec, &err))
        fail_msg("%s", err.detail);
    struct layout_setup setup = {.w = w,
                                 .h = h,
                                 .em = em,
                                 .lp_px = 1,
                                 .palette = palette_of(THEME_LIGHT),
                                 .lang = "en"};
    struct slice in = {spec.bytes, spec.bytes + spec.len};
    struct example example = {0};
    int line = 0, other = 0;
    while (next_example(&in, &line, &example))
        other += !check(fonts, &example, &setup);
    assert_int_equal(example.number, EXAMPLES);
    assert_int_equal(other, 0);
    str_free(&example.markdown);
    str_free(&example.html);
    str_free(&spec);
    fonts_close(fonts);
}

static void every_example_keeps_its_words_on_a_wide_sheet(void **state)
{
    (void)state;
    check_all(900, 600, 20);
}

static void every_example_keeps_its_words_in_huge_type_on_a_small_sheet(void **state)
{
    (void)state;
    check_all(240, 180, 48);
}

static void cmark_is_of_the_version_of_these_examples(void **state)
{
    (void)state;
    assert_memory_equal(cmark_version_string(), "0.30.", 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cmark_is_of_the_version_of_these_examples),
        cmocka_unit_test(every_example_keeps_its_words_on_a_wide_sheet),
        cmocka_unit_test(every_example_keeps_its_words_in_huge_type_on_a_small_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
