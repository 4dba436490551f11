#include "platform/keymap.h"

#include <stddef.h>

/* Modifiers that are looked at, and those of them that must be down. Where a sign stands
 * behind Shift depends on the layout, so the signs do not look at Shift. */
enum {
    SHIFT = KMOD_SHIFT,
    ALT = KMOD_ALT,
    ANY = 0, /* none is looked at */
    PLAIN = KMOD_CTRL | KMOD_ALT | KMOD_GUI,
    EXACT = PLAIN | KMOD_SHIFT
};

struct binding {
    SDL_Keycode code;
    unsigned looked_at, down;
    enum key key;
};

/* The first that fits counts. */
static const struct binding bindings[] = {
    {SDLK_LEFT, ALT, ALT, KEY_ALT_LEFT},
    {SDLK_RIGHT, ALT, ALT, KEY_ALT_RIGHT},
    {SDLK_LEFT, EXACT, 0, KEY_LEFT},
    {SDLK_RIGHT, EXACT, 0, KEY_RIGHT},
    {SDLK_UP, EXACT, 0, KEY_UP},
    {SDLK_DOWN, EXACT, 0, KEY_DOWN},
    {SDLK_TAB, EXACT, SHIFT, KEY_SHIFT_TAB},
    {SDLK_TAB, EXACT, 0, KEY_TAB},
    {SDLK_RETURN, EXACT, 0, KEY_ENTER},
    {SDLK_RETURN2, EXACT, 0, KEY_ENTER},
    {SDLK_KP_ENTER, EXACT, 0, KEY_ENTER},
    {SDLK_SELECT, EXACT, 0, KEY_ENTER},
    {SDLK_SPACE, EXACT, SHIFT, KEY_SHIFT_SPACE},
    {SDLK_SPACE, EXACT, 0, KEY_SPACE},
    {SDLK_PAGEUP, PLAIN, 0, KEY_PAGE_UP},
    {SDLK_PAGEDOWN, PLAIN, 0, KEY_PAGE_DOWN},
    {SDLK_AUDIOPREV, ANY, 0, KEY_PAGE_UP},
    {SDLK_AUDIONEXT, ANY, 0, KEY_PAGE_DOWN},
    {SDLK_HOME, ALT, ALT, KEY_H},
    {SDLK_HOME, EXACT, 0, KEY_HOME},
    {SDLK_END, EXACT, 0, KEY_END},
    {SDLK_ESCAPE, EXACT, 0, KEY_ESCAPE},
    {SDLK_QUESTION, ANY, 0, KEY_QUESTION},
    {SDLK_SLASH, EXACT, SHIFT, KEY_QUESTION}, /* English layouts */
    {0xDF, EXACT, SHIFT, KEY_QUESTION},       /* sharp s: German */
    {SDLK_QUOTE, EXACT, SHIFT, KEY_QUESTION}, /* Spanish, Italian, Portuguese */
    {SDLK_COMMA, EXACT, SHIFT, KEY_QUESTION}, /* French */
    {SDLK_F1, EXACT, 0, KEY_QUESTION},
    {SDLK_HELP, ANY, 0, KEY_QUESTION},
    {SDLK_PLUS, ANY, 0, KEY_PLUS},
    {SDLK_EQUALS, ANY, 0, KEY_PLUS},
    {SDLK_KP_PLUS, ANY, 0, KEY_PLUS},
    {SDLK_MINUS, ANY, 0, KEY_MINUS},
    {SDLK_KP_MINUS, ANY, 0, KEY_MINUS},
    {SDLK_0, ANY, 0, KEY_ZERO},
    {SDLK_KP_0, ANY, 0, KEY_ZERO},
    {SDLK_BACKSPACE, EXACT, 0, KEY_BACKSPACE},
    {SDLK_AC_BACK, ANY, 0, KEY_ALT_LEFT},
    {SDLK_AC_FORWARD, ANY, 0, KEY_ALT_RIGHT},
    {SDLK_AC_HOME, ANY, 0, KEY_H},
    {SDLK_F10, EXACT, 0, KEY_MENU},
    {SDLK_MENU, ANY, 0, KEY_MENU},
    {SDLK_APPLICATION, ANY, 0, KEY_MENU},
    {SDLK_t, PLAIN, 0, KEY_T},
    {SDLK_h, PLAIN, 0, KEY_H},
};

/* What a key asks for, and whether it asks again while it is held down. */
struct meaning {
    enum action_kind action;
    bool repeats;
};

static const struct meaning meanings[KEY_COUNT] = {
    [KEY_LEFT] = {ACTION_LEFT, true},
    [KEY_RIGHT] = {ACTION_RIGHT, true},
    [KEY_UP] = {ACTION_UP, true},
    [KEY_DOWN] = {ACTION_DOWN, true},
    [KEY_TAB] = {ACTION_FOCUS_NEXT, true},
    [KEY_SHIFT_TAB] = {ACTION_FOCUS_PREVIOUS, true},
    [KEY_ENTER] = {ACTION_ACTIVATE, false},
    [KEY_SPACE] = {ACTION_NEXT, true},
    [KEY_SHIFT_SPACE] = {ACTION_PREVIOUS, true},
    [KEY_PAGE_UP] = {ACTION_PREVIOUS, true},
    [KEY_PAGE_DOWN] = {ACTION_NEXT, true},
    [KEY_HOME] = {ACTION_FIRST, false},
    [KEY_END] = {ACTION_LAST, false},
    [KEY_ESCAPE] = {ACTION_CLOSE, false},
    [KEY_PLUS] = {ACTION_LARGER, false},
    [KEY_MINUS] = {ACTION_SMALLER, false},
    [KEY_ZERO] = {ACTION_SIZE_RESET, false},
    [KEY_BACKSPACE] = {ACTION_BACK, false},
    [KEY_ALT_LEFT] = {ACTION_BACK, false},
    [KEY_ALT_RIGHT] = {ACTION_FORWARD, false},
    [KEY_MENU] = {ACTION_MENU, false},
    [KEY_T] = {ACTION_CONTENTS, false},
    [KEY_H] = {ACTION_HOME, false},
    [KEY_QUESTION] = {ACTION_KEYS, false},
};

/* Left or right, a modifier is the same. */
static unsigned both_sides(unsigned modifiers)
{
    static const unsigned pairs[] = {KMOD_SHIFT, KMOD_CTRL, KMOD_ALT, KMOD_GUI};
    unsigned all = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (modifiers & pairs[i])
            all |= pairs[i];
    return all;
}

enum key keymap_key(SDL_Keycode code, unsigned modifiers, bool repeated)
{
    unsigned down = both_sides(modifiers);
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        const struct binding *binding = &bindings[i];
        if (binding->code == code && (down & binding->looked_at) == binding->down)
            return repeated && !meanings[binding->key].repeats ? KEY_NONE : binding->key;
    }
    return KEY_NONE;
}

bool keymap_is_shift(SDL_Keycode code)
{
    return code == SDLK_LSHIFT || code == SDLK_RSHIFT;
}

enum action_kind keymap_action(enum key key)
{
    return meanings[key].action;
}
