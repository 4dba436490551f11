#include "ui/words.h"

#include <string.h>

static const char *const english[WORD_COUNT] = {
    [WORD_MENU] = "Menu",
    [WORD_TEXT] = "Text",
    [WORD_LEAVE] = "Leave now",
    [WORD_PREVIOUS] = "Previous",
    [WORD_NEXT] = "Next",
    [WORD_PLACE] = "{1} of {2}",
    [WORD_BACK_HOME] = "Back to Home",
    [WORD_BACK_TOPICS] = "Back to Topics",
    [WORD_BACK_STAGES] = "Back to Stages",
    [WORD_BACK_PAGE] = "Back to page",
    [WORD_BACK] = "Back",
    [WORD_CLOSE] = "Close",
    [WORD_HOME] = "Home",
    [WORD_CONTENTS] = "Contents",
    [WORD_HELP] = "Get help",
    [WORD_KEYS] = "Keys",
    [WORD_QUIT] = "Quit",
    [WORD_START] = "Touch to start",
    [WORD_ASK] = "What would you like to read?",
    [WORD_STAGE] = "Stage {1} of {2}",
    [WORD_STAGE_TITLE] = "Stage {1}: {2}",
    [WORD_ANY_LAST] = "any stage can be the last",
    [WORD_AGAIN] = "Read again",
    [WORD_BACK_STAGE] = "Go back a stage",
    [WORD_STOP] = "I want to stop",
    [WORD_ALL_STAGES] = "All stages",
    [WORD_HERE] = "You are here",
    [WORD_BRANCH] = "A side branch",
    [WORD_LINKS] = "On this page",
    [WORD_GLOSSARY] = "Open the glossary",
    [WORD_TEXT_SIZE] = "Text size",
    [WORD_SMALLER] = "Smaller text",
    [WORD_LARGER] = "Larger text",
    [WORD_PER_CENT] = "{1}%",
    [WORD_LIGHT] = "Light",
    [WORD_CREAM] = "Cream",
    [WORD_DARK] = "Dark",
    [WORD_CONTRAST] = "Contrast",
    [WORD_COLOURS] = "Colours",
    [WORD_CHOSEN] = "{1}, chosen",
    [WORD_OUTSIDE_WEB] = "This page is outside the guide:",
    [WORD_OUTSIDE_MAIL] = "This is an e-mail address:",
    [WORD_OUTSIDE_PHONE] = "This is a telephone number:",
    [WORD_OUTSIDE_MESSAGE] = "This number takes text messages:",
    [WORD_OUTSIDE_OTHER] = "This address is outside the guide:",
    [WORD_SCAN] = "Scan this with a phone.",
    [WORD_NOTE] = "Note it down to use it later.",
    [WORD_CODE] = "QR code of {1}",
    [WORD_PAGE_LOST] = ("# This page cannot be shown\n\nIts text is missing or damaged. "
                        "Please tell the staff.\n"),
    [WORD_ASK_STAFF] = "Ask the staff here",
    [WORD_ASK_EMERGENCY] = "Call your local emergency number",
    [WORD_KEY_NEXT] = "Space, Page Down, Right: next sheet",
    [WORD_KEY_PREVIOUS] = "Shift and Space, Page Up, Left: previous sheet",
    [WORD_KEY_FIRST_LAST] = "Home, End: first and last sheet",
    [WORD_KEY_FOCUS] = "Tab, Shift and Tab, arrows: move to a button or link",
    [WORD_KEY_PRESS] = "Enter: press it",
    [WORD_KEY_SIZE] = "+, -, 0: larger, smaller, usual text",
    [WORD_KEY_BACK] = "Backspace, Alt and Left: back",
    [WORD_KEY_CLOSE] = "Esc: close, or back",
    [WORD_KEY_CONTENTS] = "T: contents",
    [WORD_KEY_HOME] = "H: home",
    [WORD_KEY_LEAVE] = "Shift three times: leave now",
    [WORD_KEY_MENU] = "F10 or Menu: menu",
};

const char *word_in(const char *lang, enum word word)
{
    (void)lang; /* English only, until there is a second table */
    return english[word];
}

static size_t append(char *out, size_t size, size_t at, const char *text, size_t len)
{
    if (len > size - 1 - at)
        len = size - 1 - at;
    memcpy(out + at, text, len);
    return at + len;
}

void word_fill(char *out, size_t size, const char *pattern, const char *one,
               const char *two)
{
    size_t at = 0;
    while (*pattern) {
        const char *value = strncmp(pattern, "{1}", 3) == 0   ? one
                            : strncmp(pattern, "{2}", 3) == 0 ? two
                                                              : NULL;
        if (value) {
            at = append(out, size, at, value, strlen(value));
            pattern += 3;
        } else {
            at = append(out, size, at, pattern++, 1);
        }
    }
    out[at] = '\0';
}

bool word_is_rtl(const char *lang)
{
    static const char *const tags[] = {"ar", "arc", "ckb", "dv", "fa", "he",
                                       "ks", "ps",  "sd",  "ug", "ur", "yi"};
    size_t len = strcspn(lang, "-_");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (strlen(tags[i]) == len && strncmp(tags[i], lang, len) == 0)
            return true;
    }
    return false;
}
