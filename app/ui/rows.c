#include "ui/rows.h"

#include "ui/rungs.h"
#include "ui/widgets.h"

#include <stdio.h>

enum {
    WORDS_LEAST = 6, /* em that words have; else icon and margins yield */
};

/* The insides of a card or button row: margins, and room for an icon at either end. */
struct inside {
    int pad, head; /* beside and above the words */
    int icon;      /* side of the icon, 0 where there is none */
    int space;     /* between icon and words */
};

static int words_width(const struct inside *in, int w)
{
    int icons = in->icon ? in->icon + in->space : 0;
    return w - 2 * in->pad - icons;
}

/* Of a row `w` px wide; where words have little room, the icon yields. */
static struct inside inside_of(const struct row *row, const struct pen *pen, int em,
                               int w)
{
    struct inside in = {.pad = pen->metrics->em / 2, .space = em / 3};
    in.head = pen->metrics->class == SCREEN_HAND || row->kind == ROW_STAGE || row->quiet
                  ? em / 8
                  : em / 3;
    bool chevron = (row->kind == ROW_CARD || row->kind == ROW_STAGE) && !row->quiet;
    if (chevron || (row->kind == ROW_BUTTON && row->icon != ICON_NONE))
        in.icon = em * 5 / 4;
    if (words_width(&in, w) < WORDS_LEAST * em)
        in.icon = 0;
    if (words_width(&in, w) < WORDS_LEAST * em && !row->present) /* which has a stripe */
        in.pad = pen->metrics->em / 4;
    return in;
}

static int card_start(const struct row *row, const struct pen *pen)
{
    return row->kind == ROW_STAGE ? rung_indent(row, pen) : 0;
}

bool row_stands_beside(const struct row *row)
{
    return row->kind == ROW_CARD || row->kind == ROW_BUTTON || row->kind == ROW_THEME;
}

bool row_is_target(const struct row *row)
{
    return row->kind != ROW_HEADING && row->kind != ROW_WORDS;
}

int row_gap(const struct row *row, const struct pen *pen)
{
    return row->kind == ROW_STAGE ? rung_gap(pen) : pen->metrics->gap;
}

static bool is_bold(const struct row *row)
{
    return row->kind != ROW_WORDS && (!row->quiet || row->present);
}

/* A stage's line stands beside its title where there is room, to keep the ladder short.
 * Gives its place, px from the start of the words; 0 where it goes below. */
static int line_beside(const struct row *row, struct pen *pen, int em, int w)
{
    if (row->kind != ROW_STAGE || !row->line[0] || row->quiet)
        return 0;
    int title = widget_words_width(pen, row->title, em, true);
    int line = widget_words_width(pen, row->line, em, false);
    return title + em + line <= w ? w - line : 0;
}

/* Measures the words of a row, or draws them from the top left of `box`. */
static int words(const struct row *row, struct pen *pen, int em, struct rect box,
                 uint32_t ink)
{
    int beside = line_beside(row, pen, em, box.w), h = 0;
    if (row->title[0])
        h = widget_text(pen, box, row->title, em, is_bold(row), ink);
    if (!row->line[0])
        return h;
    if (beside) {
        box.x += beside;
        box.w -= beside;
        widget_text(pen, box, row->line, em, false, ink);
        return h;
    }
    box.y += h;
    return h + widget_text(pen, box, row->line, em, false, ink);
}

static int words_height(const struct row *row, const struct pen *pen, int em, int w)
{
    struct pen measure = *pen;
    measure.display = NULL;
    return words(row, &measure, em, (struct rect){.w = w}, 0);
}

int row_height(const struct row *row, struct pen *pen, int em, int w)
{
    if (!row_is_target(row))
        return words_height(row, pen, em, w);
    int least = pen->metrics->touch, h = 0;
    if (row->kind == ROW_STAGE)
        least = rung_side(pen);
    if (row->kind != ROW_STEPS) {
        int card = w - card_start(row, pen);
        struct inside in = inside_of(row, pen, em, card);
        int room = words_width(&in, card);
        h = words_height(row, pen, em, room) + 2 * in.head;
    }
    return h > least ? h : least;
}

static void draw_inside(const struct row *row, struct pen *pen, int em, struct rect box,
                        struct colors colors)
{
    struct inside in = inside_of(row, pen, em, box.w);
    bool leads = row->kind == ROW_BUTTON;
    int w = words_width(&in, box.w), h = words_height(row, pen, em, w);
    int x = box.x + in.pad + (leads && in.icon ? in.icon + in.space : 0);
    words(row, pen, em, (struct rect){x, box.y + (box.h - h) / 2, w, h}, colors.ink);
    if (!in.icon)
        return;
    int at = leads ? box.x + in.pad : box.x + box.w - in.pad - in.icon;
    struct rect icon = {at, box.y + (box.h - in.icon) / 2, in.icon, in.icon};
    display_icon(pen->display, icon, leads ? row->icon : ICON_CHEVRON, colors.ink);
}

/* A card's box; where one is has a stripe at its start. */
static struct colors draw_box(const struct row *row, struct pen *pen, struct rect box)
{
    bool pressed = pen_is_pressed(pen, &row->action);
    enum look look = row->primary ? LOOK_PRIMARY : LOOK_PLAIN;
    struct colors colors = widget_colors(pen, look, pressed);
    bool card = row->kind != ROW_BUTTON;
    if (card && !pressed)
        colors.fill = pen->palette->card;
    widget_box(pen, box, card ? ROLE_CARD : ROLE_BUTTON, colors);
    if (card && row->present) {
        int edge = metrics_lp(pen->metrics, 2), in = metrics_lp(pen->metrics, 8);
        struct rect stripe = {box.x + edge, box.y + in, metrics_lp(pen->metrics, 4),
                              box.h - 2 * in};
        display_box(pen->display, stripe, ROLE_EDGE, pen->palette->accent);
    }
    return colors;
}

static void draw_card(const struct row *row, struct pen *pen, int em)
{
    struct colors colors = draw_box(row, pen, row->rect);
    draw_inside(row, pen, em, row->rect, colors);
    display_target(pen->display, row->rect, ROLE_BUTTON, row->title, row->action);
}

static void draw_stage(const struct row *row, struct pen *pen, int em,
                       const struct row *next)
{
    rung_draw(row, pen, next);
    struct rect card = row->rect;
    card.x += card_start(row, pen);
    card.w -= card_start(row, pen);
    draw_inside(row, pen, em, card, draw_box(row, pen, card));

    char number[16], label[256];
    snprintf(number, sizeof number, "%d", row->number);
    word_fill(label, sizeof label, word_in(pen->lang, WORD_STAGE_TITLE), number,
              row->title);
    struct rect target = rect_union(rung_circle(row, pen), card);
    display_target(pen->display, target, ROLE_BUTTON, label, row->action);
}

/* A scale of bars that rise, filled up to the step chosen, and the step in words. */
static void draw_scale(const struct row *row, struct pen *pen, struct rect box)
{
    int em = pen->metrics->em, word = widget_label_width(pen, row->title, true);
    int step = (box.w - word - em) / row->count, high = box.h * 3 / 4;
    step = step < em * 4 / 3 ? step : em * 4 / 3;
    int x = box.x + (box.w - step * row->count - word - em / 4) / 2;
    for (int i = 0; i < row->count && step > 0; i++, x += step) {
        int h = high * (i + 2) / (row->count + 1);
        struct rect bar = {x, box.y + (box.h + high) / 2 - h, step * 2 / 3, h};
        struct display_item *item =
            display_box(pen->display, bar, ROLE_EDGE, pen->palette->ink);
        item->hollow = i > row->number;
        item->edge = pen->palette->ink;
        item->edge_px = metrics_lp(pen->metrics, 2);
    }
    struct rect rest = {x + em / 4, box.y, box.x + box.w - x - em / 4, box.h};
    widget_label(pen, rest, row->title, true, pen->palette->ink, false);
}

static void draw_steps(const struct row *row, struct pen *pen)
{
    struct button less = {.label = word_in(pen->lang, WORD_SMALLER),
                          .icon = ICON_MINUS,
                          .face = FACE_ICON,
                          .action = {.kind = ACTION_SMALLER}};
    struct button more = {.label = word_in(pen->lang, WORD_LARGER),
                          .icon = ICON_PLUS,
                          .face = FACE_ICON,
                          .action = {.kind = ACTION_LARGER}};
    struct rect box = row->rect;
    box.w = pen->metrics->main_w;
    widget_button(pen, box, &less);
    struct rect scale = {box.x + box.w, box.y, row->rect.w - 2 * box.w, box.h};
    draw_scale(row, pen, scale);
    box.x = row->rect.x + row->rect.w - box.w;
    widget_button(pen, box, &more);
}

/* A theme: its word in its own colours; the chosen one has a thick edge and a tick. */
static void draw_theme(const struct row *row, struct pen *pen, int em)
{
    const struct palette *own = palette_of((enum theme)row->number);
    bool pressed = pen_is_pressed(pen, &row->action);
    uint32_t fill = pressed ? own->ink : own->page, ink = pressed ? own->page : own->ink;
    widget_box(pen, row->rect, ROLE_BUTTON,
               (struct colors){fill, ink, pen->palette->ink});
    if (row->present)
        pen->display->items[pen->display->count - 1].edge_px =
            metrics_lp(pen->metrics, 6);

    int pad = em * 3 / 4, side = em * 5 / 4;
    struct rect box = {row->rect.x + pad, row->rect.y, row->rect.w - 2 * pad,
                       row->rect.h};
    int word = widget_label_width(pen, row->title, true);
    widget_label(pen, box, row->title, true, ink, false);
    struct rect tick = {box.x + box.w - side, box.y + (box.h - side) / 2, side, side};
    if (row->present && word + pad + side <= box.w)
        display_icon(pen->display, tick, ICON_CHECK, ink);
    char label[128];
    word_fill(label, sizeof label, row->present ? word_in(pen->lang, WORD_CHOSEN) : "{1}",
              row->title, NULL);
    display_target(pen->display, row->rect, ROLE_BUTTON, label, row->action);
}

void row_draw(const struct row *row, struct pen *pen, int em, const struct row *next)
{
    switch (row->kind) {
    case ROW_HEADING:
    case ROW_WORDS:
        words(row, pen, em, row->rect, pen->palette->ink);
        break;
    case ROW_CARD:
    case ROW_BUTTON:
        draw_card(row, pen, em);
        break;
    case ROW_STAGE:
        draw_stage(row, pen, em, next);
        break;
    case ROW_STEPS:
        draw_steps(row, pen);
        break;
    case ROW_THEME:
        draw_theme(row, pen, em);
        break;
    }
}
