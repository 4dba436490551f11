#include "text/paragraph.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/breaks.h"

#include <stdlib.h>
#include <string.h>

enum {
    SCRIPT_LATIN = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n',
};

/* What is under way while a paragraph is being made. */
struct maker {
    struct paragraph *paragraph;
    struct fonts *fonts;
    const struct paragraph_source *source;
    uint8_t *levels; /* one a byte */
    size_t unit_cap, piece_cap;
    size_t span;     /* the one that holds the byte we are at */
    uint32_t script; /* of the last letter seen */
    bool graphemes;  /* a walk over grapheme clusters is under way */
    size_t cluster;  /* the end of the cluster that it last gave */
    int space;       /* px of a space in the style of span `space_span` */
    size_t space_span;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The end of the grapheme cluster at `at`. */
static size_t cluster_end(struct maker *maker, size_t at)
{
    const char *text = maker->source->text;
    size_t len = maker->source->len, single = breaks_single(text, len, at);
    if (single)
        return single;
    struct breaks *breaks = fonts_breaks(maker->fonts);
    if (!maker->graphemes) {
        breaks_begin(breaks, BREAK_GRAPHEME, text, len);
        maker->graphemes = true;
    }
    while (maker->cluster <= at &&
           breaks_next(breaks, BREAK_GRAPHEME, &maker->cluster, NULL))
        ;
    size_t end = maker->cluster > at ? maker->cluster : len;
    if (end - at <= PARAGRAPH_UNIT_MAX)
        return end;
    end = at + PARAGRAPH_UNIT_MAX; /* thousands of accents: HarfBuzz would take hours */
    while (((unsigned char)text[end] & 0xC0) == 0x80) /* inside a character */
        end--;
    return end;
}

static void add_piece(struct maker *maker, struct paragraph_piece piece)
{
    struct paragraph *p = maker->paragraph;
    struct unit *unit = &p->units[p->unit_count - 1];
    const struct paragraph_span *span = &p->spans[piece.span];
    piece.font.w = span->object_w;
    if (!piece.font.w)
        piece.font.w = fonts_measure(maker->fonts, span->style,
                                     p->text + piece.font.start, &piece.font);
    MEM_GROW(p->pieces, p->piece_count, maker->piece_cap);
    p->pieces[p->piece_count++] = piece;
    unit->w += piece.font.w;
    unit->piece_count++;
}

static bool same_place(const struct paragraph_piece *a, const struct paragraph_piece *b)
{
    return a->span == b->span && a->level == b->level && a->font.script == b->font.script;
}

/* True where `piece`, of letters, is in a fallback that has all of `other` too. */
static bool can_take(struct maker *maker, const struct paragraph_piece *piece,
                     const struct paragraph_piece *other)
{
    const struct paragraph *p = maker->paragraph;
    size_t at = piece->font.start;
    uint16_t own = fonts_face_for(maker->fonts, p->spans[piece->span].style, "a", 1);
    return piece->font.face != own && script_of(utf8_next(p->text, p->len, &at)) != 0 &&
           fonts_face_has(maker->fonts, piece->font.face, p->text + other->font.start,
                          other->font.len);
}

/* Makes `part` one with the piece before it where they are one run. A word of which some
 * letters are in a fallback is set in it whole, if it has them all: letters of two faces
 * in one word differ in weight and height. Each grapheme without a face is a piece, and
 * so has a box, of its own. */
static bool join_part(struct maker *maker, struct paragraph_piece *piece,
                      const struct paragraph_piece *part)
{
    if (!same_place(piece, part) || piece->font.face == FONT_NO_FACE ||
        part->font.face == FONT_NO_FACE)
        return false;
    if (piece->font.face != part->font.face && !can_take(maker, piece, part)) {
        if (!can_take(maker, part, piece))
            return false;
        piece->font.face = part->font.face;
    }
    piece->font.len += part->font.len;
    return true;
}

/* What the cluster [at, end) would be as a piece of its own. */
static struct paragraph_piece cluster_piece(struct maker *maker, size_t at, size_t end)
{
    const struct paragraph *p = maker->paragraph;
    while (at >= p->spans[maker->span].start + p->spans[maker->span].len &&
           maker->span + 1 < p->span_count)
        maker->span++;
    size_t next = at;
    uint32_t script = script_of(utf8_next(p->text, end, &next));
    if (script)
        maker->script = script;
    struct font_style style = p->spans[maker->span].style;
    return (struct paragraph_piece){
        .font = {.start = (uint32_t)at,
                 .len = (uint32_t)(end - at),
                 .face = fonts_face_for(maker->fonts, style, p->text + at, end - at),
                 .rtl = maker->levels[at] & 1,
                 .script = maker->script},
        .level = maker->levels[at],
        .span = (uint32_t)maker->span,
    };
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The end of what lies at `at` and is one run whatever it says: ASCII of one span, level
 * and script, each byte a cluster that our own faces have. `at` where there is none. */
static size_t plain_end(struct maker *maker, size_t at, size_t end)
{
    const struct paragraph *p = maker->paragraph;
    size_t to = at, span_end = p->spans[maker->span].start + p->spans[maker->span].len;
    bool latin = maker->script == SCRIPT_LATIN;
    if (end > span_end)
        end = span_end;
    while (to < end && p->text[to] >= ' ' && p->text[to] <= '~' &&
           maker->levels[to] == maker->levels[at] && (latin || !is_letter(p->text[to])))
        to++;
    bool joins = to > at && to < p->len && (unsigned char)p->text[to] >= 0x80;
    return joins ? to - 1 : to; /* what follows may belong to the last cluster */
}

/* The next of what a unit's pieces are made of: plain text, else a cluster. */
static struct paragraph_piece next_part(struct maker *maker, size_t at, size_t end)
{
    size_t plain = plain_end(maker, at, end);
    if (plain > at) {
        struct paragraph_piece part = cluster_piece(maker, at, at + 1);
        part.font.len = (uint32_t)(plain - at);
        return part;
    }
    size_t next = cluster_end(maker, at);
    return cluster_piece(maker, at, next < end ? next : end);
}

/* Adds the unit [start, end), with its pieces; white space follows up to `after`. */
static void add_unit(struct maker *maker, size_t start, size_t end, size_t after)
{
    struct paragraph *p = maker->paragraph;
    MEM_GROW(p->units, p->unit_count, maker->unit_cap);
    p->units[p->unit_count++] = (struct unit){
        .start = (uint32_t)start,
        .len = (uint32_t)(end - start),
        .spaces = (uint32_t)(after - end),
        .first_piece = (uint32_t)p->piece_count,
    };
    struct paragraph_piece piece = {0};
    for (size_t at = start; at < end;) {
        struct paragraph_piece part = next_part(maker, at, end);
        at += part.font.len;
        if (piece.font.len && join_part(maker, &piece, &part))
            continue;
        if (piece.font.len)
            add_piece(maker, piece);
        piece = part;
    }
    if (piece.font.len)
        add_piece(maker, piece);
}

/* The width of one space behind the last unit. */
static int space_width(struct maker *maker)
{
    const struct paragraph *p = maker->paragraph;
    const struct unit *unit = &p->units[p->unit_count - 1];
    size_t at = unit->start + unit->len, span = maker->span;
    while (span + 1 < p->span_count && at >= p->spans[span].start + p->spans[span].len)
        span++;
    if (maker->space < 0 || maker->space_span != span)
        maker->space = fonts_metrics(maker->fonts, p->spans[span].style).space;
    maker->space_span = span;
    return maker->space;
}

/* The width of the white space after the last unit, and whether its line must end. */
static void measure_spaces(struct maker *maker, bool must_break)
{
    struct paragraph *p = maker->paragraph;
    struct unit *unit = &p->units[p->unit_count - 1];
    const char *space = p->text + unit->start + unit->len;
    int count = 0;
    for (uint32_t i = 0; i < unit->spaces; i++)
        count += space[i] == ' ' ? 1 : space[i] == '\t' ? 4 : 0;
    if (!maker->source->keep_spaces && count > 1)
        count = 1;
    unit->space_w = count ? count * space_width(maker) : 0;
    unit->must_break = must_break;
}

/* The end of the first part of [from, end) that is short enough to be shaped at once. */
static size_t part_end(struct maker *maker, size_t from, size_t end)
{
    size_t to = from;
    if (end - from <= PARAGRAPH_UNIT_MAX)
        return end;
    while (to < end && to - from < PARAGRAPH_UNIT_MAX)
        to = cluster_end(maker, to);
    return to < end ? to : end;
}

/* Adds what lies between two places where a line may break, in parts of bearable length.
 */
static void add_segment(struct maker *maker, size_t start, size_t end, bool must_break)
{
    const char *text = maker->source->text;
    size_t word_end = end, to;
    while (word_end > start && is_space(text[word_end - 1]))
        word_end--;
    while ((to = part_end(maker, start, word_end)) < word_end) {
        add_unit(maker, start, to, to);
        maker->paragraph->units[maker->paragraph->unit_count - 1].goes_on = true;
        start = to;
    }
    add_unit(maker, start, to, end);
    measure_spaces(maker, must_break);
}

struct paragraph *paragraph_new(struct fonts *fonts,
                                const struct paragraph_source *source)
{
    struct paragraph *p = mem_alloc(sizeof *p);
    p->text = source->text;
    p->len = source->len;
    p->spans = source->spans;
    p->span_count = source->span_count;
    p->rtl = source->rtl;
    p->lang = source->lang;
    if (source->len == 0 || source->span_count == 0)
        return p;
    struct maker maker = {
        .paragraph = p,
        .fonts = fonts,
        .source = source,
        .levels = mem_alloc(source->len),
        .script = SCRIPT_LATIN,
        .space = -1,
    };
    bidi_levels(source->text, source->len, source->rtl, maker.levels);
    struct breaks *breaks = fonts_breaks(fonts);
    breaks_begin(breaks, BREAK_LINE, source->text, source->len);
    size_t start = 0, end;
    bool must;
    while (breaks_next(breaks, BREAK_LINE, &end, &must)) {
        bool newline = source->text[end - 1] == '\n';
        add_segment(&maker, start, end, newline && must);
        start = end;
    }
    free(maker.levels);
    return p;
}

void paragraph_free(struct paragraph *paragraph)
{
    if (!paragraph)
        return;
    free(paragraph->units);
    free(paragraph->pieces);
    free(paragraph);
}
