/* Layout: a document set in lines and divided into sheets, whole, for one measure, one
 * height, one size. Its number of sheets is known at once; no line is cut.
 *
 * px, from the top left of the sheet's column; in a right-to-left page from its top right
 * (the caller mirrors the display list). Everything is valid until layout_free. */
#pragma once

#include "doc/doc.h"
#include "paint/display.h"
#include "text/fonts.h"

struct layout;

/* A picture as the page names it. */
struct layout_image {
    const char *path; /* name in the edition; copied */
    int w, h;         /* natural size, CSS px (1/96 inch); at least 1 */
    bool vector;      /* drawn sharp at any size; else made of w x h pixels */
    bool clear;       /* what is under it may be seen through it */
    bool fills;       /* w and h are only a ratio: it is as wide as it may be */
    bool has_text;    /* words that are not drawn: its alternative text stands below */
};

/* Where pictures come from; borrowed, outlives the layout. `find` gets the address as in
 * doc_link and is false where the picture cannot be shown. */
struct layout_images {
    bool (*find)(void *context, const char *url, struct layout_image *out);
    void *context;
};

struct layout_setup {
    int w, h;                      /* px of the column on a sheet */
    int em;                        /* px of the body's em at the size chosen */
    int lp_px;                     /* px of one layout px (1/96 inch), at least 1 */
    const struct palette *palette; /* outlives the layout's last draw */
    const char *lang;              /* BCP 47; outlives the layout */
    bool rtl;
    const char *lead; /* our own words above the page's first, as ROLE_CHROME; NULL: none.
                         Outlives the layout */
    const struct layout_images *images; /* NULL: no picture can be shown */
};

/* px of a line of words of that em: 1.5 em, never less (WCAG 1.4.8, 1.4.12). */
int layout_line(int em);

/* Lays out a document. The document must outlive the layout. */
struct layout *layout_new(const struct doc *doc, struct fonts *fonts,
                          const struct layout_setup *setup);
void layout_free(struct layout *layout); /* safe on NULL */

int layout_sheets(const struct layout *layout); /* at least 1 */

/* Adds the sheet's items (0-based) to the list, its column's top left at x, y. Links
 * become targets with ACTION_LINK, arg the index for layout_link. */
void layout_draw(const struct layout *layout, int sheet, int x, int y,
                 struct display *display);

/* The place in the text of a sheet's first word, in bytes of all text before it: keeps
 * the reading position over every change of size, window or rotation. */
size_t layout_position(const struct layout *layout, int sheet);
int layout_sheet_at(const struct layout *layout, size_t position);

/* The sheet with the heading of that id, -1 where there is none. */
int layout_sheet_of_anchor(const struct layout *layout, const char *id);

/* The link of an index, NULL out of range. */
const struct doc_link *layout_link(const struct layout *layout, size_t index);
size_t layout_link_count(const struct layout *layout);

/* A single line of text in one style, for labels: adds it with its left edge at x and its
 * line box [y, y + h), cut with an ellipsis where wider than `w`. Returns its width. */
struct layout_label {
    const char *text;
    struct font_style style;
    enum role role;
    uint32_t color;
    const char *lang;
    bool rtl;     /* then x counts from the start edge, and the caller mirrors the list */
    bool address; /* reads from left to right anywhere, and is divided without a hyphen */
};
int layout_label(struct display *display, struct fonts *fonts,
                 const struct layout_label *label, struct rect box);
int layout_label_width(struct fonts *fonts, const struct layout_label *label);

/* Wraps a label into lines within the box's width and adds at most `max_lines` of them
 * (0: all), line height 1.5 em. Returns the height used in px, also when display is NULL.
 */
int layout_label_wrapped(struct display *display, struct fonts *fonts,
                         const struct layout_label *label, struct rect box,
                         int max_lines);

/* The same for the lines [first, first + count) alone, the first at the box's top.
 * Returns how many lines the label has. */
size_t layout_label_lines(struct display *display, struct fonts *fonts,
                          const struct layout_label *label, struct rect box, size_t first,
                          size_t count);
