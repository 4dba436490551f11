#include "base/unicode.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static bool is_ascii(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

/* ICU says it where it has no memory, and goes on with nothing. */
static void check_memory(UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        mem_exhausted();
}

bool unicode_is_nfc(const char *bytes, size_t len)
{
    if (is_ascii(bytes, len))
        return true;
    if (len > INT32_MAX)
        return false;
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = 0;
    UChar *wide =
        mem_resize(NULL, len + 1, sizeof *wide); /* never more units than bytes */
    u_strFromUTF8(wide, (int32_t)len + 1, &count, bytes, (int32_t)len, &code);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    bool is = unorm2_isNormalized(nfc, wide, count, &code) && U_SUCCESS(code);
    check_memory(code);
    free(wide);
    return is;
}

/* NFC is at most 3 times as long in UTF-8 (UAX 15, on expansion factors); bad bytes are
 * one each and become three. */
void unicode_nfc(const char *bytes, size_t len, struct str *out)
{
    UErrorCode code = U_ZERO_ERROR;
    if (len > INT32_MAX / 4)
        return;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    int32_t count = 0, size = 0, room = (int32_t)len * 3 + 1;
    UChar *wide = mem_resize(NULL, len + 1, sizeof *wide);
    UChar *composed = mem_resize(NULL, (size_t)room, sizeof *composed);
    u_strFromUTF8WithSub(wide, (int32_t)len + 1, &count, bytes, (int32_t)len, 0xFFFD,
                         NULL, &code);
    count = unorm2_normalize(nfc, wide, count, composed, room, &code);
    str_reserve(out, (size_t)room);
    u_strToUTF8(out->bytes + out->len, room, &size, composed, count, &code);
    check_memory(code);
    if (U_SUCCESS(code))
        out->len += (size_t)size;
    out->bytes[out->len] = '\0';
    free(composed);
    free(wide);
}

bool unicode_is_hidden(uint32_t c)
{
    UChar32 wide = (UChar32)c;
    uint32_t kinds = U_GC_C_MASK | U_GC_Z_MASK;
    return c != ' ' && (c > 0x10FFFF || U_GET_GC_MASK(wide) & kinds ||
                        u_hasBinaryProperty(wide, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

/* Folding one code point gives at most three (SpecialCasing), at most 3 times the bytes.
 */
void unicode_fold(const char *bytes, size_t len, struct str *out)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t room = len < INT32_MAX / 3 - 1 ? (int32_t)len * 3 + 1 : 0;
    UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
    check_memory(code);
    str_reserve(out, (size_t)room);
    int32_t size = ucasemap_utf8FoldCase(map, out->bytes + out->len, room, bytes,
                                         (int32_t)len, &code);
    check_memory(code);
    if (U_SUCCESS(code))
        out->len += (size_t)size;
    out->bytes[out->len] = '\0';
    ucasemap_close(map);
}
