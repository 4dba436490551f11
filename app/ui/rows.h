/* The rows of a list: how each kind is measured and drawn. px. */
#pragma once

#include "ui/pen.h"

enum row_kind {
    ROW_HEADING, /* bold words, kept with the row that follows */
    ROW_WORDS,   /* plain words */
    ROW_CARD,    /* title, a line, a chevron */
    ROW_STAGE,   /* a numbered circle of a ladder, then a card */
    ROW_BUTTON,  /* icon and word, the width of the column */
    ROW_STEPS,   /* smaller, the steps of size, larger */
    ROW_THEME,   /* a theme's word beside its own colours */
};

/* A value. */
struct row {
    enum row_kind kind;
    const char *title, *line; /* NULL is "" */
    enum icon icon;           /* of a button */
    bool primary;             /* of a button */
    bool present;             /* where one is, or what is chosen */
    bool quiet;               /* of a rail: no chevron, bold only where one is */
    bool branch;              /* of a stage: beside the ladder */
    int number, count;        /* stage; step chosen and how many; theme */
    bool apart;               /* begins a sheet */
    struct action action;

    int sheet; /* set by list_place, 0-based */
    struct rect rect;
};

/* True for rows that may stand in columns. */
bool row_stands_beside(const struct row *row);

bool row_is_target(const struct row *row);

/* The height of a row `w` wide whose words have the em `em`. */
int row_height(const struct row *row, struct pen *pen, int em, int w);

/* Between this row and the one below. */
int row_gap(const struct row *row, const struct pen *pen);

/* Draws a placed row; `next` is the row below on the same sheet, or NULL. */
void row_draw(const struct row *row, struct pen *pen, int em, const struct row *next);
