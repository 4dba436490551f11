#include "figures.h"

#include <stdbool.h>
#include <stdio.h>
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

void figure_print_head(void)
{
    printf("%-34s %8s %8s %6s  %-9s %-8s %s\n", "", "reader", "floor", "ratio", "target",
           "", "least to most");
}

void figure_print(const struct figure *f)
{
    double reader = samples_percentile(f->reader, f->percent);
    double floor = f->floor ? samples_percentile(f->floor, f->percent) : 0;
    double most = f->target == TARGET_RATIO ? f->limit * floor : f->limit;
    char floor_text[32] = "-", ratio[32] = "-", target[32] = "";
    if (f->floor)
        snprintf(floor_text, sizeof floor_text, "%.2f", floor);
    if (floor > 0)
        snprintf(ratio, sizeof ratio, "%.2f", reader / floor);
    if (f->target != TARGET_NONE)
        snprintf(target, sizeof target, "<= %g%s", f->limit,
                 f->target == TARGET_RATIO ? " x" : "");
    const char *met = f->target == TARGET_NONE ? "" : reader <= most ? "met" : "NOT MET";
    printf("%-34s %8.2f %8s %6s  %-9s %-8s %.2f to %.2f (%zu)\n", f->name, reader,
           floor_text, ratio, target, met, samples_percentile(f->reader, 0),
           samples_percentile(f->reader, 100), f->reader->count);
}
