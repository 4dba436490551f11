/* What a bundle must know of Markdown: headings, lists, links, images and raw HTML, in
 * document order, each with its line. The page's text itself is the business of doc/. */
#pragma once

#include "base/arena.h"

#include <stddef.h>

enum mark_kind {
    MARK_HEADING,   /* level, text */
    MARK_PARAGRAPH, /* text; its links and images follow */
    MARK_LIST,      /* level 1 for an ordered one, else 0 */
    MARK_LIST_END,
    MARK_ITEM,
    MARK_ITEM_END,
    MARK_LINK,  /* url, text */
    MARK_IMAGE, /* url; no text, for images nest and it would grow as their square */
    MARK_HTML,  /* text: the tag or the block as written */
    MARK_RULE,
};

struct mark {
    enum mark_kind kind;
    int line; /* 1-based */
    int level;
    const char *text, *url; /* never NULL; in the arena of the list; url as written */
};

/* A value; zero-initialised it is empty. Release with marks_free. */
struct marks {
    struct arena arena;
    struct mark *items;
    size_t count, cap;
};

/* The length of a front section of `key: value` lines between two `---` lines at the
 * start of a page, and how many lines it takes; 0 where there is none. */
size_t markdown_front(const char *bytes, size_t len, int *lines);

/* Reads valid UTF-8, whose first line is line `first`; the caller has checked its size.
 */
void marks_read(const char *bytes, size_t len, int first, struct marks *out);
void marks_free(struct marks *marks);
