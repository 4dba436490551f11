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
