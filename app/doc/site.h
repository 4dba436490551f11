/* The site's own values in a page: {{site.NAME}} becomes what the clinic says. */
#pragma once

#include "doc/leaf.h"

/* Replaces each {{site.NAME}} in the leaf's text, code left out. What a value holds is
 * not looked at again. */
void site_fill(struct leaf *leaf, const struct doc_site *site);
