/* Faces, and pieces of text measured and drawn.
 *
 * SDL2_ttf shapes with HarfBuzz and draws with FreeType. It is asked for one piece at a
 * time: the text between two places where a line may break, of one direction, script and
 * face. What it gives is kept by (face, size, direction, script, text): a page repeats
 * its words, and turning a page back finds all of them drawn. The keep is dropped whole
 * when it is full; that costs one slow page turn now and then, and no bookkeeping.
 *
 * TTF_RenderUTF8_Shaded gives 8-bit pixels that are coverage, which the canvas tints: one
 * drawing serves every colour. */
#include "text/fonts.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/breaks.h"
#include "text/faces.h"
#include "text/hyphens.h"
#include "text/strips.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEEP_BYTES = 6 << 20, /* of drawn pieces and their keys */
};

struct fonts {
    struct faces *faces;
    struct strips *strips;
    struct breaks *breaks;
    struct hyphens *hyphens;
};

struct fonts *fonts_open(const char *folder, struct error *err)
{
    if (TTF_Init() != 0) {
        error_set(err, ERROR_UNSUPPORTED, "fonts: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = mem_alloc(sizeof *fonts);
    fonts->strips = strips_new(KEEP_BYTES);
    fonts->breaks = breaks_new();
    fonts->hyphens = hyphens_new(HYPHENS_FOLDER);
    fonts->faces = faces_open(folder, err);
    if (!fonts->faces) {
        fonts_close(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    faces_close(fonts->faces);
    hyphens_free(fonts->hyphens);
    breaks_free(fonts->breaks);
    strips_free(fonts->strips);
    free(fonts);
    TTF_Quit();
}

bool fonts_add_fallback(struct fonts *fonts, const char *path, struct error *err)
{
    return faces_add(fonts->faces, path, err);
}

void fonts_use_folders(struct fonts *fonts, const char *list)
{
    faces_use_folders(fonts->faces, list);
}

struct breaks *fonts_breaks(struct fonts *fonts)
{
    return fonts->breaks;
}

struct hyphens *fonts_hyphens(struct fonts *fonts)
{
    return fonts->hyphens;
}

struct font_metrics fonts_metrics(struct fonts *fonts, struct font_style style)
{
    TTF_Font *font = faces_at(fonts->faces, faces_own(style), style.px);
    struct font_metrics metrics = {style.px, style.px / 4, style.px * 668 / 1000,
                                   style.px / 4};
    if (!font)
        return metrics;
    metrics.ascent = TTF_FontAscent(font);
    metrics.descent = -TTF_FontDescent(font);
    int advance;
    if (TTF_GlyphMetrics32(font, ' ', NULL, NULL, NULL, NULL, &advance) == 0)
        metrics.space = advance;
    return metrics;
}

uint16_t fonts_face_for(struct fonts *fonts, struct font_style style, const char *text,
                        size_t len)
{
    if (len == 1 && *text >= ' ') /* ASCII: our own faces have all of it */
        return faces_own(style);
    return faces_find(fonts->faces, style, text, len);
}

bool fonts_face_has(struct fonts *fonts, uint16_t face, const char *text, size_t len)
{
    return faces_have(fonts->faces, face, text, len);
}

bool fonts_have(struct fonts *fonts, struct font_style style, uint32_t c)
{
    char text[UTF8_MAX];
    return fonts_face_for(fonts, style, text, utf8_encode(c, text)) != FONT_NO_FACE;
}

/* Sets the font up for a piece: direction and script before every call, or what came
 * before decides how this one is shaped. */
static TTF_Font *prepare(struct fonts *fonts, int px, const struct font_piece *piece)
{
    TTF_Font *font = faces_at(fonts->faces, piece->face, px);
    if (!font)
        return NULL;
    const char script[5] = {(char)(piece->script >> 24), (char)(piece->script >> 16),
                            (char)(piece->script >> 8), (char)piece->script, '\0'};
    TTF_SetFontDirection(font, piece->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, script);
    return font;
}

static struct strip_key key_of(struct font_style style, const char *text,
                               const struct font_piece *piece)
{
    return (struct strip_key){
        .face = piece->face,
        .px = style.px,
        .rtl = piece->rtl,
        .script = piece->script,
        .text = text,
        .len = piece->len,
    };
}

/* The box that stands for a grapheme that no font has: as high as a capital, with air at
 * its sides, its edge as thick as a stem. px. */
struct box {
    int w, h, air, edge;
};

static struct box box_of(int px)
{
    int edge = px / 12 > 0 ? px / 12 : 1, air = px / 12 > 0 ? px / 12 : 1;
    return (struct box){px / 2 + 2 * air, px * 668 / 1000 + 1, air, edge};
}

static void draw_box(struct fonts *fonts, struct strip *strip, int px)
{
    struct box box = box_of(px);
    uint8_t *rows = strips_room(fonts->strips, strip, box.w, box.h);
    strip->ascent = box.h;
    for (int y = 0; y < box.h; y++) {
        bool bar = y < box.edge || y >= box.h - box.edge;
        for (int x = box.air; x < box.w - box.air; x++) {
            bool side = x < box.air + box.edge || x >= box.w - box.air - box.edge;
            rows[y * box.w + x] = bar || side ? 255 : 0;
        }
    }
}

int fonts_measure(struct fonts *fonts, struct font_style style, const char *text,
                  const struct font_piece *piece)
{
    struct strip_key key = key_of(style, text, piece);
    struct strip *strip = strips_find(fonts->strips, &key);
    if (strip->w >= 0)
        return strip->w;
    if (piece->face == FONT_NO_FACE)
        return strip->w = box_of(style.px).w;
    TTF_Font *font = prepare(fonts, style.px, piece);
    int w = 0;
    if (font && TTF_SizeUTF8(font, strip->text, &w, NULL) != 0)
        w = 0;
    strip->w = w;
    return w;
}

/* How far the piece rises above its face's ascent. SDL2_ttf makes the surface taller by
 * what sticks out above and below and does not say which; glyph metrics tell. */
static int rise(TTF_Font *font, const char *text, size_t len, int extra)
{
    int most = 0;
    for (size_t at = 0; extra > 0 && at < len;) {
        int top;
        uint32_t c = utf8_next(text, len, &at);
        if (TTF_GlyphMetrics32(font, c, NULL, NULL, NULL, &top, NULL) == 0 &&
            top - TTF_FontAscent(font) > most)
            most = top - TTF_FontAscent(font);
    }
    return most < extra ? most : extra;
}

/* Copies the coverage of a drawn piece into the keep. */
static void keep_surface(struct fonts *fonts, struct strip *strip, SDL_Surface *surface)
{
    uint8_t *rows = strips_room(fonts->strips, strip, surface->w, surface->h);
    SDL_LockSurface(surface);
    for (int y = 0; y < surface->h; y++)
        memcpy(rows + (size_t)y * (size_t)surface->w,
               (const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch,
               (size_t)surface->w);
    SDL_UnlockSurface(surface);
}

/* Draws the piece into the keep; nothing where it has no width or its file has gone. */
static void draw_glyphs(struct fonts *fonts, struct strip *strip, int px,
                        const struct font_piece *piece)
{
    const SDL_Color black = {0, 0, 0, 255}, white = {255, 255, 255, 255};
    TTF_Font *font = prepare(fonts, px, piece);
    SDL_Surface *surface =
        font ? TTF_RenderUTF8_Shaded(font, strip->text, white, black) : NULL;
    if (!surface)
        return;
    assert(surface->format->BytesPerPixel == 1);
    keep_surface(fonts, strip, surface);
    strip->ascent = TTF_FontAscent(font) + rise(font, strip->text, piece->len,
                                                surface->h - TTF_FontHeight(font));
    SDL_FreeSurface(surface);
}

struct font_strip fonts_draw(struct fonts *fonts, struct font_style style,
                             const char *text, const struct font_piece *piece)
{
    struct strip_key key = key_of(style, text, piece);
    struct strip *strip = strips_find(fonts->strips, &key);
    if (!strip->rows && piece->face == FONT_NO_FACE)
        draw_box(fonts, strip, style.px);
    else if (!strip->rows)
        draw_glyphs(fonts, strip, style.px, piece);
    if (!strip->rows)
        return (struct font_strip){0};
    return (struct font_strip){strip->rows_w, strip->h, strip->ascent, strip->rows};
}
