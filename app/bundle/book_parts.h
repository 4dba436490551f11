/* What the builder of bundles and the tool need of a book beyond book.h. For this room
 * and app/tool/ only. */
#pragma once

#include "bundle/archive.h"
#include "bundle/book.h"
#include "bundle/ini.h"

/* Names of the folder or archive as they are there: "src/SUMMARY.md". */
bool book_read_entry(struct book *book, const char *entry, size_t limit, struct str *out,
                     struct error *err) MUST_CHECK; /* appends the bytes as they are */
const char *book_prefix(const struct book *book);   /* "" or "src/" */

/* The name of an entry, "en/a.md" for "src/en/a.md"; NULL for one outside the prefix. */
const char *book_name_of(const struct book *book, const char *entry);
const struct info_lines *book_info_lines(const struct book *book);
struct archive *book_archive(const struct book *book); /* NULL for a folder's */
