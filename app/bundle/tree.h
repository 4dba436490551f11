/* cmark's tree of a text, in time that grows with the text and not with its square: what
 * would keep cmark busy for minutes is taken out first (tree.c says what), so that a page
 * cannot hold up the reader. Whoever walks the tree includes cmark.h. */
#pragma once

#include <stddef.h>

struct cmark_node;

/* Parses valid UTF-8; any text is Markdown. Release with cmark_node_free. Of more than
 * 100 empty lines in a row only 100 are kept, also in code, and what follows has too
 * small a line number. */
struct cmark_node *tree_parse(const char *bytes, size_t len);
