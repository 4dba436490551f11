/* The golden book, which has every construct, read on any screen: for the tests that hold
 * all sizes to one rule. One edition and its fonts serve many readers. */
#pragma once

#define SAMPLE_FOLDER TEST_SOURCE_DIR "/tests/golden/book"
#include "sample.h"

/* How it is read. */
struct setting {
    int w, h, dpi, size;
    const char *lang;
    enum theme theme;
};

static inline struct sample shelf_open(void)
{
    struct error err = {0};
    struct sample shelf = {.edition = sample_build(SAMPLE_FOLDER),
                           .fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err)};
    assert_non_null(shelf.fonts);
    return shelf;
}

/* A new reader in place of the one before. */
static inline void shelf_read(struct sample *shelf, const struct setting *setting)
{
    reader_free(shelf->reader);
    struct reader_setup setup = {
        .edition = shelf->edition,
        .fonts = shelf->fonts,
        .lang = setting->lang,
        .w = setting->w,
        .h = setting->h,
        .dpi = setting->dpi,
        .mode = MODE_KIOSK,
        .settings = {.size = setting->size, .theme = setting->theme},
    };
    shelf->reader = reader_new(&setup);
    do_action(shelf, ACTION_START);
}

static inline bool is_page_text(const struct display_item *item)
{
    return item->kind == ITEM_TEXT && item->role >= ROLE_HEADING1 &&
           item->role <= ROLE_ALT;
}
