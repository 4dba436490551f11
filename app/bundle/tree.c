/* Three things cost cmark 0.30 the product of two lengths, minutes for 256 KiB. Each was
 * found by timing repeated and random patterns, and none has a meaning for a person:
 *
 * - Blocks nested thousands deep, all begun by one line (`> > > > ...`): whatever is put
 *   into the tree below is compared with each of its ancestors. So a line begins at most
 *   MARKERS_MAX blocks. A stand-in goes before the next marker, which makes the rest of
 *   the line text; in the tree it is taken out again, with the markers behind it. In code
 *   the stand-in alone is taken out: there the markers are words. Blocks begun by many
 *   lines are no danger, for each line must be indented by all that are open.
 * - Empty lines, each of which is matched with every open list. A list stays open only
 *   over lines that are empty or indented, so it is enough to shorten long rows of them.
 * - Images that begin and never end: each link (`![[]()` repeated) walks past all of them
 *   (CVE-2023-22486, mended in cmark 0.30.3). Where a paragraph holds so many of both
 *   that their product is large, a stand-in for their bracket makes the last ones text.
 *
 * Stand-ins are control characters, which no page needs: where one stood in the text
 * itself, and only in a text that was changed, it is lost. */
#include "bundle/tree.h"

#include "base/mem.h"
#include "base/str.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARKERS_MAX = 100,        /* blocks that one line begins */
    EMPTY_LINES_MAX = 100,    /* in a row */
    IMAGE_WORK_MAX = 4000000, /* images begun, times links, in a paragraph */
    BRACKET = '\x1A',         /* stands in for '[' */
    DEEP = '\x1C',            /* before the first marker that is too deep */
};

/* A text on its way to cmark. */
struct tamer {
    struct str text;
    size_t paragraph; /* offset of the first byte after the last empty line */
    size_t empty_lines;
    size_t quotes; /* markers of quotes in those */
    bool stands_in;
};

struct span {
    const char *at, *end;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The next line without its end; moves past that. */
static struct span next_line(struct span *rest)
{
    struct span line = {rest->at, rest->at};
    while (line.end < rest->end && *line.end != '\n' && *line.end != '\r')
        line.end++;
    rest->at = line.end;
    if (rest->at < rest->end && *rest->at == '\r')
        rest->at++;
    if (rest->at < rest->end && *rest->at == '\n' &&
        (rest->at == line.end || rest->at[-1] == '\r'))
        rest->at++;
    return line;
}

/* Blocks. */

/* The end of a marker of a quote or list item at `at`; `at` where there is none. */
static const char *past_marker(const char *at, const char *end)
{
    const char *p = at;
    if (*p == '>')
        return p + 1;
    if (*p >= '0' && *p <= '9') {
        while (p < end && p - at < 9 && *p >= '0' && *p <= '9')
            p++;
        if (p == end || (*p != '.' && *p != ')'))
            return at;
    } else if (!strchr("-+*", *p) || *p == '\0') {
        return at;
    }
    return p + 1 == end || is_blank(p[1]) ? p + 1 : at;
}

/* Where a line ends as a rule would, in one character and blanks; a marker there is no
 * item's. */
static const char *rule_start(const char *at, const char *end)
{
    const char *start = end;
    while (start > at && is_blank(start[-1]))
        start--;
    char c = start > at ? start[-1] : '\0';
    while (start > at && (start[-1] == c || is_blank(start[-1])))
        start--;
    return c == '-' || c == '*' ? start : end;
}

/* The end of the first `most` markers of a line, and of the blanks before the next. */
static const char *past_markers(const char *at, const char *end, size_t most)
{
    const char *rule = rule_start(at, end);
    for (;;) {
        while (at < end && is_blank(*at))
            at++;
        if (at >= rule || most-- == 0)
            return at;
        const char *after = past_marker(at, end);
        if (after == at)
            return at;
        at = after;
    }
}

static void add_line(struct tamer *t, struct span line)
{
    const char *deep = past_markers(line.at, line.end, MARKERS_MAX);
    if (past_markers(deep, line.end, 1) == deep)
        deep = line.at;
    str_append_bytes(&t->text, line.at, (size_t)(deep - line.at));
    if (deep > line.at) {
        str_append_char(&t->text, DEEP);
        t->stands_in = true;
    }
    str_append_bytes(&t->text, deep, (size_t)(line.end - deep));
}

/* True where a line is empty but for markers of quotes, which are counted. */
static bool is_empty(struct span line, size_t *quotes)
{
    *quotes = 0;
    for (; line.at < line.end; line.at++) {
        if (!is_blank(*line.at) && *line.at != '>')
            return false;
        *quotes += *line.at == '>';
    }
    return true;
}

/* Images. */

/* Makes text of the images that the paragraph could begin too many of. Links are no more
 * than their brackets, at either end. */
static void end_paragraph(struct tamer *t)
{
    char *at = t->text.bytes + t->paragraph, *end = t->text.bytes + t->text.len;
    uint64_t images = 0, openers = 0, closers = 0;
    for (char *p = at; p < end; p++) {
        bool image = p > at && p[-1] == '!';
        images += *p == '[' && image;
        openers += *p == '[' && !image;
        closers += *p == ']';
    }
    t->paragraph = t->text.len;
    uint64_t links = openers < closers ? openers : closers;
    if (images * links <= IMAGE_WORK_MAX)
        return;
    uint64_t keep = IMAGE_WORK_MAX / links;
    for (char *p = at + 1; p < end; p++) {
        if (*p != '[' || p[-1] != '!')
            continue;
        if (keep)
            keep--;
        else
            *p = BRACKET;
    }
    t->stands_in = true;
}

static void tame(struct tamer *t, struct span rest)
{
    str_reserve(&t->text, (size_t)(rest.end - rest.at));
    while (rest.at < rest.end) {
        size_t quotes;
        struct span line = next_line(&rest);
        bool empty = is_empty(line, &quotes);
        if (empty && quotes == 0)
            end_paragraph(t);
        t->empty_lines = !empty ? 0 : quotes == t->quotes ? t->empty_lines + 1 : 1;
        t->quotes = quotes;
        if (t->empty_lines > EMPTY_LINES_MAX)
            continue;
        add_line(t, line);
        str_append_bytes(&t->text, line.end, (size_t)(rest.at - line.end));
    }
    end_paragraph(t);
}

/* Back from the tree. */

/* The text that cmark was given, as it was written; NULL where nothing stands in. Where
 * it `begins` a line, markers that were too deep are dropped with their stand-in. */
static const char *restored(const char *text, bool begins, struct str *out)
{
    static const char stand_ins[] = {BRACKET, DEEP, '\0'};
    if (!text || !*(text + strcspn(text, stand_ins)))
        return NULL;
    str_clear(out);
    if (begins && *text == DEEP)
        text = past_markers(text + 1, text + strlen(text), SIZE_MAX);
    str_append(out, "");
    for (; *text; text++) {
        if (*text != DEEP)
            str_append_char(out, *text == BRACKET ? '[' : *text);
    }
    return str_c(out);
}

static void restore_node(cmark_node *node, struct str *out)
{
    cmark_node_type type = cmark_node_get_type(node);
    cmark_node_type before = cmark_node_get_type(cmark_node_previous(node));
    bool begins = type == CMARK_NODE_TEXT &&
                  (before == CMARK_NODE_NONE || before == CMARK_NODE_SOFTBREAK ||
                   before == CMARK_NODE_LINEBREAK);
    const char *text = restored(cmark_node_get_literal(node), begins, out);
    if (text)
        cmark_node_set_literal(node, text);
    if (type == CMARK_NODE_CODE_BLOCK) {
        text = restored(cmark_node_get_fence_info(node), false, out);
        if (text)
            cmark_node_set_fence_info(node, text);
    }
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        text = restored(cmark_node_get_url(node), false, out);
        if (text)
            cmark_node_set_url(node, text);
        text = restored(cmark_node_get_title(node), false, out);
        if (text)
            cmark_node_set_title(node, text);
    }
}

static void restore(cmark_node *root)
{
    struct str out = {0};
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        if (event == CMARK_EVENT_ENTER)
            restore_node(cmark_iter_get_node(iter), &out);
    }
    cmark_iter_free(iter);
    str_free(&out);
}

/* cmark's own allocator aborts where there is no memory left; ours says so and exits. */
static void *take_zeroed(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        mem_exhausted();
    return mem_alloc(bytes);
}

static void *take_more(void *old, size_t size)
{
    return mem_resize(old, 1, size);
}

static cmark_node *parse(const struct str *text)
{
    static const cmark_mem memory = {take_zeroed, take_more, free};
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8,
                                  (cmark_mem *)&memory); /* not written */
    cmark_parser_feed(parser, str_c(text), text->len);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

struct cmark_node *tree_parse(const char *bytes, size_t len)
{
    struct tamer tamer = {0};
    tame(&tamer, (struct span){bytes, bytes + len});
    cmark_node *root = parse(&tamer.text);
    if (tamer.stands_in)
        restore(root);
    str_free(&tamer.text);
    return root;
}
