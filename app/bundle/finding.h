/* What `candor-bundle check` says of an author's text: errors stop the build, warnings do
 * not. Every kind has a stable name, listed in one table in finding.c. */
#pragma once

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

/* The table in finding.c gives each its name ("dead-link") and whether it is an error.
 * Kinds are added here as checks are. */
enum finding_kind {
    FINDING_BAD_INI,
    FINDING_UNKNOWN_KEY,
    FINDING_MISSING_PAGE,
    FINDING_LISTED_TWICE,
    FINDING_OUTSIDE_FOLDER,
    FINDING_NOT_UTF8,
    FINDING_BAD_NAME,
    FINDING_OVER_LIMIT,
    FINDING_BAD_SUMMARY,
    FINDING_BAD_INCLUDE,
    FINDING_UNKNOWN_TEMPLATE, /* another {{#...}} of mdBook, left as it is */
    FINDING_DEAD_LINK,
    FINDING_DEAD_ANCHOR,
    FINDING_NOT_IN_SUMMARY,
    FINDING_RAW_HTML,
    FINDING_MISSING_IMAGE,
    FINDING_HTML_LINK,       /* to page.html, which means page.md */
    FINDING_NOT_CARRIED,     /* a link to what a bundle does not hold */
    FINDING_BAD_IMAGE,       /* not the kind of image its name says */
    FINDING_SVG_TEXT,        /* words in a picture, which are not drawn */
    FINDING_SVG_PART,        /* an element that is not drawn */
    FINDING_SUMMARY_IGNORED, /* text of SUMMARY.md that is no chapter */
    FINDING_NO_GLYPH,        /* characters that no font of ours has */
    FINDING_KINDS
};

struct finding {
    enum finding_kind kind;
    char *file; /* from the folder that was checked */
    int line;   /* 1-based, 0 for the whole file */
    char *message;
};

/* A value; zero-initialised it is empty. Release with findings_free. */
struct findings {
    struct finding *items;
    size_t count, cap;
    size_t errors, warnings;
};

/* Adds one; a NULL `findings` takes nothing. */
void findings_add(struct findings *findings, enum finding_kind kind, const char *file,
                  int line, const char *fmt, ...) PRINTF_LIKE(5, 6);
void findings_sort(struct findings *findings); /* by file and line */

/* One line each: `FILE:LINE: message [name]`, a warning with `warning: ` before it. */
void findings_print(const struct findings *findings, FILE *out);
void findings_free(struct findings *findings);
bool finding_is_error(enum finding_kind kind);
