/* Raw HTML, read for the words in it and never interpreted: tags are dropped, comments
 * and what <script> and <style> hold vanish. Text is UTF-8; pieces are borrowed. */
#pragma once

#include "base/str.h"

enum html_kind {
    HTML_END,
    HTML_TEXT,  /* text as written: entities, white space */
    HTML_BREAK, /* <br> */
    HTML_BLOCK, /* a tag that begins or ends a paragraph, <p>, <li> and the like */
    HTML_SPACE, /* a tag that parts words, <td> */
    HTML_IMAGE, /* <img> */
};

struct html_piece {
    enum html_kind kind;
    const char *bytes; /* the text; the whole tag of an image */
    size_t len;
};

/* A value: set `at` and `end`. `hidden` says in which element's content we are, and stays
 * from one piece of inline HTML to the next. */
struct html_reader {
    const char *at, *end;
    const char *hidden; /* "script", "style" or NULL */
};

/* The next piece; HTML_END after the last. */
struct html_piece html_next(struct html_reader *reader);

/* Appends the value of an attribute of a tag, its entities decoded; false where it has
 * none. */
bool html_attribute(const struct html_piece *tag, const char *name, struct str *out);

/* Appends text with the entities of XML, &nbsp; and numeric ones decoded. */
void html_decode(const char *bytes, size_t len, struct str *out);
