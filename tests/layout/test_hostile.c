/* Pages at the limit of 256 KiB that were made to be hard: each is laid out whole, no
 * word lost, within 2 s of processor time and 128 MiB.
 *
 * Each page is laid out in a child process, so that one that would never end is ended,
 * and so that its memory is its own. Time and memory are held against their limits only
 * in a build without sanitizers (packaging/test makes one for this test); under them only
 * the words are. With CANDOR_PRINT in the environment the figures are printed. */
#include "words.h"

#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MEMORY_MAX = 128 * 1024, /* KiB */
    GIVE_UP = 120,           /* s of processor time; the child is then ended */
};

#define SECONDS_MAX 2.0

#ifdef __SANITIZE_ADDRESS__
static const bool measured = false;
#else
static const bool measured = true;
#endif

/* A page: a head, a unit repeated to the limit, a tail; or what `make` makes of it. What
 * each leaves as words is the same text where it is not given. */
static const struct row {
    const char *name, *head, *unit, *tail;
    const char *head_words, *unit_words, *tail_words;
    void (*make)(struct str *page, struct str *words);
    size_t units; /* at most; 0: to the limit */
} rows[];

static size_t room(const struct str *page)
{
    return BUNDLE_PAGE_MAX - page->len;
}
