/* Bars, buttons and labels, drawn into a display list with their targets (DESIGN.md, "How
 * it looks": fills, edges, radius). Lengths are px. */
#pragma once

#include "ui/pen.h"

enum look {
    LOOK_PLAIN,   /* page fill, 2 lp edge, bold ink */
    LOOK_PRIMARY, /* filled with the accent */
    LOOK_LEAVE,   /* filled with ink */
};

enum face {
    FACE_BOTH, /* icon and word */
    FACE_WORD,
    FACE_ICON, /* the word is then the target's label only */
};

/* A value. */
struct button {
    const char *label;
    enum icon icon; /* ICON_NONE: the word alone */
    bool trails;    /* the icon stands after the word */
    enum look look;
    enum face face;
    struct action action;
};

/* Fill and ink of a look; pressed turns them round. */
struct colors {
    uint32_t fill, ink, edge;
};
struct colors widget_colors(const struct pen *pen, enum look look, bool pressed);

void widget_ground(struct pen *pen); /* the whole canvas in the page's colour */

/* A bar with its 2 lp line on the side that faces the page. */
void widget_bar(struct pen *pen, struct rect rect, bool at_top);

/* The width a button needs for its face, never less than `least`. */
int widget_button_width(struct pen *pen, const struct button *button, int least);
void widget_button(struct pen *pen, struct rect rect, const struct button *button);

/* A filled, edged, rounded box. */
void widget_box(struct pen *pen, struct rect rect, enum role role, struct colors colors);

/* One line of our own words at the em of the bars, cut where too wide; centred in `box`
 * or at its start edge. */
void widget_label(struct pen *pen, struct rect box, const char *text, bool bold,
                  uint32_t color, bool centred);
int widget_label_width(struct pen *pen, const char *text, bool bold);

int widget_words_width(struct pen *pen, const char *text, int em, bool bold);

/* Our own words at an em of choice, wrapped in `box`; returns the height. With a pen that
 * has no display it only measures. */
int widget_text(struct pen *pen, struct rect box, const char *text, int em, bool bold,
                uint32_t color);
