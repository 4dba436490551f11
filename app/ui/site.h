/* The site's own values (site.ini), read by ini_file: `clinic-phone = 01234 567890`, in a
 * section [site] or in none. Pages show them for {{site.NAME}}. */
#pragma once

#include "doc/doc.h"

struct site;

/* Reads the file; `path` may be NULL: then no value is known. ERROR_INVALID names the
 * line. */
struct site *site_open(const char *path, struct error *err) MUST_CHECK;
void site_close(struct site *site); /* safe on NULL */

/* The values, with the words for what is missing; borrowed until site_close. */
const struct doc_site *site_values(const struct site *site);
