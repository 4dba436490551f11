/* Addresses as Markdown gives them, UTF-8. Where one leads is the business of
 * bundle/name.h. */
#pragma once

#include "base/str.h"

/* True for an address outside the book: a scheme ("https:", "tel:") or "//host". */
bool link_is_outside(const char *url);

/* Appends the url with its percent-escapes decoded, except those of '#', '%' and '?',
 * which would change what it means: decoding a second time changes nothing. As written
 * where the result would be no UTF-8 or hold a control character. */
void link_decode(const char *url, struct str *out);
