#include "layout/maker.h"

#include "base/mem.h"
#include "base/str.h"
#include "layout/figure.h"

#include <string.h>

void maker_row(struct maker *m, struct row row, int gap)
{
    struct flow *flow = m->flow;
    row.gap = m->after_heading ? m->after_heading : larger(gap, m->next_gap);
    if (flow->row_count == 0)
        row.gap = 0;
    row.markers = m->markers;
    if (m->markers)
        row.position = m->markers->position;
    m->markers = m->last_marker = NULL;
    m->next_gap = 0;
    m->after_heading = 0;
    MEM_GROW(flow->rows, flow->row_count, m->row_cap);
    flow->rows[flow->row_count++] = row;
}

uint32_t maker_link(struct maker *m, const struct doc_link *link)
{
    struct flow *flow = m->flow;
    if (!link)
        return 0;
    if (flow->link_count == 0 || flow->links[flow->link_count - 1] != link) {
        MEM_GROW(flow->links, flow->link_count, m->link_cap);
        flow->links[flow->link_count++] = link;
    }
    return (uint32_t)flow->link_count;
}

/* The text and spans as they are set: in place of an alternative text whose picture is
 * shown stands U+FFFC, as wide as the picture. */
static void put_figures(struct maker *m, struct leaf *leaf, const struct place *place,
                        struct paragraph_source *source, struct paragraph_span *spans)
{
    static const char stand_in[] = "\uFFFC";
    const struct doc_text *text = leaf->text;
    struct arena *arena = &m->flow->arena;
    struct str set = {0};
    for (size_t i = 0; i < text->count; i++) {
        const struct span *from = &text->spans[i];
        const struct figure *figure =
            from->image ? figure_inline(m, text, from, place, leaf->style) : NULL;
        spans[i].start = (uint32_t)set.len;
        if (!figure) {
            str_append_bytes(&set, text->bytes + from->start, from->len);
            continue;
        }
        if (!leaf->figures)
            leaf->figures = arena_alloc(arena, text->count * sizeof *leaf->figures);
        leaf->figures[i] = figure;
        str_append(&set, stand_in);
        spans[i].len = sizeof stand_in - 1;
        spans[i].object_w = figure->w + 2 * figure->pad;
    }
    if (leaf->figures) {
        source->text = arena_copy(arena, str_c(&set), set.len);
        source->len = set.len;
    }
    str_free(&set);
}

static bool has_image(const struct doc_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (text->spans[i].image)
            return true;
    return false;
}

struct paragraph_source maker_source(struct maker *m, struct leaf *leaf,
                                     const struct place *place)
{
    const struct doc_text *text = leaf->text;
    struct arena *arena = &m->flow->arena;
    struct paragraph_span *spans = arena_alloc(arena, (text->count + 1) * sizeof *spans);
    for (size_t i = 0; i < text->count; i++) {
        const struct span *span = &text->spans[i];
        spans[i] = (struct paragraph_span){span->start, span->len,
                                           style_span(leaf->style, span->flags), 0};
    }
    struct paragraph_source source = {
        .text = text->bytes,
        .len = text->len,
        .spans = spans,
        .span_count = text->count,
        .rtl = m->setup->rtl,
        .keep_spaces = leaf->role == ROLE_CODE,
        .lang = m->setup->lang,
    };
    if (m->setup->images && has_image(text))
        put_figures(m, leaf, place, &source, spans);
    return source;
}

/* For each span, 1 + the index of its link, or 0; NULL where there is no link. */
static const uint32_t *link_numbers(struct maker *m, const struct doc_text *text)
{
    uint32_t *links = NULL;
    for (size_t i = 0; i < text->count; i++) {
        if (!text->spans[i].link)
            continue;
        if (!links)
            links = arena_alloc(&m->flow->arena, text->count * sizeof *links);
        links[i] = maker_link(m, text->spans[i].link);
    }
    return links;
}

const struct leaf *maker_set(struct maker *m, const struct doc_text *text,
                             const struct place *place, const struct leaf_setup *setup,
                             struct lines *lines)
{
    struct arena *arena = &m->flow->arena;
    struct leaf *leaf = arena_alloc(arena, sizeof *leaf);
    *leaf = (struct leaf){
        .text = text,
        .span_links = link_numbers(m, text),
        .style = setup->style,
        .role = setup->role,
        .ink = place->ink,
        .muted_links = place->on_solid,
    };
    struct paragraph_source source = maker_source(m, leaf, place);
    *lines = lines_set(arena, m->fonts, &source, place->w, setup->role != ROLE_CODE);
    leaf->rows = (uint32_t)lines->count;
    return leaf;
}

void maker_leaf(struct maker *m, const struct doc_text *text, const struct place *place,
                const struct leaf_setup *setup)
{
    struct lines lines;
    const struct leaf *leaf = maker_set(m, text, place, setup, &lines);
    maker_lines(m, leaf, &lines, place, setup);
    m->position += text->len + 1;
}

void maker_lines(struct maker *m, const struct leaf *leaf, const struct lines *lines,
                 const struct place *place, const struct leaf_setup *setup)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->lines[i];
        struct row row = {
            .kind = line->run_count ? ROW_TEXT : ROW_EMPTY,
            .leaf = leaf,
            .line = *line,
            .index = (uint32_t)i,
            .x = place->x,
            .w = place->w,
            .h = setup->line_h,
            .frame = place->frame,
            .goes_on = setup->role == ROLE_CODE && i > 0 &&
                       leaf->text->bytes[line->start - 1] != '\n',
            .position = m->position + line->start,
        };
        maker_row(m, row, i == 0 ? setup->gap : 0);
    }
}

struct font_style maker_body(const struct maker *m)
{
    return (struct font_style){FAMILY_TEXT, false, false, m->style.em};
}

/* What padding is left for a frame: on a sheet of few lines it gives way, with that of
 * the frames around it, before a line does. */
static int pad_left(const struct maker *m, const struct frame *frame)
{
    int lines = m->setup->h / m->style.line_h;
    int taken = (lines < 4 ? lines : 4) * m->style.line_h + m->style.u;
    int left = (m->setup->h - taken) / 2;
    for (int f = frame->parent; f >= 0; f = m->flow->frames[f].parent)
        left -= m->flow->frames[f].pad;
    return larger(left < frame->pad ? left : frame->pad, 0);
}

int maker_open_frame(struct maker *m, struct frame frame)
{
    struct flow *flow = m->flow;
    frame.pad = pad_left(m, &frame);
    MEM_GROW(flow->frames, flow->frame_count, m->frame_cap);
    frame.first_row = flow->row_count;
    flow->frames[flow->frame_count] = frame;
    m->next_gap = larger(m->next_gap, m->style.block_gap);
    if (m->after_heading)
        m->after_heading = larger(m->after_heading, 2 * m->style.u);
    return (int)flow->frame_count++;
}

void maker_close_frame(struct maker *m, int index)
{
    m->flow->frames[index].end_row = m->flow->row_count;
    m->next_gap = m->style.block_gap;
    m->after_heading = 0;
}

struct line maker_short(struct maker *m, const char *text, struct font_style style)
{
    struct lines lines = lines_set_plain(&m->flow->arena, m->fonts, text, style,
                                         m->setup->rtl, NO_MEASURE);
    return lines.count ? lines.lines[0] : (struct line){0};
}

void maker_own_words(struct maker *m, const char *words, const struct row *like,
                     struct leaf own)
{
    struct leaf *leaf = arena_alloc(&m->flow->arena, sizeof *leaf);
    own.style = (struct font_style){FAMILY_TEXT, true, false, m->style.em};
    struct lines lines = lines_set_plain(&m->flow->arena, m->fonts, words, own.style,
                                         m->setup->rtl, like->w);
    own.rows = (uint32_t)lines.count;
    *leaf = own;
    for (size_t i = 0; i < lines.count; i++) {
        struct row row = *like;
        row.leaf = leaf;
        row.line = lines.lines[i];
        row.index = (uint32_t)i;
        row.h = m->style.line_h;
        row.keep_next = true;
        row.position = m->position + lines.lines[i].start;
        row.icon = i == 0 ? like->icon : ICON_NONE;
        maker_row(m, row, 0);
    }
    m->position += strlen(words) + 1;
}
