/* What of a source folder is in the book: the pages of each SUMMARY.md, the pages those
 * link to, and the images they show; and what is wrong with the links. */
#pragma once

#include "bundle/book.h"
#include "bundle/finding.h"
#include "bundle/folder.h"
#include "bundle/nameset.h"

struct pages_input {
    const struct folder *folder;
    const char *prefix; /* of a name in the folder: "" or "src/" */
    const struct book_language *languages;
    size_t language_count;
    struct findings *findings; /* may be NULL */
};

/* `names` holds the pages to begin with, all of which exist; every page and image found
 * from them is added. Pages that cannot be read are in `unreadable` too. Names are those
 * of the book, without the prefix. */
void pages_collect(const struct pages_input *input, struct nameset *names,
                   struct nameset *unreadable);

/* Whether a page stands where some language's pages do. */
bool pages_in_language(const struct book_language *languages, size_t count,
                       const char *name);
