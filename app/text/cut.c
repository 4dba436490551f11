/* Cutting what is wider than the measure: a word of large letters, an address, a line
 * without spaces that fills the page.
 *
 * Every unit is looked at once, and the paragraph's arrays are written anew only where
 * there is something to cut, so the time is linear in the text. Where a line is full is
 * found by shaping what would stand on it, since letters join and overlap and no sum of
 * single widths is the width of a word. The first guess is the piece's average cluster,
 * the next ones follow what was measured, and halving ends what does not come together:
 * three or four measurements a line.
 *
 * A word is then divided at the last syllable that fits, where a dictionary of the page's
 * language tells syllables, else between two clusters, with a hyphen. No hyphen is put
 * into code, into an address, where it would be read as a part of it and which is divided
 * after its own signs if it can, nor into scripts that have none. */
#include "text/paragraph.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/breaks.h"
#include "text/hyphens.h"

#include <stdlib.h>
#include <string.h>

enum {
    GUESSES = 4, /* by proportion; after them the bracket is halved */
    LOOK = 64,   /* bytes on either side of a piece that tell an address */
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
    bool letter[PARAGRAPH_UNIT_MAX + 1];   /* cluster i is one */
    bool syllable[PARAGRAPH_UNIT_MAX + 1]; /* a syllable ends before cluster i */
    bool hyphens;                          /* a hyphen may stand where it is divided */
    int hyphen_w;                          /* 0 where none may */
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
    if (!p->spans[part.span].object_w)
        part.font.w = fonts_measure(c->fonts, p->spans[part.span].style,
                                    p->text + part.font.start, &part.font);
    return part;
}

static void find_clusters(struct cutter *c, struct rest *rest)
{
    struct breaks *breaks = fonts_breaks(c->fonts);
    const struct font_piece *font = &rest->piece->font;
    const char *text = c->paragraph->text + font->start;
    size_t end, start = 0;
    breaks_begin(breaks, BREAK_GRAPHEME, text, font->len);
    while (rest->count < PARAGRAPH_UNIT_MAX &&
           breaks_next(breaks, BREAK_GRAPHEME, &end, NULL)) {
        rest->letter[rest->count] = hyphens_is_letter(utf8_next(text, font->len, &start));
        rest->ends[++rest->count] = (uint32_t)end;
        start = end;
    }
    rest->ends[rest->count] = font->len;
}

static bool is_alnum(char ch)
{
    return (ch >= '0' && ch <= '9') || ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'z');
}

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* Whether the word of the piece, from white space to white space, is an address or a code
 * of some kind: it has a sign that words do not have, a dot or colon inside, or a digit
 * beside a letter. */
static bool in_address(const struct paragraph *p, const struct font_piece *font)
{
    size_t start = font->start, end = font->start;
    while (start > 0 && font->start - start < LOOK &&
           !strchr(" \t\n", p->text[start - 1]))
        start--;
    while (end < p->len && end - font->start < LOOK && !strchr(" \t\n", p->text[end]))
        end++;
    for (size_t i = start; i + 1 < end; i++) {
        char a = p->text[i], b = p->text[i + 1];
        if (memchr("_@=&%#~+\\", a, 9) || (a == '/' && b == '/') ||
            (is_alnum(a) && is_alnum(b) && is_digit(a) != is_digit(b)))
            return true;
        if (i > start && (a == '.' || a == ':') && is_alnum(p->text[i - 1]) &&
            is_alnum(b))
            return true;
    }
    return false;
}

/* Notes where the syllables of the letters [first, end) are divided. */
static void find_syllables(struct cutter *c, struct rest *rest, size_t first, size_t end)
{
    bool after[HYPHENS_WORD_MAX] = {0};
    uint32_t start = rest->ends[first], len = rest->ends[end] - start;
    const char *word = c->paragraph->text + rest->piece->font.start + start;
    if (len > HYPHENS_WORD_MAX ||
        !hyphens_find(fonts_hyphens(c->fonts), c->paragraph->lang, word, len, after))
        return;
    for (size_t i = first + 1; i < end; i++)
        rest->syllable[i] = after[rest->ends[i] - start - 1];
}

static void find_words(struct cutter *c, struct rest *rest)
{
    for (size_t i = 0; i < rest->count; i++) {
        size_t first = i;
        while (i < rest->count && rest->letter[i])
            i++;
        if (i > first + 1)
            find_syllables(c, rest, first, i);
    }
}

/* Makes the piece ready to be divided. */
static void begin_rest(struct cutter *c, struct rest *rest)
{
    const struct paragraph *p = c->paragraph;
    const struct paragraph_piece *piece = rest->piece;
    find_clusters(c, rest);
    rest->hyphens = c->hyphenate && p->spans[piece->span].style.family != FAMILY_MONO &&
                    hyphens_in_script(piece->font.script) && !in_address(p, &piece->font);
    if (!rest->hyphens)
        return;
    rest->hyphen_w = paragraph_hyphen(p, c->fonts, piece).w;
    find_words(c, rest);
}

/* The best end of a line that could hold the clusters [at, end). */
static size_t good_end(const struct cutter *c, const struct rest *rest, size_t end)
{
    const char *text = c->paragraph->text + rest->piece->font.start;
    for (size_t i = end; rest->hyphens && i > rest->at; i--)
        if (rest->syllable[i])
            return i;
    for (size_t i = end; !rest->hyphens && i > rest->at + (end - rest->at) / 2; i--)
        if (memchr("/._-~%&=+:@#,;!?)", text[rest->ends[i] - 1], 17))
            return i;
    return end;
}

/* Whether a hyphen is to be seen where the rest is divided before cluster `at`. */
static bool needs_hyphen(const struct cutter *c, const struct rest *rest, size_t at)
{
    const char *text = c->paragraph->text;
    size_t before = rest->piece->font.start + rest->ends[at];
    if (!rest->hyphens || before == 0 || !rest->letter[at])
        return false;
    do
        before--;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80);
    return hyphens_is_letter(utf8_next(text, c->paragraph->len, &before));
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

/* Ends the unit under way, and its line, before cluster `end`; the rest is another. */
static void divide(struct cutter *c, const struct rest *rest, size_t end)
{
    uint32_t at = rest->piece->font.start + rest->ends[end];
    struct unit *head = unit_under_way(c), tail = *head;
    tail.start = at;
    tail.len = head->start + head->len - at;
    head->len = at - head->start;
    head->spaces = 0;
    head->space_w = 0;
    head->must_break = false;
    head->cut = true;
    head->hyphen = needs_hyphen(c, rest, end) && head->w + rest->hyphen_w <= c->w;
    begin_unit(c, tail);
}

/* Adds a piece of a word that is too wide, divided where lines are full. */
static void cut_piece(struct cutter *c, const struct paragraph_piece *piece, bool last)
{
    struct rest rest = {.piece = piece, .last = last};
    begin_rest(c, &rest);
    while (rest.at < rest.count) {
        bool begins = unit_under_way(c)->piece_count == 0;
        size_t end = fitting(c, &rest, c->w - rest.hyphen_w - unit_under_way(c)->w);
        if (end == rest.at && begins)
            end++;
        else if (end < rest.count)
            end = good_end(c, &rest, end);
        if (end > rest.at)
            add_piece(c, part_of(c, &rest, end));
        rest.at = end;
        if (end < rest.count)
            divide(c, &rest, end);
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
