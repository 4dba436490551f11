/* Where things stand on a screen and how large they are: the screen's class by its real
 * short side, the em, the bars, the column of text, the rail (DESIGN.md, "How it looks";
 * ACCESSIBILITY.md, rows 0, 4, 5, 8, 9). Pure: the same numbers in, the same out.
 *
 * px from the top left of the canvas, before rotation and before display_mirror; mm only
 * where a name says so. One lp (layout px) is 1/96 inch. */
#pragma once

#include "base/rect.h"

#include <stdbool.h>
#include <stddef.h>

enum screen_class {
    SCREEN_HAND,  /* short side under 80 mm: one foot bar */
    SCREEN_KIOSK, /* 80 to 129 mm */
    SCREEN_LARGE, /* from 130 mm: main buttons 20 x 20 mm */
};

enum {
    METRICS_SIZES = 6, /* steps of size: 100 125 150 200 300 400 per cent */
    METRICS_SIZE_BASE = 100,
    METRICS_SIZE_ALWAYS = 200, /* offered on every screen (WCAG 1.4.4) */
};

/* What is known of the screen and asked by the reader. */
struct metrics_setup {
    int w, h; /* px of the canvas, at least 1 */
    int dpi;  /* px an inch, at least 1 */
    int size; /* per cent, one of the steps */
};

/* A value. */
struct metrics {
    int w, h, dpi, size;
    enum screen_class class;
    int lp;      /* px of one lp, at least 1 */
    int em;      /* px of the em at 100%: bars, buttons, panels */
    int text_em; /* px of the em at the size chosen: pages and cards */
    bool folded; /* one foot bar instead of two */
    bool narrow; /* no room in the top bar for Back: the menu has it, as where folded */
    bool rail;   /* a leading rail stands beside the column of a page */

    struct rect top;    /* empty where folded */
    struct rect foot;   /* always there */
    struct rect area;   /* between the bars */
    struct rect column; /* of a page's text, inside `area` */
    struct rect list;   /* of cards and rows, inside `area` */
    struct rect side;   /* the rail, empty where there is none */

    int gap;          /* between targets, at least 2 mm */
    int touch;        /* the least height or width of a target, at least 11.6 mm */
    int main_w;       /* of a bar's button, where there is room */
    int button_h;     /* of a bar's button */
    int list_columns; /* columns of cards: 2 from 220 mm, else 1 */
};

struct metrics metrics_make(struct metrics_setup setup);

/* Fills `out` with the sizes offered on this screen, smallest first; returns how many. */
size_t metrics_sizes(struct metrics_setup screen, int out[METRICS_SIZES]);

/* The offered size `step` places from `size` (+1 larger, -1 smaller), or the nearest end.
 */
int metrics_size_step(struct metrics_setup screen, int size, int step);

/* The largest size offered that is not above `size`. */
int metrics_size_fit(struct metrics_setup screen, int size);

/* True for one of the six steps. */
bool metrics_is_size(int size);

int metrics_mm(const struct metrics *metrics, double mm); /* px, rounded up */
int metrics_lp(const struct metrics *metrics, int lp);    /* px, at least 1 a lp */
double metrics_to_mm(const struct metrics *metrics, int px);

/* The part of a box between the bars where rows may stand: they are touched, so they keep
 * a gap from the buttons of the bars. */
struct rect metrics_apart(const struct metrics *metrics, struct rect box);

/* Puts a rectangle of `w` x `h` px in the middle of `box`. */
struct rect metrics_centre(struct rect box, int w, int h);
