#include "ui/metrics.h"

#include "layout/layout.h"

#include <math.h>

#define MM_PER_INCH 25.4
#define CAPITALS_PER_EM 0.668 /* of Atkinson Hyperlegible Next */
#define LETTERS_PER_EM 0.44   /* mean advance of its running English, measured */

#define HAND_BELOW_MM 80.0
#define LARGE_FROM_MM 130.0
#define RAIL_FROM_MM 260.0
#define TWO_COLUMNS_FROM_MM 220.0
#define NARROW_BELOW_MM 110.0
#define RAIL_MM 84.0
#define TOUCH_MM 11.7 /* ACCESSIBILITY row 4 asks 11.6 */
#define GAP_MM 2.1    /* and 2.0 between targets */

enum {
    MEASURE_LETTERS = 66,
    MEASURE_LEAST = 45,
    SIZE_LETTERS = 10, /* a size is offered while this many fit a line, */
    SIZE_LINES = 2,    /* and this many lines a sheet */
    FEW_LINES = 4,     /* fewer on a sheet, and the bars fold where that helps */
};

static const int sizes[METRICS_SIZES] = {100, 125, 150, 200, 300, 400};

static const struct {
    double cap_mm, bar_mm, button_mm, main_mm;
    double side_em, head_em; /* margins of the column */
} classes[] = {
    [SCREEN_HAND] = {3.7, 12, TOUCH_MM, TOUCH_MM, 0.5, 0.25},
    [SCREEN_KIOSK] = {4.8, 14, TOUCH_MM, 20, 1.25, 0.35},
    [SCREEN_LARGE] = {4.8, 23, 20, 20, 1.25, 0.75},
};

int metrics_mm(const struct metrics *metrics, double mm)
{
    return (int)ceil(mm * metrics->dpi / MM_PER_INCH - 1e-9);
}

double metrics_to_mm(const struct metrics *metrics, int px)
{
    return px * MM_PER_INCH / metrics->dpi;
}

int metrics_lp(const struct metrics *metrics, int lp)
{
    return lp * metrics->lp;
}

struct rect metrics_centre(struct rect box, int w, int h)
{
    return (struct rect){box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h};
}

bool metrics_is_size(int size)
{
    for (size_t i = 0; i < METRICS_SIZES; i++) {
        if (sizes[i] == size)
            return true;
    }
    return false;
}

static enum screen_class class_of(const struct metrics *m)
{
    double side = metrics_to_mm(m, m->w < m->h ? m->w : m->h);
    if (side < HAND_BELOW_MM)
        return SCREEN_HAND;
    return side < LARGE_FROM_MM ? SCREEN_KIOSK : SCREEN_LARGE;
}

static int lines_in(const struct metrics *m, int h)
{
    return h / layout_line(m->text_em);
}

static int letters_px(const struct metrics *m, int letters)
{
    return (int)ceil(letters * LETTERS_PER_EM * m->text_em);
}

/* The bars, and what is left between them. */
static void place_bars(struct metrics *m, bool folded)
{
    int bar = metrics_mm(m, classes[m->class].bar_mm);
    m->folded = folded;
    m->top = (struct rect){0, 0, m->w, folded ? 0 : bar};
    m->foot = (struct rect){0, m->h - bar, m->w, bar};
    m->area = (struct rect){0, m->top.h, m->w, m->h - bar - m->top.h};
}

static struct rect padded(const struct metrics *m, struct rect box)
{
    int side = (int)(classes[m->class].side_em * m->em);
    int head = (int)(classes[m->class].head_em * m->em);
    return (struct rect){box.x + side, box.y + head, box.w - 2 * side, box.h - 2 * head};
}

struct rect metrics_apart(const struct metrics *m, struct rect box)
{
    struct rect room = m->area;
    room.y += m->gap;
    room.h -= 2 * m->gap;
    return rect_intersect(box, room);
}

/* The rail stands at the start edge while it leaves the column its least measure. */
static struct rect place_rail(struct metrics *m, struct rect room)
{
    struct rect side = {room.x, room.y, metrics_mm(m, RAIL_MM), room.h};
    int between = (int)(2 * classes[m->class].side_em * m->em);
    struct rect rest = {room.x + side.w + between, room.y, room.w - side.w - between,
                        room.h};
    m->rail =
        metrics_to_mm(m, m->w) >= RAIL_FROM_MM && rest.w >= letters_px(m, MEASURE_LEAST);
    if (!m->rail)
        return room;
    m->side = side;
    return rest;
}

static struct rect centred_width(struct rect room, int w)
{
    return w < room.w ? metrics_centre(room, w, room.h) : room;
}

static void place_columns(struct metrics *m)
{
    struct rect room = padded(m, m->area);
    int measure = letters_px(m, MEASURE_LETTERS);
    m->column = centred_width(place_rail(m, room), measure);
    bool two = metrics_to_mm(m, m->w) >= TWO_COLUMNS_FROM_MM &&
               room.w / 2 >= letters_px(m, MEASURE_LEAST / 2);
    m->list_columns = two ? 2 : 1;
    m->list = metrics_apart(m, centred_width(room, two ? 2 * measure : measure));
}

static int lines_with(struct metrics *m, bool folded)
{
    place_bars(m, folded);
    return lines_in(m, padded(m, m->area).h);
}

struct metrics metrics_make(struct metrics_setup setup)
{
    struct metrics m = {.w = setup.w, .h = setup.h, .dpi = setup.dpi, .size = setup.size};
    m.class = class_of(&m);
    m.lp = (int)lround(m.dpi / 96.0);
    m.lp = m.lp < 1 ? 1 : m.lp;
    m.em = metrics_mm(&m, classes[m.class].cap_mm / CAPITALS_PER_EM);
    m.text_em = (int)ceil(m.em * m.size / 100.0);
    m.gap = metrics_mm(&m, GAP_MM);
    m.touch = metrics_mm(&m, TOUCH_MM);
    m.main_w = metrics_mm(&m, classes[m.class].main_mm);
    m.button_h = metrics_mm(&m, classes[m.class].button_mm);
    bool folded = m.class == SCREEN_HAND;
    if (!folded) {
        int apart = lines_with(&m, false);
        folded = apart < FEW_LINES && lines_with(&m, true) > apart;
    }
    place_bars(&m, folded);
    m.narrow = folded || metrics_to_mm(&m, m.w) < NARROW_BELOW_MM;
    place_columns(&m);
    return m;
}

static bool offered(struct metrics_setup screen, int size)
{
    screen.size = size;
    struct metrics m = metrics_make(screen);
    return size <= METRICS_SIZE_ALWAYS || (lines_in(&m, m.column.h) >= SIZE_LINES &&
                                           m.column.w >= letters_px(&m, SIZE_LETTERS));
}

size_t metrics_sizes(struct metrics_setup screen, int out[METRICS_SIZES])
{
    size_t count = 0;
    while (count < METRICS_SIZES && offered(screen, sizes[count])) {
        out[count] = sizes[count];
        count++;
    }
    return count;
}

int metrics_size_step(struct metrics_setup screen, int size, int step)
{
    int offers[METRICS_SIZES];
    size_t count = metrics_sizes(screen, offers);
    int at = 0;
    while (at + 1 < (int)count && offers[at] < size)
        at++;
    at += step;
    if (at < 0)
        at = 0;
    if (at >= (int)count)
        at = (int)count - 1;
    return offers[at];
}

int metrics_size_fit(struct metrics_setup screen, int size)
{
    int offers[METRICS_SIZES];
    size_t count = metrics_sizes(screen, offers);
    while (count > 1 && offers[count - 1] > size)
        count--;
    return offers[count - 1];
}
