/* SUMMARY.md, read as mdBook reads it: a first `# Title` that is passed over, prefix
 * chapters, `# Part` titles with lists below them, suffix chapters, `---` separators.
 * Ours: an ordered list is a progression, and an item without a link is a draft too. */
#pragma once

#include "base/arena.h"
#include "bundle/book.h"
#include "bundle/finding.h"

#define SUMMARY_MD "SUMMARY.md"

struct summary {
    const struct chapter *chapters; /* in the arena */
    size_t count;
};

/* Reads `len` bytes of the file `file` (named so in findings); each page's path begins
 * with `folder` ("en/" or ""). An item whose link cannot be a page becomes a draft, and a
 * finding. Whether the pages exist is not looked at. */
struct summary summary_parse(const char *bytes, size_t len, const char *file,
                             const char *folder, struct arena *arena,
                             struct findings *findings);
