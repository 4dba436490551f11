#include "edition/words.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static bool within(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

/* Scripts whose words stand side by side. */
static bool is_unspaced(uint32_t c)
{
    if (c < 0x0E00)
        return false;
    return within(c, 0x0E00, 0x0EFF) ||                              /* Thai, Lao */
           within(c, 0x1000, 0x109F) || within(c, 0xAA60, 0xAA7F) || /* Burmese */
           within(c, 0x1780, 0x17FF) ||                              /* Khmer */
           within(c, 0x3005, 0x3007) || within(c, 0x3041, 0x30FF) || /* kana */
           within(c, 0x31F0, 0x31FF) || within(c, 0x3400, 0x4DBF) ||
           within(c, 0x4E00, 0x9FFF) || within(c, 0xF900, 0xFAFF) || /* Han */
           within(c, 0x20000, 0x3FFFF);
}

/* Marks above and below letters of Hebrew and Arabic, the stretch, the soft hyphen. */
static bool is_dropped(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x00AD, 0x00AD}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
        {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x0640, 0x0640},
        {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E8},
        {0x06EA, 0x06ED}, {0x08CA, 0x08E1}, {0x08E3, 0x08FF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (within(c, ranges[i][0], ranges[i][1]))
            return true;
    }
    return false;
}

/* A letter of Arabic that holds a mark in itself, without it (Unicode's canonical
 * decompositions); others as they are. */
static uint32_t bare(uint32_t c)
{
    switch (c) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
        return 0x0627;
    case 0x0624:
        return 0x0648;
    case 0x0626:
        return 0x064A;
    default:
        return c;
    }
}

/* Ends of words in a text, one after the other. */
struct breaks {
    UBreakIterator *iterator; /* NULL where the text has no need of it, or ICU no data */
    UText text;
    size_t next;
};

static void breaks_open(struct breaks *breaks, const char *text, size_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    *breaks = (struct breaks){.text = UTEXT_INITIALIZER};
    utext_openUTF8(&breaks->text, text, (int64_t)len, &status);
    breaks->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    ubrk_setUText(breaks->iterator, &breaks->text, &status);
    if (U_SUCCESS(status))
        return;
    ubrk_close(breaks->iterator);
    utext_close(&breaks->text);
    breaks->iterator = NULL;
}

static bool is_break(struct breaks *breaks, size_t at)
{
    while (breaks->iterator && breaks->next < at) {
        int32_t next = ubrk_next(breaks->iterator);
        breaks->next = next == UBRK_DONE ? SIZE_MAX : (size_t)next;
    }
    return breaks->iterator && breaks->next == at;
}

static void breaks_close(struct breaks *breaks)
{
    if (!breaks->iterator)
        return;
    ubrk_close(breaks->iterator);
    utext_close(&breaks->text);
}

static bool needs_breaks(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        if (is_unspaced(utf8_next(text, len, &at)))
            return true;
    }
    return false;
}

static void add(struct words *words, uint32_t c, size_t from)
{
    char bytes[UTF8_MAX];
    size_t len = utf8_encode(c, bytes);
    for (size_t i = 0; i < len; i++)
        words->origin[words->text.len + i] = (uint32_t)from;
    str_append_bytes(&words->text, bytes, len);
}

void words_read(const char *text, size_t len, struct words *out)
{
    struct breaks breaks = {0};
    bool before = false; /* the character before is of an unspaced script */
    str_clear(&out->text);
    /* at worst each byte is none of UTF-8 and becomes a replacement character of 3 */
    out->origin = mem_resize(out->origin, 3 * len + 1, sizeof *out->origin);
    if (needs_breaks(text, len))
        breaks_open(&breaks, text, len);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, len, &at);
        bool unspaced = is_unspaced(c);
        if (before && unspaced && is_break(&breaks, from))
            add(out, 0x200B, from);
        before = unspaced;
        if (!is_dropped(c))
            add(out, bare(c), from);
    }
    out->origin[out->text.len] = (uint32_t)len;
    str_append(&out->text, "");
    breaks_close(&breaks);
}

void words_free(struct words *words)
{
    str_free(&words->text);
    free(words->origin);
    *words = (struct words){0};
}
