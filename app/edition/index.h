/* The tables that are made from the pages' text: headings, links, and for each language a
 * full-text index. They only propose; nothing is shown that a checked page does not say.
 *
 * Language N has the FTS5 table search_N, and English the table stem_N too. Both are
 * contentless: what is found is shown from the page itself. */
#pragma once

#include "edition/core.h"

/* Builds all of them. Run inside a transaction. */
bool index_build(struct edition *edition, struct error *err) MUST_CHECK;

/* True where they are there. */
bool index_exists(struct edition *edition, bool *out, struct error *err) MUST_CHECK;

/* True for a language whose words are also found by their stem. */
bool index_has_stems(const char *lang);
