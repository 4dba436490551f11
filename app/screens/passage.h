/* A passage: words set in sheets, and rows that stand after them, below the last words
 * where there is room, else on sheets of their own. A page of the book is one, and so is
 * what a panel shows of a page. px; sheets are 0-based. */
#pragma once

#include "layout/layout.h"
#include "ui/list.h"

struct reader;

/* A place on a screen that survives another size, window or rotation. */
enum spot_kind {
    SPOT_TEXT, /* at: layout_position */
    SPOT_ROWS, /* at: as list_first has it */
};

struct spot {
    enum spot_kind kind;
    size_t at;
};

/* What a passage says: all of it outlives the passage. */
struct passage_text {
    const struct doc *doc;
    const char *path; /* of its page, which its pictures are named from; NULL: of none */
    const char *lead; /* as in layout_setup */
};

/* A value; zero-initialised it is empty. Release with passage_free. */
struct passage {
    struct rect column; /* of each sheet */
    struct layout *layout;
    struct list rows;
};

/* Sets a text in the reader's language, theme and text size for a column; there are no
 * rows yet. */
void passage_set(struct passage *passage, struct reader *reader,
                 const struct passage_text *text, struct rect column);
void passage_free(struct passage *passage); /* back to empty */

/* Places the rows that were added. */
void passage_place_rows(struct passage *passage, struct reader *reader);

int passage_sheets(const struct passage *passage); /* at least 1 */
int passage_height(const struct passage *passage); /* used of its last sheet, px */

struct spot passage_spot_of(const struct passage *passage, int sheet);
int passage_sheet_of(const struct passage *passage, struct spot spot);

void passage_draw(const struct passage *passage, struct pen *pen, int sheet);
