#include "bundle/markdown.h"

#include "base/mem.h"
#include "base/str.h"
#include "bundle/tree.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *bytes;
    size_t len;  /* white space around it left out */
    size_t next; /* offset of the line after it */
};

static struct line read_line(const char *bytes, size_t len, size_t at)
{
    const char *newline = memchr(bytes + at, '\n', len - at);
    size_t end = newline ? (size_t)(newline - bytes) : len;
    struct line line = {.next = newline ? end + 1 : end};
    while (at < end && strchr(" \t\r", bytes[at]))
        at++;
    while (end > at && strchr(" \t\r", bytes[end - 1]))
        end--;
    line.bytes = bytes + at;
    line.len = end - at;
    return line;
}

static bool is_fence(const struct line *line)
{
    return line->len == 3 && memcmp(line->bytes, "---", 3) == 0;
}

static bool has_key(const struct line *line)
{
    static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-_.";
    size_t i = 0;
    while (i < line->len && strchr(chars, line->bytes[i]))
        i++;
    return i > 0 && i < line->len && line->bytes[i] == ':';
}

size_t markdown_front(const char *bytes, size_t len, int *lines)
{
    struct line line = read_line(bytes, len, 0);
    if (len == 0 || !is_fence(&line))
        return 0;
    line = read_line(bytes, len, line.next);
    if (!has_key(&line))
        return 0;
    for (int count = 2; line.next < len; count++) {
        line = read_line(bytes, len, line.next);
        if (is_fence(&line)) {
            *lines = count + 1;
            return line.next;
        }
    }
    return 0;
}

/* Appends the plain text of what stands below `node`. */
static void plain_text(cmark_node *node, struct str *out)
{
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *at = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(at);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            str_append(out, cmark_node_get_literal(at));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            str_append_char(out, ' ');
    }
    cmark_iter_free(iter);
}

/* Which mark a node opens or closes; false for none. */
static bool kind_of(cmark_node *node, bool enter, enum mark_kind *kind)
{
    static const struct {
        cmark_node_type type;
        enum mark_kind enter;
    } table[] = {
        {CMARK_NODE_HEADING, MARK_HEADING},     {CMARK_NODE_PARAGRAPH, MARK_PARAGRAPH},
        {CMARK_NODE_LIST, MARK_LIST},           {CMARK_NODE_ITEM, MARK_ITEM},
        {CMARK_NODE_LINK, MARK_LINK},           {CMARK_NODE_IMAGE, MARK_IMAGE},
        {CMARK_NODE_HTML_BLOCK, MARK_HTML},     {CMARK_NODE_HTML_INLINE, MARK_HTML},
        {CMARK_NODE_THEMATIC_BREAK, MARK_RULE},
    };
    cmark_node_type type = cmark_node_get_type(node);
    if (!enter) {
        *kind = type == CMARK_NODE_LIST ? MARK_LIST_END : MARK_ITEM_END;
        return type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
    }
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].type == type) {
            *kind = table[i].enter;
            return true;
        }
    }
    return false;
}

static void add(cmark_node *node, enum mark_kind kind, int first, struct marks *out)
{
    struct str text = {0};
    const char *url = NULL;
    struct mark mark = {.kind = kind,
                        .line = cmark_node_get_start_line(node) + first - 1};
    if (kind == MARK_HEADING)
        mark.level = cmark_node_get_heading_level(node);
    else if (kind == MARK_LIST)
        mark.level = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (kind == MARK_LINK || kind == MARK_IMAGE)
        url = cmark_node_get_url(node);
    if (kind == MARK_HTML)
        str_append(&text, cmark_node_get_literal(node));
    else if (kind <= MARK_PARAGRAPH || kind == MARK_LINK)
        plain_text(node, &text);
    mark.text = arena_copy(&out->arena, str_c(&text), text.len);
    mark.url = arena_string(&out->arena, url ? url : "");
    str_free(&text);
    MEM_GROW(out->items, out->count, out->cap);
    out->items[out->count++] = mark;
}

void marks_read(const char *bytes, size_t len, int first, struct marks *out)
{
    cmark_node *root = tree_parse(bytes, len);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        enum mark_kind kind;
        cmark_node *node = cmark_iter_get_node(iter);
        if (kind_of(node, event == CMARK_EVENT_ENTER, &kind))
            add(node, kind, first, out);
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

void marks_free(struct marks *marks)
{
    arena_free(&marks->arena);
    free(marks->items);
    *marks = (struct marks){0};
}
