/* What all screens that are lists share. */
#include "screens/state.h"

enum {
    CARDS_HIGH = 3,     /* fewer above one another, and cards show titles alone */
    TITLE_LETTERS = 16, /* a column of titles holds */
};

void lists_draw(struct reader *reader, struct pen *pen)
{
    list_draw(&reader->list, pen, reader->sheet);
}

int lists_sheet_of(const struct reader *reader, struct spot spot)
{
    return list_sheet_of(&reader->list, spot.at);
}

struct spot lists_spot_of(const struct reader *reader, int sheet)
{
    return (struct spot){SPOT_ROWS, list_first(&reader->list, sheet)};
}

static void place(struct reader *reader, struct rect area, int columns, int em)
{
    struct pen pen = reader_pen(reader);
    list_place(&reader->list, &pen, area, columns, em);
    reader->sheets = reader->list.sheets;
}

int lists_title_columns(struct rect area, int em)
{
    return area.w / 2 >= TITLE_LETTERS * em / 2 ? 2 : 1;
}

static bool is_cramped(const struct list *list)
{
    int rows = 0, y = -1;
    for (size_t i = 0; i < list->count && list->rows[i].sheet == 0; i++) {
        rows += list->rows[i].kind == ROW_CARD && list->rows[i].rect.y != y;
        y = list->rows[i].rect.y;
    }
    return list->sheets > 1 && rows < CARDS_HIGH;
}

/* Without headings, and without the line below each title. */
static void keep_titles(struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        list->rows[i].line = "";
        if (list->rows[i].kind != ROW_HEADING)
            list->rows[kept++] = list->rows[i];
    }
    list->count = kept;
}

void lists_place_cards(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    place(reader, m->list, m->list_columns, m->text_em);
    if (!is_cramped(&reader->list))
        return;
    keep_titles(&reader->list);
    place(reader, m->list, lists_title_columns(m->list, m->text_em), m->text_em);
}

void lists_place(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    place(reader, m->list, lists_title_columns(m->list, m->text_em), m->text_em);
}

static struct rect one_column(const struct metrics *m)
{
    return metrics_centre(m->list, m->list.w / m->list_columns, m->list.h);
}

void lists_place_narrow(struct reader *reader)
{
    place(reader, one_column(&reader->metrics), 1, reader->metrics.text_em);
}

/* At the size chosen as far as all rows stay on one sheet, at least at 100%. */
void lists_place_panel(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    bool large = m->class == SCREEN_LARGE;
    for (int em = m->text_em; em >= m->em; em -= m->em / 4) {
        int columns = large ? 1 : lists_title_columns(m->list, em);
        place(reader, large ? one_column(m) : m->list, columns, em);
        if (reader->list.sheets == 1)
            return;
    }
}

void lists_add_heading(struct reader *reader, const char *title)
{
    if (reader->metrics.class == SCREEN_LARGE)
        list_add(&reader->list, &(struct row){.kind = ROW_HEADING, .title = title});
}

void lists_add_button(struct reader *reader, enum word word, enum icon icon,
                      enum action_kind kind)
{
    list_add(&reader->list, &(struct row){.kind = ROW_BUTTON,
                                          .title = reader_word(reader, word),
                                          .icon = icon,
                                          .action = {.kind = kind}});
}

void lists_add_topic(struct reader *reader, struct list *list,
                     const struct edition_node *node, bool present)
{
    list_add(list, &(struct row){.kind = ROW_CARD,
                                 .title = node->title,
                                 .line = present ? reader_word(reader, WORD_HERE) : "",
                                 .present = present,
                                 .action = {.kind = ACTION_OPEN, .arg = node->id}});
}

void lists_add_stage(struct reader *reader, struct list *list,
                     const struct edition_node *node, bool present)
{
    enum word word = present ? WORD_HERE : WORD_BRANCH;
    list_add(list, &(struct row){
                       .kind = ROW_STAGE,
                       .title = node->title,
                       .line = present || node->branch ? reader_word(reader, word) : "",
                       .present = present,
                       .branch = node->branch,
                       .number = node->stage,
                       .action = {.kind = ACTION_OPEN, .arg = node->id}});
}
