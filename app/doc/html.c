#include "doc/html.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

enum {
    ENTITY_MAX_LEN = 12
};

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

/* The end of the construct that starts at `at` and ends with `close`. */
static const char *after(const char *at, const char *end, const char *close)
{
    size_t len = strlen(close);
    const char *found = memmem(at, (size_t)(end - at), close, len);
    return found ? found + len : end;
}

/* The end of the tag at `at`: '>' outside quotes. A quote that never closes counts for
 * nothing; each of the two quotes can fail but once in a text, so this stays linear. */
static const char *tag_end(const char *at, const char *end)
{
    for (const char *p = at; p < end; p++) {
        if (*p == '>')
            return p + 1;
        if (*p != '"' && *p != '\'')
            continue;
        const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!close)
            return after(p, end, ">");
        p = close;
    }
    return end;
}

static bool named(const char *name, size_t len, const char *other)
{
    return strlen(other) == len && strncasecmp(name, other, len) == 0;
}

static bool named_in(const char *name, size_t len, const char *const *list)
{
    while (*list && !named(name, len, *list))
        list++;
    return *list != NULL;
}

static const char *const block_tags[] = {
    "address", "article", "aside",   "blockquote", "caption",  "center",     "dd",
    "details", "div",     "dl",      "dt",         "fieldset", "figcaption", "figure",
    "footer",  "form",    "h1",      "h2",         "h3",       "h4",         "h5",
    "h6",      "header",  "hr",      "li",         "main",     "nav",        "ol",
    "p",       "pre",     "section", "summary",    "table",    "tbody",      "tfoot",
    "thead",   "tr",      "ul",      NULL,
};

static const char *const space_tags[] = {"td", "th", "option", NULL};

/* What the tag [at, end) means; sets or clears reader->hidden. */
static enum html_kind read_tag(struct html_reader *reader, const char *at,
                               const char *end)
{
    bool closing = at[1] == '/';
    const char *name = at + 1 + closing;
    size_t len = 0;
    while (name + len < end && is_name_char(name[len]))
        len++;
    if (named(name, len, "script") || named(name, len, "style")) {
        reader->hidden = closing ? NULL : named(name, len, "style") ? "style" : "script";
        return HTML_END;
    }
    if (named(name, len, "br"))
        return HTML_BREAK;
    if (named(name, len, "img"))
        return HTML_IMAGE;
    if (named_in(name, len, block_tags))
        return HTML_BLOCK;
    return named_in(name, len, space_tags) ? HTML_SPACE : HTML_END;
}

/* Moves over what is hidden, to its closing tag or the end. */
static void skip_hidden(struct html_reader *reader)
{
    size_t len = strlen(reader->hidden);
    while (reader->at < reader->end) {
        const char *at = memchr(reader->at, '<', (size_t)(reader->end - reader->at));
        reader->at = at ? at : reader->end;
        if ((size_t)(reader->end - reader->at) >= len + 2 && reader->at[1] == '/' &&
            strncasecmp(reader->at + 2, reader->hidden, len) == 0)
            return;
        reader->at += at != NULL;
    }
}

/* True where '<' at `at` begins a tag or another construct of HTML, not plain text. */
static bool begins_markup(const char *at, const char *end)
{
    if (end - at < 2)
        return false;
    if (at[1] == '/')
        return end - at > 2 && is_letter(at[2]);
    return is_letter(at[1]) || at[1] == '!' || at[1] == '?';
}

static const char *declaration_end(const char *at, const char *end)
{
    if (end - at >= 4 && memcmp(at, "<!--", 4) == 0)
        return after(at + 4, end, "-->");
    if (end - at >= 9 && memcmp(at, "<![CDATA[", 9) == 0)
        return after(at, end, "]]>");
    return after(at, end, at[1] == '?' ? "?>" : ">");
}

/* The text up to the next construct. */
static struct html_piece read_text(struct html_reader *reader)
{
    struct html_piece piece = {.kind = HTML_TEXT, .bytes = reader->at};
    const char *at = reader->at;
    do {
        at = memchr(at + 1, '<', (size_t)(reader->end - at - 1));
    } while (at && !begins_markup(at, reader->end));
    reader->at = at ? at : reader->end;
    piece.len = (size_t)(reader->at - piece.bytes);
    return piece;
}

struct html_piece html_next(struct html_reader *reader)
{
    while (reader->at < reader->end) {
        if (reader->hidden)
            skip_hidden(reader);
        if (reader->at == reader->end)
            break;
        const char *at = reader->at;
        if (*at != '<' || !begins_markup(at, reader->end))
            return read_text(reader);
        if (at[1] == '!' || at[1] == '?') {
            reader->at = declaration_end(at, reader->end);
            continue;
        }
        reader->at = tag_end(at, reader->end);
        enum html_kind kind = read_tag(reader, at, reader->at);
        if (kind != HTML_END)
            return (struct html_piece){kind, at, (size_t)(reader->at - at)};
    }
    return (struct html_piece){.kind = HTML_END};
}

struct attribute {
    const char *name, *value;
    size_t name_len, value_len;
};

/* Reads the attribute at *at and moves past it; false at the tag's end. */
static bool next_attribute(const char **at, const char *end, struct attribute *out)
{
    const char *p = *at;
    while (p < end && !is_name_char(*p))
        p++;
    *out = (struct attribute){.name = p, .value = ""};
    while (p < end && is_name_char(*p))
        p++;
    out->name_len = (size_t)(p - out->name);
    while (p < end && is_white(*p))
        p++;
    if (p < end && *p == '=') {
        for (p++; p < end && is_white(*p);)
            p++;
        char quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
        out->value = p;
        while (p < end && (quote ? *p != quote : !is_white(*p) && *p != '>'))
            p++;
        out->value_len = (size_t)(p - out->value);
        p += quote && p < end;
    }
    *at = p;
    return out->name_len > 0;
}

bool html_attribute(const struct html_piece *tag, const char *name, struct str *out)
{
    const char *at = tag->bytes + 1, *end = tag->bytes + tag->len;
    struct attribute attribute;
    while (at < end && is_name_char(*at))
        at++;
    while (next_attribute(&at, end, &attribute)) {
        if (!named(attribute.name, attribute.name_len, name))
            continue;
        html_decode(attribute.value, attribute.value_len, out);
        return true;
    }
    return false;
}

/* The code point of "#38" or "#x26"; 0 where it is none. */
static uint32_t numeric_entity(const char *name, size_t len)
{
    bool hex = len > 1 && (name[1] | 0x20) == 'x';
    uint32_t c = 0;
    for (size_t i = hex ? 2 : 1; i < len; i++) {
        char digit = (char)(name[i] | 0x20);
        if (name[i] >= '0' && name[i] <= '9')
            c = c * (hex ? 16 : 10) + (uint32_t)(name[i] - '0');
        else if (hex && digit >= 'a' && digit <= 'f')
            c = c * 16 + (uint32_t)(digit - 'a' + 10);
        else
            return 0;
        if (c > 0x10FFFF)
            return 0;
    }
    return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

static uint32_t entity(const char *name, size_t len)
{
    static const struct {
        const char *name;
        uint32_t c;
    } known[] = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                 {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
    if (len > 0 && name[0] == '#')
        return numeric_entity(name, len);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0)
            return known[i].c;
    }
    return 0;
}

void html_decode(const char *bytes, size_t len, struct str *out)
{
    for (size_t i = 0; i < len;) {
        size_t room = len - i < ENTITY_MAX_LEN ? len - i : ENTITY_MAX_LEN;
        const char *close = bytes[i] == '&' ? memchr(bytes + i, ';', room) : NULL;
        size_t name_len = close ? (size_t)(close - (bytes + i)) - 1 : 0;
        uint32_t c = name_len ? entity(bytes + i + 1, name_len) : 0;
        if (c) {
            char encoded[UTF8_MAX];
            str_append_bytes(out, encoded, utf8_encode(c, encoded));
            i += name_len + 2;
        } else {
            str_append_char(out, bytes[i++]);
        }
    }
}
