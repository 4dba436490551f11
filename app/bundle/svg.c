#include "bundle/svg.h"

#include <stdlib.h>
#include <string.h>

enum {
    RATIO_SIDE_MIN = 16 /* px */
};

/* The attributes of one tag: [at, end). */
struct tag {
    const char *at, *end;
};

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What follows the next `stop` behind `at`; NULL where there is none. */
static const char *behind(const char *at, const char *end, const char *stop)
{
    const char *found = memmem(at, (size_t)(end - at), stop, strlen(stop));
    return found ? found + strlen(stop) : NULL;
}

static bool begins(const char *at, const char *end, const char *word)
{
    return (size_t)(end - at) >= strlen(word) && memcmp(at, word, strlen(word)) == 0;
}

/* Behind a declaration of the document type, which may hold others in brackets. */
static const char *behind_doctype(const char *at, const char *end)
{
    const char *close = memchr(at, '>', (size_t)(end - at));
    const char *open = memchr(at, '[', (size_t)(end - at));
    if (close && open && open < close)
        at = behind(open, end, "]");
    return at ? behind(at, end, ">") : NULL;
}

/* The root element's attributes: past declarations, comments and white space. */
static bool find_root(const char *at, const char *end, struct tag *out)
{
    while (at && (at = memchr(at, '<', (size_t)(end - at)))) {
        if (begins(at, end, "<!--"))
            at = behind(at, end, "-->");
        else if (begins(at, end, "<?"))
            at = behind(at, end, "?>");
        else if (begins(at, end, "<!"))
            at = behind_doctype(at, end);
        else if (begins(at, end, "<svg") && end - at > 4 &&
                 (is_white(at[4]) || at[4] == '>' || at[4] == '/'))
            break;
        else
            return false;
    }
    if (!at)
        return false;
    out->at = at + 4;
    out->end = memchr(at, '>', (size_t)(end - at));
    return out->end;
}

/* Reads the next attribute; false after the last. */
static bool next_attribute(struct tag *tag, struct tag *name, struct tag *value)
{
    while (tag->at < tag->end && (is_white(*tag->at) || *tag->at == '/'))
        tag->at++;
    name->at = tag->at;
    while (tag->at < tag->end && *tag->at != '=' && !is_white(*tag->at))
        tag->at++;
    name->end = tag->at;
    while (tag->at < tag->end && (is_white(*tag->at) || *tag->at == '='))
        tag->at++;
    if (tag->at == tag->end || (*tag->at != '"' && *tag->at != '\''))
        return false;
    value->at = tag->at + 1;
    value->end = memchr(value->at, *tag->at, (size_t)(tag->end - value->at));
    if (!value->end)
        return false;
    tag->at = value->end + 1;
    return true;
}

static bool is_word(const struct tag *text, const char *word)
{
    return (size_t)(text->end - text->at) == strlen(word) &&
           memcmp(text->at, word, strlen(word)) == 0;
}

/* A number as SVG writes it, and where it ends. In our own hand: strtod asks the locale,
 * and takes "nan", "inf" and hexadecimal. */
static double read_number(struct tag *text)
{
    double sign = 1, value = 0, unit = 1;
    while (text->at < text->end && (is_white(*text->at) || *text->at == ','))
        text->at++;
    if (text->at < text->end && (*text->at == '-' || *text->at == '+'))
        sign = *text->at++ == '-' ? -1 : 1;
    for (; text->at < text->end && *text->at >= '0' && *text->at <= '9'; text->at++)
        value = value * 10 + (*text->at - '0');
    if (text->at < text->end && *text->at == '.')
        text->at++;
    for (; text->at < text->end && *text->at >= '0' && *text->at <= '9'; text->at++)
        value += (*text->at - '0') * (unit /= 10);
    return sign * value;
}

/* A length in CSS px; 0 for what has none of its own ("100%") or is none. */
static double read_length(struct tag text)
{
    static const struct {
        const char *name;
        double px;
    } units[] = {
        {"", 1},           {"px", 1},  {"pt", 96 / 72.0}, {"pc", 16}, {"mm", 96 / 25.4},
        {"cm", 96 / 2.54}, {"in", 96}, {"em", 16},        {"ex", 8},
    };
    double value = read_number(&text);
    while (text.end > text.at && is_white(text.end[-1]))
        text.end--;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (is_word(&text, units[i].name))
            return value > 0 ? value * units[i].px : 0;
    return 0;
}

static int whole_px(double px)
{
    if (!(px < IMAGE_SVG_SIDE_MAX)) /* no number is not, either */
        return IMAGE_SVG_SIDE_MAX;
    return px < 1 ? 1 : (int)(px + 0.5);
}

static void set_size(double w, double h, struct image_info *out)
{
    out->w = whole_px(w);
    out->h = whole_px(h);
}

/* The size of a view box, doubled until whole px tell its ratio well enough. */
static void set_ratio(double w, double h, struct image_info *out)
{
    while (w < RATIO_SIDE_MIN || h < RATIO_SIDE_MIN) {
        w *= 2;
        h *= 2;
    }
    set_size(w, h, out);
}

bool svg_measure(const char *bytes, size_t len, struct image_info *out)
{
    struct tag root, name, value;
    double w = 0, h = 0, box_w = 0, box_h = 0;
    if (len == 0 || !find_root(bytes, bytes + len, &root))
        return false;
    while (next_attribute(&root, &name, &value)) {
        if (is_word(&name, "width")) {
            w = read_length(value);
        } else if (is_word(&name, "height")) {
            h = read_length(value);
        } else if (is_word(&name, "viewBox")) {
            read_number(&value);
            read_number(&value);
            box_w = read_number(&value);
            box_h = read_number(&value);
        }
    }
    bool box = box_w > 0 && box_h > 0;
    if (w > 0 && h > 0)
        set_size(w, h, out);
    else if (box && w > 0)
        set_size(w, w * box_h / box_w, out);
    else if (box && h > 0)
        set_size(h * box_w / box_h, h, out);
    else if (box)
        set_ratio(box_w, box_h, out);
    else
        set_size(300, 150, out); /* as CSS 2.1 (10.3.2) has it */
    out->fills = box && w <= 0 && h <= 0;
    return true;
}

bool svg_resize(const char *bytes, size_t len, int w, int h, struct str *out)
{
    struct tag root, name, value;
    if (len == 0 || !find_root(bytes, bytes + len, &root))
        return false;
    str_append_bytes(out, bytes, (size_t)(root.at - bytes));
    str_printf(out, " width=\"%d\" height=\"%d\"", w, h);
    size_t moved = out->len - (size_t)(root.at - bytes);
    str_append_bytes(out, root.at, (size_t)(bytes + len - root.at));
    while (next_attribute(&root, &name, &value))
        if (is_word(&name, "width") || is_word(&name, "height"))
            memset(out->bytes + moved + (name.at - bytes), ' ',
                   (size_t)(value.end + 1 - name.at));
    return true;
}
