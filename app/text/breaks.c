/* ICU goes by the rules of UAX 14 and 29, a character at a time through a table, and most
 * of what we set is plain words of ASCII between spaces, for which the rules of UAX 14
 * come to one: a line may break after the spaces. So such words are walked over here, and
 * ICU is asked for what lies between them, as a text of its own: asked for a place in a
 * longer text it would go back to find where it can begin. That what stands before a
 * place to break does not matter for the next one is how ICU itself works. Both agree:
 * test_breaks.c compares them. */
#include "text/breaks.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* One walk. */
struct walk {
    UBreakIterator *iterator; /* opened on first use */
    UText utext;
    const char *text;
    size_t len, at;
    size_t first, end; /* of the part that the iterator is set to; empty: none */
};

struct breaks {
    struct walk walks[BREAK_KINDS];
};

struct breaks *breaks_new(void)
{
    struct breaks *breaks = mem_alloc(sizeof *breaks);
    for (int i = 0; i < BREAK_KINDS; i++)
        breaks->walks[i].utext = (UText)UTEXT_INITIALIZER;
    return breaks;
}

void breaks_free(struct breaks *breaks)
{
    if (!breaks)
        return;
    for (int i = 0; i < BREAK_KINDS; i++) {
        struct walk *walk = &breaks->walks[i];
        if (walk->iterator)
            ubrk_close(walk->iterator);
        utext_close(&walk->utext);
    }
    free(breaks);
}

void breaks_begin(struct breaks *breaks, enum break_kind kind, const char *text,
                  size_t len)
{
    struct walk *walk = &breaks->walks[kind];
    walk->text = text;
    walk->len = len;
    walk->at = 0;
    walk->first = walk->end = 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_quote(char c)
{
    return c == '\'' || c == '"';
}

/* Class IS of UAX 14. */
static bool is_stop(char c)
{
    return c == '.' || c == ',' || c == ':' || c == ';';
}

static bool begins_word(char c)
{
    return is_letter(c) || is_digit(c) || is_quote(c);
}

/* Where a line may break after the plain word at `at` and its spaces; 0 where that takes
 * more to tell. Between letters, digits, quotes and stops no line breaks (LB 13, 19, 23,
 * 25, 28, 29; digits after a stop may begin a number and are left to ICU), nor before
 * spaces (LB 7); after spaces it may before any of them but a stop (LB 18). */
static size_t after_plain_word(const char *text, size_t len, size_t at)
{
    size_t i = at;
    if (!begins_word(text[i]))
        return 0;
    while (++i < len && (begins_word(text[i]) || is_stop(text[i])))
        if (is_digit(text[i]) && is_stop(text[i - 1]))
            return 0;
    size_t end = i;
    while (i < len && text[i] == ' ')
        i++;
    return i == len || (i > end && begins_word(text[i])) ? i : 0;
}

/* The first place behind `at` where what stands around spaces, by itself, lets a line
 * break (LB 18): ICU need not look further. */
static size_t next_plain_place(const char *text, size_t len, size_t at)
{
    bool plain = false; /* the last but spaces */
    for (size_t i = at; i < len; i++) {
        if (text[i] == ' ')
            continue;
        if (plain && text[i - 1] == ' ' && begins_word(text[i]))
            return i;
        plain = begins_word(text[i]) || is_stop(text[i]);
    }
    return len;
}

/* Sets ICU's iterator to the text from where we are to `end`. */
static void ask(struct walk *walk, enum break_kind kind, size_t end)
{
    static const UBreakIteratorType types[BREAK_KINDS] = {
        [BREAK_LINE] = UBRK_LINE,
        [BREAK_GRAPHEME] = UBRK_CHARACTER,
    };
    UErrorCode status = U_ZERO_ERROR;
    if (!walk->iterator)
        walk->iterator = ubrk_open(types[kind], "", NULL, 0, &status);
    walk->first = walk->at;
    walk->end = end;
    utext_openUTF8(&walk->utext, walk->text + walk->first, (int64_t)(end - walk->first),
                   &status);
    ubrk_setUText(walk->iterator, &walk->utext, &status);
    if (status == U_MEMORY_ALLOCATION_ERROR)
        mem_exhausted();
    if (U_FAILURE(status)) /* ICU's own data is missing */
        abort();
}

/* The next place by ICU. */
static bool ask_next(struct walk *walk, enum break_kind kind, bool *must)
{
    bool there = walk->at < walk->end &&
                 walk->first + (size_t)ubrk_current(walk->iterator) == walk->at;
    if (!there)
        ask(walk, kind,
            kind == BREAK_LINE ? next_plain_place(walk->text, walk->len, walk->at)
                               : walk->len);
    int32_t next = ubrk_next(walk->iterator);
    if (next == UBRK_DONE)
        return false;
    walk->at = walk->first + (size_t)next;
    *must = ubrk_getRuleStatus(walk->iterator) >= UBRK_LINE_HARD;
    return true;
}

bool breaks_next(struct breaks *breaks, enum break_kind kind, size_t *end, bool *must)
{
    struct walk *walk = &breaks->walks[kind];
    bool hard = false;
    if (walk->at >= walk->len)
        return false;
    size_t plain =
        kind == BREAK_LINE ? after_plain_word(walk->text, walk->len, walk->at) : 0;
    if (plain)
        walk->at = plain;
    else if (!ask_next(walk, kind, &hard))
        return false;
    *end = walk->at;
    if (must)
        *must = hard;
    return true;
}

/* Of the class that joins nothing: GB 999 divides two of them. */
static bool is_apart(uint32_t c)
{
    return c < 0x80 ? c >= ' '
                    : u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK) ==
                          U_GCB_OTHER;
}

size_t breaks_single(const char *text, size_t len, size_t at)
{
    size_t end = at;
    if (!is_apart(utf8_next(text, len, &end)))
        return 0;
    size_t next = end;
    return end == len || is_apart(utf8_next(text, len, &next)) ? end : 0;
}
