/* The reader: every screen, what is shown now, and what an action does. It takes actions
 * and gives display lists; it knows no window, no clock and no device.
 *
 * A session is everything since the idle screen: history, place, size, theme.
 * ACTION_LEAVE forgets it, and the next list is the idle screen's. px are of the canvas
 * before rotation. One thread. */
#pragma once

#include "doc/doc.h"
#include "edition/edition.h"
#include "paint/display.h"
#include "text/fonts.h"
#include "ui/settings.h"

struct reader;

/* What is borrowed outlives the reader; the rest is copied. */
struct reader_setup {
    struct edition *edition;     /* borrowed */
    struct fonts *fonts;         /* borrowed */
    const struct doc_site *site; /* borrowed values; NULL: no site is known */
    const char *lang;            /* NULL, or one it has not: the edition's first */
    int w, h, dpi;
    enum mode mode;
    bool may_quit;            /* in a window even a kiosk's reader quits */
    struct settings settings; /* as each session begins */
};

/* Begins idle on a kiosk, at home elsewhere. Release with reader_free. */
struct reader *reader_new(const struct reader_setup *setup);
void reader_free(struct reader *reader); /* safe on NULL */

/* Opens a page by its path, with or without the language's folder, and "#ANCHOR".
 * ERROR_NOT_FOUND where the edition has none, and the screen stays as it was. */
bool reader_open(struct reader *reader, const char *page, struct error *err) MUST_CHECK;

void reader_handle(struct reader *reader, const struct action *action);
void reader_resize(struct reader *reader, int w, int h);

/* Goes on with another edition of the same content, at the same place where it has one.
 */
void reader_set_edition(struct reader *reader, struct edition *edition);

/* What to show now; borrowed until the next call that takes a reader that may change. */
const struct display *reader_display(struct reader *reader);

bool reader_has_quit(const struct reader *reader);
