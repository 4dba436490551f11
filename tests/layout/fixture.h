/* A page of Markdown laid out, with the fonts of the house. After cmocka.h. */
#pragma once

#include "layout/layout.h"
#include "paint/palette.h"

#include <string.h>

struct fixture {
    struct fonts *fonts;
    struct doc *doc;
    struct layout *layout;
    struct layout_setup setup;
};

/* `setup` has w, h, em and whatever is not usual. */
static inline struct fixture fixture_new(const char *markdown, struct layout_setup setup)
{
    struct error err = {0};
    struct fixture f = {
        .fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err),
        .doc = doc_from_markdown(markdown, strlen(markdown), NULL),
        .setup = setup,
    };
    assert_non_null(f.fonts);
    f.setup.lp_px = 1;
    f.setup.lang = "en";
    if (!f.setup.palette)
        f.setup.palette = palette_of(THEME_LIGHT);
    f.layout = layout_new(f.doc, f.fonts, &f.setup);
    return f;
}

static inline void drop(struct fixture *f)
{
    layout_free(f->layout);
    doc_free(f->doc);
    fonts_close(f->fonts);
}
