/* The benchmark of layout: Markdown to sheets, beside its floor.
 *
 * The floor is cmark's parse of the same text in the same run: what any reader of
 * Markdown has done before it can think of lines. Beside it stand, each apart,
 *
 *   doc    doc_from_markdown: cmark's parse again, and our tree made of it
 *   cold   layout_new with fonts just opened: every word is shaped for its width
 *   warm   layout_new again, with the same fonts: every width is known
 *
 * in MB (10^6 bytes) of Markdown a second of processor time (all is one thread, and what
 * else the machine does shall not count), medians of RUNS runs; then how many times
 * longer than the floor cold and warm take (the median, and the range of all runs), which
 * is what the targets are about. All is measured at one size on one screen, that of the
 * other benchmark: 1920 x 1080 at 96 dpi, 100 per cent.
 *
 * usage: bench-layout FONTS RUNS [NAME...]   Exits 1 where it could not measure, never
 * for a figure. */
#include "layout/layout.h"
#include "base/str.h"
#include "bundle/limits.h"
#include "figures.h"
#include "texts.h"
#include "ui/metrics.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    COLD_LIMIT = 40, /* times the floor */
    WARM_LIMIT = 10,
};

struct figures {
    struct samples parse, doc, cold, warm;
    struct samples cold_ratio, warm_ratio;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct layout_setup setup_of(enum text text)
{
    struct metrics m = metrics_make((struct metrics_setup){1920, 1080, 96, 100});
    return (struct layout_setup){
        .w = m.column.w,
        .h = m.column.h,
        .em = m.text_em,
        .lp_px = m.lp,
        .palette = palette_of(THEME_LIGHT),
        .lang = text == TEXT_ARABIC ? "ar" : "en",
        .rtl = text == TEXT_ARABIC,
    };
}

static double time_parse(const struct str *markdown)
{
    double begin = now();
    cmark_node *root = cmark_parse_document(markdown->bytes, markdown->len,
                                            CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    double took = now() - begin;
    cmark_node_free(root);
    return took;
}

static double time_doc(const struct str *markdown, struct doc **doc)
{
    double begin = now();
    *doc = doc_from_markdown(markdown->bytes, markdown->len, NULL);
    return now() - begin;
}

static double time_layout(const struct doc *doc, struct fonts *fonts,
                          const struct layout_setup *setup)
{
    double begin = now();
    struct layout *layout = layout_new(doc, fonts, setup);
    double took = now() - begin;
    layout_free(layout);
    return took;
}

static bool run(const struct str *markdown, const char *folder,
                const struct layout_setup *setup, struct figures *into)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(folder, &err);
    if (!fonts) {
        fprintf(stderr, "bench-layout: %s\n", err.detail);
        return false;
    }
    struct doc *doc;
    double parse = time_parse(markdown);
    samples_add(&into->parse, parse);
    samples_add(&into->doc, time_doc(markdown, &doc));
    double cold = time_layout(doc, fonts, setup), warm = time_layout(doc, fonts, setup);
    samples_add(&into->cold, cold);
    samples_add(&into->warm, warm);
    samples_add(&into->cold_ratio, cold / parse);
    samples_add(&into->warm_ratio, warm / parse);
    doc_free(doc);
    fonts_close(fonts);
    return true;
}

static double speed(struct samples *times, size_t bytes)
{
    return (double)bytes / 1e3 / samples_median(times);
}

static void print_ratio(struct samples *ratios, double limit)
{
    double median = samples_median(ratios);
    printf("  %6.1f (%.1f to %.1f) %s", median, samples_percentile(ratios, 0),
           samples_percentile(ratios, 100), median <= limit ? "met" : "NOT MET");
}

static bool measure(enum text text, const char *folder, int runs)
{
    struct figures *figures = calloc(1, sizeof *figures);
    struct str markdown = {0};
    struct layout_setup setup = setup_of(text);
    text_make(text, BUNDLE_PAGE_MAX, &markdown);
    bool done = figures;
    for (int i = 0; done && i < runs; i++)
        done = run(&markdown, folder, &setup, figures);
    if (done) {
        printf("%-18s %7.1f %7.1f %7.1f %7.1f", text_name(text),
               speed(&figures->parse, markdown.len), speed(&figures->doc, markdown.len),
               speed(&figures->cold, markdown.len), speed(&figures->warm, markdown.len));
        print_ratio(&figures->cold_ratio, COLD_LIMIT);
        print_ratio(&figures->warm_ratio, WARM_LIMIT);
        printf("\n");
    }
    str_free(&markdown);
    free(figures);
    return done;
}

static bool wanted(enum text text, char **names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], text_name(text)) == 0)
            return true;
    return count == 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: bench-layout FONTS RUNS [NAME...]\n");
        return 2;
    }
    printf("256 KiB of           MB/s: cmark     doc    cold    warm"
           "  cold/cmark (<= %d)  warm/cmark (<= %d)\n",
           COLD_LIMIT, WARM_LIMIT);
    bool done = true;
    for (enum text text = 0; done && text < TEXT_COUNT; text++)
        if (wanted(text, argv + 3, argc - 3))
            done = measure(text, argv[1], atoi(argv[2]));
    return done ? 0 : 1;
}
