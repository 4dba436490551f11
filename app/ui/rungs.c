#include "ui/rungs.h"

#include "ui/widgets.h"

#include <stdio.h>

#define CIRCLE_MM 12.0
#define BRANCH_MM 15.0 /* how far beside the ladder a side stage stands */
#define PAST_MM 9.0
#define NARROW_MM 80.0
#define GAP_MM 5.0
#define ARROW_MM 5.5

int rung_side(const struct pen *pen)
{
    return metrics_mm(pen->metrics, CIRCLE_MM);
}

int rung_gap(const struct pen *pen)
{
    return metrics_mm(pen->metrics, GAP_MM);
}

/* On a narrow screen, whose words need the room, only past the ladder's arrow. */
static int beside(const struct row *row, const struct pen *pen)
{
    bool narrow = pen->metrics->list.w < metrics_mm(pen->metrics, NARROW_MM);
    return row->branch ? metrics_mm(pen->metrics, narrow ? PAST_MM : BRANCH_MM) : 0;
}

int rung_indent(const struct row *row, const struct pen *pen)
{
    return beside(row, pen) + rung_side(pen) + pen->metrics->gap;
}

struct rect rung_circle(const struct row *row, const struct pen *pen)
{
    int side = rung_side(pen);
    return (struct rect){row->rect.x + beside(row, pen),
                         row->rect.y + (row->rect.h - side) / 2, side, side};
}

static void line_box(struct pen *pen, struct rect rect)
{
    if (!rect_empty(rect))
        display_box(pen->display, rect, ROLE_EDGE, pen->palette->edge);
}

static void arrow(struct pen *pen, int axis, int middle)
{
    int side = metrics_mm(pen->metrics, ARROW_MM);
    struct rect box = {axis - side / 2, middle - side / 2, side, side};
    display_box(pen->display, rect_inset(box, -metrics_lp(pen->metrics, 1)), ROLE_GROUND,
                pen->palette->page);
    display_icon(pen->display, box, ICON_BOTH_WAYS, pen->palette->ink);
}

/* From this rung to the next one. Beside a side stage the upright passes by, with the
 * arrow, and the stage hangs on it by a line of its own. */
static void upright(const struct row *row, struct pen *pen, const struct row *next)
{
    int wide = metrics_lp(pen->metrics, 2), axis = row->rect.x + rung_side(pen) / 2;
    struct rect circle = rung_circle(row, pen);
    int from = circle.y + circle.h, to = from, middle = circle.y + circle.h / 2;
    if (row->branch) {
        from = row->rect.y;
        to = row->rect.y + row->rect.h;
        line_box(pen, (struct rect){axis, middle - wide / 2, circle.x - axis, wide});
    }
    if (next)
        to = next->branch ? next->rect.y : rung_circle(next, pen).y;
    line_box(pen, (struct rect){axis - wide / 2, from, wide, to - from});
    if (row->branch)
        arrow(pen, axis, middle);
    else if (next && !next->branch)
        arrow(pen, axis, (from + to) / 2);
}

void rung_draw(const struct row *row, struct pen *pen, const struct row *next)
{
    upright(row, pen, next && next->kind == ROW_STAGE ? next : NULL);
    enum look look = row->present ? LOOK_PRIMARY : LOOK_PLAIN;
    struct colors colors = widget_colors(pen, look, pen_is_pressed(pen, &row->action));
    struct rect circle = rung_circle(row, pen);
    struct display_item *box = display_box(pen->display, circle, ROLE_EDGE, colors.fill);
    box->shape = BOX_CIRCLE;
    box->edge = row->present ? colors.edge : pen->palette->ink;
    box->edge_px = metrics_lp(pen->metrics, 2);
    char number[16];
    snprintf(number, sizeof number, "%d", row->number);
    widget_label(pen, circle, number, true, colors.ink, true);
}
