/* Reads QR codes as a phone does, by zbarimg (Debian's zbar-tools). */
#pragma once

#include "base/str.h"
#include "paint/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

/* Appends the text of the one code on the canvas, which is written to `picture`, a file;
 * fails the test where none can be read. */
static inline void scan(const struct canvas *canvas, const char *picture, struct str *out)
{
    struct error err = {0};
    char command[512], bytes[512];
    if (!canvas_save_png(canvas, picture, &err))
        fail_msg("%s", err.detail);
    snprintf(command, sizeof command, "zbarimg --nodbus -q --raw '%s'", picture);
    FILE *zbar = popen(command, "r");
    assert_non_null(zbar);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, zbar)) > 0;)
        str_append_bytes(out, bytes, n);
    if (pclose(zbar) != 0)
        fail_msg("%s: no code was read: is zbarimg (zbar-tools) installed?", picture);
    assert_true(out->len > 0 && out->bytes[out->len - 1] == '\n');
    out->bytes[--out->len] = '\0';
}
