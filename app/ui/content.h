/* Where what is read comes from: a folder or bundle that was named; else what the store
 * holds; else the factory bundle, unless its serial is below the store's floor; else two
 * sentences of our own that say the content was withdrawn. */
#pragma once

#include "base/str.h"
#include "store/store.h"

struct content_setup {
    const char *path;  /* a folder or bundle; NULL: none was named */
    const char *store; /* the store's folder; NULL: there is none */
    bool tell; /* an author's folder: what is wrong in it goes to standard error */
};

/* A value. Release with content_close. */
struct content {
    struct edition *edition;
    struct str path; /* of the folder or bundle that was opened; "" for the store's */
};

/* A store that cannot be read is passed over, with a line on standard error: there is
 * always something to show. Fails where what was named cannot be opened, or there is no
 * factory bundle. */
bool content_open(const struct content_setup *setup, struct content *out,
                  struct error *err) MUST_CHECK;

void content_close(struct content *content); /* back to empty; safe on an empty one */
