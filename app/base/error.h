/* Errors: what went wrong, as a code for programs and one line of detail for people.
 *
 * A function that can fail returns bool and takes a `struct error *` last. The layer that
 * fails sets code and detail; callers add a prefix and never overwrite. Out-parameters
 * are untouched on failure. Screens translate the code; the detail goes to the log. */
#pragma once

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum error_code {
    ERROR_NONE,
    ERROR_IO,          /* the system refused a read, write or open */
    ERROR_NOT_FOUND,   /* no such file, page or entry */
    ERROR_INVALID,     /* malformed: an author or a tool must mend it */
    ERROR_LIMIT,       /* over a limit of bundle/limits.h */
    ERROR_DAMAGED,     /* bytes are not those that were hashed */
    ERROR_UNTRUSTED,   /* whole, and not signed by a key we trust */
    ERROR_UNSUPPORTED, /* needs a newer reader, or a device that is not here */
    ERROR_NO_SPACE,    /* the disk is full */
    ERROR_BUSY,        /* somebody else is at it: try again later */
    ERROR_CANCELLED,   /* the caller asked to stop */
};

/* A value; zero-initialised it says "no error". */
struct error {
    enum error_code code;
    char detail[1024]; /* one line, no newline: what, where, what to do; cut at 1,023
                          bytes */
};

/* Sets code and detail. Always returns false, so that `return error_set(...)` reads well.
 */
bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Puts text before the detail ("NAME: " and so on). Always returns false. */
bool error_prefix(struct error *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
