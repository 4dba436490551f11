/* Fallback by grapheme.
 *
 * A grapheme goes whole to the first face that has all of it: the style's own, the
 * fallbacks of the fonts folder in the order below, those added, and at last the fonts of
 * the system. So a letter and its accents, a flag or a family of emoji never come from
 * two fonts. What a face has is read from its cmap alone (coverage.h), so nothing is
 * opened in vain: a page of English opens no fallback. The refused alternative, asking
 * each opened font in turn, would hold megabytes for a single arrow.
 *
 * HarfBuzz composes and decomposes as the font needs, so a grapheme is also asked for in
 * NFC: "e" and U+0301 are well set in a font that has only U+00E9.
 *
 * What was found, or not, is remembered for the next time, up to a limit. */
#include "text/faces.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/unicode.h"
#include "text/coverage.h"
#include "text/font_folders.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OWN_FACES = 8, /* two families of four */
    MAX_FACES = 96,
    MAX_SIZED = 40,      /* fonts open at once; each is one face at one size */
    WHOLE_MAX = 2 << 20, /* bytes; larger files are read as glyphs are needed */
    MEMO = 512,
    MEMO_TEXT = 16, /* bytes of a grapheme that is remembered */
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

/* fonts/README.md says where each is from. Without a bold face the regular one serves. */
static const struct {
    const char *regular, *bold;
} fallback_files[] = {
    {"NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf"},
    {"NotoSansArabic_400Regular.ttf", "NotoSansArabic_700Bold.ttf"},
    {"NotoSansHebrew_400Regular.ttf", "NotoSansHebrew_700Bold.ttf"},
    {"NotoSansDevanagari_400Regular.ttf", "NotoSansDevanagari_700Bold.ttf"},
    {"NotoSansMath_400Regular.ttf", NULL},
    {"NotoSansSymbols2_400Regular.ttf", NULL},
    {"NotoEmoji_400Regular.ttf", NULL},
};

enum {
    FALLBACKS = sizeof fallback_files / sizeof *fallback_files
};

enum face_kind {
    FACE_ANY_WEIGHT,
    FACE_REGULAR, /* its bold one follows it */
    FACE_BOLD,
    FACE_SYSTEM, /* found by the folders, not by the walk over faces */
};

/* A font file. Its bytes are read into memory when text first needs them: FreeType seeks
 * and reads a file byte by byte, which costs a tenth of the start when each is a system
 * call. */
struct face {
    char *path;
    enum face_kind kind;
    bool known;   /* coverage has been read */
    bool refused; /* it cannot be opened */
    struct coverage coverage;
    struct str bytes;
};

/* A face opened at one size. */
struct sized {
    uint16_t face;
    int px;
    TTF_Font *font;
    uint64_t used; /* when, in calls */
};

/* Where a grapheme was found. */
struct memo {
    char text[MEMO_TEXT];
    uint8_t len, own;
    uint16_t face;
};

struct faces {
    struct face faces[MAX_FACES];
    size_t count;
    struct sized sized[MAX_SIZED];
    size_t sized_count;
    uint64_t calls;
    struct font_folders *folders;
    struct memo memo[MEMO];
};

/* A grapheme as it is written and in NFC, `nfc_len` 0 where that is the same. */
struct grapheme {
    const char *text, *nfc;
    size_t len, nfc_len;
};

uint16_t faces_own(struct font_style style)
{
    return (uint16_t)((style.family == FAMILY_MONO ? 4 : 0) + (style.bold ? 2 : 0) +
                      (style.italic ? 1 : 0));
}

static bool add_face(struct faces *faces, const char *path, enum face_kind kind)
{
    if (faces->count == MAX_FACES)
        return false;
    faces->faces[faces->count++] =
        (struct face){.path = mem_copy_string(path), .kind = kind};
    return true;
}

static void add_file(struct faces *faces, const char *folder, const char *name,
                     enum face_kind kind)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    add_face(faces, path, kind);
}

struct faces *faces_open(const char *folder, struct error *err)
{
    struct faces *faces = mem_alloc(sizeof *faces);
    for (int i = 0; i < OWN_FACES; i++) {
        add_file(faces, folder, own_files[i], FACE_ANY_WEIGHT);
        if (access(faces->faces[i].path, R_OK) != 0) {
            error_set(err, ERROR_NOT_FOUND, "%s: this font cannot be opened; install it",
                      faces->faces[i].path);
            faces_close(faces);
            return NULL;
        }
    }
    for (size_t i = 0; i < FALLBACKS; i++) {
        const char *bold = fallback_files[i].bold;
        add_file(faces, folder, fallback_files[i].regular,
                 bold ? FACE_REGULAR : FACE_ANY_WEIGHT);
        if (bold)
            add_file(faces, folder, bold, FACE_BOLD);
    }
    faces->folders = font_folders_new("");
    return faces;
}

static void face_free(struct face *face)
{
    free(face->path);
    coverage_free(&face->coverage);
    str_free(&face->bytes);
    *face = (struct face){0};
}

void faces_close(struct faces *faces)
{
    if (!faces)
        return;
    for (size_t i = 0; i < faces->sized_count; i++)
        TTF_CloseFont(faces->sized[i].font);
    for (size_t i = 0; i < faces->count; i++)
        face_free(&faces->faces[i]);
    font_folders_free(faces->folders);
    free(faces);
}

void faces_use_folders(struct faces *faces, const char *list)
{
    font_folders_free(faces->folders);
    faces->folders = font_folders_new(list);
    memset(faces->memo, 0, sizeof faces->memo);
}

/* Opens a face at a size; NULL, and SDL's error, where its file is no font or is gone. */
static TTF_Font *open_face(struct face *face, int px)
{
    struct error err = {0};
    if (face->bytes.len == 0 && !file_read(face->path, WHOLE_MAX, &face->bytes, &err)) {
        if (err.code == ERROR_LIMIT)
            return TTF_OpenFont(face->path, px);
        TTF_SetError("%s", err.detail);
        return NULL;
    }
    SDL_RWops *memory = SDL_RWFromConstMem(face->bytes.bytes, (int)face->bytes.len);
    return memory ? TTF_OpenFontRW(memory, 1, px) : NULL;
}

bool faces_add(struct faces *faces, const char *path, struct error *err)
{
    if (!add_face(faces, path, FACE_ANY_WEIGHT))
        return error_set(err, ERROR_LIMIT, "%s: more than %d fonts; name fewer", path,
                         MAX_FACES);
    struct face *face = &faces->faces[faces->count - 1];
    TTF_Font *font = open_face(face, 16);
    if (!font) {
        error_set(err, ERROR_INVALID, "%s: not a usable font: %s", path, TTF_GetError());
        face_free(face);
        faces->count--;
        return false;
    }
    TTF_CloseFont(font);
    memset(faces->memo, 0, sizeof faces->memo);
    return true;
}

/* Takes the place of the size that was used longest ago, or a new one. */
static struct sized *sized_place(struct faces *faces)
{
    if (faces->sized_count < MAX_SIZED)
        return &faces->sized[faces->sized_count++];
    struct sized *oldest = faces->sized;
    for (size_t i = 1; i < faces->sized_count; i++)
        if (faces->sized[i].used < oldest->used)
            oldest = &faces->sized[i];
    TTF_CloseFont(oldest->font);
    return oldest;
}

TTF_Font *faces_at(struct faces *faces, uint16_t face, int px)
{
    faces->calls++;
    for (size_t i = 0; i < faces->sized_count; i++) {
        struct sized *sized = &faces->sized[i];
        if (sized->face == face && sized->px == px) {
            sized->used = faces->calls;
            return sized->font;
        }
    }
    TTF_Font *font = open_face(&faces->faces[face], px);
    if (!font)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    *sized_place(faces) = (struct sized){face, px, font, faces->calls};
    return font;
}

static bool covers(struct face *face, const struct grapheme *g)
{
    if (!face->known) {
        face->known = true;
        face->refused = !coverage_read(face->path, &face->coverage);
    }
    return !face->refused &&
           (coverage_has_all(&face->coverage, g->text, g->len) ||
            (g->nfc_len && coverage_has_all(&face->coverage, g->nfc, g->nfc_len)));
}

/* True where the face has the grapheme and can be opened; else it is never asked again.
 */
static bool serves(struct faces *faces, size_t index, const struct grapheme *g, int px)
{
    struct face *face = &faces->faces[index];
    if (!covers(face, g))
        return false;
    face->refused = !faces_at(faces, (uint16_t)index, px);
    return !face->refused;
}

/* The face in the system's folders that has the grapheme, which becomes one of ours. */
static uint16_t find_in_folders(struct faces *faces, struct font_style style,
                                const struct grapheme *g)
{
    const char *path;
    while ((path = font_folders_find(faces->folders, g->text, g->len, style.bold)) ||
           (g->nfc_len &&
            (path = font_folders_find(faces->folders, g->nfc, g->nfc_len, style.bold)))) {
        size_t i = OWN_FACES + FALLBACKS;
        while (i < faces->count && strcmp(faces->faces[i].path, path) != 0)
            i++;
        if (i == faces->count && !add_face(faces, path, FACE_SYSTEM))
            return FONT_NO_FACE;
        if (serves(faces, i, g, style.px))
            return (uint16_t)i;
        font_folders_refuse(faces->folders, path);
    }
    return FONT_NO_FACE;
}

static uint16_t search(struct faces *faces, struct font_style style,
                       const struct grapheme *g)
{
    if (serves(faces, faces_own(style), g, style.px))
        return faces_own(style);
    for (size_t i = OWN_FACES; i < faces->count; i++) {
        enum face_kind kind = faces->faces[i].kind;
        size_t asked = i; /* for bold text a pair changes places */
        if (style.bold)
            asked += kind == FACE_REGULAR ? 1 : kind == FACE_BOLD ? -1 : 0;
        if (kind != FACE_SYSTEM && serves(faces, asked, g, style.px))
            return (uint16_t)asked;
    }
    return find_in_folders(faces, style, g);
}

bool faces_have(struct faces *faces, uint16_t face, const char *text, size_t len)
{
    return covers(&faces->faces[face], &(struct grapheme){.text = text, .len = len});
}

static struct memo *memo_place(struct faces *faces, uint16_t own, const char *text,
                               size_t len)
{
    uint32_t hash = 2166136261u ^ own;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return &faces->memo[hash % MEMO];
}

uint16_t faces_find(struct faces *faces, struct font_style style, const char *text,
                    size_t len)
{
    uint16_t own = faces_own(style);
    struct memo *memo = memo_place(faces, own, text, len);
    if (memo->len == len && memo->own == own && memcmp(memo->text, text, len) == 0)
        return memo->face;
    struct str nfc = {0};
    if (!unicode_is_nfc(text, len))
        unicode_nfc(text, len, &nfc);
    struct grapheme g = {text, str_c(&nfc), len, nfc.len};
    uint16_t face = search(faces, style, &g);
    str_free(&nfc);
    if (len <= MEMO_TEXT) {
        *memo = (struct memo){.len = (uint8_t)len, .own = (uint8_t)own, .face = face};
        memcpy(memo->text, text, len);
    }
    return face;
}
