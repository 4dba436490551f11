/* The words of a page as a reader finds them on its sheets: the texts of its own roles,
 * in drawing order, joined as their flags say, our hyphens taken out, white space made
 * one space. */
#pragma once

#include "base/str.h"
#include "layout/layout.h"

static inline bool is_page_text(const struct display_item *item)
{
    return item->kind == ITEM_TEXT && item->role >= ROLE_HEADING1 &&
           item->role <= ROLE_ALT;
}

/* Appends text; white space in it only parts words. */
static inline void add_word_bytes(struct str *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool white = bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r');
        if (!white)
            str_append_char(out, bytes[i]);
        else if (out->len && out->bytes[out->len - 1] != ' ')
            str_append_char(out, ' ');
    }
}

static inline void add_words(const struct display *display, struct str *out)
{
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (!is_page_text(item))
            continue;
        if (!item->join)
            add_word_bytes(out, " ", 1);
        add_word_bytes(out, item->text, item->len - (item->hyphen ? 1 : 0));
    }
}

/* The words of all sheets, in order. */
static inline void layout_words(const struct layout *layout, struct str *out)
{
    for (int s = 0; s < layout_sheets(layout); s++) {
        struct display display = {0};
        layout_draw(layout, s, 0, 0, &display);
        add_words(&display, out);
        display_free(&display);
    }
    if (out->len && out->bytes[out->len - 1] == ' ')
        out->bytes[--out->len] = '\0';
}
