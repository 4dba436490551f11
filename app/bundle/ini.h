/* bundle.ini: its one section `[bundle]`, read by libinih. A line holds at most 197 bytes
 * (libinih's buffer); white space before a key means nothing; ';' or '#' begins a comment
 * line. */
#pragma once

#include "base/arena.h"
#include "bundle/book.h"
#include "bundle/finding.h"

#define BUNDLE_INI "bundle.ini"

/* The line of some keys, 0 when absent: where findings about them point. */
struct info_lines {
    int serial, languages, src, notice, help, neutral;
};

/* Reads `len` bytes (at most BUNDLE_INI_MAX). What is wrong goes to `findings`; *info is
 * usable, with every required string set, only where no error was added. Strings live in
 * `arena`. `lines` may be NULL. */
void info_parse(const char *bytes, size_t len, struct arena *arena,
                struct book_info *info, struct info_lines *lines,
                struct findings *findings);

/* Checks the value of one key other than a title and stores it in *info. Returns what is
 * wrong with it, NULL when nothing. */
const char *info_take(struct arena *arena, struct book_info *info, const char *key,
                      const char *value) MUST_CHECK;

bool info_is_date(const char *text); /* YYYY-MM-DD, a day that exists */
