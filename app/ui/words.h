/* All words of the program, in one table; nothing else shows text of our own. English
 * stands in the table and is the key by which a translation is found.
 *
 * Patterns have {1} and {2} where values go, so that a language may turn them round. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum word {
    WORD_MENU,
    WORD_TEXT,
    WORD_LEAVE,
    WORD_PREVIOUS,
    WORD_NEXT,
    WORD_PLACE, /* {1} of {2} */
    WORD_BACK_HOME,
    WORD_BACK_TOPICS,
    WORD_BACK_STAGES,
    WORD_BACK_PAGE,
    WORD_BACK, /* where the bar has no room for more */
    WORD_CLOSE,
    WORD_HOME,
    WORD_CONTENTS,
    WORD_HELP,
    WORD_KEYS,
    WORD_QUIT,
    WORD_START,       /* of the idle screen */
    WORD_ASK,         /* above the topics */
    WORD_STAGE,       /* {1} of {2} */
    WORD_STAGE_TITLE, /* {1}: number, {2}: title */
    WORD_ANY_LAST,
    WORD_AGAIN,
    WORD_BACK_STAGE,
    WORD_STOP,
    WORD_ALL_STAGES,
    WORD_HERE,
    WORD_BRANCH,
    WORD_LINKS,
    WORD_GLOSSARY, /* of the panel of a word */
    WORD_TEXT_SIZE,
    WORD_SMALLER,
    WORD_LARGER,
    WORD_PER_CENT, /* {1} */
    WORD_LIGHT,    /* the themes, in the order of enum theme */
    WORD_CREAM,
    WORD_DARK,
    WORD_CONTRAST,
    WORD_COLOURS,
    WORD_CHOSEN,      /* {1}: what is */
    WORD_OUTSIDE_WEB, /* what an address is, in the order of enum address_kind */
    WORD_OUTSIDE_MAIL,
    WORD_OUTSIDE_PHONE,
    WORD_OUTSIDE_MESSAGE,
    WORD_OUTSIDE_OTHER,
    WORD_SCAN, /* where it has a code, */
    WORD_NOTE, /* and where it has none */
    WORD_CODE, /* {1}: the address */
    WORD_PAGE_LOST,
    WORD_ASK_STAFF,
    WORD_ASK_EMERGENCY,
    WORD_KEY_NEXT,
    WORD_KEY_PREVIOUS,
    WORD_KEY_FIRST_LAST,
    WORD_KEY_FOCUS,
    WORD_KEY_PRESS,
    WORD_KEY_SIZE,
    WORD_KEY_BACK,
    WORD_KEY_CLOSE,
    WORD_KEY_CONTENTS,
    WORD_KEY_HOME,
    WORD_KEY_LEAVE,
    WORD_KEY_MENU,
    WORD_COUNT
};

/* The word in a language (BCP 47), else in English. Static. */
const char *word_in(const char *lang, enum word word);

/* Fills the places of a pattern; values may be NULL where it has none. Cut to `size`. */
void word_fill(char *out, size_t size, const char *pattern, const char *one,
               const char *two);

/* True for languages written from right to left (by the tag's first subtag). */
bool word_is_rtl(const char *lang);
