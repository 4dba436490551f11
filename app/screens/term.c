/* The panel of a word: a section of the word list, above the page that links to it.
 *
 * It stands at the foot of the sheet, as high as its section, so that the words above it
 * can still be read. A section that is too long for that takes the sheets whole, and is
 * turned as a page is; nothing of either is cut: words of the page that the panel would
 * touch are left out until it closes. */
#include "screens/state.h"

#include "ui/widgets.h"

#include <string.h>

static const char word_list[] = "glossary.md";

bool term_is_listed(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, word_list) == 0;
}

/* True where the id is of the page's own title: the section is then the whole page. */
static bool is_title(const struct doc *doc, const char *id)
{
    const struct block *b = doc->root;
    while (b && b->kind != BLOCK_HEADING)
        b = doc_next(b);
    return b && b->level == 1 && strcmp(b->id, id) == 0;
}

/* The page's document, cut down to a section; NULL where it has none of that name. */
static struct doc *load_section(struct reader *reader, int64_t page, const char *anchor)
{
    struct str text = {0};
    struct error err = {0};
    struct doc *doc = NULL;
    if (edition_page(reader->setup.edition, page, &text, &err))
        doc = doc_from_markdown(str_c(&text), text.len, &reader->site);
    if (doc && (is_title(doc, anchor) || !doc_keep_section(doc, anchor))) {
        doc_free(doc);
        doc = NULL;
    }
    str_free(&text);
    return doc;
}

bool term_open(struct reader *reader, const char *path, const char *anchor)
{
    struct term term = {0};
    struct error err = {0};
    if (!edition_find(reader->setup.edition, path, &term.page, &err) || !term.page.count)
        goto out;
    term.doc = load_section(reader, term.page.nodes[0].id, anchor);
    if (!term.doc)
        goto out;
    str_append(&term.anchor, anchor);
    term_close(reader);
    reader->term = term;
    reader_panel(reader, SHOW_TERM);
    return true;
out:
    edition_list_free(&term.page);
    return false;
}

void term_close(struct reader *reader)
{
    struct term *term = &reader->term;
    passage_free(&term->passage);
    doc_free(term->doc);
    edition_list_free(&term->page);
    str_free(&term->anchor);
    *term = (struct term){0};
}

static struct button list_button(const struct reader *reader)
{
    return (struct button){.label = reader_word(reader, WORD_GLOSSARY),
                           .icon = ICON_CONTENTS,
                           .action = {.kind = ACTION_GLOSSARY}};
}

/* Above and below the words of a panel that does not take the sheet whole. */
static int pad_of(const struct metrics *m)
{
    return m->em * 3 / 4;
}

/* The button stands beside the word where there is room, to keep the panel low; it may
 * rise above the word's line into the panel's margin. */
static struct rect corner(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    const struct passage *passage = &reader->term.passage;
    struct rect column = passage->column;
    struct pen pen = reader_pen(reader);
    struct button button = list_button(reader);
    struct display words = {0};
    int w = widget_button_width(&pen, &button, m->touch), h = m->touch;
    layout_draw(passage->layout, 0, column.x, column.y, &words);
    int line_h = words.count ? words.items[0].rect.h : 0;
    struct rect place = {column.x + column.w - w,
                         column.y + (line_h > h ? (line_h - h) / 2 : line_h - h), w, h};
    if (w > column.w || place.y < m->area.y + metrics_lp(m, 4))
        place = (struct rect){0};
    struct rect near = {place.x - m->gap, place.y, w + m->gap, h};
    for (size_t i = 0; i < words.count; i++) {
        if (rect_intersects(words.items[i].rect, near))
            place = (struct rect){0};
    }
    display_free(&words);
    return place;
}

static void set(struct reader *reader, struct rect column)
{
    struct passage *passage = &reader->term.passage;
    struct button button = list_button(reader);
    struct passage_text text = {.doc = reader->term.doc,
                                .path = reader->term.page.nodes[0].path};
    passage_set(passage, reader, &text, column);
    reader->term.corner = corner(reader);
    if (rect_empty(reader->term.corner)) {
        list_add(&passage->rows, &(struct row){.kind = ROW_BUTTON,
                                               .title = button.label,
                                               .icon = button.icon,
                                               .action = button.action});
    }
    passage_place_rows(passage, reader);
}

/* Moves a panel of one sheet to the foot, where that leaves enough of the page above. */
static void lower(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    struct term *term = &reader->term;
    int h = passage_height(&term->passage) + 2 * pad_of(m);
    int above =
        m->column.y - m->area.y + layout_line(m->text_em); /* one line of the page */
    if (m->area.h - h < above)
        return;
    int down = term->rect.y + term->rect.h - h + pad_of(m) - term->passage.column.y;
    term->rect.y += term->rect.h - h;
    term->rect.h = h;
    term->passage.column.y += down;
    term->corner.y += down;
    passage_place_rows(&term->passage, reader);
}

static void layout(struct reader *reader)
{
    screen_page.layout(reader);
    reader->term.rect = reader->metrics.area;
    set(reader, reader->metrics.column);
    reader->sheets = passage_sheets(&reader->term.passage);
    if (reader->sheets == 1)
        lower(reader);
}

static int sheet_of(const struct reader *reader, struct spot spot)
{
    return passage_sheet_of(&reader->term.passage, spot);
}

static struct spot spot_of(const struct reader *reader, int sheet)
{
    return passage_spot_of(&reader->term.passage, sheet);
}

static void draw(struct reader *reader, struct pen *pen)
{
    const struct term *term = &reader->term;
    size_t first = pen->display->count;
    page_draw_under(reader, pen);
    display_cover(pen->display, first, term->rect);
    display_box(pen->display, term->rect, ROLE_PANEL, pen->palette->card);
    struct rect line = term->rect;
    line.h = metrics_lp(pen->metrics, 4);
    if (line.y > reader->metrics.area.y)
        display_box(pen->display, line, ROLE_EDGE, pen->palette->accent);
    passage_draw(&term->passage, pen, reader->sheet);
    struct button button = list_button(reader);
    if (reader->sheet == 0 && !rect_empty(term->corner))
        widget_button(pen, term->corner, &button);
}

static void follow(struct reader *reader, long long index)
{
    const struct term *term = &reader->term;
    const struct doc_link *link = layout_link(term->passage.layout, (size_t)index);
    if (link)
        reader_follow(reader, term->page.nodes[0].path, link);
}

static void open_list(struct reader *reader)
{
    struct str path = {0}, anchor = {0};
    str_append(&path, reader->term.page.nodes[0].path);
    str_append(&anchor, str_c(&reader->term.anchor));
    reader_open_path(reader, str_c(&path), str_c(&anchor));
    str_free(&path);
    str_free(&anchor);
}

static bool handle(struct reader *reader, const struct action *action)
{
    switch (action->kind) {
    case ACTION_LINK:
        follow(reader, action->arg);
        return true;
    case ACTION_GLOSSARY:
        open_list(reader);
        return true;
    case ACTION_TAP:
        if (rect_contains(reader->metrics.area, action->x, action->y) &&
            action->y < reader->term.rect.y)
            reader_panel(reader, SHOW_IDLE);
        return true;
    default:
        return false;
    }
}

const struct screen screen_term = {
    .name = "term",
    .layout = layout,
    .handle = handle,
    .draw = draw,
    .sheet_of = sheet_of,
    .spot_of = spot_of,
};
