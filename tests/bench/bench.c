/* The benchmark: the reader beside the floor, from outside.
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
#include "process.h"
#include "x11/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    START_QUIET = 300,  /* ms */
    TURN_QUIET = 60,    /* ms */
    GIVE_UP = 20000,    /* ms */
    IDLE_MS = 10000,    /* ms */
    MAX_SAMPLES = 4000, /* of one figure */
};

struct samples {
    double at[MAX_SAMPLES];
    size_t count;
};

/* What is measured of one program. */
struct figures {
    struct samples start, rss, pss, turn, waits, ticks;
};

static void add(struct samples *samples, double value)
{
    if (samples->count < MAX_SAMPLES)
        samples->at[samples->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that `percent` of the samples do not exceed (nearest rank). */
static double percentile(struct samples *samples, int percent)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->at, samples->count, sizeof *samples->at, compare);
    size_t rank = (samples->count * (size_t)percent + 99) / 100;
    return samples->at[rank > 0 ? rank - 1 : 0];
}

static bool shows_something(struct screen *screen)
{
    size_t count = (size_t)screen_width(screen) * (size_t)screen_height(screen);
    size_t different = 0;
    uint32_t *pixels = screen_pixels(screen);
    for (size_t i = 1; i < count; i++)
        different += pixels[i] != pixels[0];
    free(pixels);
    return different > count / 200;
}

static bool first_page(struct screen *screen, double begin, struct figures *into)
{
    double painted = begin, deadline = begin + GIVE_UP;
    do {
        if (!screen_painted(screen, deadline, &painted) ||
            !screen_settled(screen, START_QUIET, deadline, &painted)) {
            fprintf(stderr, "bench: no page within %d s\n", GIVE_UP / 1000);
            return false;
        }
    } while (!shows_something(screen));
    add(&into->start, painted - begin);
    return true;
}

/* One key's press to the last of what it paints. */
static bool turn(struct screen *screen, const char *key, struct figures *into)
{
    double begin = screen_now(), painted = begin;
    bool done = screen_key(screen, key, true) &&
                screen_painted(screen, begin + GIVE_UP, &painted) &&
                screen_settled(screen, TURN_QUIET, begin + GIVE_UP, &painted);
    screen_key(screen, key, false);
    if (done)
        add(&into->turn, painted - begin);
    else
        fprintf(stderr, "bench: the key %s painted nothing\n", key);
    return done;
}

static void idle(struct screen *screen, pid_t pid, struct figures *into)
{
    double painted;
    screen_settled(screen, 1000, screen_now() + GIVE_UP, &painted);
    long waits = process_waits(pid), ticks = process_ticks(pid);
    struct timespec time = {.tv_sec = IDLE_MS / 1000};
    nanosleep(&time, NULL);
    add(&into->waits, (double)(process_waits(pid) - waits));
    add(&into->ticks, (double)(process_ticks(pid) - ticks));
}

/* Starts a program once and measures it. */
static bool run(struct screen *screen, char *const argv[], int turns, bool with_idle,
                struct figures *into)
{
    double begin = screen_now(), painted;
    pid_t pid = process_start(argv);
    bool done = pid > 0 && first_page(screen, begin, into);
    if (done) {
        add(&into->rss, process_rss(pid));
        add(&into->pss, process_pss(pid));
    }
    for (int i = 0; done && i < turns; i++)
        done = turn(screen, i % 2 ? "Prior" : "Next", into);
    if (done && with_idle)
        idle(screen, pid, into);
    if (pid > 0)
        process_stop(pid);
    return screen_settled(screen, START_QUIET, screen_now() + GIVE_UP, &painted) && done;
}

/* One line of the table; `limit` is of the ratio, or of the reader's own figure. */
static void row(const char *name, double reader, double floor, double limit, bool ratio)
{
    char target[32], ratio_text[32] = "-";
    if (floor > 0)
        snprintf(ratio_text, sizeof ratio_text, "%.2f", reader / floor);
    snprintf(target, sizeof target, ratio ? "<= %g x" : "<= %g", limit);
    bool met = ratio ? reader <= limit * floor : reader <= limit;
    printf("%-34s %9.2f %9.2f %7s  %-9s %s\n", name, reader, floor, ratio_text,
           limit < 0 ? "" : target, limit < 0 ? "" : (met ? "met" : "NOT MET"));
}

static void print_table(struct figures *reader, struct figures *floor)
{
    printf("%-34s %9s %9s %7s  %s\n", "", "reader", "floor", "ratio", "target");
    row("start to first page, median, ms", percentile(&reader->start, 50),
        percentile(&floor->start, 50), 1.6, true);
    row("resident memory, median, MiB", percentile(&reader->rss, 50),
        percentile(&floor->rss, 50), 1.7, true);
    row("proportional memory, median, MiB", percentile(&reader->pss, 50),
        percentile(&floor->pss, 50), -1, true);
    row("key to new sheet, median, ms", percentile(&reader->turn, 50),
        percentile(&floor->turn, 50), -1, false);
    row("key to new sheet, 95 in 100, ms", percentile(&reader->turn, 95),
        percentile(&floor->turn, 95), 8, false);
    row("idle 10 s: wake-ups", percentile(&reader->waits, 50),
        percentile(&floor->waits, 50), 0, false);
    row("idle 10 s: processor ticks", percentile(&reader->ticks, 50),
        percentile(&floor->ticks, 50), 0, false);
    printf("%zu starts and %zu turns of each\n", reader->start.count, reader->turn.count);
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
