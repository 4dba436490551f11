#include "figures.h"

#include <stdlib.h>

void samples_add(struct samples *samples, double value)
{
    if (samples->count < MAX_SAMPLES)
        samples->at[samples->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_percentile(struct samples *samples, int percent)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->at, samples->count, sizeof *samples->at, compare);
    size_t rank = (samples->count * (size_t)percent + 99) / 100;
    return samples->at[rank > 0 ? rank - 1 : 0];
}

double samples_median(struct samples *samples)
{
    return samples_percentile(samples, 50);
}
