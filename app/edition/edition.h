/* An edition: the content of one bundle as a SQLite database that this machine built from
 * verified bytes. The reader knows nothing else. A foreign database is never opened.
 *
 * Every content row carries its BLAKE2b-256, checked each time it is read. Opening costs
 * the same whatever the size. One thread at a time. */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "bundle/book.h"

#include <stdint.h>

struct edition;

enum {
    EDITION_SEARCH = 1, /* build the search tables too */
};

/* Builds an edition from a book: into the new file `path`, or into memory when NULL.
 * `flags` is 0 or EDITION_SEARCH. Close with edition_close. */
struct edition *edition_build(struct book *book, const char *path, unsigned flags,
                              struct error *err) MUST_CHECK;

/* An edition of one page, in memory, from words of our own. */
struct edition_words {
    const char *lang, *title, *markdown;
};
struct edition *edition_of_words(const struct edition_words *words,
                                 struct error *err) MUST_CHECK;

/* Opens a file made by edition_build, read-only. ERROR_DAMAGED where it is not one. */
struct edition *edition_open(const char *path, struct error *err) MUST_CHECK;

void edition_close(struct edition *edition); /* safe on NULL */

/* A value of the table meta: bundle.ini's keys ("id", "title", "title.es", "languages",
 * "notice", "help", "neutral", ...). NULL when absent. Borrowed until edition_close. */
const char *edition_meta(const struct edition *edition, const char *key);

/* The same as a number ("serial", "min-serial"); 0 when absent. */
uint64_t edition_number(const struct edition *edition, const char *key);

/* Language tags in bundle.ini's order; borrowed until edition_close. */
const char *const *edition_languages(const struct edition *edition, size_t *count);

/* One line of the tree of topics. */
struct edition_node {
    int64_t id;     /* positive */
    int64_t parent; /* 0 at the top */
    enum chapter_kind kind;
    const char *lang;
    const char *path;    /* NULL for what has no page */
    const char *title;   /* of SUMMARY.md */
    const char *summary; /* first sentence of the page; "" when none */
    int position;        /* in reading order within the language, from 1 */
    int stage, stages;   /* of a progression; 0 elsewhere */
    bool branch;         /* a stage beside the ladder */
};

/* Nodes in reading order, in the list's own arena. Zero-initialise; edition_list_free. */
struct edition_list {
    struct arena arena;
    struct edition_node *nodes;
    size_t count;
};

void edition_list_free(struct edition_list *list);

/* The children of `parent` (0: the top) in a language. */
bool edition_children(struct edition *edition, const char *lang, int64_t parent,
                      struct edition_list *out, struct error *err) MUST_CHECK;

/* The stages of the progression that node `id` belongs to, in order. */
bool edition_progression(struct edition *edition, int64_t id, struct edition_list *out,
                         struct error *err) MUST_CHECK;

/* One node: by id; by the page's path ("en/overview.md"); or the page `step` pages on in
 * reading order (+1, -1), skipping what has no page. The list then holds one node, or
 * none where there is none: that is no error. */
bool edition_node(struct edition *edition, int64_t id, struct edition_list *out,
                  struct error *err) MUST_CHECK;
bool edition_find(struct edition *edition, const char *path, struct edition_list *out,
                  struct error *err) MUST_CHECK;
bool edition_step(struct edition *edition, int64_t id, int step, struct edition_list *out,
                  struct error *err) MUST_CHECK;

/* Resolves a link as written in page `from`: a relative path, "#id", "page.html",
 * "folder/" (README.md is its index). True and a path ("en/body.md") and anchor ("" when
 * none) in *path, *anchor where it leads to a page of this edition; false where it does
 * not (an outside address, a dead link): then both are empty. */
bool edition_resolve(struct edition *edition, const char *from, const char *url,
                     struct str *path, struct str *anchor);

/* Appends the page's Markdown. ERROR_DAMAGED where the row does not hash to what it says.
 */
bool edition_page(struct edition *edition, int64_t id, struct str *out,
                  struct error *err) MUST_CHECK;

/* Appends an image's bytes, by name. */
bool edition_asset(struct edition *edition, const char *path, struct str *out,
                   struct error *err) MUST_CHECK;

/* One page found, best first. */
struct edition_hit {
    int64_t page;
    const char *path, *title;
    const char *anchor;  /* id of the heading above the words; "" at the page's top */
    const char *snippet; /* plain text; the words found stand between U+2068 and U+2069 */
};

struct edition_hits {
    struct arena arena;
    struct edition_hit *hits;
    size_t count;
    size_t total; /* pages that match, which may be more than `count` */
};

/* Searches one language; the last word is a prefix unless `finished`. Builds the search
 * tables first where an edition in memory was built without them. At most `limit` hits.
 */
bool edition_search(struct edition *edition, const char *lang, const char *words,
                    bool finished, size_t limit, struct edition_hits *out,
                    struct error *err) MUST_CHECK;
void edition_hits_free(struct edition_hits *hits);
