/* Where in a page the words of a query stand, and the text around them. */
#pragma once

#include "doc/doc.h"
#include "edition/query.h"

/* Finds the block of the page (its own title left out) that holds the most of the query's
 * words, the first of equals. Appends the id of the heading above it ("" at the page's
 * top) and its text around the words: plain, at most about 160 code points, each word
 * found between U+2068 and U+2069. Where no block has any, *anchor stays empty and
 * *snippet is the page's first sentence. */
void snippet_find(const struct doc *doc, const struct query *query, struct str *anchor,
                  struct str *snippet);
