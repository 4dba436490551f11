#include "text/breaks.h"

#include "base/mem.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct breaks {
    UBreakIterator *iterators[BREAK_KINDS]; /* opened on first use */
    UText texts[BREAK_KINDS];
};

struct breaks *breaks_new(void)
{
    struct breaks *breaks = mem_alloc(sizeof *breaks);
    for (int i = 0; i < BREAK_KINDS; i++)
        breaks->texts[i] = (UText)UTEXT_INITIALIZER;
    return breaks;
}

void breaks_free(struct breaks *breaks)
{
    if (!breaks)
        return;
    for (int i = 0; i < BREAK_KINDS; i++) {
        if (breaks->iterators[i])
            ubrk_close(breaks->iterators[i]);
        utext_close(&breaks->texts[i]);
    }
    free(breaks);
}

void breaks_begin(struct breaks *breaks, enum break_kind kind, const char *text,
                  size_t len)
{
    static const UBreakIteratorType types[BREAK_KINDS] = {
        [BREAK_LINE] = UBRK_LINE,
        [BREAK_GRAPHEME] = UBRK_CHARACTER,
    };
    UErrorCode status = U_ZERO_ERROR;
    if (!breaks->iterators[kind])
        breaks->iterators[kind] = ubrk_open(types[kind], "", NULL, 0, &status);
    utext_openUTF8(&breaks->texts[kind], text, (int64_t)len, &status);
    ubrk_setUText(breaks->iterators[kind], &breaks->texts[kind], &status);
    if (U_FAILURE(status)) /* ICU's own data is missing or memory is out */
        abort();
    ubrk_first(breaks->iterators[kind]);
}

bool breaks_next(struct breaks *breaks, enum break_kind kind, size_t *end, bool *must)
{
    int32_t at = ubrk_next(breaks->iterators[kind]);
    if (at == UBRK_DONE)
        return false;
    *end = (size_t)at;
    if (must)
        *must = ubrk_getRuleStatus(breaks->iterators[kind]) >= UBRK_LINE_HARD;
    return true;
}
