/* The display list: what a screen shows, as plain data. It is what is painted, what is
 * hit-tested, what is dumped and spoken, and what the tests read.
 *
 * Screens draw all of themselves into one each time; items are in drawing order, which is
 * reading order. px from the top left of the canvas, before rotation. Everything added
 * is copied into the list's arena; strings are UTF-8 and never NULL.
 *
 * In a right-to-left language a screen lays itself out as if mirrored (start edge at x=0)
 * and display_mirror turns the finished list over: text keeps its own order. */
#pragma once

#include "base/arena.h"
#include "base/names.h"
#include "base/rect.h"
#include "paint/palette.h"
#include "paint/picture.h"
#include "text/fonts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Own drawings, SVG in icons.c, each tinted with the item's colour. */
enum icon {
    ICON_NONE,
    ICON_MENU,
    ICON_TEXT, /* small and large A */
    ICON_LEAVE,
    ICON_PREVIOUS, /* points to the start edge; mirrored in right-to-left */
    ICON_NEXT,
    ICON_BACK,
    ICON_HOME,
    ICON_HELP,
    ICON_CONTENTS,
    ICON_CLOSE,
    ICON_STAGES,
    ICON_BOTH_WAYS, /* between the rungs of a ladder */
    ICON_AGAIN,
    ICON_PLUS,
    ICON_MINUS,
    ICON_CHECK,
    ICON_CHEVRON, /* of cards; mirrored in right-to-left */
    ICON_TOUCH,
    ICON_KEYS,
    ICON_EMERGENCY, /* the callouts' */
    ICON_CALL,
    ICON_ASK,
    ICON_STOP,
    ICON_SAFER,
    ICON_CHECKIN,
    ICON_EVIDENCE,
    ICON_NOTE,
    ICON_TIP,
    ICON_IMPORTANT,
    ICON_WARNING,
    ICON_CAUTION,
    ICON_COUNT
};

enum item_kind {
    ITEM_BOX,
    ITEM_TEXT,
    ITEM_ICON,
    ITEM_IMAGE,
    ITEM_QR, /* made by paint/qr.h; in a dump an image */
    ITEM_TARGET,
};

enum box_shape {
    BOX_RECT,
    BOX_CIRCLE, /* fills the rectangle; a pill where it is no square */
};

struct display_item {
    enum item_kind kind;
    struct rect rect;
    enum role role;
    uint32_t color; /* fill of a box, ink of text or icon: 0xRRGGBB */
    uint32_t on;    /* colour of the innermost opaque box below; set by display_finish */
    bool on_image;  /* stands over an image: "on" is null in the dump; likewise */

    /* ITEM_BOX: filled with `color` unless `hollow`, edged with `edge` where edge_px > 0;
     * a hollow box is only its edge */
    enum box_shape shape;
    bool hollow;
    uint32_t edge;
    int edge_px, radius;

    /* ITEM_TEXT: one line's run of one style; rect is its advance width and line height
     */
    const char *text; /* also label of a target, alt of an image, name of an icon */
    size_t len;
    struct font_style style;
    const struct font_piece *pieces; /* visual order, left to right; x from rect.x */
    size_t piece_count;
    int baseline;     /* px below rect.y */
    const char *lang; /* borrowed, outlives the list; "": the screen's */
    bool rtl;         /* the paragraph's direction */
    bool join;        /* follows the piece before it without a space */
    bool hyphen;      /* ends in a hyphen of ours */
    bool underline;   /* a link's */

    enum icon icon;
    bool mirrored; /* an icon that points, in a right-to-left list */

    const char *path; /* ITEM_IMAGE: name in the edition; "qr" of a code */

    /* ITEM_IMAGE: its pixels, as large as rect (paint/images.h says how long they are
     * there); NULL: nothing is painted */
    const struct picture *picture;

    const unsigned char *modules; /* ITEM_QR: row by row, 1 dark, without quiet zone */
    int modules_side;

    /* ITEM_TARGET */
    struct action action;
    bool focus;
};

/* What the first line of a dump says. Strings are borrowed by the caller's choice of
 * lifetime: they must outlive the list. */
struct display_screen {
    const char *screen; /* "idle", "home", "page", "ladder", ... */
    const char *path;   /* of the page; "" when none */
    const char *lang;
    int w, h, dpi, size; /* px, px, px an inch, per cent */
    enum theme theme;
    int sheet, sheets; /* 1-based; 0 where there are none */
};

/* A value; zero-initialised it is empty. Release with display_free. */
struct display {
    struct arena arena;
    struct display_screen screen;
    struct display_item *items;
    size_t count, cap;
};

void display_clear(struct display *display); /* empties it, keeps nothing */
void display_free(struct display *display);

/* Each adds an item and returns it, zeroed but for what is given, to be filled in; the
 * pointer is valid until the next is added. A list begins with a box that covers the
 * canvas: nothing else clears what was painted before. */
struct display_item *display_box(struct display *display, struct rect rect,
                                 enum role role, uint32_t color);
struct display_item *display_text(struct display *display, struct rect rect,
                                  enum role role, uint32_t color, const char *text,
                                  size_t len);
struct display_item *display_icon(struct display *display, struct rect rect,
                                  enum icon icon, uint32_t color);
struct display_item *display_image(struct display *display, struct rect rect,
                                   const char *path, const char *alt, size_t len);
struct display_item *display_target(struct display *display, struct rect rect,
                                    enum role role, const char *label,
                                    struct action action);

/* Copies pieces into the list's arena, for an item's `pieces`. */
const struct font_piece *display_pieces(struct display *display,
                                        const struct font_piece *pieces, size_t count);

/* Takes away, of the items from `first` on, what a panel in `rect` covers wholly or in
 * part, and every target: nothing under a panel is pressed. Pictures stay where a part
 * can be seen, and boxes but for cards and buttons. */
void display_cover(struct display *display, size_t first, struct rect rect);

/* Turns a list laid out start-edge-first over: x becomes w - x - width, and icons that
 * point are marked to be drawn mirrored. Pieces inside a text item keep their order. */
void display_mirror(struct display *display);

/* Fills in what depends on the whole list: `on` of each text and box. Call once, last. */
void display_finish(struct display *display);

/* The pixels that an item may paint: its rectangle, for text with room around for what
 * overhangs. The canvas paints nothing outside. Empty for a target. */
struct rect display_extent(const struct display_item *item);

/* The topmost target at a point, NULL where there is none. */
const struct display_item *display_hit(const struct display *display, int x, int y);
