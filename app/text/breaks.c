/* ICU goes by the rules of UAX 14 and 29, a character at a time through a table, and most
 * of what we set is plain words of ASCII between spaces, for which the rules of UAX 14
 * come to one: a line may break after the spaces. So such words are walked over here, and
 * ICU is asked for the rest, from wherever it begins. Both agree: test_breaks.c compares
 * them. */
#include "text/breaks.h"

#include "base/mem.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* One walk. */
struct walk {
    UBreakIterator *iterator; /* opened on first use */
    UText utext;
    const char *text;
    size_t len, at;
    bool asked; /* the iterator is set to this text */
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
    walk->asked = false;
}

/* Sets ICU's iterator to the text. */
static void ask(struct walk *walk, enum break_kind kind)
{
    static const UBreakIteratorType types[BREAK_KINDS] = {
        [BREAK_LINE] = UBRK_LINE,
        [BREAK_GRAPHEME] = UBRK_CHARACTER,
    };
    UErrorCode status = U_ZERO_ERROR;
    if (!walk->iterator)
        walk->iterator = ubrk_open(types[kind], "", NULL, 0, &status);
    utext_openUTF8(&walk->utext, walk->text, (int64_t)walk->len, &status);
    ubrk_setUText(walk->iterator, &walk->utext, &status);
    if (U_FAILURE(status)) /* ICU's own data is missing or memory is out */
        abort();
    ubrk_first(walk->iterator);
    walk->asked = true;
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
    return i > end && i < len && begins_word(text[i]) ? i : 0;
}

bool breaks_next(struct breaks *breaks, enum break_kind kind, size_t *end, bool *must)
{
    struct walk *walk = &breaks->walks[kind];
    if (walk->at >= walk->len)
        return false;
    size_t plain =
        kind == BREAK_LINE ? after_plain_word(walk->text, walk->len, walk->at) : 0;
    if (must)
        *must = false;
    if (plain) {
        *end = walk->at = plain;
        return true;
    }
    if (!walk->asked)
        ask(walk, kind);
    int32_t at = (int32_t)walk->at;
    bool there = ubrk_current(walk->iterator) == at;
    at = there ? ubrk_next(walk->iterator) : ubrk_following(walk->iterator, at);
    if (at == UBRK_DONE)
        return false;
    *end = walk->at = (size_t)at;
    if (must)
        *must = ubrk_getRuleStatus(walk->iterator) >= UBRK_LINE_HARD;
    return true;
}
