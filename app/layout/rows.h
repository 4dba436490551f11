/* What layout is made of between the document and its sheets: rows, top to bottom, none
 * of which is ever divided, and the frames (quotes, callouts, code) that rows stand in.
 * px. */
#pragma once

#include "layout/layout.h"
#include "layout/lines.h"

/* A picture as it is drawn, in a row of its own or in a line. */
struct figure {
    const char *path; /* name in the edition */
    const char *alt;
    size_t alt_len;
    int w, h;      /* px, at least 1 */
    int pad;       /* px of white card around it; 0 for none */
    uint32_t link; /* 1 + index of its link, or 0; in a line the line's words have it */
};

/* A paragraph, heading or code block: what its rows have in common. */
struct leaf {
    const struct doc_text *text;   /* NULL for a callout's word */
    const uint32_t *span_links;    /* for each span: 1 + index of its link, or 0;
                                      NULL where it has no link */
    const struct figure **figures; /* for each span: its picture in the line, or NULL;
                                      NULL where no span has one */
    struct font_style style;       /* of plain text */
    enum role role;
    uint32_t ink;
    bool muted_links; /* links keep the ink: they stand on a solid colour */
    uint32_t rows;
};

/* A list's number or dot, set before its item's first row. */
struct marker {
    struct marker *next; /* of the same row: nested lists that begin together */
    struct line line;
    int x;
    size_t position; /* of its item */
};

/* A cell set in its column. */
struct cell {
    const struct leaf *leaf;
    struct lines lines;
    int x, w; /* of its text, from the row's x */
    enum align align;
};

/* What stands side by side in one row: a table's row, or a name and its value on a card.
 */
struct cells {
    const struct cells *head; /* repeated at the top of each further sheet; NULL: none */
    struct cell *cells;
    size_t count;
    int h, pad; /* of the row; px above and below the lines in it */
    bool filled;
    uint32_t fill;
    int edge; /* px of the line at its foot */
    uint32_t edge_color;
};

enum row_kind {
    ROW_TEXT,
    ROW_EMPTY, /* an item without content, a blank line of code */
    ROW_RULE,
    ROW_CALLOUT, /* icon and word of a callout */
    ROW_PICTURE,
    ROW_CELLS,
};

struct row {
    enum row_kind kind;
    const struct leaf *leaf;   /* NULL for a rule, a picture and cells */
    struct figure *figure;     /* ROW_PICTURE */
    const struct cells *cells; /* ROW_CELLS */
    struct line line;
    uint32_t index; /* among its leaf's rows */
    int x, w;       /* of the row's column */
    int h;
    int gap;        /* px above; nothing at the top of a sheet */
    int frame;      /* innermost frame, -1 for none */
    bool goes_on;   /* goes on a line of code that was too long: with a mark */
    bool keep_next; /* the next row stands on the same sheet */
    bool near_next; /* better so, but sooner apart than a heading from its text */
    const struct marker *markers;
    size_t position; /* bytes of all text before it */
    enum icon icon;  /* ROW_CALLOUT */
    uint32_t color;  /* of the icon */
};

enum frame_kind {
    FRAME_QUOTE,
    FRAME_CALLOUT,
    FRAME_CODE,
    FRAME_FIGURE, /* not drawn: picture, caption and legend */
    FRAME_ALT,    /* what stands for a picture that cannot be shown */
    FRAME_GRID,   /* around a table's rows; draws nothing */
    FRAME_CARD,   /* a row of a table */
};

struct frame {
    enum frame_kind kind;
    int parent;                /* frame index, -1 for none; always smaller than its own */
    size_t first_row, end_row; /* [first, end); an empty frame is not drawn */
    int x, w;
    int pad;    /* px above its first row and below its last, on each sheet */
    int stripe; /* px at the start edge; 0 for none */
    uint32_t stripe_color;
    bool filled;
    uint32_t fill;
    int edge_px, radius; /* of the line around it, 0 for none */
    uint32_t edge;
    bool whole; /* not divided where it fits on one sheet */
};

struct anchor {
    const char *id;
    size_t row;
};

/* All of a document in rows; lives in its arena, with the documents' text borrowed. */
struct flow {
    struct arena arena;
    struct row *rows;
    size_t row_count;
    struct frame *frames;
    size_t frame_count;
    struct anchor *anchors;
    size_t anchor_count;
    const struct doc_link **links;
    size_t link_count;
};

void flow_make(struct flow *flow, const struct doc *doc, struct fonts *fonts,
               const struct layout_setup *setup);
void flow_free(struct flow *flow);

/* One sheet: rows [first, end). */
struct sheet {
    size_t first, end;
};

/* Divides the rows into sheets of at most `h` px (sheets.c says how). The array is yours
 * to free(); there is always at least one sheet. */
struct sheet *sheets_divide(const struct flow *flow, int h, int line_h, size_t *count);

/* px that the rows [first, end) take on a sheet of their own. */
int sheets_height(const struct flow *flow, size_t first, size_t end);
/* A span of a leaf's text that is ours, not the page's: beside enum span_flag. */
enum {
    SPAN_OURS = 1 << 16
};

/* px of the table's head that is repeated above a row where that begins a sheet. */
int sheets_head(const struct flow *flow, size_t row);

/* px that frames add above (below) a row: their padding where they begin (end) at it or
 * where it is the first (last) of its sheet; above the first also a repeated head. */
int sheets_pad_above(const struct flow *flow, size_t row, bool first_on_sheet);
int sheets_pad_below(const struct flow *flow, size_t row, bool last_on_sheet);
