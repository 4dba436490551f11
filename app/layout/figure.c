/* How large a picture is.
 *
 * An em is 16 CSS px in a browser, and it is here: a picture stands to the text around it
 * as its author saw it, and grows with the text. A drawing is drawn at that size; what is
 * made of pixels is never enlarged more than twice, for it would be a blur. A drawing
 * without a size of its own is as wide as the measure. What is wider than the measure or
 * taller than the sheet is made smaller, always all of it in view: a picture is never
 * divided and never scrolled.
 *
 * On its sheet it gives way to what must stand with it: to the heading above it (with the
 * few lines between) and its caption while a third of the sheet is left for it, and to
 * its legend (the list right after it) while half of its own size is left. Else they go
 * on to the next sheet.
 *
 * Pictures stand at the start edge, like the lines of text: who reads through a magnifier
 * finds them there. In dark themes they stand on a white card, as they were drawn for
 * paper; photographs need none. */
#include "layout/figure.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    EM_CSS_PX = 16,
    ICON_CSS_PX =
        48,       /* a picture as high as this stands among words; a larger one below */
    BLUR_MAX = 2, /* how many times larger pixels may be drawn */
    LEAD_IN = 4,  /* lines above a picture are few within a sheet's height by this */
    WHITE = 0xffffff,
    DARK_RATIO = 3, /* contrast of a page with white from which on it is dark */
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static bool find_image(const struct maker *m, const struct span *span,
                       struct layout_image *out)
{
    const struct layout_images *images = m->setup->images;
    return span->image && images && images->find(images->context, span->image->url, out);
}

static int scaled(int side, int to, int from)
{
    return larger((int)((int64_t)side * to / from), 1);
}

/* Makes a figure no wider and no higher than this, its sides in their ratio. */
static void fit(struct figure *figure, int w, int h)
{
    int old_w = figure->w, old_h = figure->h;
    if (figure->w > larger(w, 1)) {
        figure->w = larger(w, 1);
        figure->h = scaled(old_h, figure->w, old_w);
    }
    if (figure->h > larger(h, 1)) {
        figure->h = larger(h, 1);
        figure->w = smaller(scaled(old_w, figure->h, old_h), figure->w);
    }
}

/* The size that a picture asks for beside text of `em` px. */
static struct figure wanted(const struct layout_image *image, int em, int w)
{
    struct figure figure = {.w = scaled(image->w, em, EM_CSS_PX),
                            .h = scaled(image->h, em, EM_CSS_PX)};
    if (image->fills && figure.w < w) {
        figure.w = w;
        figure.h = scaled(image->h, w, image->w);
    }
    if (!image->vector)
        fit(&figure, BLUR_MAX * image->w, BLUR_MAX * image->h);
    return figure;
}

static bool needs_card(const struct maker *m, const struct layout_image *image,
                       const struct place *place)
{
    bool dark = palette_contrast(m->setup->palette->page, WHITE) > DARK_RATIO;
    return image->clear && (dark || place->on_solid);
}

static void name_figure(struct maker *m, struct figure *figure,
                        const struct layout_image *image, const struct doc_text *text,
                        const struct span *span)
{
    figure->path = arena_string(&m->flow->arena, image->path);
    figure->alt = text->bytes + span->start;
    figure->alt_len = span->len;
}

/* In a line. */

const struct figure *figure_inline(struct maker *m, const struct doc_text *text,
                                   const struct span *span, const struct place *place,
                                   struct font_style style)
{
    struct layout_image image;
    if (!find_image(m, span, &image))
        return NULL;
    struct figure *figure = arena_alloc(&m->flow->arena, sizeof *figure);
    *figure = wanted(&image, style.px, 0);
    figure->pad = needs_card(m, &image, place) ? m->style.lp : 0;
    fit(figure, place->w - 2 * figure->pad, style.px * 6 / 5);
    name_figure(m, figure, &image, text, span);
    return figure;
}

static bool stands_alone(const struct maker *m, const struct span *span)
{
    struct layout_image image;
    return find_image(m, span, &image) && image.h > ICON_CSS_PX;
}

bool figure_in_text(const struct maker *m, const struct doc_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (stands_alone(m, &text->spans[i]))
            return true;
    return false;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

/* The spans [first, end) of a text as one of their own, without white space around. */
static const struct doc_text *part_of(struct maker *m, const struct doc_text *text,
                                      size_t first, size_t end)
{
    struct doc_text *part = arena_alloc(&m->flow->arena, sizeof *part);
    struct span *spans = arena_alloc(&m->flow->arena, (end - first) * sizeof *spans);
    size_t from = text->spans[first].start;
    size_t to = text->spans[end - 1].start + text->spans[end - 1].len;
    while (to > from && is_gap(text->bytes[to - 1]))
        to--;
    while (from < to && is_gap(text->bytes[from]))
        from++;
    for (size_t i = first; i < end; i++) {
        struct span span = text->spans[i];
        size_t a = span.start, b = a + span.len;
        a = a < from ? from : a > to ? to : a;
        b = b < from ? from : b > to ? to : b;
        span.start = (uint32_t)(a - from);
        span.len = (uint32_t)(b - a);
        if (span.len || span.image)
            spans[part->count++] = span;
    }
    part->bytes = text->bytes + from;
    part->len = to - from;
    part->spans = spans;
    return part;
}

static void add_words(struct maker *m, const struct doc_text *text, size_t first,
                      size_t end, const struct place *place,
                      const struct leaf_setup *setup)
{
    const struct doc_text *words = end > first ? part_of(m, text, first, end) : NULL;
    if (words && words->count)
        maker_leaf(m, words, place, setup);
}

void figure_add_text(struct maker *m, const struct doc_text *text,
                     const struct place *place, const struct leaf_setup *setup)
{
    size_t first = 0;
    for (size_t i = 0; i < text->count; i++) {
        if (!stands_alone(m, &text->spans[i]))
            continue;
        add_words(m, text, first, i, place, setup);
        struct place inner = figure_open(m, part_of(m, text, i, i + 1), place);
        figure_close(m, &inner);
        first = i + 1;
    }
    add_words(m, text, first, text->count, place, setup);
}

/* In a row. */

/* The first of the rows above `row` that must stand on its sheet. */
static size_t kept_from(const struct flow *flow, size_t row)
{
    while (row > 0 && flow->rows[row - 1].keep_next)
        row--;
    return row;
}

/* The same, with the few lines between the heading above and the picture: without them a
 * sheet of a heading and a sentence would be left. */
static size_t led_in_from(const struct maker *m, size_t row)
{
    size_t kept = kept_from(m->flow, row), first = kept;
    while (first > 0 && !m->flow->rows[first - 1].keep_next &&
           sheets_height(m->flow, first - 1, row) <= m->setup->h / LEAD_IN)
        first--;
    bool whole = first == 0 || m->flow->rows[first - 1].keep_next;
    return whole ? kept_from(m->flow, first) : kept;
}

/* Makes the picture of row `row` smaller, where that is enough for the rows [first, end)
 * to stand on one sheet and leaves it `least` px high. */
static void give_way(struct maker *m, size_t row, size_t first, size_t end, int least)
{
    struct row *at = &m->flow->rows[row];
    struct figure *figure = at->figure;
    int over = sheets_height(m->flow, first, end) - m->setup->h;
    if (over <= 0 || figure->h - over < least)
        return;
    fit(figure, figure->w, figure->h - over);
    at->h = figure->h + 2 * figure->pad;
}

static size_t add_picture(struct maker *m, const struct layout_image *image,
                          const struct doc_text *text, const struct place *place)
{
    struct figure *figure = arena_alloc(&m->flow->arena, sizeof *figure);
    int pad = needs_card(m, image, place) ? smaller(2 * m->style.u, place->w / 8) : 0;
    *figure = wanted(image, m->style.em, place->w - 2 * pad);
    figure->pad = pad;
    fit(figure, place->w - 2 * pad, m->setup->h - 2 * pad);
    name_figure(m, figure, image, text, &text->spans[0]);
    figure->link = maker_link(m, text->spans[0].link);
    size_t row = m->flow->row_count;
    struct row added = {
        .kind = ROW_PICTURE,
        .figure = figure,
        .x = place->x,
        .w = place->w,
        .h = figure->h + 2 * pad,
        .frame = place->frame,
        .position = m->position,
    };
    maker_row(m, added, m->style.paragraph_gap);
    give_way(m, row, row, row + 1, 1);
    give_way(m, row, led_in_from(m, row), row + 1, m->setup->h / 3);
    give_way(m, row, kept_from(m->flow, row), row + 1, m->setup->h / 3);
    return row;
}

/* Words of the image's own below it. */
static void add_line_below(struct maker *m, const char *words, enum role role,
                           const struct place *place)
{
    struct doc_text *text = arena_alloc(&m->flow->arena, sizeof *text);
    struct span *span = arena_alloc(&m->flow->arena, sizeof *span);
    *span = (struct span){.len = (uint32_t)strlen(words)};
    *text = (struct doc_text){words, span->len, span, 1};
    struct place below = *place;
    if (!place->on_solid)
        below.ink = m->setup->palette->muted;
    if (span->len)
        maker_leaf(m, text, &below,
                   &(struct leaf_setup){maker_body(m), role, m->style.line_h,
                                        m->style.tight_gap});
}

static void add_shown(struct maker *m, const struct layout_image *image,
                      const struct doc_text *text, const struct place *place)
{
    const struct span *span = &text->spans[0];
    const char *caption = span->image->title;
    size_t row = add_picture(m, image, text, place);
    m->flow->rows[row].keep_next = *caption;
    add_line_below(m, caption, ROLE_CAPTION, place);
    give_way(m, row, led_in_from(m, row), m->flow->row_count, m->setup->h / 3);
    give_way(m, row, kept_from(m->flow, row), m->flow->row_count, m->setup->h / 3);
    if (image->has_text)
        add_line_below(m,
                       arena_copy(&m->flow->arena, text->bytes + span->start, span->len),
                       ROLE_ALT, place);
    else
        m->position += span->len + 1;
}

/* The alternative text in a box, and the caption; nothing where it says nothing. */
static void add_words_instead(struct maker *m, const struct doc_text *text,
                              const struct place *place)
{
    struct place inner = *place;
    int inset = style_inset(&m->style, place->w);
    inner.frame = maker_open_frame(m, (struct frame){.kind = FRAME_ALT,
                                                     .parent = place->frame,
                                                     .x = place->x,
                                                     .w = place->w,
                                                     .pad = m->style.frame_pad});
    inner.x += inset;
    inner.w -= 2 * inset;
    maker_leaf(m, text, &inner,
               &(struct leaf_setup){maker_body(m), ROLE_ALT, m->style.line_h, 0});
    maker_close_frame(m, inner.frame);
    m->next_gap = 0;
    add_line_below(m, text->spans[0].image->title, ROLE_CAPTION, place);
}

struct place figure_open(struct maker *m, const struct doc_text *text,
                         const struct place *place)
{
    struct layout_image image;
    struct place inner = *place;
    inner.frame = maker_open_frame(m, (struct frame){.kind = FRAME_FIGURE,
                                                     .parent = place->frame,
                                                     .x = place->x,
                                                     .w = place->w,
                                                     .whole = true});
    if (find_image(m, &text->spans[0], &image))
        add_shown(m, &image, text, &inner);
    else
        add_words_instead(m, text, &inner);
    return inner;
}

void figure_close(struct maker *m, const struct place *inner)
{
    struct flow *flow = m->flow;
    size_t row = flow->frames[inner->frame].first_row;
    maker_close_frame(m, inner->frame);
    if (row >= flow->row_count || !flow->rows[row].figure)
        return;
    int least = flow->rows[row].figure->h / 2;
    give_way(m, row, led_in_from(m, row), flow->row_count, least);
    give_way(m, row, kept_from(flow, row), flow->row_count, least);
}

void figure_draw(const struct figure *figure, const struct layout_setup *setup,
                 struct display *display, int x, int y)
{
    int pad = figure->pad;
    struct rect card = {x, y, figure->w + 2 * pad, figure->h + 2 * pad};
    struct rect rect = {x + pad, y + pad, figure->w, figure->h};
    int radius = smaller(8 * setup->lp_px, 2 * pad);
    if (pad)
        display_box(display, card, ROLE_CARD, WHITE)->radius = radius;
    display_image(display, rect, figure->path, figure->alt, figure->alt_len);
    if (!figure->link)
        return;
    struct display_item *edge = display_box(display, card, ROLE_EDGE, 0);
    edge->hollow = true;
    edge->edge = setup->palette->accent;
    edge->edge_px = 2 * setup->lp_px;
    edge->radius = radius;
    char *label = mem_copy_bytes(figure->alt, figure->alt_len);
    display_target(display, card, ROLE_LINK, label,
                   (struct action){.kind = ACTION_LINK, .arg = figure->link - 1});
    free(label);
}
