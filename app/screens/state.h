/* The inside of the reader, for screens only. */
#pragma once

#include "base/address.h"
#include "screens/passage.h"
#include "screens/pictures.h"
#include "screens/reader.h"
#include "ui/focus.h"
#include "ui/list.h"
#include "ui/metrics.h"
#include "ui/words.h"

enum screen_id {
    SHOW_IDLE,
    SHOW_HOME,
    SHOW_TOPICS, /* of a part */
    SHOW_LADDER,
    SHOW_PAGE,
    SHOW_MENU, /* from here on panels: never in the history */
    SHOW_TEXT,
    SHOW_CONTENTS,
    SHOW_KEYS,
    SHOW_ADDRESS,
    SHOW_TERM,
    SHOW_COUNT
};

struct place {
    enum screen_id screen;
    int64_t node; /* of the edition; 0 where the screen has none */
    struct spot spot;
};

enum {
    HISTORY_MAX = 64, /* places; the oldest is dropped */
};

struct trail {
    struct place places[HISTORY_MAX];
    size_t count;
};

/* The page that is open, also while a panel covers it. */
struct page {
    struct edition_list node; /* one node, or none */
    struct doc *doc;
    struct passage passage; /* its rows: the links, a stage's choices */
    struct list rail;
    struct metrics metrics; /* that it is set for, and the theme */
    enum theme theme;
    int64_t before, after; /* pages beside it in reading order; 0 where none may be */
    char stage[96];        /* the line; "" on ordinary pages */
};

/* The panel of a word: a section of a page, above the page that is open. */
struct term {
    struct edition_list page; /* one node, or none */
    struct str anchor;
    struct doc *doc; /* of the section */
    struct passage passage;
    struct rect rect;   /* of the panel */
    struct rect corner; /* of the button beside the word; empty: it is a row */
};

/* Words about an address, set in a rectangle. */
struct address_words {
    bool address, advice; /* what it is; what to do with it */
    bool scan;            /* the advice is to scan its code */
    int em;
    struct rect rect;
};

/* The panel of an address outside the guide. */
struct outside {
    enum address_kind kind;
    struct str title; /* of the link, "" when it has none */
    struct str shown;
    struct qr *qr; /* NULL where no code holds it */
    struct address_words words;
    struct address_words beside; /* the code on a sheet of its own */
    struct rect code;            /* empty: none is shown */
    int code_sheet;
};

/* What a panel covers, as it was left. */
struct cover {
    enum screen_id panel; /* SHOW_IDLE: the place itself */
    struct spot spot;
    struct focus focus;
};

enum {
    COVERS_MAX = 2, /* a panel of the bars may stand above one that a link opened */
};

/* What differs between screens. `layout` fills rows and sheets for the present metrics;
 * the rest may be NULL. */
struct screen {
    const char *name;
    void (*enter)(struct reader *reader); /* loads what the place names */
    void (*leave)(struct reader *reader);
    void (*layout)(struct reader *reader);
    bool (*handle)(struct reader *reader, const struct action *action); /* true: done */
    void (*draw)(struct reader *reader, struct pen *pen); /* between the bars */
    int (*sheet_of)(const struct reader *reader, struct spot spot);
    struct spot (*spot_of)(const struct reader *reader, int sheet);
};

extern const struct screen screen_idle, screen_home, screen_topics, screen_ladder,
    screen_page, screen_menu, screen_text, screen_contents, screen_keys, screen_address,
    screen_term;

struct reader {
    struct reader_setup setup;
    struct doc_site site;
    const char *lang; /* the edition's tag */
    struct settings settings;
    struct metrics metrics;

    struct place place;   /* where one is */
    enum screen_id panel; /* above it; SHOW_IDLE where there is none */
    struct cover covers[COVERS_MAX];
    size_t cover_count;
    struct trail back, forward;
    int sheet, sheets; /* of what is shown; sheet is 0-based */
    struct spot spot;  /* what one turned to: a new layout shows its sheet */

    struct page page;
    struct term term;
    struct list list; /* rows of what is shown, but for a page */
    struct outside outside;

    struct focus focus;
    bool by_keys;       /* the focus was moved by keys, so a new list takes it */
    bool focus_pending; /* put it on the first row of the next drawing */
    struct action pressed;
    bool is_pressed, quit;
    bool begun; /* the first screen was entered, or passed by */

    struct pictures pictures; /* of the page that is open and the panel above it */

    struct display display;
    bool stale; /* the display list is older than the state */
};

/* -- reader.c */

const struct screen *reader_screen(const struct reader *reader);       /* shown now */
const struct screen *reader_place_screen(const struct reader *reader); /* under a panel */
struct metrics_setup reader_screen_size(const struct reader *reader);
struct pen reader_pen(struct reader *reader);
const char *reader_word(const struct reader *reader, enum word word);

/* Lays out what is shown for the present size and window, and finds the spot again. */
void reader_lay_out(struct reader *reader, struct spot spot);
void reader_turn(struct reader *reader, int sheet); /* clamped to what there is */

/* -- travel.c */

/* Enters the first screen, where that is still to be done: not before it is needed, so
 * that a reader which opens at a page need not lay out home. */
void reader_begin(struct reader *reader);

void reader_enter(struct reader *reader); /* shows the place set in reader->place */
void reader_leave(struct reader *reader); /* releases what it loaded */
struct place reader_place_now(const struct reader *reader); /* with its spot */

/* Leaves the present place, which the history keeps, for another. */
void reader_go(struct reader *reader, enum screen_id screen, int64_t node);
void reader_go_home(struct reader *reader);
void reader_get_help(struct reader *reader);

/* One step along a trail, the present place going onto the other. */
bool reader_walk(struct reader *reader, struct trail *from, struct trail *to);
/* The place that Back leads to, and its word; NULL where there is none. */
const struct place *reader_behind(const struct reader *reader);
const char *reader_back_word(const struct reader *reader);

/* Opens a panel, SHOW_IDLE: closes the one that is open. What it covers comes back at its
 * place, with the focus where keys had it. */
void reader_panel(struct reader *reader, enum screen_id panel);
void reader_close_panels(struct reader *reader);
bool panel_is_of_link(enum screen_id panel); /* a word's, or an address */
void reader_toggle(struct reader *reader, enum screen_id panel);
void reader_close(struct reader *reader); /* the panel, else back, else home */

/* Everything of the session goes; what comes next is the neutral screen. */
void reader_forget(struct reader *reader);

/* To whatever a node of the edition is: page, part or ladder. */
void reader_open_node(struct reader *reader, int64_t id);
/* To a page of the edition by path; false where it has none. */
bool reader_open_path(struct reader *reader, const char *path, const char *anchor);

/* Where a link of the page `from` leads: to a page, to the panel of a word, or outside.
 */
void reader_follow(struct reader *reader, const char *from, const struct doc_link *link);

/* The node of the bundle's help page; false where it has none. */
bool reader_help(struct reader *reader, int64_t *id);

/* True for the bundle's neutral page, which is a cover and no topic: home does not list
 * it, and no page leads on to it. */
bool reader_is_cover(struct reader *reader, int64_t id);

/* -- page.c */

const struct edition_node *page_node(const struct reader *reader); /* NULL: none */

/* Where Next leads from the page's last sheet, and Previous from its first. */
bool page_leads_on(const struct reader *reader);
bool page_leads_back(const struct reader *reader);
bool page_is_stage(const struct reader *reader);
void page_show_anchor(struct reader *reader, const char *anchor);
void page_open_ladder(struct reader *reader); /* of the stage that is open */

/* The sheet that a panel covers. */
void page_draw_under(struct reader *reader, struct pen *pen);

/* -- term.c */

bool term_is_listed(const char *path); /* true for a page of words: glossary.md */
/* Opens the panel of a section; false, and nothing changed, where there is none. */
bool term_open(struct reader *reader, const char *path, const char *anchor);
void term_close(struct reader *reader); /* releases what it holds */

/* -- address.c */

void address_open(struct reader *reader, const struct doc_link *link); /* its panel */
void address_close(struct reader *reader); /* releases what it holds */

/* -- lists.c: what screens that are lists share */

void lists_draw(struct reader *reader, struct pen *pen);
int lists_sheet_of(const struct reader *reader, struct spot spot);
struct spot lists_spot_of(const struct reader *reader, int sheet);

/* Place reader->list in the area of lists: titles; cards with a line where three stand
 * above one another, else titles; one column; or, for panels, at 100%. */
void lists_place(struct reader *reader);
void lists_place_cards(struct reader *reader);
void lists_place_narrow(struct reader *reader);
void lists_place_panel(struct reader *reader);

/* How many columns of titles alone an area holds. */
int lists_title_columns(struct rect area, int em);

void lists_add_heading(struct reader *reader, const char *title); /* on large screens */
void lists_add_button(struct reader *reader, enum word word, enum icon icon,
                      enum action_kind kind);
/* A card that opens a page, and a rung of a ladder. */
void lists_add_topic(struct reader *reader, struct list *list,
                     const struct edition_node *node, bool present);
void lists_add_stage(struct reader *reader, struct list *list,
                     const struct edition_node *node, bool present);
