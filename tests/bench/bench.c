/* The benchmark of the reader at its start: beside the floor, from outside.
 *
 * Both programs are black boxes, told apart only by their command. Each run starts one,
 * waits for its first page, weighs it, and turns pages with real key events; the runs of
 * the two alternate, so that whatever else the machine does falls on both, and a first
 * run of each, which fills the caches of files, is thrown away.
 *
 * When is something *painted*? The X server reports each change of the screen's pixels
 * (the DAMAGE extension) after it was carried out. A picture is complete at the last
 * report that is followed by QUIET ms without one; waiting for that quiet is not counted.
 * The first page counts only if the screen then shows more than one colour: an opened,
 * still empty window is not a page. So the times hold everything a person waits for,
 * from fork() or the key's press to the pixels in the server, and nothing after it.
 *
 * The 95th percentile is over all turns of all runs. Idle is counted once for each
 * program, over IDLE_MS with nothing happening: how often it woke (voluntary context
 * switches of all its threads) and the ticks of processor time it used.
 *
 * usage: bench RUNS TURNS FLOOR FONT READER [ARGUMENT...]
 * TURNS is that of one run. Exits 1 where it could not measure, never for a figure. */
#include "figures.h"
#include "process.h"
#include "shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    IDLE_MS = 10000, /* ms */
};

/* What is measured of one program. */
struct figures {
    struct samples start, rss, pss, turn, waits, ticks;
};

static void idle(struct screen *screen, pid_t pid, struct figures *into)
{
    shown_all(screen);
    long waits = process_waits(pid), ticks = process_ticks(pid);
    struct timespec time = {.tv_sec = IDLE_MS / 1000};
    nanosleep(&time, NULL);
    samples_add(&into->waits, (double)(process_waits(pid) - waits));
    samples_add(&into->ticks, (double)(process_ticks(pid) - ticks));
}

static bool turn(struct screen *screen, const char *key, struct figures *into)
{
    double took;
    bool done = shown_key(screen, key, &took);
    if (done)
        samples_add(&into->turn, took);
    return done;
}

/* Starts a program once and measures it. */
static bool run(struct screen *screen, char *const argv[], int turns, bool with_idle,
                struct figures *into)
{
    double begin = screen_now(), took;
    pid_t pid = process_start(argv);
    bool done = pid > 0 && shown_first(screen, begin, &took);
    if (done) {
        samples_add(&into->start, took);
        samples_add(&into->rss, process_rss(pid));
        samples_add(&into->pss, process_pss(pid));
    }
    for (int i = 0; done && i < turns; i++)
        done = turn(screen, i % 2 ? "Prior" : "Next", into);
    if (done && with_idle)
        idle(screen, pid, into);
    if (pid > 0)
        process_stop(pid);
    return shown_all(screen) && done;
}

static void print_table(struct figures *r, struct figures *f)
{
    const struct figure table[] = {
        {"start to first page, median, ms", &r->start, &f->start, 50, TARGET_RATIO, 1.6},
        {"resident memory, median, MiB", &r->rss, &f->rss, 50, TARGET_RATIO, 1.7},
        {"proportional memory, median, MiB", &r->pss, &f->pss, 50, TARGET_NONE, 0},
        {"key to new sheet, median, ms", &r->turn, &f->turn, 50, TARGET_NONE, 0},
        {"key to new sheet, 95 in 100, ms", &r->turn, &f->turn, 95, TARGET_MOST, 8},
        {"idle 10 s: wake-ups", &r->waits, &f->waits, 50, TARGET_MOST, 0},
        {"idle 10 s: processor ticks", &r->ticks, &f->ticks, 50, TARGET_MOST, 0},
    };
    figure_print_head();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        figure_print(&table[i]);
}

static bool measure(struct screen *screen, int runs, int turns, char *const floor_argv[],
                    char *const reader_argv[])
{
    static struct figures warm_up, floor, reader;
    bool done = run(screen, floor_argv, 2, false, &warm_up) &&
                run(screen, reader_argv, 2, false, &warm_up);
    for (int i = 0; done && i < runs; i++)
        done = run(screen, floor_argv, turns, i == 0, &floor) &&
               run(screen, reader_argv, turns, i == 0, &reader);
    if (done)
        print_table(&reader, &floor);
    return done;
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "usage: bench RUNS TURNS FLOOR FONT READER [ARGUMENT...]\n");
        return 2;
    }
    struct screen *screen = screen_open();
    if (!screen)
        return 1;
    char *floor_argv[] = {argv[3], argv[4], NULL};
    bool done = measure(screen, atoi(argv[1]), atoi(argv[2]), floor_argv, argv + 5);
    screen_close(screen);
    return done ? 0 : 1;
}
