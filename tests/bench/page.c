/* The benchmark of a long page: the real reader, from outside, as bench.c does it.
 *
 * Each run starts the reader at a page of a few words, beside which lies one of 256 KiB
 * of prose, and presses keys:
 *
 *   Next         from the small page to the first sheet of the long one: to read it,
 * parse it, lay it out whole and paint Next, Prior  its later sheets, then End, Home =
 * three times a larger size, each with the same words on top 0            back to 100 per
 * cent, whose widths are known
 *
 * Below each time stands the processor time that the program itself took, which is what
 * remains of it on a machine that does nothing else but show the picture.
 *
 * Memory is that of the process on the small page ("empty"), on the long one, and what
 * lies between. The floor is floor.c: one page of text drawn anew for each key.
 *
 * usage: bench-page RUNS FLOOR FONT READER [ARGUMENT...]
 * Exits 1 where it could not measure, never for a figure. */
#include "figures.h"
#include "process.h"
#include "shown.h"

#include <stdio.h>
#include <stdlib.h>

/* From a key to what it paints, and the processor time that the program took for it. */
struct answers {
    struct samples took, cpu;
};

struct figures {
    struct answers open, turn, larger, back;
    struct samples empty_rss, empty_pss, rss, pss, rss_more, pss_more;
};

/* Presses a key some times, each time when the last is answered. */
static bool press(struct screen *screen, pid_t pid, const char *key, int times,
                  struct answers *into)
{
    for (int i = 0; i < times; i++) {
        double took, cpu = process_cpu(pid);
        if (!shown_key(screen, key, &took))
            return false;
        samples_add(&into->took, took);
        samples_add(&into->cpu, process_cpu(pid) - cpu);
    }
    return true;
}

static bool measure_floor(struct screen *screen, char *const argv[], struct answers *into)
{
    double begin = screen_now(), took;
    pid_t pid = process_start(argv);
    bool done = pid > 0 && shown_first(screen, begin, &took) &&
                press(screen, pid, "Next", 10, into);
    if (pid > 0)
        process_stop(pid);
    return shown_all(screen) && done;
}

static bool open_page(struct screen *screen, pid_t pid, struct figures *into)
{
    double rss = process_rss(pid), pss = process_pss(pid);
    if (!press(screen, pid, "Next", 1, &into->open))
        return false;
    samples_add(&into->empty_rss, rss);
    samples_add(&into->empty_pss, pss);
    samples_add(&into->rss, process_rss(pid));
    samples_add(&into->pss, process_pss(pid));
    samples_add(&into->rss_more, process_rss(pid) - rss);
    samples_add(&into->pss_more, process_pss(pid) - pss);
    return true;
}

static bool measure_reader(struct screen *screen, char *const argv[],
                           struct figures *into)
{
    double begin = screen_now(), took;
    pid_t pid = process_start(argv);
    bool done = pid > 0 && shown_first(screen, begin, &took) &&
                open_page(screen, pid, into) &&
                press(screen, pid, "Next", 20, &into->turn) &&
                press(screen, pid, "Prior", 10, &into->turn) &&
                press(screen, pid, "End", 1, &into->turn) &&
                press(screen, pid, "Prior", 10, &into->turn) &&
                press(screen, pid, "equal", 3, &into->larger) &&
                press(screen, pid, "0", 1, &into->back);
    if (pid > 0)
        process_stop(pid);
    return shown_all(screen) && done;
}

static void print_table(struct figures *r, struct answers *f)
{
    const struct figure table[] = {
        {"key to first sheet, median, ms", &r->open.took, &f->took, 50, TARGET_MOST, 120},
        {"  processor, median, ms", &r->open.cpu, &f->cpu, 50, TARGET_NONE, 0},
        {"key to later sheet, median, ms", &r->turn.took, &f->took, 50, TARGET_NONE, 0},
        {"key to later sheet, 95 in 100, ms", &r->turn.took, &f->took, 95, TARGET_MOST,
         8},
        {"  processor, 95 in 100, ms", &r->turn.cpu, &f->cpu, 95, TARGET_NONE, 0},
        {"larger size, median, ms", &r->larger.took, &f->took, 50, TARGET_MOST, 150},
        {"  processor, median, ms", &r->larger.cpu, &f->cpu, 50, TARGET_NONE, 0},
        {"back to 100 per cent, median, ms", &r->back.took, &f->took, 50, TARGET_MOST,
         150},
        {"  processor, median, ms", &r->back.cpu, &f->cpu, 50, TARGET_NONE, 0},
        {"resident memory, small page, MiB", &r->empty_rss, NULL, 50, TARGET_NONE, 0},
        {"resident memory, long page, MiB", &r->rss, NULL, 50, TARGET_NONE, 0},
        {"  the long page's own, MiB", &r->rss_more, NULL, 50, TARGET_MOST, 24},
        {"proportional, small page, MiB", &r->empty_pss, NULL, 50, TARGET_NONE, 0},
        {"proportional, long page, MiB", &r->pss, NULL, 50, TARGET_NONE, 0},
        {"  the long page's own, MiB", &r->pss_more, NULL, 50, TARGET_MOST, 24},
    };
    figure_print_head();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        figure_print(&table[i]);
}

static bool measure(struct screen *screen, int runs, char *const floor_argv[],
                    char *const reader_argv[])
{
    static struct figures warm_up, reader;
    static struct answers floor;
    bool done = measure_reader(screen, reader_argv, &warm_up);
    for (int i = 0; done && i < runs; i++)
        done = measure_floor(screen, floor_argv, &floor) &&
               measure_reader(screen, reader_argv, &reader);
    if (done)
        print_table(&reader, &floor);
    return done;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: bench-page RUNS FLOOR FONT READER [ARGUMENT...]\n");
        return 2;
    }
    struct screen *screen = screen_open();
    if (!screen)
        return 1;
    char *floor_argv[] = {argv[2], argv[3], NULL};
    bool done = measure(screen, atoi(argv[1]), floor_argv, argv + 4);
    screen_close(screen);
    return done ? 0 : 1;
}
