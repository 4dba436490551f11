/* Where a link of a page leads, one rule for the check of a book and for the reader.
 *
 * Urls are UTF-8 as Markdown gives them. Names are paths inside the book with '/' between
 * components, no `.`, no `..`, no leading '/'. */
#pragma once

#include "base/str.h"

/* True for an address outside the book: a scheme ("https:", "tel:") or "//host". */
bool link_is_outside(const char *url);

/* Appends the url with its percent-escapes decoded, except those of '#', '%' and '?',
 * which would change what it means: decoding a second time changes nothing. As written
 * where the result would be no UTF-8 or hold a control character. */
void link_decode(const char *url, struct str *out);

/* What stands in the book. */
struct link_names {
    bool (*exists)(const void *context, const char *name);
    const void *context;
};

/* Resolves a url of page `from`, decoded by link_decode or not: a relative path, one from
 * the root ("/en/a.md"), "#id" and "" (the page itself), "page.html" of page.md, a folder
 * for its README.md. True with the name in *path and the decoded fragment in *anchor ("":
 * none); false for an outside address, a path out of the book and what does not exist,
 * both then empty. */
bool link_resolve(const char *from, const char *url, const struct link_names *names,
                  struct str *path, struct str *anchor);
