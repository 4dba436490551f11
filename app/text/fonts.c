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

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/breaks.h"
#include "text/strips.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OWN_FACES = 8, /* two families of four */
    MAX_FACES = 64,
    FILE_MAX = 64 << 20,  /* bytes of a font file; a whole CJK family has 20 MiB */
    MAX_SIZED = 40,       /* fonts open at once; each is one face at one size */
    KEEP_BYTES = 6 << 20, /* of drawn pieces and their keys */
};

/* A font file, read into memory when text first needs it: FreeType seeks and reads it
 * byte by byte, which costs a tenth of the start when each is a system call. */
struct face {
    char *path;
    struct str bytes;
};

/* A face opened at one size. */
struct sized {
    uint16_t face;
    int px;
    TTF_Font *font;
    uint64_t used; /* when, in calls */
};

struct fonts {
    struct face faces[MAX_FACES];
    size_t face_count;
    struct sized sized[MAX_SIZED];
    size_t sized_count;
    uint64_t calls;
    struct strips *strips;
    struct breaks *breaks;
};

static const char *const own_files[OWN_FACES] = {
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
    "AtkinsonHyperlegibleNext_700Bold_Italic.ttf",
    "AtkinsonHyperlegibleMono_400Regular.ttf",
    "AtkinsonHyperlegibleMono_400Regular_Italic.ttf",
    "AtkinsonHyperlegibleMono_700Bold.ttf",
    "AtkinsonHyperlegibleMono_700Bold_Italic.ttf",
};

static uint16_t own_face(struct font_style style)
{
    return (uint16_t)((style.family == FAMILY_MONO ? 4 : 0) + (style.bold ? 2 : 0) +
                      (style.italic ? 1 : 0));
}

/* Takes the place of the size that was used longest ago, or a new one. */
static struct sized *sized_place(struct fonts *fonts)
{
    if (fonts->sized_count < MAX_SIZED)
        return &fonts->sized[fonts->sized_count++];
    struct sized *oldest = fonts->sized;
    for (size_t i = 1; i < fonts->sized_count; i++)
        if (fonts->sized[i].used < oldest->used)
            oldest = &fonts->sized[i];
    TTF_CloseFont(oldest->font);
    return oldest;
}

/* Opens a face at a size; NULL, and SDL's error, where its file is no font or is gone. */
static TTF_Font *open_face(struct face *face, int px)
{
    struct error err = {0};
    if (face->bytes.len == 0 && !file_read(face->path, FILE_MAX, &face->bytes, &err)) {
        TTF_SetError("%s", err.detail);
        return NULL;
    }
    SDL_RWops *memory = SDL_RWFromConstMem(face->bytes.bytes, (int)face->bytes.len);
    return memory ? TTF_OpenFontRW(memory, 1, px) : NULL;
}

/* The face at a size; NULL where its file cannot be opened (any more). */
static TTF_Font *sized_font(struct fonts *fonts, uint16_t face, int px)
{
    fonts->calls++;
    for (size_t i = 0; i < fonts->sized_count; i++) {
        struct sized *sized = &fonts->sized[i];
        if (sized->face == face && sized->px == px) {
            sized->used = fonts->calls;
            return sized->font;
        }
    }
    TTF_Font *font = open_face(&fonts->faces[face], px);
    if (!font)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    *sized_place(fonts) = (struct sized){face, px, font, fonts->calls};
    return font;
}

static void face_free(struct face *face)
{
    free(face->path);
    str_free(&face->bytes);
    *face = (struct face){0};
}

static bool add_face(struct fonts *fonts, const char *path, struct error *err)
{
    if (fonts->face_count == MAX_FACES)
        return error_set(err, ERROR_LIMIT, "%s: more than %d fonts; name fewer", path,
                         MAX_FACES);
    fonts->faces[fonts->face_count++].path = mem_copy_string(path);
    return true;
}

/* Faces are opened when text first needs them; here it is only asked that they are. */
static bool probe(const char *path, struct error *err)
{
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (!file)
        return error_set(err, ERROR_NOT_FOUND,
                         "%s: this font cannot be opened; install it", path);
    SDL_RWclose(file);
    return true;
}

struct fonts *fonts_open(const char *folder, struct error *err)
{
    if (TTF_Init() != 0) {
        error_set(err, ERROR_UNSUPPORTED, "fonts: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = mem_alloc(sizeof *fonts);
    fonts->strips = strips_new(KEEP_BYTES);
    fonts->breaks = breaks_new();
    for (int i = 0; i < OWN_FACES; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", folder, own_files[i]);
        if (!probe(path, err) || !add_face(fonts, path, err)) {
            fonts_close(fonts);
            return NULL;
        }
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < fonts->sized_count; i++)
        TTF_CloseFont(fonts->sized[i].font);
    for (size_t i = 0; i < fonts->face_count; i++)
        face_free(&fonts->faces[i]);
    breaks_free(fonts->breaks);
    strips_free(fonts->strips);
    free(fonts);
    TTF_Quit();
}

bool fonts_add_fallback(struct fonts *fonts, const char *path, struct error *err)
{
    if (!add_face(fonts, path, err))
        return false;
    struct face *face = &fonts->faces[fonts->face_count - 1];
    TTF_Font *font = open_face(face, 16);
    if (!font) {
        error_set(err, ERROR_INVALID, "%s: not a usable font: %s", path, TTF_GetError());
        face_free(face);
        fonts->face_count--;
        return false;
    }
    TTF_CloseFont(font);
    return true;
}

struct breaks *fonts_breaks(struct fonts *fonts)
{
    return fonts->breaks;
}

struct font_metrics fonts_metrics(struct fonts *fonts, struct font_style style)
{
    TTF_Font *font = sized_font(fonts, own_face(style), style.px);
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

/* Characters that draw nothing by themselves need no glyph (Unicode's default ignorables
 * that occur in text: joiners, direction marks, variation selectors, tags). */
static bool ignorable(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool face_has(struct fonts *fonts, uint16_t face, int px, const char *text,
                     size_t len)
{
    TTF_Font *font = sized_font(fonts, face, px);
    for (size_t at = 0; font && at < len;) {
        uint32_t c = utf8_next(text, len, &at);
        if (!ignorable(c) && !TTF_GlyphIsProvided32(font, c))
            return false;
    }
    return font;
}

/* The face that has all of `text`, or -1. */
static int face_with(struct fonts *fonts, struct font_style style, const char *text,
                     size_t len)
{
    uint16_t own = own_face(style);
    if (face_has(fonts, own, style.px, text, len))
        return own;
    for (size_t i = OWN_FACES; i < fonts->face_count; i++)
        if (face_has(fonts, (uint16_t)i, style.px, text, len))
            return (int)i;
    return -1;
}

uint16_t fonts_face_for(struct fonts *fonts, struct font_style style, const char *text,
                        size_t len)
{
    if (len == 1) /* ASCII: our own faces have all of it */
        return own_face(style);
    int face = face_with(fonts, style, text, len);
    return face < 0 ? own_face(style) : (uint16_t)face;
}

bool fonts_have(struct fonts *fonts, struct font_style style, uint32_t c)
{
    char text[UTF8_MAX];
    return face_with(fonts, style, text, utf8_encode(c, text)) >= 0;
}

/* Sets the font up for a piece: direction and script before every call, or what came
 * before decides how this one is shaped. */
static TTF_Font *prepare(struct fonts *fonts, int px, const struct font_piece *piece)
{
    TTF_Font *font = sized_font(fonts, piece->face, px);
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

int fonts_measure(struct fonts *fonts, struct font_style style, const char *text,
                  const struct font_piece *piece)
{
    struct strip_key key = key_of(style, text, piece);
    struct strip *strip = strips_find(fonts->strips, &key);
    if (strip->w >= 0)
        return strip->w;
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

struct font_strip fonts_draw(struct fonts *fonts, struct font_style style,
                             const char *text, const struct font_piece *piece)
{
    const SDL_Color black = {0, 0, 0, 255}, white = {255, 255, 255, 255};
    struct strip_key key = key_of(style, text, piece);
    struct strip *strip = strips_find(fonts->strips, &key);
    if (!strip->rows) {
        TTF_Font *font = prepare(fonts, style.px, piece);
        SDL_Surface *surface =
            font ? TTF_RenderUTF8_Shaded(font, strip->text, white, black) : NULL;
        if (!surface) /* nothing to draw: a piece of no width, or the file has gone */
            return (struct font_strip){0};
        assert(surface->format->BytesPerPixel == 1);
        keep_surface(fonts, strip, surface);
        strip->ascent = TTF_FontAscent(font) +
                        rise(font, text, piece->len, surface->h - TTF_FontHeight(font));
        SDL_FreeSurface(surface);
    }
    return (struct font_strip){strip->rows_w, strip->h, strip->ascent, strip->rows};
}
