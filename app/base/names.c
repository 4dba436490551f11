#include "base/names.h"

#include <string.h>

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "none",         [ROLE_HEADING1] = "heading1",
    [ROLE_HEADING2] = "heading2", [ROLE_HEADING3] = "heading3",
    [ROLE_HEADING4] = "heading4", [ROLE_HEADING5] = "heading5",
    [ROLE_HEADING6] = "heading6", [ROLE_BODY] = "body",
    [ROLE_QUOTE] = "quote",       [ROLE_CODE] = "code",
    [ROLE_CELL] = "cell",         [ROLE_CAPTION] = "caption",
    [ROLE_ALT] = "alt",           [ROLE_MARKER] = "marker",
    [ROLE_LABEL] = "label",       [ROLE_CHROME] = "chrome",
    [ROLE_GROUND] = "ground",     [ROLE_BAR] = "bar",
    [ROLE_CARD] = "card",         [ROLE_EDGE] = "edge",
    [ROLE_CALLOUT] = "callout",   [ROLE_CODE_BOX] = "code-box",
    [ROLE_PANEL] = "panel",       [ROLE_FOCUS] = "focus",
    [ROLE_BUTTON] = "button",     [ROLE_LINK] = "link",
};

static const char *const action_names[ACTION_COUNT] = {
    [ACTION_NONE] = "none",
    [ACTION_NEXT] = "next",
    [ACTION_PREVIOUS] = "previous",
    [ACTION_FIRST] = "first",
    [ACTION_LAST] = "last",
    [ACTION_LEFT] = "left",
    [ACTION_RIGHT] = "right",
    [ACTION_UP] = "up",
    [ACTION_DOWN] = "down",
    [ACTION_FOCUS_NEXT] = "focus-next",
    [ACTION_FOCUS_PREVIOUS] = "focus-previous",
    [ACTION_ACTIVATE] = "activate",
    [ACTION_BACK] = "back",
    [ACTION_FORWARD] = "forward",
    [ACTION_CLOSE] = "close",
    [ACTION_HOME] = "home",
    [ACTION_MENU] = "menu",
    [ACTION_TEXT] = "text",
    [ACTION_CONTENTS] = "contents",
    [ACTION_GET_HELP] = "get-help",
    [ACTION_KEYS] = "keys",
    [ACTION_LEAVE] = "leave",
    [ACTION_START] = "start",
    [ACTION_STAGES] = "stages",
    [ACTION_OPEN] = "open",
    [ACTION_LINK] = "link",
    [ACTION_GLOSSARY] = "glossary",
    [ACTION_SIZE] = "size",
    [ACTION_LARGER] = "larger",
    [ACTION_SMALLER] = "smaller",
    [ACTION_SIZE_RESET] = "size-reset",
    [ACTION_THEME] = "theme",
    [ACTION_PRESS] = "press",
    [ACTION_TAP] = "tap",
    [ACTION_RELEASE] = "release",
    [ACTION_SWIPE_LEFT] = "swipe-left",
    [ACTION_SWIPE_RIGHT] = "swipe-right",
    [ACTION_SWIPE_UP] = "swipe-up",
    [ACTION_SWIPE_DOWN] = "swipe-down",
    [ACTION_TYPE] = "type",
    [ACTION_RESIZE] = "resize",
    [ACTION_REDRAW] = "redraw",
    [ACTION_RELOAD] = "reload",
    [ACTION_QUIT] = "quit",
    [ACTION_END] = "end",
};

static const char *const key_names[KEY_COUNT] = {
    [KEY_NONE] = "None",
    [KEY_LEFT] = "Left",
    [KEY_RIGHT] = "Right",
    [KEY_UP] = "Up",
    [KEY_DOWN] = "Down",
    [KEY_TAB] = "Tab",
    [KEY_SHIFT_TAB] = "Shift-Tab",
    [KEY_ENTER] = "Enter",
    [KEY_SPACE] = "Space",
    [KEY_SHIFT_SPACE] = "Shift-Space",
    [KEY_PAGE_UP] = "PageUp",
    [KEY_PAGE_DOWN] = "PageDown",
    [KEY_HOME] = "Home",
    [KEY_END] = "End",
    [KEY_ESCAPE] = "Escape",
    [KEY_PLUS] = "Plus",
    [KEY_MINUS] = "Minus",
    [KEY_ZERO] = "Zero",
    [KEY_BACKSPACE] = "Backspace",
    [KEY_ALT_LEFT] = "Alt-Left",
    [KEY_ALT_RIGHT] = "Alt-Right",
    [KEY_MENU] = "Menu",
    [KEY_T] = "t",
    [KEY_H] = "h",
    [KEY_QUESTION] = "Question",
    [KEY_SHIFT] = "Shift",
};

const char *role_name(enum role role)
{
    return role_names[role];
}

const char *action_name(enum action_kind kind)
{
    return action_names[kind];
}

const char *key_name(enum key key)
{
    return key_names[key];
}

bool key_from_name(const char *name, enum key *out)
{
    for (int i = KEY_NONE + 1; i < KEY_COUNT; i++) {
        if (strcmp(key_names[i], name) == 0) {
            *out = (enum key)i;
            return true;
        }
    }
    return false;
}
