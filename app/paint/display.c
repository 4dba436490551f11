#include "paint/display.h"

#include "base/mem.h"
#include "paint/icons.h"

#include <stdlib.h>
#include <string.h>

void display_clear(struct display *display)
{
    arena_free(&display->arena);
    free(display->items);
    *display = (struct display){0};
}

void display_free(struct display *display)
{
    display_clear(display);
}

static struct display_item *add(struct display *display, enum item_kind kind,
                                struct rect rect)
{
    MEM_GROW(display->items, display->count, display->cap);
    struct display_item *item = &display->items[display->count++];
    *item = (struct display_item){
        .kind = kind, .rect = rect, .text = "", .lang = "", .path = ""};
    return item;
}

struct display_item *display_box(struct display *display, struct rect rect,
                                 enum role role, uint32_t color)
{
    struct display_item *item = add(display, ITEM_BOX, rect);
    item->role = role;
    item->color = color;
    return item;
}

struct display_item *display_text(struct display *display, struct rect rect,
                                  enum role role, uint32_t color, const char *text,
                                  size_t len)
{
    struct display_item *item = add(display, ITEM_TEXT, rect);
    item->role = role;
    item->color = color;
    item->text = arena_copy(&display->arena, text, len);
    item->len = len;
    return item;
}

struct display_item *display_icon(struct display *display, struct rect rect,
                                  enum icon icon, uint32_t color)
{
    struct display_item *item = add(display, ITEM_ICON, rect);
    item->color = color;
    item->icon = icon;
    item->text = icon_name(icon);
    item->len = strlen(item->text);
    return item;
}

struct display_item *display_image(struct display *display, struct rect rect,
                                   const char *path, const char *alt, size_t len)
{
    struct display_item *item = add(display, ITEM_IMAGE, rect);
    item->path = arena_string(&display->arena, path);
    item->text = arena_copy(&display->arena, alt, len);
    item->len = len;
    return item;
}

struct display_item *display_target(struct display *display, struct rect rect,
                                    enum role role, const char *label,
                                    struct action action)
{
    struct display_item *item = add(display, ITEM_TARGET, rect);
    item->role = role;
    item->text = arena_string(&display->arena, label);
    item->len = strlen(item->text);
    item->action = action;
    return item;
}

const struct font_piece *display_pieces(struct display *display,
                                        const struct font_piece *pieces, size_t count)
{
    if (!count)
        return NULL;
    struct font_piece *copy = arena_alloc(&display->arena, count * sizeof *copy);
    memcpy(copy, pieces, count * sizeof *copy);
    return copy;
}

static bool is_inside(struct rect inner, struct rect outer)
{
    struct rect shared = rect_intersect(inner, outer);
    return !rect_empty(inner) && shared.w == inner.w && shared.h == inner.h;
}

/* A card goes as a whole: *card is the last one that went, whose words follow it. */
static bool is_covered(const struct display_item *item, struct rect rect,
                       struct rect *card)
{
    bool touched = rect_intersects(item->rect, rect);
    if (item->kind == ITEM_IMAGE) /* a picture may be seen in part */
        return is_inside(item->rect, rect);
    if (item->kind != ITEM_BOX)
        return touched || item->kind == ITEM_TARGET || is_inside(item->rect, *card);
    if (touched && (item->role == ROLE_CARD || item->role == ROLE_BUTTON)) {
        *card = item->rect;
        return true;
    }
    return is_inside(item->rect, rect) || is_inside(item->rect, *card);
}

void display_cover(struct display *display, size_t first, struct rect rect)
{
    struct rect card = {0};
    size_t kept = first;
    for (size_t i = first; i < display->count; i++) {
        if (!is_covered(&display->items[i], rect, &card))
            display->items[kept++] = display->items[i];
    }
    display->count = kept;
}

void display_mirror(struct display *display)
{
    for (size_t i = 0; i < display->count; i++) {
        struct display_item *item = &display->items[i];
        item->rect.x = display->screen.w - item->rect.x - item->rect.w;
        if (item->kind == ITEM_ICON && icon_points(item->icon))
            item->mirrored = !item->mirrored;
    }
}

/* Sets what items[index] stands on: the nearest box or image drawn before it. A box must
 * hold the whole of the item's middle line (not all of it: a line's height may be more
 * than its bar's); an image need only touch it. */
static void find_ground(const struct display *display, size_t index)
{
    struct display_item *item = &display->items[index];
    struct rect line = {item->rect.x, item->rect.y + item->rect.h / 2, item->rect.w, 1};
    item->on = palette_of(display->screen.theme)->page;
    item->on_image = false;
    for (size_t i = index; i-- > 0;) {
        const struct display_item *below = &display->items[i];
        struct rect shared = rect_intersect(below->rect, line);
        if (below->kind == ITEM_IMAGE && !rect_empty(shared)) {
            item->on_image = true;
            return;
        }
        if (below->kind == ITEM_BOX && !below->hollow && shared.w == line.w &&
            shared.h == line.h) {
            item->on = below->color;
            return;
        }
    }
}

void display_finish(struct display *display)
{
    for (size_t i = 0; i < display->count; i++) {
        enum item_kind kind = display->items[i].kind;
        if (kind == ITEM_TEXT || kind == ITEM_BOX)
            find_ground(display, i);
    }
}

struct rect display_extent(const struct display_item *item)
{
    switch (item->kind) {
    case ITEM_TARGET:
        return (struct rect){0};
    case ITEM_TEXT:
        return rect_inset(item->rect, -item->style.px / 2);
    default:
        return item->rect;
    }
}

const struct display_item *display_hit(const struct display *display, int x, int y)
{
    for (size_t i = display->count; i-- > 0;) {
        const struct display_item *item = &display->items[i];
        if (item->kind == ITEM_TARGET && rect_contains(item->rect, x, y))
            return item;
    }
    return NULL;
}
