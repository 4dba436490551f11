/* Whole numbers as bytes, the least significant first; at most 8 of them. */
#pragma once

#include <stdint.h>

static inline uint64_t little_get(const unsigned char *at, int bytes)
{
    uint64_t number = 0;
    for (int i = bytes - 1; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

static inline void little_put(unsigned char *at, int bytes, uint64_t number)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(number >> 8 * i);
}
