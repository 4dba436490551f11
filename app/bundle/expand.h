/* A page of a source folder with its {{#include FILE}} expanded, and where each of its
 * lines came from. */
#pragma once

#include "bundle/finding.h"
#include "bundle/folder.h"

/* From `line` of the text on, lines come from `file`, the first of them from its line
 * `from`. */
struct origin {
    int line;
    const char *file;
    int from;
};

/* A value; zero-initialised it is empty. Release with page_text_free. */
struct page_text {
    struct str text;
    struct arena arena;
    struct origin *origins;
    size_t count, cap;
};

/* Reads the file `name` into an empty *out: valid UTF-8, at most BUNDLE_PAGE_MAX bytes,
 * without a byte order mark. An include that cannot be had, and another {{#...}}, stay as
 * they are, with a finding. When the page cannot be had: false, the reason in *err, and a
 * finding too. */
bool page_expand(const struct folder *folder, const char *name, struct findings *findings,
                 struct page_text *out, struct error *err) MUST_CHECK;

/* The file that line `line` of the text came from; its line there in *from. */
const char *page_text_origin(const struct page_text *page, int line, int *from);
void page_text_free(struct page_text *page);
