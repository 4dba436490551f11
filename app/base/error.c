#include "base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
    assert(code != ERROR_NONE);
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->detail, sizeof err->detail, fmt, args);
    va_end(args);
    err->code = code;
    return false;
}

bool error_prefix(struct error *err, const char *fmt, ...)
{
    char detail[sizeof err->detail];
    memcpy(detail, err->detail, sizeof detail);
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(err->detail, sizeof err->detail, fmt, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof err->detail)
        snprintf(err->detail + n, sizeof err->detail - (size_t)n, "%s", detail);
    return false;
}
