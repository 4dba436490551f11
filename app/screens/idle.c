/* The idle screen: nothing on it says what the topics are. Any touch starts a session. */
#include "screens/state.h"

#include "ui/widgets.h"

static void layout(struct reader *reader)
{
    reader->sheets = 1;
}

static void draw(struct reader *reader, struct pen *pen)
{
    const struct metrics *m = &reader->metrics;
    struct button start = {.label = reader_word(reader, WORD_START),
                           .icon = ICON_TOUCH,
                           .look = LOOK_PRIMARY,
                           .action = {.kind = ACTION_START}};
    struct rect all = {0, 0, m->w, m->h};
    int w = widget_button_width(pen, &start, 3 * m->main_w) + 2 * m->em;
    if (w > m->w - 2 * m->gap) {
        start.face = FACE_WORD;
        w = widget_button_width(pen, &start, m->main_w);
    }
    widget_button(pen, metrics_centre(all, w, 2 * m->button_h), &start);
}

/* Any touch, and the keys that press or turn. */
static bool handle(struct reader *reader, const struct action *action)
{
    switch (action->kind) {
    case ACTION_START:
    case ACTION_TAP:
    case ACTION_ACTIVATE:
    case ACTION_NEXT:
    case ACTION_HOME:
        reader_go(reader, SHOW_HOME, 0);
        return true;
    case ACTION_QUIT:
    case ACTION_END:
        return false;
    default:
        return true;
    }
}

static struct spot spot_of(const struct reader *reader, int sheet)
{
    (void)reader;
    (void)sheet;
    return (struct spot){0};
}

static int sheet_of(const struct reader *reader, struct spot spot)
{
    (void)reader;
    (void)spot;
    return 0;
}

const struct screen screen_idle = {
    .name = "idle",
    .layout = layout,
    .handle = handle,
    .draw = draw,
    .sheet_of = sheet_of,
    .spot_of = spot_of,
};
