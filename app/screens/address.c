/* The panel of an address outside the guide: in words, and as a code for a phone, since a
 * kiosk has no browser.
 *
 * The code stands beside the words, or below them where the screen is upright, whichever
 * makes it larger: a module has at least 0.5 mm. Where not both fit on one sheet, with
 * words of at least the usual size, the words take sheets of their own and the code the
 * last one, with the line that words what to do with it. A code too fine for a phone
 * (modules under 0.3 mm) is left out, and the words promise none. */
#include "screens/state.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "paint/qr.h"

#include <string.h>

enum {
    SHOWN_MAX = 512, /* code points of an address; nobody copies more by hand */
    WORDS_EM = 8,    /* em that words beside a code have at least, */
    ADVICE_EM = 5,   /* and the advice alone */
    PARAGRAPHS = 4,
};

#define MODULE_MM 0.5
#define MODULE_LEAST_MM 0.3

void address_close(struct reader *reader)
{
    str_free(&reader->outside.title);
    str_free(&reader->outside.shown);
    qr_free(reader->outside.qr);
    reader->outside = (struct outside){0};
}

/* A link's title is the author's: it is shown as words, cut where it is very long. */
static void show_title(const char *title, struct str *out)
{
    size_t len = strlen(title), at = 0;
    for (size_t count = 0; at < len && count < SHOWN_MAX; count++) {
        size_t start = at;
        bool hidden = unicode_is_hidden(utf8_next(title, len, &at));
        str_append_bytes(out, hidden ? " " : title + start, hidden ? 1 : at - start);
    }
    if (at < len)
        str_append(out, "\u2026");
}

void address_open(struct reader *reader, const struct doc_link *link)
{
    struct outside outside = {.kind = address_kind(link->url)};
    struct str code = {0};
    show_title(link->title, &outside.title);
    address_show(link->url, SHOWN_MAX, &outside.shown);
    address_encode(link->url, &code);
    if (outside.kind != ADDRESS_OTHER)
        outside.qr = qr_new(str_c(&code));
    str_free(&code);
    address_close(reader);
    reader->outside = outside;
    reader_panel(reader, SHOW_ADDRESS);
}

/* The paragraphs, in order, at most PARAGRAPHS; returns how many. */
static size_t paragraphs(const struct reader *reader, const struct address_words *words,
                         struct layout_label out[PARAGRAPHS])
{
    const struct outside *outside = &reader->outside;
    struct layout_label plain = {
        .style = {.family = FAMILY_TEXT, .px = words->em},
        .role = ROLE_CHROME,
        .color = palette_of(reader->settings.theme)->ink,
        .lang = reader->lang,
        .rtl = word_is_rtl(reader->lang),
    };
    size_t count = 0;
    for (size_t i = 0; i < PARAGRAPHS; i++)
        out[i] = plain;
    if (words->address) {
        if (outside->title.len)
            out[count++].text = str_c(&outside->title);
        out[count++].text = reader_word(reader, WORD_OUTSIDE_WEB + outside->kind);
        out[count].text = str_c(&outside->shown);
        out[count].style.bold = out[count].address = true;
        count++;
    }
    if (words->advice)
        out[count++].text = reader_word(reader, words->scan ? WORD_SCAN : WORD_NOTE);
    return count;
}

/* Goes through the words line by line, from sheet to sheet, and draws those of `sheet`
 * where there is a display. Returns how many sheets they take; *h is what they use of the
 * last one. */
static int go_through(const struct reader *reader, const struct address_words *words,
                      struct display *display, int sheet, int *h)
{
    struct layout_label labels[PARAGRAPHS];
    struct rect rect = words->rect;
    int line_h = words->em * 3 / 2, y = 0, at = 0;
    size_t count = paragraphs(reader, words, labels);
    for (size_t i = 0; i < count; i++) {
        size_t lines =
            layout_label_lines(NULL, reader->setup.fonts, &labels[i], rect, 0, 0);
        y += i > 0 ? line_h / 2 : 0;
        for (size_t k = 0; k < lines; k++, y += line_h) {
            if (y > 0 && y + line_h > rect.h) {
                y = 0;
                at++;
            }
            struct rect line = {rect.x, rect.y + y, rect.w, line_h};
            if (display && at == sheet)
                layout_label_lines(display, reader->setup.fonts, &labels[i], line, k, 1);
        }
    }
    *h = y;
    return at + 1;
}

/* True where the words stand on one sheet of the rectangle. */
static bool fits(const struct reader *reader, const struct address_words *words, int *h)
{
    int least = words->address ? WORDS_EM : ADVICE_EM;
    return words->rect.w >= least * words->em &&
           go_through(reader, words, NULL, 0, h) == 1 && *h <= words->rect.h;
}

/* px of the largest module, from `least` up, beside words that fit; 0 where none is. */
static int beside(const struct reader *reader, struct address_words *words, int least)
{
    struct rect list = reader->metrics.list;
    int side = qr_side(reader->outside.qr), low = 0, high = list.h / side, h;
    while (low < high) {
        int px = (low + high + 1) / 2;
        words->rect = list;
        words->rect.w = list.w - px * side - 2 * reader->metrics.gap;
        if (fits(reader, words, &h))
            low = px;
        else
            high = px - 1;
    }
    words->rect = list;
    words->rect.w = list.w - low * side - 2 * reader->metrics.gap;
    return low >= least ? low : 0;
}

/* The same below words of the sheet's whole width. */
static int below(const struct reader *reader, struct address_words *words, int least)
{
    struct rect list = reader->metrics.list;
    int side = qr_side(reader->outside.qr), h;
    words->rect = list;
    if (!fits(reader, words, &h))
        return 0;
    int room = list.h - h - 2 * reader->metrics.gap;
    int px = (room < list.w ? room : list.w) / side;
    words->rect.h = h;
    return px >= least ? px : 0;
}

static struct rect code_at(const struct reader *reader, int x, int y, int px)
{
    int side = px * qr_side(reader->outside.qr);
    return (struct rect){x, y, side, side};
}

/* Puts words and code on one sheet, the code as large as it can be. */
static bool place_together(struct reader *reader, struct address_words *words)
{
    struct outside *outside = &reader->outside;
    struct rect list = reader->metrics.list;
    struct address_words down = *words;
    int least = metrics_mm(&reader->metrics, MODULE_MM);
    int across = beside(reader, words, least), under = below(reader, &down, least);
    if (!across && !under)
        return false;
    if (across >= under) {
        int side = across * qr_side(outside->qr);
        outside->code = code_at(reader, list.x + list.w - side, list.y, across);
    } else {
        int side = under * qr_side(outside->qr), y = list.y + list.h - side;
        *words = down;
        outside->code = code_at(reader, list.x + (list.w - side) / 2, y, under);
    }
    return true;
}

/* The same with words of the size chosen, or as much less as is needed, at least the
 * usual one. Else they have the size chosen, and the sheet. */
static bool place_smaller(struct reader *reader, struct address_words *words)
{
    const struct metrics *m = &reader->metrics;
    for (words->em = m->text_em; words->em >= m->em; words->em -= m->em / 4) {
        if (place_together(reader, words))
            return true;
    }
    words->em = m->text_em;
    words->rect = m->list;
    return false;
}

/* Words and code on sheets of their own; the code alone where what stands beside it would
 * shrink it too much. Without a code where it would be too fine. */
static void place_apart(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    struct outside *outside = &reader->outside;
    struct rect list = m->list;
    int px = (list.w < list.h ? list.w : list.h) / qr_side(outside->qr);
    if (px < metrics_mm(m, MODULE_LEAST_MM)) {
        outside->words.scan = false;
        return;
    }
    outside->words.advice = false;
    outside->beside = (struct address_words){.advice = true, .scan = true};
    if (!place_smaller(reader, &outside->beside)) {
        int side = px * qr_side(outside->qr);
        outside->code = metrics_centre(list, side, side);
        outside->beside = (struct address_words){0};
    }
}

static void layout(struct reader *reader)
{
    const struct metrics *m = &reader->metrics;
    struct outside *outside = &reader->outside;
    int h;
    outside->code = (struct rect){0};
    outside->beside = (struct address_words){0};
    outside->words = (struct address_words){.address = true,
                                            .advice = true,
                                            .scan = outside->qr,
                                            .em = m->text_em,
                                            .rect = m->list};
    if (outside->qr && !place_smaller(reader, &outside->words))
        place_apart(reader);
    reader->sheets = go_through(reader, &outside->words, NULL, 0, &h);
    bool apart = outside->words.scan && !outside->words.advice;
    outside->code_sheet = apart ? reader->sheets++ : 0;
}

static void draw_code(const struct outside *outside, struct pen *pen)
{
    char alt[SHOWN_MAX * UTF8_MAX + 64];
    struct rect code = outside->code;
    word_fill(alt, sizeof alt, word_in(pen->lang, WORD_CODE), str_c(&outside->shown),
              NULL);
    struct display_item *item =
        qr_add(pen->display, outside->qr, code.x, code.y, code.w / qr_side(outside->qr));
    item->text = arena_string(&pen->display->arena, alt);
    item->len = strlen(item->text);
}

static void draw(struct reader *reader, struct pen *pen)
{
    const struct outside *outside = &reader->outside;
    int h;
    go_through(reader, &outside->words, pen->display, reader->sheet, &h);
    if (rect_empty(outside->code) || reader->sheet != outside->code_sheet)
        return;
    go_through(reader, &outside->beside, pen->display, 0, &h);
    draw_code(outside, pen);
}

/* A sheet of it is its place: there are few. */
static int sheet_of(const struct reader *reader, struct spot spot)
{
    (void)reader;
    return (int)spot.at;
}

static struct spot spot_of(const struct reader *reader, int sheet)
{
    (void)reader;
    return (struct spot){SPOT_ROWS, (size_t)sheet};
}

const struct screen screen_address = {
    .name = "address",
    .layout = layout,
    .draw = draw,
    .sheet_of = sheet_of,
    .spot_of = spot_of,
};
