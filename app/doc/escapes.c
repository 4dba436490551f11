/* Only what could be taken for a part of a table is marked: `\|`, `\-`, `\:`, and `&`
 * where an entity that stands for a pipe may begin. The mark comes first and the escape
 * follows as it was, so that cmark reads the page as it would have without: where it knew
 * an escape, the mark is now followed by its meaning; in code and HTML, by its source. */
#include "doc/escapes.h"

#include <string.h>

enum {
    FIRST_NONCHARACTER = 0xFDD0,
    LAST_NONCHARACTER = 0xFDEF,
    BYTES_OF_ONE = 3, /* in UTF-8 */
};

/* True where a line of the page has nothing but what a delimiter row is made of, and the
 * marks of quotes before it. */
static bool may_hold_table(const char *bytes, size_t len)
{
    bool only = true, dash = false, other = false;
    for (size_t i = 0; i <= len; i++) {
        char c = i < len ? bytes[i] : '\n';
        if (c == '\n' || c == '\r') {
            if (only && dash && other)
                return true;
            only = true;
            dash = other = false;
        }
        dash |= c == '-';
        other |= c == '|' || c == ':';
        only = only && strchr("|:- \t>\\\r\n", c) && c;
    }
    return false;
}

/* Finds a noncharacter that the page does not hold. */
static bool choose_mark(struct escapes *escapes, const char *bytes, size_t len)
{
    for (int c = FIRST_NONCHARACTER; c <= LAST_NONCHARACTER; c++) {
        const char mark[] = {'|', '\xEF', '\xB7', (char)(0x80 | (c & 0x3F)), '\0'};
        if (memmem(bytes, len, mark + 1, BYTES_OF_ONE))
            continue;
        memcpy(escapes->mark, mark, sizeof mark);
        return true;
    }
    return false;
}

static bool may_be_entity(char c)
{
    return c == '#' || c == 'v' || c == 'V'; /* &#124; &vert; &verbar; &VerticalLine; */
}

bool escapes_mark(struct escapes *escapes, const char *bytes, size_t len, struct str *out)
{
    if (!may_hold_table(bytes, len) || !choose_mark(escapes, bytes, len))
        return false;
    for (size_t i = 0; i < len; i++) {
        char next = i + 1 < len ? bytes[i + 1] : '\0';
        bool escape = bytes[i] == '\\' && next;
        if ((escape && strchr("|-:", next)) || (bytes[i] == '&' && may_be_entity(next)))
            str_append(out, escapes->mark);
        if (!escape) {
            str_append_char(out, bytes[i]);
        } else if (strchr("|-:", next)) {
            str_append_char(out, bytes[++i]);
        } else {
            str_append_bytes(out, bytes + i, 2);
            i++;
        }
    }
    return true;
}

bool escapes_at(const struct escapes *escapes, const char *bytes, size_t len, size_t at)
{
    size_t mark = strlen(escapes->mark);
    return mark && len - at >= mark && memcmp(bytes + at, escapes->mark, mark) == 0;
}

static const char *find_mark(const struct escapes *escapes, const char *bytes, size_t len)
{
    return *escapes->mark && len
               ? memmem(bytes, len, escapes->mark, strlen(escapes->mark))
               : NULL;
}

void escapes_resolve(const struct escapes *escapes, const char *bytes, size_t len,
                     enum escape_place place, struct str *out)
{
    const char *end = bytes + len, *mark;
    while ((mark = find_mark(escapes, bytes, (size_t)(end - bytes)))) {
        str_append_bytes(out, bytes, (size_t)(mark - bytes));
        bytes = mark + strlen(escapes->mark);
        char c = bytes < end ? *bytes : '\0';
        bool pipe = place == ESCAPE_CELL && c == '|';
        if (place != ESCAPE_TEXT && c && c != '&' && !pipe)
            str_append_char(out, '\\');
    }
    str_append_bytes(out, bytes, (size_t)(end - bytes));
}

void escapes_resolve_leaf(const struct escapes *escapes, struct leaf *leaf, bool cell)
{
    if (!find_mark(escapes, leaf->text.bytes, leaf->text.len))
        return;
    struct leaf resolved = {0};
    struct str text = {0};
    for (size_t i = 0; i < leaf->count; i++) {
        const struct span *span = &leaf->spans[i];
        enum escape_place place = !(span->flags & SPAN_CODE) ? ESCAPE_TEXT
                                  : cell                     ? ESCAPE_CELL
                                                             : ESCAPE_SOURCE;
        str_clear(&text);
        escapes_resolve(escapes, leaf->text.bytes + span->start, span->len, place, &text);
        leaf_add(&resolved, str_c(&text), text.len, span);
    }
    str_free(&text);
    leaf_free(leaf);
    *leaf = resolved;
}
