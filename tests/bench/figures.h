/* What is measured many times, and what is said of it. */
#pragma once

#include <stddef.h>

enum {
    MAX_SAMPLES = 4000, /* of one figure; more are not kept */
};

/* A value; zero-initialised it is empty. */
struct samples {
    double at[MAX_SAMPLES];
    size_t count;
};

void samples_add(struct samples *samples, double value);

/* The value that `percent` of the samples do not exceed (nearest rank), 0 where there are
 * none. Puts them in order. */
double samples_percentile(struct samples *samples, int percent);

double samples_median(struct samples *samples);

/* A target of a figure of the reader. */
enum target {
    TARGET_NONE,
    TARGET_MOST,  /* the figure is at most `limit` */
    TARGET_RATIO, /* it is at most `limit` times the floor's */
};

/* A line of a table: the reader's figure (its `percent`ile), the floor's, how they stand
 * to each other and to the target, and between what the reader's lay. */
struct figure {
    const char *name;
    struct samples *reader, *floor; /* floor may be NULL */
    int percent;
    enum target target;
    double limit;
};

void figure_print_head(void);
void figure_print(const struct figure *figure);
