/* A bar is a few slots at its start, its middle and its end. Where they are too wide for
 * it, they give way in steps (`yields`): icons first, then words, then what is not
 * needed; a hand's bar usually ends at icons. What is left over, a folded bar shares out,
 * so that each button is as large as can be. */
#include "screens/bars.h"

#include "ui/widgets.h"

#include <stdio.h>

enum {
    SLOTS_MAX = 6
};

enum group {
    AT_START,
    AT_MIDDLE,
    AT_END,
    GROUPS
};

enum worth {
    WORTH_KEEPING, /* never hides */
    WORTH_A_BUTTON,
    WORTH_A_LABEL, /* hides first */
};

struct slot {
    struct button button; /* without an action it is a label */
    bool kept;            /* its place is, but nothing stands there now */
    const char *shorter;  /* the button's word where the bar is narrow, or NULL */
    enum group group;
    enum worth worth;
    int w;
};

struct bar {
    struct slot slots[SLOTS_MAX];
    size_t count;
};

/* One step of giving way. */
static const struct yield {
    enum face face, leave_face;
    bool shorter;
    enum worth up_to; /* what still shows */
} yields[] = {
    {FACE_BOTH, FACE_BOTH, false, WORTH_A_LABEL},
    {FACE_WORD, FACE_WORD, false, WORTH_A_LABEL},
    {FACE_WORD, FACE_WORD, true, WORTH_A_LABEL},
    {FACE_WORD, FACE_WORD, true, WORTH_A_BUTTON},
    {FACE_ICON, FACE_WORD, true, WORTH_A_LABEL},
    {FACE_ICON, FACE_WORD, true, WORTH_A_BUTTON},
    {FACE_ICON, FACE_ICON, true, WORTH_A_BUTTON},
    {FACE_ICON, FACE_ICON, true, WORTH_KEEPING},
};

static void add(struct bar *bar, struct slot slot)
{
    bar->slots[bar->count++] = slot;
}

static bool is_label(const struct slot *slot)
{
    return slot->button.action.kind == ACTION_NONE && !slot->kept;
}

static int slot_width(struct pen *pen, const struct slot *slot, const struct yield *yield)
{
    if (is_label(slot))
        return widget_label_width(pen, slot->button.label, false);
    bool icon = slot->button.face == FACE_ICON;
    int least = icon && yield->leave_face != FACE_BOTH ? pen->metrics->touch
                                                       : pen->metrics->main_w;
    return widget_button_width(pen, &slot->button, least);
}

/* Applies a step; returns the width the bar then needs. */
static int apply(struct bar *bar, struct pen *pen, const struct yield *yield)
{
    int sum = pen->metrics->gap;
    for (size_t i = 0; i < bar->count; i++) {
        struct slot *slot = &bar->slots[i];
        bool leave = slot->button.action.kind == ACTION_LEAVE;
        slot->button.face = leave ? yield->leave_face : yield->face;
        if (yield->shorter && slot->shorter)
            slot->button.label = slot->shorter;
        slot->w = slot->worth <= yield->up_to ? slot_width(pen, slot, yield) : 0;
        if (slot->w)
            sum += slot->w + pen->metrics->gap;
    }
    return sum;
}

static void share_out(struct bar *bar, int left)
{
    int n = 0;
    for (size_t i = 0; i < bar->count; i++)
        n += bar->slots[i].w > 0;
    for (size_t i = 0; i < bar->count; i++) {
        if (bar->slots[i].w)
            bar->slots[i].w += left / n;
    }
}

static int group_width(const struct bar *bar, const struct pen *pen, enum group group)
{
    int w = 0;
    for (size_t i = 0; i < bar->count; i++) {
        const struct slot *slot = &bar->slots[i];
        if (slot->group == group && slot->w)
            w += slot->w + pen->metrics->gap;
    }
    return w ? w - pen->metrics->gap : 0;
}

static void draw_slot(const struct slot *slot, struct pen *pen, struct rect rect)
{
    if (slot->kept)
        return;
    if (is_label(slot))
        widget_label(pen, rect, slot->button.label, false, pen->palette->ink, true);
    else
        widget_button(pen, rect, &slot->button);
}

static void draw_slots(const struct bar *bar, struct pen *pen, struct rect rect)
{
    int gap = pen->metrics->gap, h = pen->metrics->button_h;
    int start = group_width(bar, pen, AT_START), end = group_width(bar, pen, AT_END);
    int middle = group_width(bar, pen, AT_MIDDLE);
    int at = rect.x + (rect.w - middle) / 2, least = rect.x + gap + start + gap;
    int most = rect.x + rect.w - gap - end - gap - middle;
    at = at > most ? most : at;
    int x[GROUPS] = {rect.x + gap, at < least ? least : at, rect.x + rect.w - gap - end};
    for (size_t i = 0; i < bar->count; i++) {
        const struct slot *slot = &bar->slots[i];
        if (!slot->w)
            continue;
        struct rect box = {x[slot->group], rect.y + (rect.h - h) / 2, slot->w, h};
        draw_slot(slot, pen, box);
        x[slot->group] += slot->w + gap;
    }
}

static void draw_bar(struct bar *bar, struct pen *pen, struct rect rect, bool at_top)
{
    widget_bar(pen, rect, at_top);
    int need = 0;
    for (size_t i = 0; i < sizeof yields / sizeof *yields; i++) {
        need = apply(bar, pen, &yields[i]);
        if (need <= rect.w)
            break;
    }
    if (pen->metrics->folded && need < rect.w)
        share_out(bar, rect.w - need);
    draw_slots(bar, pen, rect);
}

static struct slot slot_for(const struct reader *reader, enum word word, enum icon icon,
                            enum action_kind kind)
{
    return (struct slot){
        .button = {.label = reader_word(reader, word),
                   .icon = icon,
                   .action = {.kind = kind}},
    };
}

static void add_leave(const struct reader *reader, struct bar *bar)
{
    struct slot leave = slot_for(reader, WORD_LEAVE, ICON_LEAVE, ACTION_LEAVE);
    leave.button.look = LOOK_LEAVE;
    leave.group = AT_END;
    add(bar, leave);
}

static void add_back(const struct reader *reader, struct bar *bar)
{
    if (reader->metrics.narrow || !reader_behind(reader))
        return;
    struct slot back = slot_for(reader, WORD_BACK, ICON_BACK, ACTION_BACK);
    back.button.action.arg = 1;
    back.shorter = back.button.label;
    back.button.label = reader_back_word(reader);
    back.worth = WORTH_A_BUTTON;
    add(bar, back);
}

void bars_draw_top(struct reader *reader, struct pen *pen)
{
    if (reader->metrics.folded)
        return;
    struct bar bar = {0};
    add(&bar, slot_for(reader, WORD_MENU, ICON_MENU, ACTION_MENU));
    add_back(reader, &bar);
    struct slot text = slot_for(reader, WORD_TEXT, ICON_TEXT, ACTION_TEXT);
    text.worth = WORTH_A_BUTTON;
    add(&bar, text);
    add_leave(reader, &bar);
    draw_bar(&bar, pen, reader->metrics.top, true);
}

static bool can_go_back(const struct reader *reader)
{
    return reader->sheet > 0 ||
           (reader_screen(reader) == &screen_page && page_leads_back(reader));
}

static bool can_go_on(const struct reader *reader)
{
    return reader->sheet + 1 < reader->sheets ||
           (reader_screen(reader) == &screen_page && page_leads_on(reader));
}

/* Previous and Next keep their places, so that nothing else in the bar moves. */
static void add_previous(const struct reader *reader, struct bar *bar, enum group group)
{
    struct slot slot = slot_for(reader, WORD_PREVIOUS, ICON_PREVIOUS, ACTION_PREVIOUS);
    slot.worth = WORTH_A_BUTTON;
    slot.group = group;
    slot.kept = !can_go_back(reader);
    add(bar, slot);
}

static void add_next(const struct reader *reader, struct bar *bar, enum group group)
{
    struct slot slot = slot_for(reader, WORD_NEXT, ICON_NEXT, ACTION_NEXT);
    slot.button.trails = true;
    slot.group = group;
    slot.kept = !can_go_on(reader);
    add(bar, slot);
}

static void add_close(const struct reader *reader, struct bar *bar, enum group group)
{
    struct slot close = slot_for(reader, WORD_CLOSE, ICON_CLOSE, ACTION_CLOSE);
    close.group = group;
    add(bar, close);
}

static void add_place(struct bar *bar, const char *place)
{
    add(bar,
        (struct slot){.button.label = place, .group = AT_MIDDLE, .worth = WORTH_A_LABEL});
}

/* What stands in the middle: the place, and Close; or Get help. */
static void add_middle(struct reader *reader, struct bar *bar, const char *place)
{
    int64_t help;
    if (reader->panel ? reader->sheets > 1 : reader->place.screen == SHOW_PAGE)
        add_place(bar, place);
    if (reader->panel && !reader->metrics.folded)
        add_close(reader, bar, AT_MIDDLE);
    if (reader->panel || reader->place.screen == SHOW_PAGE || !reader_help(reader, &help))
        return;
    struct slot slot = slot_for(reader, WORD_HELP, ICON_HELP, ACTION_GET_HELP);
    slot.button.look = LOOK_PRIMARY;
    slot.group = AT_MIDDLE;
    slot.worth = WORTH_A_BUTTON;
    add(bar, slot);
}

/* What a folded bar begins with. Menu yields to Close where there is no room for both. */
static void add_folded_start(const struct reader *reader, struct bar *bar)
{
    struct slot menu = slot_for(reader, WORD_MENU, ICON_MENU, ACTION_MENU);
    if (reader->panel)
        menu.worth = WORTH_A_BUTTON;
    if (reader->panel != SHOW_MENU)
        add(bar, menu);
    if (reader->panel)
        add_close(reader, bar, AT_START);
}

void bars_draw_foot(struct reader *reader, struct pen *pen)
{
    bool folded = reader->metrics.folded;
    struct bar bar = {0};
    char place[64], one[16], two[16];
    snprintf(one, sizeof one, "%d", reader->sheet + 1);
    snprintf(two, sizeof two, "%d", reader->sheets);
    word_fill(place, sizeof place, reader_word(reader, WORD_PLACE), one, two);
    if (folded)
        add_folded_start(reader, &bar);
    add_previous(reader, &bar, folded ? AT_MIDDLE : AT_START);
    add_middle(reader, &bar, place);
    add_next(reader, &bar, folded ? AT_MIDDLE : AT_END);
    if (folded)
        add_leave(reader, &bar);
    draw_bar(&bar, pen, reader->metrics.foot, false);
}
