/* A book: the content of a folder or of a bundle, read the same way from either. This is
 * all that an edition is built from.
 *
 * Names are paths from bundle.ini's `src` as it stands in the archive ("en/overview.md"),
 * with '/' between components. Strings are borrowed from the book until book_free. */
#pragma once

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

struct book;

/* One title in a language: `title.es`. */
struct book_title {
    const char *lang; /* "" for the plain `title` */
    const char *title;
};

/* What bundle.ini says. Optional strings are NULL when absent. */
struct book_info {
    const char *id;
    uint64_t serial, min_serial; /* min_serial 0 when absent */
    const char *version;
    const struct book_title *titles; /* the plain one first */
    size_t title_count;
    const char *const *languages; /* BCP 47 tags, in bundle.ini's order */
    size_t language_count;
    const char *src; /* "." by default */
    const char *audience, *notice, *help, *neutral;
    const char *licence, *publisher, *created, *review_by;
    int min_reader; /* 1 when absent */
};

enum chapter_kind {
    CHAPTER_PART, /* a `# Title` of SUMMARY.md: a title without a page */
    CHAPTER_PAGE,
    CHAPTER_STAGE,     /* an item of an ordered list: a page of a progression */
    CHAPTER_DRAFT,     /* an item without a link: a title, no page */
    CHAPTER_SEPARATOR, /* a `---` line: neither */
};

/* One line of SUMMARY.md, in its order; `parent` is an index into the same array, -1 at
 * the top. A part is the parent of what stands under it. */
struct chapter {
    enum chapter_kind kind;
    const char *title; /* plain text; "" for a separator */
    const char *path;  /* name of the page; NULL for part, draft, separator */
    int parent;
    int stage,
        stages; /* CHAPTER_STAGE: 1-based number, and how many the list has; else 0 */
    int line;   /* in SUMMARY.md */
};

struct book_language {
    const char *tag;
    const char *folder; /* "en/", or "" where SUMMARY.md stands in src itself */
    const struct chapter *chapters;
    size_t count;
};

/* Takes findings of an author's text; see finding.h. NULL is allowed where one is asked.
 */
struct findings;

/* Opens a folder that holds bundle.ini. What is wrong with the content goes to `findings`
 * (may be NULL); returns NULL with *err set where no book can be read at all. */
struct book *book_open_folder(const char *path, struct findings *findings,
                              struct error *err) MUST_CHECK;

/* Opens NAME.candor. Each entry is checked against the manifest as it is read. */
struct book *book_open_bundle(const char *path, struct error *err) MUST_CHECK;

/* The same from an archive that is open, which the book takes over, also on failure;
 * `path` is for messages. */
struct archive;
struct book *book_open_archive(struct archive *archive, const char *path,
                               struct error *err) MUST_CHECK;

/* Either, by what `path` is. */
struct book *book_open(const char *path, struct error *err) MUST_CHECK;

void book_free(struct book *book); /* safe on NULL */

const struct book_info *book_info(const struct book *book);
const struct book_language *book_languages(const struct book *book, size_t *count);

/* Names of every page and image of the book, sorted by bytes. */
const char *const *book_names(const struct book *book, size_t *count);

/* Appends one page or image. Pages of a folder come with their includes expanded. */
bool book_read(struct book *book, const char *name, struct str *out,
               struct error *err) MUST_CHECK;

/* The BLAKE2b-256 of a bundle's MANIFEST; false for a folder, which has none. */
struct hash;
bool book_manifest(const struct book *book, struct hash *out);

/* Calls `step` before each book_read, which fails with ERROR_CANCELLED where it returns
 * false; `done` counts the reads, `total` the names. */
struct book_watch {
    bool (*step)(void *context, size_t done, size_t total);
    void *context;
};
void book_watch(struct book *book, const struct book_watch *watch);

/* True once a book_read has failed: tells a bad stick from a bad disk. */
bool book_has_failed(const struct book *book);
