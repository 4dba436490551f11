#include "bundle/image.h"

#include "bundle/limits.h"
#include "bundle/name.h"

#include <string.h>

static uint32_t big16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t big32(const unsigned char *at)
{
    return big16(at) << 16 | big16(at + 2);
}

static bool png_size(const unsigned char *at, size_t len, uint64_t *w, uint64_t *h)
{
    if (len < 24 || memcmp(at, "\x89PNG\r\n\x1a\n", 8) != 0 ||
        memcmp(at + 12, "IHDR", 4) != 0)
        return false;
    *w = big32(at + 16);
    *h = big32(at + 20);
    return true;
}

/* Walks the segments to the first start of frame (ITU T.81, B.2.2). */
static bool jpeg_size(const unsigned char *at, size_t len, uint64_t *w, uint64_t *h)
{
    if (len < 4 || at[0] != 0xFF || at[1] != 0xD8)
        return false;
    for (size_t i = 2; i + 9 < len && at[i] == 0xFF;) {
        unsigned marker = at[i + 1];
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
                     marker != 0xC8 && marker != 0xCC;
        if (frame) {
            *h = big16(at + i + 5);
            *w = big16(at + i + 7);
            return true;
        }
        i += marker == 0xFF ? 1 : 2 + big16(at + i + 2);
    }
    return false;
}

bool image_check(const char *name, const char *bytes, size_t len, struct error *err)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint64_t w = 0, h = 0;
    bool known = true;
    if (name_ends(name, ".png"))
        known = png_size(at, len, &w, &h);
    else if (name_ends(name, ".jpg") || name_ends(name, ".jpeg"))
        known = jpeg_size(at, len, &w, &h);
    if (!known)
        return error_set(
            err, ERROR_INVALID,
            "is not the kind of image its name says: its alternative text is "
            "shown");
    if (w * h > BUNDLE_IMAGE_PIXELS_MAX)
        return error_set(
            err, ERROR_LIMIT,
            "%llu by %llu pixels, and the limit is 16 million: make it smaller",
            (unsigned long long)w, (unsigned long long)h);
    return true;
}

bool image_has_text(const char *name, const char *bytes, size_t len)
{
    return name_ends(name, ".svg") && memmem(bytes, len, "<text", 5);
}
