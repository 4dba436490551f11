/* Addresses outside the book (RFC 3986), as people and as phones need them. They come
 * from pages, so they may be of any length and hold any character. */
#pragma once

#include "base/str.h"

enum address_kind {
    ADDRESS_WEB,     /* http:, https:, //host */
    ADDRESS_MAIL,    /* mailto: */
    ADDRESS_PHONE,   /* tel: */
    ADDRESS_MESSAGE, /* sms: */
    ADDRESS_OTHER,   /* none that a phone should be handed */
};

enum address_kind address_kind(const char *url);

/* Appends an address for people to read: mail and numbers without their scheme and what
 * follows a '?'. What cannot be seen, or would turn the text round, stands as %XX. After
 * `limit` code points an ellipsis ends it. */
void address_show(const char *url, size_t limit, struct str *out);

/* Appends an address for a phone: what RFC 3986 has no place for becomes %XX, as in
 * cmark's HTML, and //host gets its https. */
void address_encode(const char *url, struct str *out);
