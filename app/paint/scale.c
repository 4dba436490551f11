/* Each side by itself: a pixel of the result is a weighted sum of neighbours in its
 * column, each of them a weighted sum of neighbours in its row.
 *
 * Made smaller, a pixel takes what it covers of the source, each pixel by how much of it
 * (area averaging): nothing is left out and nothing rings, so that thin lines of a
 * diagram turn grey, evenly. Made larger, it lies between two (linear). Lanczos would
 * be a little sharper on photographs, and draws ghosts beside lines.
 *
 * Weights are 65536ths and sum to exactly that. Rows are kept at 16 bits a channel
 * between the two sums. */
#include "paint/scale.h"

#include "base/mem.h"

#include <stdlib.h>

enum {
    ONE = 65536,
    CHANNELS = 4,
    ROWS_KEPT = 2 /* one result row and the next share at most two source rows */
};

/* Which source pixels make a result pixel: `count` from `first`, weights from `at`. */
struct taps {
    int first, count;
    int at;
};

/* One side's whole table. */
struct side {
    struct taps *taps;
    uint32_t *weights;
};

struct scaler {
    const struct scale *scale;
    struct side across, down;
    uint16_t *rows[ROWS_KEPT]; /* w * CHANNELS each */
    int held[ROWS_KEPT];       /* which source row; -1: none */
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Pixel `i` of `to` covers [i * from, (i + 1) * from) where one of the source is `to`
 * long. What rounding leaves over goes to the first. */
static void cover(int i, int from, int to, struct taps *taps, uint32_t *weights)
{
    int64_t start = (int64_t)i * from, end = start + from;
    taps->first = (int)(start / to);
    taps->count = (int)((end + to - 1) / to) - taps->first;
    uint32_t left = ONE;
    for (int k = taps->count - 1; k >= 0; k--) {
        int64_t a = (int64_t)(taps->first + k) * to, b = a + to;
        int64_t shared = (b < end ? b : end) - (a > start ? a : start);
        weights[k] = k ? (uint32_t)(shared * ONE / from) : left;
        left -= weights[k];
    }
}

/* The middle of pixel `i` lies between the middles of two of the source. */
static void between(int i, int from, int to, struct taps *taps, uint32_t *weights)
{
    int64_t middle = ((int64_t)(2 * i + 1) * from - to) * (ONE / 2) / to; /* ONE a px */
    if (middle < 0)
        middle = 0;
    taps->first = (int)(middle / ONE);
    taps->count = smaller(2, from - taps->first);
    weights[0] = ONE;
    if (taps->count == 2) {
        weights[1] = (uint32_t)(middle % ONE);
        weights[0] -= weights[1];
    }
}

static struct side make_side(int from, int to)
{
    size_t most = (size_t)(from > to ? from / to + 2 : 2);
    struct side side = {
        .taps = mem_resize(NULL, (size_t)to, sizeof *side.taps),
        .weights = mem_resize(NULL, (size_t)to * most, sizeof *side.weights),
    };
    for (int i = 0, at = 0; i < to; i++) {
        struct taps *taps = &side.taps[i];
        taps->at = at;
        if (from > to)
            cover(i, from, to, taps, side.weights + at);
        else
            between(i, from, to, taps, side.weights + at);
        at += taps->count;
    }
    return side;
}

static void free_side(struct side *side)
{
    free(side->taps);
    free(side->weights);
}

/* Source row `y`, made as wide as the result. */
static const uint16_t *row_at(struct scaler *s, int y)
{
    int slot = y % ROWS_KEPT;
    uint16_t *row = s->rows[slot];
    if (s->held[slot] == y)
        return row;
    s->held[slot] = y;
    const uint32_t *from = s->scale->row(s->scale->context, y);
    for (int x = 0; x < s->scale->w; x++) {
        const struct taps *taps = &s->across.taps[x];
        uint32_t sums[CHANNELS] = {0};
        for (int k = 0; k < taps->count; k++) {
            uint32_t pixel = from[taps->first + k];
            uint32_t weight = s->across.weights[taps->at + k];
            for (int c = 0; c < CHANNELS; c++)
                sums[c] += (pixel >> (8 * c) & 0xff) * weight;
        }
        for (int c = 0; c < CHANNELS; c++)
            row[x * CHANNELS + c] = (uint16_t)(sums[c] >> 8);
    }
    return row;
}

static void make_row(struct scaler *s, int y, uint32_t *sums, uint32_t *out)
{
    const struct taps *taps = &s->down.taps[y];
    size_t count = (size_t)s->scale->w * CHANNELS;
    for (size_t i = 0; i < count; i++)
        sums[i] = 1u << 23; /* a half: the sum is rounded */
    for (int k = 0; k < taps->count; k++) {
        const uint16_t *row = row_at(s, taps->first + k);
        uint32_t weight = s->down.weights[taps->at + k];
        for (size_t i = 0; i < count; i++)
            sums[i] += row[i] * weight;
    }
    for (int x = 0; x < s->scale->w; x++) {
        const uint32_t *sum = sums + x * CHANNELS;
        out[x] =
            sum[0] >> 24 | sum[1] >> 24 << 8 | sum[2] >> 24 << 16 | sum[3] >> 24 << 24;
    }
}

void scale_picture(const struct scale *scale, uint32_t *out)
{
    size_t row = (size_t)scale->w * CHANNELS;
    struct scaler s = {
        .scale = scale,
        .across = make_side(scale->from_w, scale->w),
        .down = make_side(scale->from_h, scale->h),
    };
    uint32_t *sums = mem_resize(NULL, row, sizeof *sums);
    for (int i = 0; i < ROWS_KEPT; i++) {
        s.rows[i] = mem_resize(NULL, row, sizeof *s.rows[i]);
        s.held[i] = -1;
    }
    for (int y = 0; y < scale->h; y++)
        make_row(&s, y, sums, out + (size_t)y * (size_t)scale->w);
    for (int i = 0; i < ROWS_KEPT; i++)
        free(s.rows[i]);
    free(sums);
    free_side(&s.across);
    free_side(&s.down);
}
