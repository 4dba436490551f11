/* The closed lists: roles, actions and keys, each with the one name that dumps, replay
 * scripts and tests use. The tables of names are in names.c. */
#pragma once

#include <stdbool.h>

/* What a piece of the display list is. */
enum role {
    ROLE_NONE,
    /* words of the page itself */
    ROLE_HEADING1,
    ROLE_HEADING2,
    ROLE_HEADING3,
    ROLE_HEADING4,
    ROLE_HEADING5,
    ROLE_HEADING6,
    ROLE_BODY,
    ROLE_QUOTE,
    ROLE_CODE,
    ROLE_CELL,
    ROLE_CAPTION,
    ROLE_ALT,
    /* words that we add */
    ROLE_MARKER, /* list numbers, callout words */
    ROLE_LABEL,  /* repeated table heads */
    ROLE_CHROME, /* bars, buttons, cards */
    /* boxes */
    ROLE_GROUND, /* the page itself */
    ROLE_BAR,
    ROLE_CARD,
    ROLE_EDGE, /* lines and stripes */
    ROLE_CALLOUT,
    ROLE_CODE_BOX,
    ROLE_PANEL,
    ROLE_FOCUS,
    /* targets */
    ROLE_BUTTON,
    ROLE_LINK,
    ROLE_COUNT
};

/* What a touch, key or clicker asks for. Screens see these and nothing else. */
enum action_kind {
    ACTION_NONE,
    ACTION_NEXT,     /* the next sheet */
    ACTION_PREVIOUS, /* the previous sheet */
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_LEFT, /* arrows: a page turns, a list of controls moves its focus */
    ACTION_RIGHT,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_FOCUS_NEXT,
    ACTION_FOCUS_PREVIOUS,
    ACTION_ACTIVATE, /* press what has the focus */
    ACTION_BACK,     /* closes a panel, else where one came from; arg 1: there */
    ACTION_FORWARD,
    ACTION_CLOSE, /* Esc: the panel, else back */
    ACTION_HOME,
    ACTION_MENU,
    ACTION_TEXT, /* the panel of sizes and themes */
    ACTION_CONTENTS,
    ACTION_GET_HELP, /* the bundle's help page */
    ACTION_KEYS,     /* show the keys */
    ACTION_LEAVE,    /* Leave now */
    ACTION_START,    /* from the idle screen */
    ACTION_STAGES,   /* the ladder */
    ACTION_OPEN,     /* arg: id of an edition's node */
    ACTION_LINK,     /* arg: index of a link of the page */
    ACTION_GLOSSARY, /* the page that the panel of a word is from */
    ACTION_SIZE,     /* arg: per cent */
    ACTION_LARGER,
    ACTION_SMALLER,
    ACTION_SIZE_RESET,
    ACTION_THEME,   /* arg: enum theme */
    ACTION_PRESS,   /* a finger or button went down at x, y */
    ACTION_TAP,     /* and up again, at x, y */
    ACTION_RELEASE, /* it slid away: nothing is pressed now */
    ACTION_SWIPE_LEFT,
    ACTION_SWIPE_RIGHT,
    ACTION_SWIPE_UP,
    ACTION_SWIPE_DOWN,
    ACTION_TYPE,   /* text */
    ACTION_RESIZE, /* the window changed: lay out again */
    ACTION_REDRAW, /* the window lost its pixels */
    ACTION_RELOAD, /* the watched folder changed */
    ACTION_QUIT,   /* Quit, or the window was closed; a kiosk stays */
    ACTION_END,    /* the program is told to end (SIGTERM), or its display has gone */
    ACTION_COUNT
};

/* A value. px are of the canvas before rotation. */
struct action {
    enum action_kind kind;
    int x, y;      /* PRESS, TAP */
    long long arg; /* OPEN, LINK, SIZE, THEME */
    char text[32]; /* TYPE: UTF-8 */
};

/* Keys, as replay scripts name them. */
enum key {
    KEY_NONE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_TAB,
    KEY_SHIFT_TAB,
    KEY_ENTER,
    KEY_SPACE,
    KEY_SHIFT_SPACE,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_ESCAPE,
    KEY_PLUS,
    KEY_MINUS,
    KEY_ZERO,
    KEY_BACKSPACE,
    KEY_ALT_LEFT,
    KEY_ALT_RIGHT,
    KEY_MENU, /* F10, the Menu key */
    KEY_T,
    KEY_H,
    KEY_QUESTION,
    KEY_SHIFT, /* Shift alone; three times within 5 s is Leave now */
    KEY_COUNT
};

const char *role_name(enum role role);
const char *action_name(enum action_kind kind);
const char *key_name(enum key key);
bool key_from_name(const char *name, enum key *out); /* false where it is no key's name */
