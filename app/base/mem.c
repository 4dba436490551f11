#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void mem_exhausted(void)
{
    fputs("candor: no-memory: out of memory; close other programs and start again\n",
          stderr);
    exit(1);
}

void mem_check_errno(void)
{
    if (errno == ENOMEM)
        mem_exhausted();
}

static void *checked(void *block)
{
    if (!block)
        mem_exhausted();
    return block;
}

void *mem_alloc(size_t size)
{
    return checked(calloc(1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return checked(NULL);
    return checked(realloc(old, bytes ? bytes : 1));
}

char *mem_copy_bytes(const void *bytes, size_t len)
{
    char *copy = checked(malloc(len + 1));
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *mem_copy_string(const char *text)
{
    return text ? mem_copy_bytes(text, strlen(text)) : NULL;
}
