#include "text/paragraph.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/breaks.h"

#include <stdlib.h>
#include <string.h>

enum {
    UNIT_MAX =
        400, /* bytes; a longer one is cut at a cluster, so that shaping stays fast */
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
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The end of the grapheme cluster at `at`. Among plain ASCII each byte is one. */
static size_t cluster_end(struct maker *maker, size_t at)
{
    const char *text = maker->source->text;
    size_t len = maker->source->len;
    bool plain = (unsigned char)text[at] < 0x80 &&
                 (at + 1 == len || (unsigned char)text[at + 1] < 0x80);
    if (plain)
        return at + 1;
    struct breaks *breaks = fonts_breaks(maker->fonts);
    if (!maker->graphemes) {
        breaks_begin(breaks, BREAK_GRAPHEME, text, len);
        maker->graphemes = true;
    }
    while (maker->cluster <= at &&
           breaks_next(breaks, BREAK_GRAPHEME, &maker->cluster, NULL))
        ;
    return maker->cluster > at ? maker->cluster : len;
}

static void add_piece(struct maker *maker, struct paragraph_piece piece)
{
    struct paragraph *p = maker->paragraph;
    struct unit *unit = &p->units[p->unit_count - 1];
    const struct paragraph_span *span = &p->spans[piece.span];
    piece.font.w =
        fonts_measure(maker->fonts, span->style, p->text + piece.font.start, &piece.font);
    MEM_GROW(p->pieces, p->piece_count, maker->piece_cap);
    p->pieces[p->piece_count++] = piece;
    unit->w += piece.font.w;
    unit->piece_count++;
}

/* Each grapheme without a face has a piece and so a box of its own. */
static bool same_run(const struct paragraph_piece *a, const struct paragraph_piece *b)
{
    return a->font.face != FONT_NO_FACE && a->span == b->span && a->level == b->level &&
           a->font.face == b->font.face && a->font.script == b->font.script;
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
        size_t next = cluster_end(maker, at);
        if (next > end)
            next = end;
        struct paragraph_piece cluster = cluster_piece(maker, at, next);
        if (piece.font.len && same_run(&piece, &cluster)) {
            piece.font.len += cluster.font.len;
        } else {
            if (piece.font.len)
                add_piece(maker, piece);
            piece = cluster;
        }
        at = next;
    }
    if (piece.font.len)
        add_piece(maker, piece);
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
    size_t at = unit->start + unit->len;
    size_t span = maker->span;
    while (span + 1 < p->span_count && at >= p->spans[span].start + p->spans[span].len)
        span++;
    unit->space_w = count * fonts_metrics(maker->fonts, p->spans[span].style).space;
    unit->must_break = must_break;
}

/* Adds what lies between two places where a line may break, in parts of bearable length.
 */
static void add_segment(struct maker *maker, size_t start, size_t end, bool must_break)
{
    const char *text = maker->source->text;
    size_t word_end = end;
    while (word_end > start && is_space(text[word_end - 1]))
        word_end--;
    for (size_t from = start;;) {
        size_t to = from;
        while (to < word_end && to - from < UNIT_MAX)
            to = cluster_end(maker, to);
        if (to > word_end)
            to = word_end;
        if (to == word_end) {
            add_unit(maker, from, to, end);
            measure_spaces(maker, must_break);
            return;
        }
        add_unit(maker, from, to, to);
        from = to;
    }
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
    if (source->len == 0 || source->span_count == 0)
        return p;
    struct maker maker = {
        .paragraph = p,
        .fonts = fonts,
        .source = source,
        .levels = mem_alloc(source->len),
        .script = SCRIPT_LATIN,
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

/* Where in piece `piece` to cut so that what comes before is at most `w` px wide, at a
 * cluster's end after byte `least`. Returns the offset, or the piece's end. */
static size_t cut_in_piece(struct paragraph *p, struct fonts *fonts,
                           const struct paragraph_piece *piece, int w, bool least)
{
    struct breaks *breaks = fonts_breaks(fonts);
    const char *text = p->text + piece->font.start;
    struct font_style style = p->spans[piece->span].style;
    size_t best = 0, end;
    breaks_begin(breaks, BREAK_GRAPHEME, text, piece->font.len);
    while (breaks_next(breaks, BREAK_GRAPHEME, &end, NULL)) {
        struct font_piece part = piece->font;
        part.len = (uint32_t)end;
        bool fits = fonts_measure(fonts, style, text, &part) <= w;
        if (!fits && (best > 0 || !least))
            break;
        best = end;
        if (!fits)
            break;
    }
    return best;
}

/* Puts a copy of array element `at` behind it. */
static void *doubled(void *array, size_t *count, size_t at, size_t size)
{
    char *bytes = mem_resize(array, *count + 1, size);
    memmove(bytes + (at + 1) * size, bytes + at * size, (*count - at) * size);
    (*count)++;
    return bytes;
}

static void measure_piece(struct paragraph *p, struct fonts *fonts, size_t index)
{
    struct paragraph_piece *piece = &p->pieces[index];
    piece->font.w = fonts_measure(fonts, p->spans[piece->span].style,
                                  p->text + piece->font.start, &piece->font);
}

/* Cuts piece `index` after its first `len` bytes. Later units' pieces move by one. */
static void cut_piece(struct paragraph *p, struct fonts *fonts, size_t unit, size_t index,
                      size_t len)
{
    p->pieces = doubled(p->pieces, &p->piece_count, index, sizeof *p->pieces);
    p->pieces[index].font.len = (uint32_t)len;
    p->pieces[index + 1].font.start += (uint32_t)len;
    p->pieces[index + 1].font.len -= (uint32_t)len;
    measure_piece(p, fonts, index);
    measure_piece(p, fonts, index + 1);
    p->units[unit].piece_count++;
    for (size_t i = unit + 1; i < p->unit_count; i++)
        p->units[i].first_piece++;
}

static int pieces_width(const struct paragraph *p, const struct unit *unit)
{
    int w = 0;
    for (uint32_t i = 0; i < unit->piece_count; i++)
        w += p->pieces[unit->first_piece + i].font.w;
    return w;
}

/* Makes the first `pieces` pieces of a unit a unit of their own. */
static void cut_unit(struct paragraph *p, size_t index, uint32_t pieces)
{
    p->units = doubled(p->units, &p->unit_count, index, sizeof *p->units);
    struct unit *head = &p->units[index], *tail = head + 1;
    uint32_t cut = p->pieces[head->first_piece + pieces].font.start;
    tail->len = head->start + head->len - cut;
    tail->start = cut;
    tail->first_piece += pieces;
    tail->piece_count -= pieces;
    tail->w = pieces_width(p, tail);
    head->len = cut - head->start;
    head->spaces = 0;
    head->space_w = 0;
    head->piece_count = pieces;
    head->must_break = false;
    head->w = pieces_width(p, head);
}

bool paragraph_split(struct paragraph *p, struct fonts *fonts, size_t index, int w,
                     int hyphen_w)
{
    const struct unit *unit = &p->units[index];
    int left = w - hyphen_w;
    uint32_t whole = 0; /* pieces that fit whole */
    while (whole < unit->piece_count &&
           p->pieces[unit->first_piece + whole].font.w <= left)
        left -= p->pieces[unit->first_piece + whole++].font.w;
    if (whole == unit->piece_count)
        return false;
    size_t at = unit->first_piece + whole;
    size_t len = cut_in_piece(p, fonts, &p->pieces[at], left, whole == 0);
    bool last = whole + 1 == unit->piece_count && len == p->pieces[at].font.len;
    if (last) /* a single cluster that is wider than the line */
        return false;
    if (len > 0) {
        if (len < p->pieces[at].font.len)
            cut_piece(p, fonts, index, at, len);
        whole++;
    }
    cut_unit(p, index, whole);
    return true;
}
