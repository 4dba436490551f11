#include "doc/front.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct line {
    const char *bytes;
    size_t len;  /* white space around it left out */
    size_t next; /* offset of the line after it */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct line read_line(const char *bytes, size_t len, size_t at)
{
    const char *newline = memchr(bytes + at, '\n', len - at);
    size_t end = newline ? (size_t)(newline - bytes) : len;
    struct line line = {.bytes = bytes + at, .next = newline ? end + 1 : end};
    const char *last = bytes + end;
    while (line.bytes < last && is_space(*line.bytes))
        line.bytes++;
    while (last > line.bytes && is_space(last[-1]))
        last--;
    line.len = (size_t)(last - line.bytes);
    return line;
}

static bool is_fence(const struct line *line)
{
    return line->len == 3 && memcmp(line->bytes, "---", 3) == 0;
}

static bool is_key_char(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           c == '-' || c == '_' || c == '.';
}

/* Length of the key that the line begins with, 0 where it has none. */
static size_t key_length(const struct line *line)
{
    size_t i = 0;
    while (i < line->len && is_key_char(line->bytes[i]))
        i++;
    return i < line->len && line->bytes[i] == ':' ? i : 0;
}

/* True where a section starts at `at`, the offset of its first line, and is closed. */
static bool begins(const char *bytes, size_t len, size_t at)
{
    struct line line = read_line(bytes, len, at);
    if (!is_fence(&line) || line.next == len)
        return false;
    line = read_line(bytes, len, line.next);
    if (key_length(&line) == 0)
        return false;
    while (line.next < len) {
        line = read_line(bytes, len, line.next);
        if (is_fence(&line))
            return true;
    }
    return false;
}

static struct doc_field field_of(const struct line *line, int number, struct arena *arena)
{
    size_t key = key_length(line);
    const char *value = line->bytes + (key ? key + 1 : 0);
    const char *end = line->bytes + line->len;
    while (value < end && is_space(*value))
        value++;
    return (struct doc_field){
        .key = arena_copy(arena, line->bytes, key),
        .value = arena_copy(arena, value, (size_t)(end - value)),
        .line = number,
    };
}

struct front front_read(const char *bytes, size_t len, struct arena *arena)
{
    struct front front = {0};
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        front.len = 3;
    if (!begins(bytes, len, front.len))
        return front;

    struct doc_field *fields = NULL;
    size_t cap = 0;
    struct line line = read_line(bytes, len, front.len);
    for (front.lines = 2;; front.lines++) {
        line = read_line(bytes, len, line.next);
        if (is_fence(&line))
            break;
        if (line.len == 0 || line.bytes[0] == '#')
            continue;
        MEM_GROW(fields, front.count, cap);
        fields[front.count++] = field_of(&line, front.lines, arena);
    }
    front.fields = arena_adopt(arena, fields, front.count, sizeof *fields);
    front.len = line.next;
    return front;
}
