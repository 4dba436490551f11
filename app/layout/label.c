#include "layout/layout.h"
#include "layout/lines.h"

#include <string.h>

/* A label's text with an ellipsis, in the arena: its first `len` bytes. */
static const char *with_ellipsis(struct arena *arena, const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    char *cut = arena_alloc(arena, len + 4);
    memcpy(cut, text, len);
    memcpy(cut + len, "\u2026", 4);
    return cut;
}

static struct lines set_label(struct arena *arena, struct fonts *fonts,
                              const struct layout_label *label, const char *text, int w)
{
    struct paragraph_span span = {0, (uint32_t)strlen(text), label->style, 0};
    struct paragraph_source source = {
        .text = text,
        .len = span.len,
        .spans = &span,
        .span_count = 1,
        .rtl = label->rtl && !label->address,
        .lang = label->lang,
    };
    return lines_set(arena, fonts, &source, w, !label->address);
}

/* Adds one set line to the list, its line box at `box`. */
static void add_line(struct display *display, struct fonts *fonts,
                     const struct layout_label *label, const struct line *line,
                     struct rect box)
{
    for (uint32_t i = 0; i < line->run_count; i++) {
        const struct line_run *run = &line->runs[i];
        bool turned =
            label->rtl && label->address; /* the list will be, the line is not */
        int x = turned ? line->w - run->x - run->w : run->x;
        struct rect rect = {box.x + x, box.y, run->w, box.h};
        struct display_item *item =
            lines_draw_run(display, fonts, run, rect, label->style);
        item->role = label->role;
        item->color = label->color;
        item->lang = label->lang;
        item->rtl = label->rtl && !label->address;
    }
}

/* The line again, shorter, so that it ends in an ellipsis and fits. `len` is what of the
 * text stood on it. */
static struct line shorten(struct arena *arena, struct fonts *fonts,
                           const struct layout_label *label, const char *text, size_t len,
                           int w)
{
    struct lines lines;
    do {
        lines = set_label(arena, fonts, label, with_ellipsis(arena, text, len), w);
        while (len > 0 && ((unsigned char)text[--len] & 0xC0) == 0x80)
            ;
    } while (lines.count > 1 && len > 0);
    return lines.count ? lines.lines[0] : (struct line){0};
}

int layout_label_width(struct fonts *fonts, const struct layout_label *label)
{
    struct arena arena = {0};
    struct lines lines = set_label(&arena, fonts, label, label->text, NO_MEASURE);
    int w = lines.count ? lines.lines[0].w : 0;
    arena_free(&arena);
    return w;
}

int layout_label(struct display *display, struct fonts *fonts,
                 const struct layout_label *label, struct rect box)
{
    struct arena arena = {0};
    struct lines lines = set_label(&arena, fonts, label, label->text, box.w);
    int w = 0;
    if (lines.count > 0) {
        struct line line = lines.lines[0];
        if (lines.count > 1)
            line =
                shorten(&arena, fonts, label, label->text, lines.lines[1].start, box.w);
        add_line(display, fonts, label, &line, box);
        w = line.w;
    }
    arena_free(&arena);
    return w;
}

int layout_label_wrapped(struct display *display, struct fonts *fonts,
                         const struct layout_label *label, struct rect box, int max_lines)
{
    struct arena arena = {0};
    struct lines lines = set_label(&arena, fonts, label, label->text, box.w);
    int line_h = layout_line(label->style.px);
    size_t count = lines.count;
    if (max_lines > 0 && count > (size_t)max_lines)
        count = (size_t)max_lines;
    for (size_t i = 0; display && i < count; i++) {
        struct line line = lines.lines[i];
        if (i + 1 == count && count < lines.count)
            line = shorten(&arena, fonts, label, label->text + line.start,
                           lines.lines[i + 1].start - line.start, box.w);
        struct rect rect = {box.x, box.y + (int)i * line_h, box.w, line_h};
        add_line(display, fonts, label, &line, rect);
    }
    arena_free(&arena);
    return (int)count * line_h;
}

size_t layout_label_lines(struct display *display, struct fonts *fonts,
                          const struct layout_label *label, struct rect box, size_t first,
                          size_t count)
{
    struct arena arena = {0};
    struct lines lines = set_label(&arena, fonts, label, label->text, box.w);
    size_t all = lines.count, end = first + count < all ? first + count : all;
    box.h = label->style.px * 3 / 2;
    for (size_t i = first; display && i < end; i++, box.y += box.h)
        add_line(display, fonts, label, &lines.lines[i], box);
    arena_free(&arena);
    return all;
}
