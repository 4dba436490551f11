/* What the makers of rows share: flow.c, which walks the document's blocks, and a file
 * for each kind of block that is more than lines of text. px. */
#pragma once

#include "layout/rows.h"
#include "layout/style.h"

/* Where a block stands: what the blocks around it have decided. */
struct place {
    int x, w;
    int frame;
    enum role role; /* of plain text: body or quote */
    uint32_t ink;
    bool on_solid; /* inside an emergency callout */
    bool tight;    /* in a tight list */
    int list_depth;
};

/* The flow that is being made. */
struct maker {
    struct flow *flow;
    struct fonts *fonts;
    const struct layout_setup *setup;
    struct style style;
    size_t row_cap, frame_cap, anchor_cap, link_cap;
    struct marker *markers, *last_marker; /* waiting for their row, outermost first */
    int next_gap;                         /* at least this above the next row */
    int after_heading; /* px above the row that follows a heading; 0: it follows none */
    size_t position;   /* bytes of all text before the next row */
};

/* How a leaf's text is set: `gap` px above its first row. */
struct leaf_setup {
    struct font_style style;
    enum role role;
    int line_h, gap;
};

static inline int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Adds a row below `gap` px, or more where what came before asks for it. */
void maker_row(struct maker *m, struct row row, int gap);

/* Adds a leaf's text as rows, one a line. The text outlives the flow. */
void maker_leaf(struct maker *m, const struct doc_text *text, const struct place *place,
                const struct leaf_setup *setup);

/* 1 + the index of a link, which is added where it is not the last one already; 0 for
 * NULL. */
uint32_t maker_link(struct maker *m, const struct doc_link *link);

/* Its two halves. A leaf set in the place's width, to stand wherever the caller puts its
 * lines; and lines as rows, the position left where it is. */
const struct leaf *maker_set(struct maker *m, const struct doc_text *text,
                             const struct place *place, const struct leaf_setup *setup,
                             struct lines *lines);
void maker_lines(struct maker *m, const struct leaf *leaf, const struct lines *lines,
                 const struct place *place, const struct leaf_setup *setup);

/* The paragraph to set for a leaf of text, style and role: one span for each of the
 * document's; pictures in it are found. */
struct paragraph_source maker_source(struct maker *m, struct leaf *leaf,
                                     const struct place *place);

/* Opens a frame at the next row; its index. Its rows' start edge is the caller's to move.
 * On a sheet of few lines its padding becomes less than asked. */
int maker_open_frame(struct maker *m, struct frame frame);
void maker_close_frame(struct maker *m, int index);

/* A few words of our own in one line, as wide as it is: a marker. */
struct line maker_short(struct maker *m, const char *text, struct font_style style);

/* Words of our own as bold rows that stay with what follows. `like` gives kind, column,
 * frame, icon (of the first row) and colour; `own` role and ink. */
void maker_own_words(struct maker *m, const char *words, const struct row *like,
                     struct leaf own);

/* The style of plain text. */
struct font_style maker_body(const struct maker *m);
