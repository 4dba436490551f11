/* Names of what a bundle holds, and the links between them. A name is a path from the
 * top, with '/' between components: "en/overview.md". Lengths are bytes. */
#pragma once

#include "base/str.h"

/* The rules of DESIGN.md for one name: UTF-8 in NFC, at most 255 bytes a component and
 * BUNDLE_NAME_MAX in all, no controls, none of \ : * ? " < > |, no empty, "." or ".."
 * component, no leading '/', not MANIFEST*. ERROR_INVALID says which rule. */
bool name_check(const char *name, size_t len, struct error *err) MUST_CHECK;

/* Finds two names that are equal after case folding: false with both in *err, and the
 * second in *which. */
bool names_differ(const char *const *names, size_t count, const char **which,
                  struct error *err) MUST_CHECK;

/* Compares two `const char *` as bytes, for qsort and bsearch. */
int names_compare(const void *a, const void *b);

bool name_ends(const char *name, const char *ending); /* ASCII letters in any case */
bool name_is_page(const char *name);                  /* .md */
bool name_is_image(const char *name);                 /* .png .jpg .jpeg .svg */
bool names_have(const char *const *names, size_t count, const char *name); /* sorted */

/* Where a link, as written in Markdown, leads. */
enum link_kind {
    LINK_OUTSIDE, /* "https:", "mailto:", "//host": not for us to follow */
    LINK_RELATIVE,
    LINK_CLIMBS, /* a relative one that leaves the top folder, or starts with '/' */
};

/* Takes apart a link of the page `from`. For LINK_RELATIVE appends the name it leads to,
 * percent-decoded ("" is the top folder itself; a folder keeps its '/' at the end; "#id"
 * gives `from`), and the anchor, percent-decoded, "" when none. */
enum link_kind link_resolve(const char *from, const char *url, struct str *name,
                            struct str *anchor);

/* Appends the name that the plain path `path`, as written in the file `from`, leads to;
 * false where it climbs above the top. */
bool name_join(const char *from, const char *path, struct str *out) MUST_CHECK;

/* Whether a page of this name exists, for name_find_page. */
typedef bool name_exists(const void *context, const char *name);

/* The page that a link to `name` means, as mdBook would have it: `name` itself; for
 * x.html, x.md; for a folder (with '/' or without) or its index.html or index.md, its
 * README.md or index.md.
 * Appends it and returns true where it exists. */
bool name_find_page(const char *name, name_exists *exists, const void *context,
                    struct str *out);

/* Appends `text` with each %XX decoded; %00 stays as it is. */
void percent_decode(const char *text, size_t len, struct str *out);
