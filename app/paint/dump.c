#include "paint/dump.h"

#include "base/utf8.h"
#include "paint/icons.h"

#include <string.h>

/* Appends a JSON string (RFC 8259). What is not UTF-8 becomes U+FFFD: a dump is always
 * valid. */
static void put_string(struct str *out, const char *text, size_t len)
{
    str_append_char(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t c = utf8_next(text, len, &at);
        char bytes[UTF8_MAX];
        if (c == '"' || c == '\\')
            str_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            str_append(out, "\\n");
        else if (c < 0x20)
            str_printf(out, "\\u%04x", (unsigned)c);
        else
            str_append_bytes(out, bytes, utf8_encode(c, bytes));
    }
    str_append_char(out, '"');
}

static void put_field(struct str *out, const char *key, const char *value)
{
    str_printf(out, ",\"%s\":", key);
    put_string(out, value, strlen(value));
}

static void put_number(struct str *out, const char *key, int value)
{
    str_printf(out, ",\"%s\":%d", key, value);
}

static void put_flag(struct str *out, const char *key, bool value)
{
    str_printf(out, ",\"%s\":%s", key, value ? "true" : "false");
}

static void put_color(struct str *out, const char *key, uint32_t color)
{
    str_printf(out, ",\"%s\":\"#%06x\"", key, (unsigned)color & 0xffffff);
}

/* px as mm, rounded to tenths. */
static void put_mm(struct str *out, const char *key, int px, int dpi)
{
    long long tenths = dpi > 0 ? (px * 254LL * 2 + dpi) / (2LL * dpi) : 0;
    str_printf(out, ",\"%s\":%lld.%lld", key, tenths / 10, tenths % 10);
}

static void put_ground(struct str *out, const struct display_item *item)
{
    if (item->on_image)
        str_append(out, ",\"on\":null");
    else
        put_color(out, "on", item->on);
}

static void put_kind(struct str *out, const char *kind, struct rect rect)
{
    str_printf(out, "{\"kind\":\"%s\",\"x\":%d,\"y\":%d,\"w\":%d,\"h\":%d", kind, rect.x,
               rect.y, rect.w, rect.h);
}

static void put_screen(struct str *out, const struct display_screen *screen)
{
    str_append(out, "{\"kind\":\"screen\"");
    put_field(out, "screen", screen->screen ? screen->screen : "");
    put_field(out, "path", screen->path ? screen->path : "");
    put_field(out, "lang", screen->lang ? screen->lang : "");
    put_number(out, "w", screen->w);
    put_number(out, "h", screen->h);
    put_number(out, "dpi", screen->dpi);
    put_number(out, "size", screen->size);
    put_field(out, "theme", theme_name(screen->theme));
    put_number(out, "sheet", screen->sheet);
    put_number(out, "sheets", screen->sheets);
}

static bool reaches_outside(struct rect rect, const struct display_screen *screen)
{
    return rect.x < 0 || rect.y < 0 || rect.x + rect.w > screen->w ||
           rect.y + rect.h > screen->h;
}

static void put_text(struct str *out, const struct display_screen *screen,
                     struct fonts *fonts, const struct display_item *item)
{
    const char *lang = *item->lang || !screen->lang ? item->lang : screen->lang;
    put_kind(out, "text", item->rect);
    str_append(out, ",\"text\":");
    put_string(out, item->text, item->len);
    put_field(out, "role", role_name(item->role));
    put_number(out, "px", item->style.px);
    put_mm(out, "cap_mm", fonts_metrics(fonts, item->style).cap, screen->dpi);
    put_color(out, "color", item->color);
    put_ground(out, item);
    put_field(out, "lang", lang);
    put_field(out, "dir", item->rtl ? "rtl" : "ltr");
    put_flag(out, "clipped", reaches_outside(item->rect, screen));
    if (item->join)
        put_flag(out, "join", true);
    if (item->hyphen)
        put_flag(out, "hyphen", true);
}

static void put_box(struct str *out, const struct display_item *item)
{
    put_kind(out, "box", item->rect);
    put_field(out, "role", role_name(item->role));
    put_color(out, "color", item->hollow ? item->edge : item->color);
    put_ground(out, item);
}

static void put_image(struct str *out, const struct display_item *item)
{
    put_kind(out, "image", item->rect);
    str_append(out, ",\"alt\":");
    put_string(out, item->text, item->len);
    put_field(out, "path", item->path);
}

static void put_icon(struct str *out, const struct display_item *item)
{
    put_kind(out, "image", item->rect);
    put_field(out, "alt", "");
    str_printf(out, ",\"path\":\"icon:%s\"", icon_name(item->icon));
}

static void put_target(struct str *out, int dpi, const struct display_item *item)
{
    put_kind(out, "target", item->rect);
    put_mm(out, "w_mm", item->rect.w, dpi);
    put_mm(out, "h_mm", item->rect.h, dpi);
    put_field(out, "label", item->text);
    put_field(out, "action", action_name(item->action.kind));
    put_field(out, "role", role_name(item->role));
    put_flag(out, "focus", item->focus);
}

static void put_item(struct str *out, const struct display_screen *screen,
                     struct fonts *fonts, const struct display_item *item)
{
    switch (item->kind) {
    case ITEM_TEXT:
        put_text(out, screen, fonts, item);
        break;
    case ITEM_BOX:
        put_box(out, item);
        break;
    case ITEM_ICON:
        put_icon(out, item);
        break;
    case ITEM_IMAGE:
    case ITEM_QR:
        put_image(out, item);
        break;
    case ITEM_TARGET:
        put_target(out, screen->dpi, item);
        break;
    }
}

void dump_display(const struct display *display, struct fonts *fonts, struct str *out)
{
    put_screen(out, &display->screen);
    str_append(out, "}\n");
    for (size_t i = 0; i < display->count; i++) {
        put_item(out, &display->screen, fonts, &display->items[i]);
        str_append(out, "}\n");
    }
}
