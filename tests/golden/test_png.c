/* Golden pictures: small sheets of every construct, script, theme and size as pixels that
 * a person looked at. A channel may differ by 2 of 255, as it may between processors, and
 * a few pixels by more, as they may between versions of FreeType; a missing accent is
 * more than that, and a test takes accents away to prove it.
 *
 * CANDOR_GOLDEN=update in the environment draws all again: look at each before it is
 * committed. A picture that differs is written to the build folder with its difference.
 * The pictures depend on fonts/ alone, never on the fonts of the machine. */
#include "base/file.h"
#include "base/mem.h"
#include "paint/canvas.h"
#include "platform/turn.h"
#include "screens/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <SDL_image.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEETS TEST_SOURCE_DIR "/tests/golden/sheets"
#define PICTURES TEST_SOURCE_DIR "/tests/golden/png"
#define ACCENTS TEST_BINARY_DIR "/accents"
#define FAILED TEST_BINARY_DIR "/golden"

enum {
    CHANNEL = 2,     /* of 255, that a channel may differ by */
    PIXELS_MOST = 4, /* that may differ by more */
    COLORS = 256,    /* of a PNG with a palette */
    STEPS = 6,
};

/* What is drawn: the first sheet of a page, or what the steps lead to from there. */
static const struct golden {
    const char *name, *page; /* NULL: the first screen */
    int w, h, dpi, size;
    enum theme theme;
    const char *lang;
    int rotate;
    struct {
        enum action_kind kind;
        long long arg;
    } steps[STEPS];
} goldens[] = {
#define KIOSK 480, 320, 64, 100
#define HAND 320, 240, 96, 100
    {"accents", "accents.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"inline", "inline.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"headings", "headings.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"lists", "lists.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"deep", "deep.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"quotes", "quotes.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"code", "code.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"table", "table.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"table-continued", "table-long.md", KIOSK, THEME_CREAM, "en", 0, {{ACTION_NEXT, 0}}},
    {"table-cards", "table-wide.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"table-dark", "table.md", KIOSK, THEME_DARK, "en", 0, {{0}}},
    {"headings-second", "headings.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_NEXT, 0}}},
    {"callouts-1", "callouts.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"callouts-2", "callouts.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_NEXT, 0}}},
    {"callouts-3",
     "callouts.md",
     KIOSK,
     THEME_LIGHT,
     "en",
     0,
     {{ACTION_NEXT, 0}, {ACTION_NEXT, 0}}},
    {"callouts-4",
     "callouts.md",
     KIOSK,
     THEME_CREAM,
     "en",
     0,
     {{ACTION_NEXT, 0}, {ACTION_NEXT, 0}, {ACTION_NEXT, 0}}},
    {"callouts-5",
     "callouts.md",
     KIOSK,
     THEME_DARK,
     "en",
     0,
     {{ACTION_NEXT, 0}, {ACTION_NEXT, 0}, {ACTION_NEXT, 0}, {ACTION_NEXT, 0}}},
    {"callouts-6",
     "callouts.md",
     KIOSK,
     THEME_CONTRAST,
     "en",
     0,
     {{ACTION_NEXT, 0},
      {ACTION_NEXT, 0},
      {ACTION_NEXT, 0},
      {ACTION_NEXT, 0},
      {ACTION_NEXT, 0}}},
    {"callouts-hand", "callouts.md", HAND, THEME_DARK, "en", 0, {{0}}},
    {"figure", "figure.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"figure-dark", "figure.md", KIOSK, THEME_DARK, "en", 0, {{0}}},
    {"figure-inline", "figure-inline.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"figure-missing", "figure-missing.md", KIOSK, THEME_CREAM, "en", 0, {{0}}},
    {"panel-word", "words.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_LINK, 0}}},
    {"panel-address", "words.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_LINK, 1}}},
    {"links-after", "words.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_LAST, 0}}},
    {"panel-text", "inline.md", KIOSK, THEME_CREAM, "en", 0, {{ACTION_TEXT, 0}}},
    {"panel-menu", "inline.md", HAND, THEME_LIGHT, "en", 0, {{ACTION_MENU, 0}}},
    {"arabic", "arabic.md", KIOSK, THEME_LIGHT, "ar", 0, {{0}}},
    {"hebrew", "hebrew.md", KIOSK, THEME_LIGHT, "he", 0, {{0}}},
    {"hebrew-hand", "hebrew.md", HAND, THEME_DARK, "he", 0, {{0}}},
    {"devanagari", "devanagari.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"thai", "thai.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"cjk", "cjk.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"emoji", "emoji.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"symbols", "symbols.md", KIOSK, THEME_LIGHT, "en", 0, {{0}}},
    {"theme-light", "prose.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_FOCUS_NEXT, 0}}},
    {"theme-cream", "prose.md", KIOSK, THEME_CREAM, "en", 0, {{ACTION_FOCUS_NEXT, 0}}},
    {"theme-dark", "prose.md", KIOSK, THEME_DARK, "en", 0, {{ACTION_FOCUS_NEXT, 0}}},
    {"theme-contrast",
     "prose.md",
     KIOSK,
     THEME_CONTRAST,
     "en",
     0,
     {{ACTION_FOCUS_NEXT, 0}}},
    {"size-150", "prose.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_SIZE, 150}}},
    {"size-200", "prose.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_SIZE, 200}}},
    {"size-400", "prose.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_SIZE, 400}}},
    {"divided", "divided.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_SIZE, 200}}},
    {"rotated-90", "prose.md", KIOSK, THEME_LIGHT, "en", 90, {{0}}},
    {"rotated-180", "prose.md", HAND, THEME_LIGHT, "en", 180, {{0}}},
    {"ladder", "step-1.md", KIOSK, THEME_LIGHT, "en", 0, {{ACTION_STAGES, 0}}},
    {"stage", "step-1.md", HAND, THEME_LIGHT, "en", 0, {{ACTION_LAST, 0}}},
    {"idle", NULL, HAND, THEME_LIGHT, "en", 0, {{0}}},
};

struct world {
    struct edition *edition;
    struct fonts *fonts;
};

/* Pixels of XRGB8888, owned. */
struct pixels {
    uint32_t *bytes;
    int w, h;
};

static struct edition *build(const char *folder)
{
    struct error err = {0};
    struct book *book = book_open(folder, &err);
    struct edition *edition = book ? edition_build(book, NULL, 0, &err) : NULL;
    book_free(book);
    if (!edition)
        fail_msg("%s", err.detail);
    return edition;
}

static struct world open_world(const char *folder)
{
    struct error err = {0};
    struct world world = {build(folder), fonts_open(TEST_SOURCE_DIR "/fonts", &err)};
    assert_non_null(world.fonts);
    return world;
}

static void close_world(struct world *world)
{
    edition_close(world->edition);
    fonts_close(world->fonts);
}

/* Paints what a reader shows, turned as its screen stands. */
static struct pixels paint(struct reader *reader, struct fonts *fonts, int degrees)
{
    const struct display *d = reader_display(reader);
    bool side = degrees % 180 != 0;
    struct pixels out = {.w = side ? d->screen.h : d->screen.w,
                         .h = side ? d->screen.w : d->screen.h};
    uint32_t *bytes = mem_resize(NULL, (size_t)(out.w * out.h), sizeof *bytes);
    struct rect all = {0, 0, d->screen.w, d->screen.h};
    struct canvas *canvas = canvas_over(bytes, all.w, all.h, all.w);
    out.bytes = mem_resize(NULL, (size_t)(out.w * out.h), sizeof *out.bytes);
    canvas_paint(canvas, d, fonts, all);
    turn_copy(degrees, &(struct turn_picture){bytes, all.w, all.h, all.w},
              &(struct turn_picture){out.bytes, out.w, out.h, out.w}, all);
    canvas_free(canvas);
    free(bytes);
    return out;
}

static struct pixels draw(const struct world *world, const struct golden *golden)
{
    struct error err = {0};
    bool side = golden->rotate % 180 != 0;
    struct reader_setup setup = {
        .edition = world->edition,
        .fonts = world->fonts,
        .lang = golden->lang,
        .w = side ? golden->h : golden->w,
        .h = side ? golden->w : golden->h,
        .dpi = golden->dpi,
        .mode = golden->page ? MODE_PERSONAL : MODE_KIOSK,
        .settings = {.size = golden->size, .theme = golden->theme},
    };
    struct reader *reader = reader_new(&setup);
    if (golden->page && !reader_open(reader, golden->page, &err))
        fail_msg("%s: %s", golden->name, err.detail);
    for (int i = 0; i < STEPS && golden->steps[i].kind; i++)
        reader_handle(reader, &(struct action){.kind = golden->steps[i].kind,
                                               .arg = golden->steps[i].arg});
    struct pixels pixels = paint(reader, world->fonts, golden->rotate);
    reader_free(reader);
    return pixels;
}

static int channel_difference(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int far = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
        most = far > most ? far : most;
    }
    return most;
}

/* The place of a colour, or one at most `near` from it, in a palette, which it is added
 * to where it is new; COLORS where that is full. */
static int color_index(uint32_t palette[COLORS], int *count, uint32_t color, int near)
{
    for (int i = *count - 1; i >= 0; i--) {
        if (channel_difference(palette[i], color) <= near)
            return i;
    }
    if (*count == COLORS)
        return COLORS;
    palette[*count] = color;
    return (*count)++;
}

/* The picture with a palette, colours at most `near` from one another being the same;
 * NULL where it has too many. */
static SDL_Surface *with_palette(const struct pixels *p, int near)
{
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, p->w, p->h, 8, SDL_PIXELFORMAT_INDEX8);
    uint32_t palette[COLORS];
    int count = 0, index = 0;
    for (int i = 0; i < p->w * p->h; i++) {
        if (i == 0 || p->bytes[i] != p->bytes[i - 1])
            index = color_index(palette, &count, p->bytes[i], near);
        if (index == COLORS) {
            SDL_FreeSurface(surface);
            return NULL;
        }
        ((uint8_t *)surface->pixels)[i / p->w * surface->pitch + i % p->w] =
            (uint8_t)index;
    }
    for (int i = 0; i < count; i++) {
        SDL_Color color = {(uint8_t)(palette[i] >> 16), (uint8_t)(palette[i] >> 8),
                           (uint8_t)palette[i], 255};
        SDL_SetPaletteColors(surface->format->palette, &color, i, 1);
    }
    return surface;
}

static SDL_Surface *without_palette(const struct pixels *p)
{
    SDL_Surface *whole = SDL_CreateRGBSurfaceWithFormatFrom(
        p->bytes, p->w, p->h, 32, p->w * 4, SDL_PIXELFORMAT_RGB888);
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(whole, SDL_PIXELFORMAT_RGB24, 0);
    SDL_FreeSurface(whole);
    return surface;
}

/* Writes a small PNG: with a palette, unless there is much colour. */
static void save(const struct pixels *p, const char *path)
{
    SDL_Surface *surface = NULL;
    for (int near = 0; near <= CHANNEL && !surface; near++)
        surface = with_palette(p, near);
    if (!surface)
        surface = without_palette(p);
    if (IMG_SavePNG(surface, path) != 0)
        fail_msg("%s: %s", path, SDL_GetError());
    SDL_FreeSurface(surface);
}

static struct pixels load(const char *path)
{
    SDL_Surface *any = IMG_Load(path);
    if (!any)
        fail_msg("%s: %s; CANDOR_GOLDEN=update draws it", path, SDL_GetError());
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(any, SDL_PIXELFORMAT_RGB888, 0);
    struct pixels p = {.w = surface->w, .h = surface->h};
    p.bytes = mem_resize(NULL, (size_t)(p.w * p.h), sizeof *p.bytes);
    for (int y = 0; y < p.h; y++)
        memcpy(p.bytes + y * p.w, (char *)surface->pixels + y * surface->pitch,
               (size_t)p.w * sizeof *p.bytes);
    SDL_FreeSurface(surface);
    SDL_FreeSurface(any);
    return p;
}

/* How many pixels differ by more than they may; all of them where the sizes do. Those
 * are black in `difference`, if it is not NULL, on what was there, faded. */
static int compare(const struct pixels *was, const struct pixels *is,
                   struct pixels *difference)
{
    int count = 0;
    if (was->w != is->w || was->h != is->h)
        return is->w * is->h;
    for (int i = 0; i < is->w * is->h; i++) {
        bool differs = channel_difference(was->bytes[i], is->bytes[i]) > CHANNEL;
        count += differs;
        if (difference)
            difference->bytes[i] =
                differs ? 0 : 0xc0c0c0 + (was->bytes[i] >> 2 & 0x3f3f3f);
    }
    return count;
}

static void say_difference(const char *name, const struct pixels *was, struct pixels *is)
{
    struct error err = {0};
    struct pixels difference = {
        mem_resize(NULL, (size_t)(is->w * is->h), sizeof(uint32_t)), is->w, is->h};
    char path[512];
    assert_true(file_make_folder(FAILED, &err));
    int count = compare(was, is, &difference);
    snprintf(path, sizeof path, FAILED "/%s.png", name);
    save(is, path);
    if (was->w == is->w && was->h == is->h) {
        snprintf(path, sizeof path, FAILED "/%s-difference.png", name);
        save(&difference, path);
    }
    free(difference.bytes);
    print_error("%s: %d pixels differ, see " FAILED "/%s*.png\n", name, count, name);
}

static bool is_update(void)
{
    const char *update = getenv("CANDOR_GOLDEN");
    return update && strcmp(update, "update") == 0;
}

/* True where the sheet is as it was when a person looked. */
static bool check(const struct world *world, const struct golden *golden)
{
    char path[512];
    snprintf(path, sizeof path, PICTURES "/%s.png", golden->name);
    struct pixels is = draw(world, golden), was = {0};
    bool ok = true;
    if (is_update()) {
        save(&is, path);
    } else {
        was = load(path);
        ok = compare(&was, &is, NULL) <= PIXELS_MOST;
        if (!ok)
            say_difference(golden->name, &was, &is);
    }
    free(is.bytes);
    free(was.bytes);
    return ok;
}

static void sheets_look_as_they_did_when_a_person_looked(void **state)
{
    (void)state;
    struct world world = open_world(SHEETS);
    int failures = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        failures += !check(&world, &goldens[i]);
    close_world(&world);
    if (failures)
        fail_msg("%d of %zu pictures differ", failures, sizeof goldens / sizeof *goldens);
}

static void write_file(const char *path, const char *text)
{
    struct error err = {0};
    if (!file_write(path, text, strlen(text), &err))
        fail_msg("%s", err.detail);
}

/* Writes a book of the one page with the accents, the first `from` replaced by `to`. */
static void write_accents(const char *from, const char *to)
{
    struct error err = {0};
    struct str page = {0}, changed = {0};
    assert_true(file_make_folder(ACCENTS "/en", &err));
    write_file(ACCENTS "/bundle.ini", "[bundle]\nid = org.example.accents\nserial = 1\n"
                                      "version = 1\ntitle = Accents\nlanguages = en\n");
    write_file(ACCENTS "/en/SUMMARY.md", "# Summary\n\n- [Accents](accents.md)\n");
    assert_true(file_read(SHEETS "/en/accents.md", 1 << 16, &page, &err));
    const char *at = strstr(str_c(&page), from);
    assert_non_null(at);
    str_append_bytes(&changed, str_c(&page), (size_t)(at - str_c(&page)));
    str_append(&changed, to);
    str_append(&changed, at + strlen(from));
    write_file(ACCENTS "/en/accents.md", str_c(&changed));
    str_free(&page);
    str_free(&changed);
}

static void a_missing_accent_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } rows[] = {{"\u00e9", "e"},     {"\u00f1", "n"},      {"\u017e", "z"},
                {"\u00e7", "c"},     {"\u0105", "a"},      {"\u0171", "u"},
                {"\u00c5", "A"},     {"\u00e9", "\u00e8"}, {"\u0439", "\u0438"},
                {"\u03ac", "\u03b1"}};
    struct pixels was = load(PICTURES "/accents.png");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_accents(rows[i].from, rows[i].to);
        struct world world = open_world(ACCENTS);
        struct pixels is = draw(&world, &goldens[0]);
        int count = compare(&was, &is, NULL);
        if (count <= PIXELS_MOST || count > 200)
            fail_msg("%s for %s: %d pixels differ", rows[i].to, rows[i].from, count);
        free(is.bytes);
        close_world(&world);
    }
    free(was.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_look_as_they_did_when_a_person_looked),
        cmocka_unit_test(a_missing_accent_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
