/* NFC and case folding, by ICU. They stand in base because the names of a bundle need
 * them as search and text do, and bundle/ lies below those. Lengths are bytes; no state,
 * any thread. */
#pragma once

#include "base/str.h"

#include <stdint.h>

bool unicode_is_nfc(const char *bytes, size_t len); /* UAX 15; false for bad UTF-8 */

/* Appends the text in NFC; bad UTF-8 becomes U+FFFD. */
void unicode_nfc(const char *bytes, size_t len, struct str *out);

/* True for what leaves no mark of its own, or changes how others stand: controls, white
 * space but for U+0020, bidi and other format characters, ignorable and unassigned ones
 * (Unicode 4.5 and 5.21). */
bool unicode_is_hidden(uint32_t c);

/* Appends the full case folding (Unicode 3.13, C + F): "Straße" gives "strasse". */
void unicode_fold(const char *bytes, size_t len, struct str *out);
