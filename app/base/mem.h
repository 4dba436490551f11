/* Memory that is there or ends the program: out of memory prints `no-memory` and exits
 * with status 1. Sizes that come from a file are checked against a named limit first. */
#pragma once

#include <stddef.h>

void *mem_alloc(size_t size);                           /* zeroed; free with free() */
void *mem_resize(void *old, size_t count, size_t size); /* count * size bytes, checked */
char *mem_copy_string(const char *text);                /* NULL gives NULL */
char *mem_copy_bytes(const void *bytes, size_t len);    /* adds a NUL */

_Noreturn void mem_exhausted(void); /* for a library that says there is none left */
void mem_check_errno(void);         /* the same, where errno says so */

/* Makes room for one more element in ARRAY of COUNT elements, doubling its capacity CAP.
 */
#define MEM_GROW(array, count, cap)                                \
    do {                                                           \
        if ((count) == (cap)) {                                    \
            (cap) = (cap) ? (cap)*2 : 16;                          \
            (array) = mem_resize((array), (cap), sizeof *(array)); \
        }                                                          \
    } while (0)
