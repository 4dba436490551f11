/* A keep of measured and drawn pieces of text, found by what was drawn. It is emptied
 * whole when it is full. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strips;

/* What makes two pieces the same drawing. */
struct strip_key {
    uint16_t face;
    int px;
    bool rtl;
    uint32_t script;
    const char *text; /* `len` bytes */
    size_t len;
};

/* One piece. Valid until the next strips_find. */
struct strip {
    struct strip *next; /* in its bucket */
    uint64_t hash;
    struct strip_key key;
    char *text; /* key.text with a NUL */
    int w;      /* px; -1 until measured */
    int rows_w, h, ascent;
    uint8_t *rows; /* coverage, h rows of rows_w bytes; NULL until drawn */
};

struct strips *strips_new(size_t max_bytes);
void strips_free(struct strips *strips); /* safe on NULL */

/* The piece for a key, made (not measured, not drawn) where there is none. */
struct strip *strips_find(struct strips *strips, const struct strip_key *key);

/* Gives the strip rows of w x h bytes to fill. */
uint8_t *strips_room(struct strips *strips, struct strip *strip, int w, int h);
