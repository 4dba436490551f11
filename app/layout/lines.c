/* Breaking is greedy, first fit: ragged right needs no more, a word never moves because
 * of what a later line holds, and the time is linear (Knuth and Plass buy even spacing,
 * which text that is not justified does not have).
 *
 * A line is put in visual order by rule L2 of UAX 9 over the levels of its pieces, with
 * the spaces between units taking the lower level of their neighbours (rule L1 asks for
 * the base level only at the line's end, where they hang and are not drawn). */
#include "layout/lines.h"

#include "base/mem.h"
#include "text/bidi.h"

#include <stdlib.h>
#include <string.h>

/* What a line is made of while it is put in order: a piece, or the space after a unit. */
struct part {
    const struct paragraph_piece *piece; /* NULL for a space */
    int x, w;
    bool join; /* a piece with no white space before it */
};

struct setter {
    struct arena *arena;
    struct fonts *fonts;
    struct paragraph *paragraph;
    int w;              /* the measure */
    struct part *parts; /* of the line under way */
    uint8_t *levels;
    int32_t *order;
    size_t part_count, part_cap;
};

static void add_part(struct setter *s, struct part part, uint8_t level)
{
    if (s->part_count == s->part_cap) {
        s->part_cap = s->part_cap ? s->part_cap * 2 : 64;
        s->parts = mem_resize(s->parts, s->part_cap, sizeof *s->parts);
        s->levels = mem_resize(s->levels, s->part_cap, sizeof *s->levels);
        s->order = mem_resize(s->order, s->part_cap, sizeof *s->order);
    }
    s->levels[s->part_count] = level;
    s->parts[s->part_count++] = part;
}

static uint8_t lower(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/* The level of the space after unit `index`, which is followed by another on its line. */
static uint8_t space_level(const struct paragraph *p, size_t index)
{
    const struct unit *unit = &p->units[index], *next = unit + 1;
    uint8_t base = p->rtl ? 1 : 0;
    uint8_t before = unit->piece_count
                         ? p->pieces[unit->first_piece + unit->piece_count - 1].level
                         : base;
    uint8_t after = next->piece_count ? p->pieces[next->first_piece].level : base;
    return lower(before, after);
}

static void collect_parts(struct setter *s, size_t first, size_t end)
{
    const struct paragraph *p = s->paragraph;
    s->part_count = 0;
    for (size_t i = first; i < end; i++) {
        const struct unit *unit = &p->units[i];
        for (uint32_t k = 0; k < unit->piece_count; k++) {
            const struct paragraph_piece *piece = &p->pieces[unit->first_piece + k];
            bool join = k > 0 || (i > 0 && p->units[i - 1].spaces == 0);
            add_part(s, (struct part){piece, 0, piece->font.w, join}, piece->level);
        }
        if (i + 1 < end && unit->space_w)
            add_part(s, (struct part){NULL, 0, unit->space_w, false}, space_level(p, i));
    }
}

/* Gives each part its x from the line's left edge; returns the line's width. */
static int place_parts(struct setter *s)
{
    int x = 0;
    bidi_order(s->levels, s->part_count, s->order);
    for (size_t i = 0; i < s->part_count; i++) {
        struct part *part = &s->parts[s->order[i]];
        part->x = x;
        x += part->w;
    }
    return x;
}

/* The parts from `first` that are one run: same span and level, spaces between included.
 * Returns the index after its last piece. */
static size_t run_end(const struct setter *s, size_t first)
{
    size_t end = first + 1;
    for (size_t i = end; i < s->part_count && s->levels[i] == s->levels[first]; i++) {
        if (!s->parts[i].piece)
            continue;
        if (s->parts[i].piece->span != s->parts[first].piece->span)
            break;
        end = i + 1;
    }
    return end;
}

/* The first part from `at` on that is a piece. */
static size_t next_piece(const struct setter *s, size_t at)
{
    while (at < s->part_count && !s->parts[at].piece)
        at++;
    return at;
}

static size_t count_runs(const struct setter *s)
{
    size_t count = 0;
    for (size_t i = next_piece(s, 0); i < s->part_count; count++)
        i = next_piece(s, run_end(s, i));
    return count;
}

static size_t count_pieces(const struct setter *s, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += s->parts[i].piece != NULL;
    return count;
}

/* Makes the run of parts [first, end). x is from the line's left edge. */
static struct line_run make_run(struct setter *s, size_t first, size_t end)
{
    const struct part *head = &s->parts[first], *tail = &s->parts[end - 1];
    const struct part *left = s->levels[first] & 1 ? tail : head;
    const struct part *right = s->levels[first] & 1 ? head : tail;
    uint32_t start = head->piece->font.start;
    struct line_run run = {
        .text = s->paragraph->text + start,
        .len = tail->piece->font.start + tail->piece->font.len - start,
        .span = head->piece->span,
        .x = left->x,
        .w = right->x + right->w - left->x,
        .join = head->join,
    };
    struct font_piece *pieces =
        arena_alloc(s->arena, count_pieces(s, first, end) * sizeof *pieces);
    for (size_t i = first; i < end; i++) {
        if (!s->parts[i].piece)
            continue;
        struct font_piece *piece = &pieces[run.piece_count++];
        *piece = s->parts[i].piece->font;
        piece->start -= start;
        piece->x = s->parts[i].x - run.x;
    }
    run.pieces = pieces;
    return run;
}

/* Ends the line's last run in a hyphen, where there is room beside a cluster that is
 * hardly narrower than the measure; what lies to the right of it moves. */
static void add_hyphen(struct setter *s, struct line *line)
{
    struct line_run *run = &line->runs[line->run_count - 1];
    struct paragraph_piece last = {.font = run->pieces[run->piece_count - 1],
                                   .span = run->span};
    struct font_piece hyphen = paragraph_hyphen(s->paragraph, s->fonts, &last);
    if (line->w + hyphen.w > s->w)
        return;
    struct font_piece *pieces =
        arena_alloc(s->arena, (run->piece_count + 1) * sizeof *pieces);
    memcpy(pieces, run->pieces, run->piece_count * sizeof *pieces);
    char *text = arena_alloc(s->arena, run->len + 2);
    memcpy(text, run->text, run->len);
    text[run->len] = '-';
    hyphen.start = run->len++;
    hyphen.x = hyphen.rtl ? 0 : run->w;
    for (uint32_t i = 0; hyphen.rtl && i < run->piece_count; i++)
        pieces[i].x += hyphen.w;
    pieces[run->piece_count++] = hyphen;
    run->w += hyphen.w;
    run->text = text;
    run->pieces = pieces;
    run->hyphen = true;
    line->w += hyphen.w;
    for (uint32_t i = 0; i + 1 < line->run_count; i++)
        line->runs[i].x += line->runs[i].x > run->x ? hyphen.w : 0;
}

/* Makes the line of units [first, end). */
static struct line make_line(struct setter *s, size_t first, size_t end, bool hyphen)
{
    const struct paragraph *p = s->paragraph;
    collect_parts(s, first, end);
    struct line line = {.start = p->units[first].start, .w = place_parts(s)};
    line.runs = arena_alloc(s->arena, count_runs(s) * sizeof *line.runs);
    for (size_t i = next_piece(s, 0); i < s->part_count;) {
        size_t after = run_end(s, i);
        line.runs[line.run_count++] = make_run(s, i, after);
        i = next_piece(s, after);
    }
    if (hyphen && line.run_count)
        add_hyphen(s, &line);
    for (uint32_t i = 0; p->rtl && i < line.run_count; i++)
        line.runs[i].x = line.w - line.runs[i].x - line.runs[i].w;
    return line;
}

/* True where the author has said by U+00AD that a word may be divided after unit `i`. */
static bool is_soft(const struct paragraph *p, size_t i)
{
    const struct unit *unit = &p->units[i];
    return unit->spaces == 0 && unit->len > 2 && i + 1 < p->unit_count &&
           memcmp(p->text + unit->start + unit->len - 2, "\u00ad", 2) == 0;
}

/* The width of the hyphen that unit `i` needs where it ends a line. */
static int soft_hyphen_w(struct setter *s, size_t i)
{
    const struct unit *unit = &s->paragraph->units[i];
    if (!is_soft(s->paragraph, i) || unit->piece_count == 0)
        return 0;
    return paragraph_hyphen(
               s->paragraph, s->fonts,
               &s->paragraph->pieces[unit->first_piece + unit->piece_count - 1])
        .w;
}

/* The index after the last unit that fits on a line begun by unit `first`. */
static size_t fit(struct setter *s, size_t first, int most)
{
    const struct paragraph *p = s->paragraph;
    size_t end = first; /* of the line, were the next unit not to fit */
    int w = 0;
    for (size_t i = first; i < p->unit_count; i++) {
        w += p->units[i].w;
        if (i > first && (w > most || p->units[i].cut)) /* a cut one begins its line */
            return end;
        if (p->units[i].must_break || p->units[i].cut)
            return i + 1;
        if (i == first || w + soft_hyphen_w(s, i) <= most)
            end = i + 1;
        w += p->units[i].space_w;
    }
    return p->unit_count;
}

/* Whether the line of units [first, end) is to end in a hyphen of ours. */
static bool ends_in_hyphen(struct setter *s, size_t first, size_t end, int most)
{
    const struct paragraph *p = s->paragraph;
    int w = 0;
    if (p->units[end - 1].hyphen || !is_soft(p, end - 1))
        return p->units[end - 1].hyphen;
    for (size_t i = first; i < end; i++)
        w += p->units[i].w + (i + 1 < end ? p->units[i].space_w : 0);
    return w + soft_hyphen_w(s, end - 1) <= most;
}

struct lines lines_set(struct arena *arena, struct fonts *fonts,
                       const struct paragraph_source *source, int w, bool hyphenate)
{
    struct lines lines = {0};
    size_t cap = 0;
    struct setter s = {
        .arena = arena,
        .fonts = fonts,
        .paragraph = paragraph_new(fonts, source),
        .w = w,
    };
    paragraph_cut(s.paragraph, fonts, w, hyphenate);
    for (size_t first = 0; first < s.paragraph->unit_count;) {
        size_t end = fit(&s, first, w);
        bool hyphen = ends_in_hyphen(&s, first, end, w);
        MEM_GROW(lines.lines, lines.count, cap);
        lines.lines[lines.count++] = make_line(&s, first, end, hyphen);
        first = end;
    }
    lines.lines = arena_adopt(arena, lines.lines, lines.count, sizeof *lines.lines);
    free(s.parts);
    free(s.levels);
    free(s.order);
    paragraph_free(s.paragraph);
    return lines;
}

struct lines_widths lines_widths(struct fonts *fonts,
                                 const struct paragraph_source *source)
{
    struct lines_widths widths = {0};
    struct paragraph *p = paragraph_new(fonts, source);
    int line = 0; /* without the spaces at its end */
    for (size_t i = 0; i < p->unit_count; i++) {
        bool begins = i == 0 || p->units[i - 1].must_break;
        int w = p->units[i].w;
        line = begins ? w : line + p->units[i - 1].space_w + w;
        widths.least = w > widths.least ? w : widths.least;
        widths.natural = line > widths.natural ? line : widths.natural;
    }
    paragraph_free(p);
    return widths;
}

struct lines lines_set_plain(struct arena *arena, struct fonts *fonts, const char *text,
                             struct font_style style, bool rtl, int w)
{
    struct paragraph_span span = {0, (uint32_t)strlen(text), style, 0};
    struct paragraph_source source = {text, span.len, &span, 1, rtl, false, NULL};
    return lines_set(arena, fonts, &source, w, true);
}

int lines_baseline(struct fonts *fonts, struct font_style style, int h)
{
    struct font_metrics metrics = fonts_metrics(fonts, style);
    return (h - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
}

struct display_item *lines_draw_run(struct display *display, struct fonts *fonts,
                                    const struct line_run *run, struct rect rect,
                                    struct font_style style)
{
    struct display_item *item =
        display_text(display, rect, ROLE_NONE, 0, run->text, run->len);
    item->style = style;
    item->pieces = display_pieces(display, run->pieces, run->piece_count);
    item->piece_count = run->piece_count;
    item->baseline = lines_baseline(fonts, style, rect.h);
    item->join = run->join;
    item->hyphen = run->hyphen;
    return item;
}
