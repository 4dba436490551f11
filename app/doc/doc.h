/* The document model: one page of Markdown as a tree of blocks, each leaf with one string
 * of text and the spans that style it. Every CommonMark 0.30 node becomes one of these.
 *
 * Offsets and lengths are bytes of UTF-8. Everything lives in the document's arena and is
 * valid until doc_free. Strings are never NULL unless a field says so. */
#pragma once

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum {
    DOC_MAX_DEPTH = 32,        /* blocks nested deeper stay at this level */
    DOC_SITE_VALUE_MAX = 1024, /* bytes of a site's value; a longer one is not shown */
};

enum block_kind {
    BLOCK_DOCUMENT,
    BLOCK_PARAGRAPH, /* leaf: text */
    BLOCK_HEADING,   /* leaf: text, level 1 to 6, id */
    BLOCK_LIST,      /* items only; ordered, start, tight */
    BLOCK_ITEM,
    BLOCK_QUOTE,
    BLOCK_CALLOUT, /* a quote that begins with [!KIND] */
    BLOCK_CODE,    /* leaf: text, lines end in '\n'; info */
    BLOCK_RULE,    /* leaf without text */
    BLOCK_FIGURE,  /* leaf: an image alone in its paragraph; the text is its alternative
                      text, its first span has the image, whose title is the caption */
    BLOCK_TABLE,   /* rows only, the first is the head; columns, aligns */
    BLOCK_ROW,     /* cells only, at most as many as the table has columns */
    BLOCK_CELL,    /* leaf: text, which may be empty */
};

enum callout {
    CALLOUT_EMERGENCY, /* Get emergency help now */
    CALLOUT_HELP,      /* Get help today */
    CALLOUT_ASK,       /* Ask a clinic */
    CALLOUT_STOP,
    CALLOUT_SAFER,
    CALLOUT_CHECKIN,
    CALLOUT_EVIDENCE,
    CALLOUT_NOTE, /* the five of GitHub */
    CALLOUT_TIP,
    CALLOUT_IMPORTANT,
    CALLOUT_WARNING,
    CALLOUT_CAUTION,
};

/* Of a table's column. */
enum align {
    ALIGN_START,
    ALIGN_CENTRE,
    ALIGN_END,
};

enum span_flag {
    SPAN_EMPH = 1,
    SPAN_STRONG = 2,
    SPAN_CODE = 4,
    SPAN_IMAGE = 8, /* the text is the image's alternative text */
};

struct doc_link {
    const char *url; /* as link_decode leaves it where it is relative, as written else */
    const char *title; /* "" when none */
};

/* Spans follow one another without gap or overlap and cover the text. An image without an
 * alternative text is a span of length 0. */
struct span {
    uint32_t start, len;
    unsigned flags;               /* of enum span_flag */
    const struct doc_link *link;  /* NULL outside a link */
    const struct doc_link *image; /* with SPAN_IMAGE: where the picture is; else NULL */
};

/* A hard line break is '\n', a soft one ' '. White space is not collapsed further. */
struct doc_text {
    const char *bytes;
    size_t len;
    const struct span *spans;
    size_t count;
};

struct block {
    enum block_kind kind;
    int line; /* of the Markdown, 1-based, front section counted */
    struct block *parent, *next, *first, *last;
    struct doc_text text; /* of leaves */
    int level;            /* heading: 1 to 6 */
    const char *id;       /* heading: mdBook's id, unique in the page, or {#id} */
    bool ordered, tight;  /* list */
    int start;            /* ordered list: number of the first item, 0 to 999,999,999 */
    enum callout callout;
    const char *info;         /* fenced code: its info string; "" when none */
    size_t columns;           /* table: at least 1 */
    const enum align *aligns; /* table: one for each column */
};

/* One `key: value` line of the front section. */
struct doc_field {
    const char *key, *value;
    int line;
};

struct doc {
    struct arena arena;
    struct block *root; /* BLOCK_DOCUMENT */
    const struct doc_field *fields;
    size_t field_count;
    int html_nodes; /* how many nodes of raw HTML were dropped; check warns */
};

/* Replaces {{site.NAME}}; borrowed. `value` returns NULL where the site says nothing; the
 * placeholder then becomes the text of `missing`. */
struct doc_site {
    const char *(*value)(const void *context, const char *name);
    const void *context;
    const char *missing;           /* such as "Ask the staff here" */
    const char *missing_emergency; /* for site.emergency */
};

/* Parses `len` bytes of valid UTF-8, at most BUNDLE_PAGE_MAX. Never fails: any text is
 * Markdown. `site` may be NULL: placeholders then stay as they are. Release with
 * doc_free. */
struct doc *doc_from_markdown(const char *bytes, size_t len, const struct doc_site *site);

void doc_free(struct doc *doc); /* safe on NULL */

/* The next block in document order (parents first), NULL after the last. */
struct block *doc_next(const struct block *block);

/* Keeps of the document only the section of the heading with that id: from it until the
 * next heading of the same or a higher level beside it. False, and nothing changed, where
 * no heading has the id. */
bool doc_keep_section(struct doc *doc, const char *id);

/* The value of a front-section key, NULL when it is not there. */
const char *doc_field(const struct doc *doc, const char *key);

/* The page's own title: the text of its first heading of level 1; NULL when none. */
const char *doc_title(const struct doc *doc);

/* Appends the first sentence of the first paragraph outside lists, quotes and callouts,
 * as plain text, at most about `limit` code points (cut at a word with an ellipsis).
 * Nothing where there is no such paragraph. */
struct str;
void doc_summary(const struct doc *doc, size_t limit, struct str *out);
