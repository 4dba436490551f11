#include "text/bidi.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

enum {
    SCRIPT_LATIN = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n',
    FIRST_RTL = 0x590, /* no code point below runs from right to left */
};

/* Converts to UTF-16; at[i] is the byte offset of unit i. Returns the number of units. */
static size_t to_utf16(const char *text, size_t len, UChar *units, uint32_t *at)
{
    size_t count = 0;
    for (size_t i = 0; i < len;) {
        uint32_t start = (uint32_t)i;
        uint32_t c = utf8_next(text, len, &i);
        if (c >= 0x10000) {
            at[count] = start;
            units[count++] = (UChar)(0xD7C0 + (c >> 10));
            c = 0xDC00 | (c & 0x3FF);
        }
        at[count] = start;
        units[count++] = (UChar)c;
    }
    return count;
}

static bool runs_one_way(const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        if ((unsigned char)text[i] < 0x80)
            i++;
        else if (utf8_next(text, len, &i) >= FIRST_RTL)
            return false;
    }
    return true;
}

void bidi_levels(const char *text, size_t len, bool rtl, uint8_t *levels)
{
    memset(levels, 0, len);
    if (len == 0 || (!rtl && runs_one_way(text, len)))
        return;
    UChar *units = mem_resize(NULL, len, sizeof *units);
    uint32_t *at = mem_resize(NULL, len, sizeof *at);
    size_t count = to_utf16(text, len, units, at);
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, units, (int32_t)count, rtl ? 1 : 0, NULL, &status);
    const UBiDiLevel *found = ubidi_getLevels(bidi, &status);
    if (U_FAILURE(status)) /* memory is out */
        mem_exhausted();
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1 < count ? at[i + 1] : len;
        memset(levels + at[i], found[i], end - at[i]);
    }
    ubidi_close(bidi);
    free(at);
    free(units);
}

void bidi_order(const uint8_t *levels, size_t count, int32_t *order)
{
    ubidi_reorderVisual(levels, (int32_t)count, order);
}

bool bidi_language_is_rtl(const char *lang)
{
    return uloc_isRightToLeft(lang);
}

uint32_t script_of(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? SCRIPT_LATIN : 0;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    if (U_FAILURE(status) || script <= USCRIPT_INHERITED)
        return 0;
    const char *name = uscript_getShortName(script);
    return (uint32_t)name[0] << 24 | (uint32_t)name[1] << 16 | (uint32_t)name[2] << 8 |
           (uint32_t)name[3];
}
