/* Any bytes that are UTF-8 become sheets: Markdown to document to layout to display list,
 * the first sheet of them painted. The first byte chooses the measure; a picture's
 * address, what it is. */
#include "base/utf8.h"
#include "bundle/limits.h"
#include "layout/layout.h"
#include "paint/canvas.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct fonts *open_fonts(void)
{
    struct error err = {0};
    struct fonts *fonts = fonts_open(FUZZ_FONTS, &err);
    if (!fonts)
        abort();
    return fonts;
}

static bool find_picture(void *context, const char *url, struct layout_image *out)
{
    unsigned seed = 0;
    (void)context;
    for (; *url; url++)
        seed = seed * 31 + (unsigned char)*url;
    *out = (struct layout_image){
        .path = "a.svg",
        .w = 1 + (int)(seed % 7 * (seed % 300)),
        .h = 1 + (int)(seed % 5 * (seed % 200)),
        .vector = seed & 1,
        .clear = seed & 2,
        .fills = seed & 4,
        .has_text = seed & 8,
    };
    return seed % 3;
}

static void paint(const struct display *display, struct fonts *fonts,
                  const struct layout_setup *setup)
{
    struct canvas *canvas = canvas_new(setup->w, setup->h);
    canvas_paint(canvas, display, fonts, (struct rect){0, 0, setup->w, setup->h});
    canvas_free(canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct layout_images images = {find_picture, NULL};
    static struct fonts *fonts; /* opened once: a fuzzer runs in one process */
    if (!fonts)
        fonts = open_fonts();
    if (size < 1 || size > BUNDLE_PAGE_MAX ||
        !utf8_valid((const char *)data + 1, size - 1, NULL))
        return 0;
    struct doc *doc = doc_from_markdown((const char *)data + 1, size - 1, NULL);
    struct layout_setup setup = {
        .w = 60 + data[0] * 4,
        .h = 60 + data[0],
        .em = 12 + data[0] % 32,
        .lp_px = 1,
        .palette = palette_of(data[0] & 2 ? THEME_DARK : THEME_LIGHT),
        .lang = "en",
        .rtl = data[0] & 1,
        .images = &images,
    };
    struct layout *layout = layout_new(doc, fonts, &setup);
    for (int sheet = 0; sheet < layout_sheets(layout); sheet++) {
        struct display display = {0};
        layout_draw(layout, sheet, 0, 0, &display);
        display_mirror(&display);
        display_finish(&display);
        if (sheet == 0)
            paint(&display, fonts, &setup);
        display_free(&display);
    }
    layout_free(layout);
    doc_free(doc);
    return 0;
}
