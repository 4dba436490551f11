/* The key map: which key of the keyboard or clicker has which name, and what it asks for.
 * KOReader's where it fits. Static tables. */
#pragma once

#include "base/names.h"

#include <SDL_keycode.h>

/* The name of a key with its modifiers; KEY_NONE where it has none here. Keys that do not
 * repeat while held down (all but those that move) have none then. */
enum key keymap_key(SDL_Keycode code, unsigned modifiers, bool repeated);

bool keymap_is_shift(SDL_Keycode code);

/* What a key asks for by itself; ACTION_NONE for Shift. */
enum action_kind keymap_action(enum key key);
