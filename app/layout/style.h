/* The measures of the page (DESIGN.md, "How it looks"): the unit u is a quarter em. px.
 */
#pragma once

#include "doc/doc.h"
#include "layout/layout.h"

/* A value made from a layout's setup. */
struct style {
    int em, u, lp;
    int line_h;        /* body: layout_line (WCAG 1.4.12) */
    int paragraph_gap; /* with the line's own space: 1.5 lines (WCAG 1.4.8) */
    int tight_gap;     /* between items of a tight list */
    int block_gap;     /* around frames and rules */
    int frame_pad;
    int stripe;
};

/* px between a frame's edge and its text, in a column of width `w`: less where that is
 * narrow, and 0, with no stripe either, where there is hardly room for the text. */
int style_inset(const struct style *style, int w);

struct style style_of(const struct layout_setup *setup);

/* A leaf's style as a span of it is set and drawn: enum span_flag. */
struct font_style style_span(struct font_style style, unsigned flags);

/* A heading's: 1, 2 and 3 larger and bold, 4 bold italic, 5 italic, 6 the same, muted. */
struct font_style style_heading(const struct style *style, int level);
int style_heading_line(const struct style *style, int level);
int style_heading_gap(const struct style *style, int level);

/* What a callout shows beside its text. */
struct callout_look {
    const char *word;
    enum icon icon;
    uint32_t color; /* stripe and icon */
    bool solid;     /* the whole box in `color` */
};

struct callout_look style_callout(enum callout callout, const struct palette *palette);
