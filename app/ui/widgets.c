#include "ui/widgets.h"

#include "layout/layout.h"

#include <string.h>

bool pen_same_action(const struct action *a, const struct action *b)
{
    return a->kind == b->kind && a->arg == b->arg;
}

bool pen_is_pressed(const struct pen *pen, const struct action *action)
{
    return pen->pressed && pen_same_action(pen->pressed, action);
}

struct colors widget_colors(const struct pen *pen, enum look look, bool pressed)
{
    const struct palette *p = pen->palette;
    struct colors colors = {p->page, p->ink, p->edge};
    if (look == LOOK_PRIMARY)
        colors = (struct colors){p->accent, p->page, p->accent};
    else if (look == LOOK_LEAVE)
        colors = (struct colors){p->ink, p->page, p->ink};
    if (pressed)
        colors = (struct colors){colors.ink, colors.fill, p->ink};
    return colors;
}

void widget_ground(struct pen *pen)
{
    struct rect all = {0, 0, pen->metrics->w, pen->metrics->h};
    display_box(pen->display, all, ROLE_GROUND, pen->palette->page);
}

void widget_bar(struct pen *pen, struct rect rect, bool at_top)
{
    display_box(pen->display, rect, ROLE_BAR, pen->palette->card);
    struct rect line = rect;
    line.h = metrics_lp(pen->metrics, 2);
    if (at_top)
        line.y = rect.y + rect.h - line.h;
    display_box(pen->display, line, ROLE_EDGE, pen->palette->edge);
}

void widget_box(struct pen *pen, struct rect rect, enum role role, struct colors colors)
{
    struct display_item *box = display_box(pen->display, rect, role, colors.fill);
    box->edge = colors.edge;
    box->edge_px = metrics_lp(pen->metrics, 2);
    box->radius = metrics_lp(pen->metrics, 8);
}

static struct layout_label label_of(const struct pen *pen, const char *text, bool bold,
                                    int em, uint32_t color)
{
    return (struct layout_label){
        .text = text,
        .style = {.family = FAMILY_TEXT, .bold = bold, .px = em},
        .role = ROLE_CHROME,
        .color = color,
        .lang = pen->lang,
        .rtl = pen->rtl,
    };
}

int widget_words_width(struct pen *pen, const char *text, int em, bool bold)
{
    struct layout_label label = label_of(pen, text, bold, em, 0);
    return layout_label_width(pen->fonts, &label);
}

int widget_label_width(struct pen *pen, const char *text, bool bold)
{
    return widget_words_width(pen, text, pen->metrics->em, bold);
}

void widget_label(struct pen *pen, struct rect box, const char *text, bool bold,
                  uint32_t color, bool centred)
{
    struct layout_label label = label_of(pen, text, bold, pen->metrics->em, color);
    int w = layout_label_width(pen->fonts, &label);
    if (centred && w < box.w) {
        box.x += (box.w - w) / 2;
        box.w = w;
    }
    layout_label(pen->display, pen->fonts, &label, box);
}

int widget_text(struct pen *pen, struct rect box, const char *text, int em, bool bold,
                uint32_t color)
{
    struct layout_label label = label_of(pen, text, bold, em, color);
    return layout_label_wrapped(pen->display, pen->fonts, &label, box, 0);
}

static int icon_px(const struct pen *pen)
{
    return pen->metrics->em * 5 / 4;
}

static int icon_space(const struct pen *pen)
{
    return pen->metrics->em / 4;
}

static bool has_icon(const struct button *button)
{
    return button->icon != ICON_NONE && button->face != FACE_WORD;
}

static bool has_word(const struct button *button)
{
    return button->face != FACE_ICON || button->icon == ICON_NONE;
}

static int content_width(struct pen *pen, const struct button *button)
{
    int w = 0;
    if (has_icon(button))
        w += icon_px(pen);
    if (has_word(button))
        w += widget_label_width(pen, button->label, true);
    if (has_icon(button) && has_word(button))
        w += icon_space(pen);
    return w;
}

int widget_button_width(struct pen *pen, const struct button *button, int least)
{
    int wide = pen->metrics->class == SCREEN_LARGE ? 10 : 5; /* sixteenths of an em */
    int pad = has_word(button) ? pen->metrics->em * wide / 16 : 0;
    int w = content_width(pen, button) + 2 * pad;
    return w < least ? least : w;
}

/* What is drawn of a target: on a hand's narrow bar a little less than its height. */
static struct rect seen_of(const struct pen *pen, struct rect rect)
{
    int less = pen->metrics->class == SCREEN_HAND ? metrics_lp(pen->metrics, 3) : 0;
    return (struct rect){rect.x, rect.y + less, rect.w, rect.h - 2 * less};
}

void widget_button(struct pen *pen, struct rect rect, const struct button *button)
{
    bool pressed = pen_is_pressed(pen, &button->action);
    struct colors colors = widget_colors(pen, button->look, pressed);
    widget_box(pen, seen_of(pen, rect), ROLE_BUTTON, colors);

    int edge = metrics_lp(pen->metrics, 2), side = has_icon(button) ? icon_px(pen) : 0;
    int word = has_word(button) ? widget_label_width(pen, button->label, true) : 0;
    int space = side && word ? icon_space(pen) : 0, room = rect.w - 2 * edge;
    if (word > room - side - space)
        word = room - side - space;
    int x = rect.x + edge + (room - side - space - word) / 2;
    struct rect icon = {x, rect.y + (rect.h - side) / 2, side, side};
    struct rect label = {x + side + space, rect.y, word, rect.h};
    if (button->trails) {
        label.x = x;
        icon.x = x + word + space;
    }
    if (side)
        display_icon(pen->display, icon, button->icon, colors.ink);
    if (word > 0)
        widget_label(pen, label, button->label, true, colors.ink, false);
    display_target(pen->display, rect, ROLE_BUTTON, button->label, button->action);
}
