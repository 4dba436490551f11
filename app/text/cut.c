/* Cutting what is wider than the measure: a word of large letters, an address, a line
 * without spaces that fills the page.
 *
 * Every unit is looked at once, and the paragraph's arrays are written anew only where
 * there is something to cut, so the time is linear in the text. Where a line is full is
 * found by shaping what would stand on it, since letters join and overlap and no sum of
 * single widths is the width of a word. The first guess is the piece's average cluster,
 * the next ones follow what was measured, and halving ends what does not come together:
 * three or four measurements a line. */
#include "text/paragraph.h"

#include "base/mem.h"
#include "text/breaks.h"

#include <stdlib.h>

enum {
    GUESSES = 4, /* by proportion; after them the bracket is halved */
};

/* What is under way while a paragraph is being cut. */
struct cutter {
    struct paragraph *paragraph;
    struct fonts *fonts;
    int w;
    bool hyphenate;
    struct unit *units; /* the new ones */
    struct paragraph_piece *pieces;
    size_t unit_count, unit_cap, piece_count, piece_cap;
};

/* A piece that is being cut: clusters [at, count) are still to be placed. */
struct rest {
    const struct paragraph_piece *piece;
    size_t at, count;
    uint32_t ends[PARAGRAPH_UNIT_MAX + 1]; /* of each cluster, in bytes of the piece;
                                              [0] is 0 */
    int hyphen_w;
    bool last; /* its unit ends with it: no hyphen follows its end */
};

struct font_piece paragraph_hyphen(const struct paragraph *paragraph, struct fonts *fonts,
                                   const struct paragraph_piece *piece)
{
    struct font_style style = paragraph->spans[piece->span].style;
    struct font_piece hyphen = piece->font;
    hyphen.len = 1;
    hyphen.face = fonts_face_for(fonts, style, "-", 1);
    hyphen.w = fonts_measure(fonts, style, "-", &hyphen);
    return hyphen;
}

/* The clusters [at, end) of the rest, measured. */
static struct paragraph_piece part_of(struct cutter *c, const struct rest *rest,
                                      size_t end)
{
    const struct paragraph *p = c->paragraph;
    struct paragraph_piece part = *rest->piece;
    part.font.start += rest->ends[rest->at];
    part.font.len = rest->ends[end] - rest->ends[rest->at];
    part.font.w = fonts_measure(c->fonts, p->spans[part.span].style,
                                p->text + part.font.start, &part.font);
    return part;
}

static void find_clusters(struct cutter *c, struct rest *rest)
{
    struct breaks *breaks = fonts_breaks(c->fonts);
    const struct font_piece *font = &rest->piece->font;
    size_t end;
    breaks_begin(breaks, BREAK_GRAPHEME, c->paragraph->text + font->start, font->len);
    while (rest->count < PARAGRAPH_UNIT_MAX &&
           breaks_next(breaks, BREAK_GRAPHEME, &end, NULL))
        rest->ends[++rest->count] = (uint32_t)end;
    rest->ends[rest->count] = font->len;
}

/* The end of the clusters that fit into `left` px: rest->at where not one does. */
static size_t fitting(struct cutter *c, const struct rest *rest, int left)
{
    size_t low = rest->at, high = rest->count + 1; /* fits; does not */
    int w = rest->piece->font.w;                   /* of so many clusters */
    size_t clusters = rest->count;
    for (int tries = 0; high - low > 1; tries++) {
        size_t guess = (low + high) / 2;
        if (tries < GUESSES && w > 0 && left > 0)
            guess = rest->at + clusters * (size_t)left / (size_t)w;
        if (guess <= low)
            guess = low + 1;
        if (guess >= high)
            guess = high - 1;
        w = part_of(c, rest, guess).font.w;
        clusters = guess - rest->at;
        bool whole = guess == rest->count && rest->last;
        if (w <= left + (whole ? rest->hyphen_w : 0))
            low = guess;
        else
            high = guess;
    }
    return low;
}

static struct unit *unit_under_way(struct cutter *c)
{
    return &c->units[c->unit_count - 1];
}

static void begin_unit(struct cutter *c, struct unit unit)
{
    unit.first_piece = (uint32_t)c->piece_count;
    unit.piece_count = 0;
    unit.w = 0;
    unit.goes_on = false;
    MEM_GROW(c->units, c->unit_count, c->unit_cap);
    c->units[c->unit_count++] = unit;
}

/* Takes the unit that goes on a word into the one under way. */
static void join_unit(struct cutter *c, const struct unit *unit)
{
    struct unit *head = unit_under_way(c);
    head->len = unit->start + unit->len - head->start;
    head->spaces = unit->spaces;
    head->space_w = unit->space_w;
    head->must_break = unit->must_break;
}

static void add_piece(struct cutter *c, struct paragraph_piece piece)
{
    MEM_GROW(c->pieces, c->piece_count, c->piece_cap);
    c->pieces[c->piece_count++] = piece;
    unit_under_way(c)->w += piece.font.w;
    unit_under_way(c)->piece_count++;
}

/* Ends the unit under way, and its line, before byte `at`; the rest is another. */
static void divide(struct cutter *c, uint32_t at)
{
    struct unit *head = unit_under_way(c), tail = *head;
    tail.start = at;
    tail.len = head->start + head->len - at;
    head->len = at - head->start;
    head->spaces = 0;
    head->space_w = 0;
    head->must_break = false;
    head->cut = true;
    begin_unit(c, tail);
}

/* Adds a piece of a word that is too wide, divided where lines are full. */
static void cut_piece(struct cutter *c, const struct paragraph_piece *piece, bool last)
{
    struct rest rest = {.piece = piece, .last = last};
    rest.hyphen_w = c->hyphenate ? paragraph_hyphen(c->paragraph, c->fonts, piece).w : 0;
    find_clusters(c, &rest);
    while (rest.at < rest.count) {
        bool begins = unit_under_way(c)->piece_count == 0;
        size_t end = fitting(c, &rest, c->w - rest.hyphen_w - unit_under_way(c)->w);
        if (end == rest.at && begins)
            end++;
        if (end > rest.at)
            add_piece(c, part_of(c, &rest, end));
        rest.at = end;
        if (end < rest.count)
            divide(c, piece->font.start + rest.ends[end]);
    }
}

static void add_unit(struct cutter *c, size_t index)
{
    const struct unit *unit = &c->paragraph->units[index];
    const struct paragraph_piece *pieces = &c->paragraph->pieces[unit->first_piece];
    bool joins = index > 0 && unit[-1].goes_on;
    bool cut = unit->w > c->w || joins || unit->goes_on;
    if (joins)
        join_unit(c, unit);
    else
        begin_unit(c, *unit);
    for (uint32_t i = 0; i < unit->piece_count; i++) {
        if (cut)
            cut_piece(c, &pieces[i], i + 1 == unit->piece_count && !unit->goes_on);
        else
            add_piece(c, pieces[i]);
    }
}

static bool fits(const struct paragraph *paragraph, int w)
{
    for (size_t i = 0; i < paragraph->unit_count; i++)
        if (paragraph->units[i].w > w || paragraph->units[i].goes_on)
            return false;
    return true;
}

void paragraph_cut(struct paragraph *paragraph, struct fonts *fonts, int w,
                   bool hyphenate)
{
    struct cutter c = {
        .paragraph = paragraph, .fonts = fonts, .w = w, .hyphenate = hyphenate};
    if (fits(paragraph, w))
        return;
    for (size_t i = 0; i < paragraph->unit_count; i++)
        add_unit(&c, i);
    free(paragraph->units);
    free(paragraph->pieces);
    paragraph->units = c.units;
    paragraph->unit_count = c.unit_count;
    paragraph->pieces = c.pieces;
    paragraph->piece_count = c.piece_count;
}
