/* A keep of measured and drawn pieces of text, found by what was drawn. It is emptied
 * whole when it is full. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strips;

/* What makes two pieces the same drawing. */
struct strip_key {
    const char *text; /* `len` bytes */
    uint32_t len;
    uint32_t script;
    int px;
    uint16_t face;
    bool rtl;
};

/* One piece. Valid until the next strips_find. */
struct strip {
    struct strip *next; /* in its bucket */
    uint8_t *rows;      /* coverage, h rows of rows_w bytes; NULL until drawn */
    struct strip_key key;
    uint32_t hash;
    int w; /* px; -1 until measured */
    int rows_w, h, ascent;
    char text[]; /* key.text with a NUL: one look at memory finds both */
};

struct strips *strips_new(size_t max_bytes);
void strips_free(struct strips *strips); /* safe on NULL */

/* The piece for a key, made (not measured, not drawn) where there is none. */
struct strip *strips_find(struct strips *strips, const struct strip_key *key);

/* Gives the strip rows of w x h bytes to fill. */
uint8_t *strips_room(struct strips *strips, struct strip *strip, int w, int h);
