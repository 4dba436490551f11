/* Any bytes that are UTF-8 become sheets: Markdown to document to layout to display list.
 * The first byte chooses the measure. */
#include "base/utf8.h"
#include "bundle/limits.h"
#include "layout/layout.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fonts *fonts; /* opened once: a fuzzer runs in one process */
    if (!fonts)
        fonts = open_fonts();
    if (size < 1 || size > BUNDLE_PAGE_MAX ||
        !utf8_valid((const char *)data + 1, size - 1, NULL))
        return 0;
    struct doc *doc = doc_from_markdown((const char *)data + 1, size - 1, NULL);
    struct layout_setup setup = {60 + data[0] * 4,
                                 60 + data[0],
                                 12 + data[0] % 32,
                                 1,
                                 palette_of(THEME_LIGHT),
                                 "en",
                                 data[0] & 1,
                                 NULL,
                                 NULL};
    struct layout *layout = layout_new(doc, fonts, &setup);
    for (int sheet = 0; sheet < layout_sheets(layout); sheet++) {
        struct display display = {0};
        layout_draw(layout, sheet, 0, 0, &display);
        display_mirror(&display);
        display_finish(&display);
        display_free(&display);
    }
    layout_free(layout);
    doc_free(doc);
    return 0;
}
