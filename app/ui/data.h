/* Where the program's own files are: fonts, the factory bundle.
 *
 * One rule: from the program's folder upward, at most three folders, the first that holds
 * NAME, or share/candor/NAME. So an installed program finds /usr/share/candor, and one in
 * a build folder finds the source's. */
#pragma once

#include "base/error.h"
#include "base/str.h"
#include "text/fonts.h"

/* Appends the path of NAME; ERROR_NOT_FOUND, and *out as it was, where it is nowhere. */
bool data_find(const char *name, struct str *out, struct error *err) MUST_CHECK;

/* The same, from a folder of choice (no '/' at its end). */
bool data_find_from(const char *folder, const char *name, struct str *out,
                    struct error *err) MUST_CHECK;

/* The program's own fonts, and behind them those in the system's folders (':' between;
 * "" for none). Release with fonts_close. */
struct fonts *data_open_fonts(const char *folders, struct error *err) MUST_CHECK;
