#include "ui/focus.h"

static bool is_target(const struct display_item *item)
{
    return item->kind == ITEM_TARGET;
}

/* The item and its index; where fewer ask for the same than before, the last of them. */
static const struct display_item *item_at(const struct focus *focus,
                                          const struct display *display, size_t *at)
{
    const struct display_item *found = NULL;
    int nth = 0;
    for (size_t i = 0; focus->set && i < display->count && nth <= focus->nth; i++) {
        const struct display_item *item = &display->items[i];
        if (is_target(item) && pen_same_action(&item->action, &focus->on)) {
            found = item;
            *at = i;
            nth++;
        }
    }
    return found;
}

const struct display_item *focus_item(const struct focus *focus,
                                      const struct display *display)
{
    size_t at;
    return item_at(focus, display, &at);
}

static void put(struct focus *focus, const struct display *display,
                const struct display_item *item)
{
    *focus = (struct focus){.set = true, .on = item->action};
    for (const struct display_item *i = display->items; i < item; i++)
        focus->nth += is_target(i) && pen_same_action(&i->action, &item->action);
}

void focus_step(struct focus *focus, const struct display *display, int step)
{
    size_t count = display->count, at = 0;
    if (!item_at(focus, display, &at))
        at = step > 0 ? count - 1 : 0;
    for (size_t i = 0; i < count; i++) {
        at = step > 0 ? (at + 1) % count : (at + count - 1) % count;
        if (is_target(&display->items[at])) {
            put(focus, display, &display->items[at]);
            return;
        }
    }
}

static int gap(int from, int to)
{
    return from > to ? from - to : to - from;
}

/* How far `to` lies that way, sideways counted twice; -1 where it does not lie there. */
static int distance(struct rect from, struct rect to, enum direction way)
{
    int dx = (to.x + to.w / 2) - (from.x + from.w / 2);
    int dy = (to.y + to.h / 2) - (from.y + from.h / 2);
    switch (way) {
    case DIRECTION_LEFT:
        return to.x + to.w <= from.x ? -dx + 2 * gap(dy, 0) : -1;
    case DIRECTION_RIGHT:
        return to.x >= from.x + from.w ? dx + 2 * gap(dy, 0) : -1;
    case DIRECTION_UP:
        return to.y + to.h <= from.y ? -dy + 2 * gap(dx, 0) : -1;
    case DIRECTION_DOWN:
        return to.y >= from.y + from.h ? dy + 2 * gap(dx, 0) : -1;
    }
    return -1;
}

bool focus_move(struct focus *focus, const struct display *display, enum direction way)
{
    const struct display_item *from = focus_item(focus, display), *best = NULL;
    int least = 0;
    for (size_t i = 0; from && i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        int far = is_target(item) ? distance(from->rect, item->rect, way) : -1;
        if (far >= 0 && (!best || far < least)) {
            best = item;
            least = far;
        }
    }
    if (best)
        put(focus, display, best);
    return best;
}

void focus_enter(struct focus *focus, const struct display *display, struct rect area)
{
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (is_target(item) && rect_intersects(item->rect, area)) {
            put(focus, display, item);
            return;
        }
    }
}

void focus_draw(const struct focus *focus, struct pen *pen)
{
    size_t at;
    if (!item_at(focus, pen->display, &at))
        return;
    pen->display->items[at].focus = true;
    int lp = metrics_lp(pen->metrics, 4);
    struct rect all = {0, 0, pen->metrics->w, pen->metrics->h};
    struct rect ring =
        rect_intersect(rect_inset(pen->display->items[at].rect, -2 * lp), all);
    struct display_item *box =
        display_box(pen->display, ring, ROLE_FOCUS, pen->palette->focus);
    box->hollow = true;
    box->edge = pen->palette->focus;
    box->edge_px = lp;
    box->radius = metrics_lp(pen->metrics, 12);
}
