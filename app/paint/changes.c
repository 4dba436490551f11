/* What changed between two lists, after rxi's lite (rencache.c).
 *
 * The canvas is divided into cells. Each item is hashed, and its hash is folded, in
 * drawing order, into every cell that its extent touches; so a cell's hash stands for all
 * that is painted there. Cells whose hash is not that of the list before are painted
 * again. Only the hashes are kept from one list to the next: no list is copied.
 *
 * Runs of changed cells in a row become rectangles, and grow downwards over rows with the
 * same run. Many small ones cost more than they save (each is a walk over the list and a
 * request to the display), so that too many become the one that holds them all.
 *
 * Two different cells have the same hash once in 2^64; then a cell would stay old until
 * something else in it changes. That is accepted. */
#include "paint/changes.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL = 64, /* px */
    MAX_RECTS = 12
};

struct changes {
    int w, h;          /* px of the canvas before; 0: nothing is known */
    int columns, rows; /* cells */
    uint64_t *now, *before;
    struct rect *rects;
    size_t count, cap;
};

struct changes *changes_new(void)
{
    return mem_alloc(sizeof(struct changes));
}

void changes_free(struct changes *changes)
{
    if (!changes)
        return;
    free(changes->now);
    free(changes->before);
    free(changes->rects);
    free(changes);
}

void changes_forget(struct changes *changes)
{
    changes->w = changes->h = 0;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15;
    return hash ^ hash >> 29;
}

static uint64_t mix_pair(uint64_t hash, int a, int b)
{
    return mix(hash, (uint64_t)(uint32_t)a << 32 | (uint32_t)b);
}

static uint64_t mix_bytes(uint64_t hash, const char *bytes, size_t len)
{
    for (; len >= 8; bytes += 8, len -= 8) {
        uint64_t value;
        memcpy(&value, bytes, 8);
        hash = mix(hash, value);
    }
    uint64_t rest = len;
    for (size_t i = 0; i < len; i++)
        rest = rest << 8 | (unsigned char)bytes[i];
    return mix(hash, rest);
}

static uint64_t mix_rect(uint64_t hash, struct rect rect)
{
    return mix_pair(mix_pair(hash, rect.x, rect.y), rect.w, rect.h);
}

static uint64_t hash_box(uint64_t hash, const struct display_item *item)
{
    hash = mix_pair(hash, item->shape, item->hollow);
    hash = mix_pair(hash, item->edge_px, item->radius);
    return mix(hash, item->edge);
}

static uint64_t hash_text(uint64_t hash, const struct display_item *item)
{
    hash = mix_pair(hash, item->style.family, item->style.px);
    hash = mix_pair(hash, item->style.bold, item->style.italic);
    hash = mix_pair(hash, item->baseline, item->underline);
    for (size_t i = 0; i < item->piece_count; i++) {
        const struct font_piece *piece = &item->pieces[i];
        hash = mix_pair(hash, piece->x, piece->w);
        hash = mix_pair(hash, piece->face, piece->rtl);
        hash = mix_pair(hash, (int)piece->start, (int)piece->len);
        hash = mix(hash, piece->script);
    }
    return mix_bytes(hash, item->text, item->len);
}

static uint64_t hash_modules(uint64_t hash, const struct display_item *item)
{
    size_t side = (size_t)item->modules_side;
    return mix_bytes(hash, (const char *)item->modules, side * side);
}

/* Everything of the item that the canvas looks at. */
static uint64_t hash_item(const struct display_item *item)
{
    uint64_t hash = mix_rect(mix_pair(1, item->kind, (int)item->color), item->rect);
    switch (item->kind) {
    case ITEM_BOX:
        return hash_box(hash, item);
    case ITEM_TEXT:
        return hash_text(hash, item);
    case ITEM_ICON:
        return mix_pair(hash, item->icon, item->mirrored);
    case ITEM_IMAGE:
        hash = mix(hash, item->picture ? item->picture->id : 0);
        return mix_bytes(hash, item->path, strlen(item->path));
    case ITEM_QR:
        return hash_modules(hash, item);
    case ITEM_TARGET:
        break;
    }
    return hash;
}

static void fold_in(struct changes *changes, const struct display_item *item)
{
    struct rect canvas = {0, 0, changes->w, changes->h};
    struct rect area = rect_intersect(display_extent(item), canvas);
    if (rect_empty(area))
        return;
    uint64_t hash = hash_item(item);
    int right = (area.x + area.w - 1) / CELL, foot = (area.y + area.h - 1) / CELL;
    for (int row = area.y / CELL; row <= foot; row++)
        for (int column = area.x / CELL; column <= right; column++) {
            uint64_t *cell = &changes->now[row * changes->columns + column];
            *cell = mix(*cell, hash);
        }
}

/* A grid for this canvas; true where the last list's is there to compare with. */
static bool begin(struct changes *changes, int w, int h)
{
    bool known = changes->w == w && changes->h == h;
    if (!known) {
        changes->w = w;
        changes->h = h;
        changes->columns = (w + CELL - 1) / CELL;
        changes->rows = (h + CELL - 1) / CELL;
        size_t count = (size_t)changes->columns * (size_t)changes->rows;
        changes->now = mem_resize(changes->now, count, sizeof *changes->now);
        changes->before = mem_resize(changes->before, count, sizeof *changes->before);
    }
    memset(changes->now, 0,
           (size_t)changes->columns * (size_t)changes->rows * sizeof *changes->now);
    return known;
}

/* Adds a run of cells, to the rectangle that ends just above it where there is one. */
static void add_run(struct changes *changes, struct rect run)
{
    for (size_t i = 0; i < changes->count; i++) {
        struct rect *rect = &changes->rects[i];
        if (rect->x == run.x && rect->w == run.w && rect->y + rect->h == run.y) {
            rect->h += run.h;
            return;
        }
    }
    MEM_GROW(changes->rects, changes->count, changes->cap);
    changes->rects[changes->count++] = run;
}

static void compare_row(struct changes *changes, int row)
{
    const uint64_t *now = changes->now + row * changes->columns;
    const uint64_t *before = changes->before + row * changes->columns;
    for (int column = 0; column < changes->columns; column++) {
        int start = column;
        while (column < changes->columns && now[column] != before[column])
            column++;
        if (column > start)
            add_run(changes, (struct rect){start * CELL, row * CELL,
                                           (column - start) * CELL, CELL});
    }
}

/* The cells at the right and the foot reach over the canvas; too many become one. */
static void tidy(struct changes *changes)
{
    struct rect canvas = {0, 0, changes->w, changes->h}, all = {0};
    for (size_t i = 0; i < changes->count; i++) {
        changes->rects[i] = rect_intersect(changes->rects[i], canvas);
        all = rect_union(all, changes->rects[i]);
    }
    if (changes->count > MAX_RECTS) {
        changes->count = 1;
        changes->rects[0] = all;
    }
}

size_t changes_find(struct changes *changes, const struct display *display,
                    const struct rect **rects)
{
    bool known = begin(changes, display->screen.w, display->screen.h);
    for (size_t i = 0; i < display->count; i++)
        fold_in(changes, &display->items[i]);
    changes->count = 0;
    if (known)
        for (int row = 0; row < changes->rows; row++)
            compare_row(changes, row);
    else
        add_run(changes, (struct rect){0, 0, changes->w, changes->h});
    tidy(changes);
    uint64_t *spare = changes->before;
    changes->before = changes->now;
    changes->now = spare;
    *rects = changes->rects;
    return changes->count;
}
