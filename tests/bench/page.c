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

struct figures {
    struct samples open, turn, larger, back;
    struct samples empty_rss, empty_pss, rss, pss, rss_more, pss_more;
};

static bool press(struct screen *screen, const char *key, int times, struct samples *into)
{
    bool done = true;
    for (int i = 0; done && i < times; i++) {
        double took = 0;
        done = shown_key(screen, key, &took);
        if (done && into)
            samples_add(into, took);
    }
    return done;
}

static bool measure_floor(struct screen *screen, char *const argv[], struct samples *into)
{
    double begin = screen_now(), took;
    pid_t pid = process_start(argv);
    bool done =
        pid > 0 && shown_first(screen, begin, &took) && press(screen, "Next", 10, into);
    if (pid > 0)
        process_stop(pid);
    return shown_all(screen) && done;
}

static bool open_page(struct screen *screen, pid_t pid, struct figures *into)
{
    double rss = process_rss(pid), pss = process_pss(pid);
    if (!press(screen, "Next", 1, &into->open))
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
    bool done =
        pid > 0 && shown_first(screen, begin, &took) && open_page(screen, pid, into) &&
        press(screen, "Next", 20, &into->turn) &&
        press(screen, "Prior", 10, &into->turn) && press(screen, "End", 1, &into->turn) &&
        press(screen, "Prior", 10, &into->turn) &&
        press(screen, "equal", 3, &into->larger) && press(screen, "0", 1, &into->back);
    if (pid > 0)
        process_stop(pid);
    return shown_all(screen) && done;
}

static void print_table(struct figures *r, struct samples *floor)
{
    const struct figure table[] = {
        {"key to first sheet, median, ms", &r->open, floor, 50, TARGET_MOST, 120},
        {"key to first sheet, worst, ms", &r->open, floor, 100, TARGET_MOST, 120},
        {"key to later sheet, median, ms", &r->turn, floor, 50, TARGET_NONE, 0},
        {"key to later sheet, 95 in 100, ms", &r->turn, floor, 95, TARGET_MOST, 8},
        {"larger size, median, ms", &r->larger, floor, 50, TARGET_MOST, 150},
        {"larger size, worst, ms", &r->larger, floor, 100, TARGET_MOST, 150},
        {"back to 100 per cent, median, ms", &r->back, floor, 50, TARGET_MOST, 150},
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
    static struct samples floor;
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
