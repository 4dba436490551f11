#include "screens/passage.h"

#include "screens/state.h"

void passage_set(struct passage *passage, struct reader *reader,
                 const struct passage_text *text, struct rect column)
{
    const struct metrics *m = &reader->metrics;
    struct layout_setup setup = {
        .w = column.w,
        .h = column.h,
        .em = m->text_em,
        .lp_px = m->lp,
        .palette = palette_of(reader->settings.theme),
        .lang = reader->lang,
        .rtl = word_is_rtl(reader->lang),
        .lead = text->lead,
        .images = &reader->pictures.source,
    };
    passage_free(passage);
    passage->column = column;
    reader->pictures.path = text->path;
    passage->layout = layout_new(text->doc, reader->setup.fonts, &setup);
}

void passage_free(struct passage *passage)
{
    layout_free(passage->layout);
    list_free(&passage->rows);
    *passage = (struct passage){0};
}

/* px from the column's top to the end of the words on their last sheet. */
static int words_end(const struct passage *passage)
{
    struct display scratch = {0};
    int end = 0;
    layout_draw(passage->layout, layout_sheets(passage->layout) - 1, 0, 0, &scratch);
    for (size_t i = 0; i < scratch.count; i++) {
        const struct rect *rect = &scratch.items[i].rect;
        end = rect->y + rect->h > end ? rect->y + rect->h : end;
    }
    display_free(&scratch);
    return end;
}

void passage_place_rows(struct passage *passage, struct reader *reader)
{
    struct pen pen = reader_pen(reader);
    int em = reader->metrics.text_em;
    struct rect area = metrics_apart(&reader->metrics, passage->column);
    passage->rows.start = passage->column.y + words_end(passage) + em - area.y;
    list_place(&passage->rows, &pen, area, lists_title_columns(area, em), em);
}

/* The last sheet of words, which the first of the rows may stand on. */
static int last_of_words(const struct passage *passage)
{
    return layout_sheets(passage->layout) - 1;
}

int passage_sheets(const struct passage *passage)
{
    return layout_sheets(passage->layout) + passage->rows.sheets - 1;
}

int passage_height(const struct passage *passage)
{
    const struct list *rows = &passage->rows;
    if (rows->count == 0)
        return words_end(passage);
    struct rect last = rows->rows[rows->count - 1].rect;
    return last.y + last.h - passage->column.y;
}

struct spot passage_spot_of(const struct passage *passage, int sheet)
{
    int last = last_of_words(passage);
    if (sheet <= last)
        return (struct spot){SPOT_TEXT, layout_position(passage->layout, sheet)};
    return (struct spot){SPOT_ROWS, list_first(&passage->rows, sheet - last)};
}

int passage_sheet_of(const struct passage *passage, struct spot spot)
{
    if (spot.kind == SPOT_TEXT)
        return layout_sheet_at(passage->layout, spot.at);
    return last_of_words(passage) + list_sheet_of(&passage->rows, spot.at);
}

void passage_draw(const struct passage *passage, struct pen *pen, int sheet)
{
    int last = last_of_words(passage);
    if (sheet <= last)
        layout_draw(passage->layout, sheet, passage->column.x, passage->column.y,
                    pen->display);
    if (sheet >= last)
        list_draw(&passage->rows, pen, sheet - last);
}
