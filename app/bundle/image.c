#include "bundle/image.h"

#include "bundle/limits.h"
#include "bundle/name.h"
#include "bundle/svg.h"

#include <string.h>

enum {
    END_MAX = 4096 /* bytes */
};

/* Some of a file, with numbers in the byte order that it says. */
struct view {
    const unsigned char *at;
    size_t len;
    bool little;
};

static uint32_t get16(const struct view *v, size_t i)
{
    if (v->len < 2 || i > v->len - 2)
        return 0;
    uint32_t a = v->at[i], b = v->at[i + 1];
    return v->little ? b << 8 | a : a << 8 | b;
}

static uint32_t get32(const struct view *v, size_t i)
{
    uint32_t a = get16(v, i), b = get16(v, i + 2);
    return v->little ? b << 16 | a : a << 16 | b;
}

static bool starts(const struct view *v, const char *bytes, size_t len)
{
    return v->len >= len && memcmp(v->at, bytes, len) == 0;
}

static bool set_size(struct image_info *out, uint32_t w, uint32_t h)
{
    if (w == 0 || h == 0 || w > INT32_MAX || h > INT32_MAX)
        return false;
    out->w = (int)w;
    out->h = (int)h;
    return true;
}

/* The header is the first chunk (PNG, third edition, 11.2.1). */
static bool png_measure(const struct view *v, struct image_info *out)
{
    if (v->len < 24 || !starts(v, "\x89PNG\r\n\x1a\n", 8) ||
        memcmp(v->at + 12, "IHDR", 4) != 0)
        return false;
    return set_size(out, get32(v, 16), get32(v, 20));
}

/* The tag 0x0112 of the first directory of a TIFF (Exif 2.32, 4.6.2); 1 where there is
 * none, or none that makes sense. */
static int exif_orientation(struct view tiff)
{
    tiff.little = starts(&tiff, "II", 2);
    if (!tiff.little && !starts(&tiff, "MM", 2))
        return 1;
    size_t at = get32(&tiff, 4);
    uint32_t count = get16(&tiff, at);
    for (uint32_t i = 0; i < count && at + 2 + 12 * (i + 1) <= tiff.len; i++) {
        size_t entry = at + 2 + 12 * i;
        if (get16(&tiff, entry) != 0x0112)
            continue;
        uint32_t value = get16(&tiff, entry + 8);
        return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

/* What a segment before the frame says: `body` is what follows its length. */
static void take_segment(unsigned marker, const struct view *body, struct image_info *out)
{
    if (marker == 0xE1 && starts(body, "Exif\0\0", 6))
        out->orientation =
            exif_orientation((struct view){body->at + 6, body->len - 6, 0});
    else if (marker == 0xEE && starts(body, "Adobe", 5))
        out->light_inks = true;
}

static bool take_frame(const struct view *body, struct image_info *out)
{
    uint32_t h = get16(body, 1), w = get16(body, 3);
    out->inks = body->len > 5 && body->at[5] == 4;
    return out->orientation >= 5 ? set_size(out, h, w) : set_size(out, w, h);
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
           marker != 0xCC;
}

/* Walks the segments to the first start of frame (ITU T.81, B.2.2). */
static bool jpeg_measure(const struct view *v, struct image_info *out)
{
    if (!starts(v, "\xFF\xD8", 2))
        return false;
    for (size_t i = 2; i + 9 < v->len && v->at[i] == 0xFF;) {
        unsigned marker = v->at[i + 1];
        size_t len = get16(v, i + 2);
        if (marker == 0xFF) {
            i++;
            continue;
        }
        if (len < 2 || len > v->len - i - 2)
            return false;
        struct view body = {v->at + i + 4, len - 2, false};
        if (is_frame(marker))
            return take_frame(&body, out);
        take_segment(marker, &body, out);
        i += 2 + len;
    }
    return false;
}

static bool measure(const char *name, const struct view *v, struct image_info *out)
{
    out->orientation = 1;
    if (name_ends(name, ".png")) {
        out->kind = IMAGE_PNG;
        return png_measure(v, out);
    }
    if (name_ends(name, ".jpg") || name_ends(name, ".jpeg")) {
        out->kind = IMAGE_JPEG;
        return jpeg_measure(v, out);
    }
    out->kind = IMAGE_SVG;
    out->has_text = memmem(v->at, v->len, "<text", 5);
    return name_ends(name, ".svg") && svg_measure((const char *)v->at, v->len, out);
}

/* True where a file does not break off: its last bytes hold the mark of its end. What
 * cameras and editors append is short, or ends in the same mark. */
static bool is_whole(enum image_kind kind, const struct view *v)
{
    static const char *const marks[] = {
        [IMAGE_PNG] = "IEND", [IMAGE_JPEG] = "\xFF\xD9", [IMAGE_SVG] = ">"};
    size_t tail = v->len < END_MAX ? v->len : END_MAX;
    return memmem(v->at + v->len - tail, tail, marks[kind], strlen(marks[kind]));
}

bool image_measure(const char *name, const char *bytes, size_t len,
                   struct image_info *out, struct error *err)
{
    struct view view = {(const unsigned char *)bytes, len, false};
    struct image_info info = {0};
    if (!measure(name, &view, &info))
        return error_set(err, ERROR_INVALID,
                         "is not the kind of image its name says: its alternative text "
                         "is shown");
    if (info.kind != IMAGE_SVG &&
        (uint64_t)info.w * (uint64_t)info.h > BUNDLE_IMAGE_PIXELS_MAX)
        return error_set(err, ERROR_LIMIT,
                         "%d by %d pixels, and the limit is 16 million: make it smaller",
                         info.w, info.h);
    if (!is_whole(info.kind, &view))
        return error_set(err, ERROR_INVALID,
                         "breaks off before its end: its alternative text is shown");
    *out = info;
    return true;
}

const char *image_left_out(const char *bytes, size_t len)
{
    static const char *const elements[] = {
        "text",    "use",    "image",  "clipPath", "mask",          "filter",
        "pattern", "marker", "symbol", "switch",   "foreignObject", "animate"};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        size_t name = strlen(elements[i]);
        const char *at = bytes, *end = bytes + len;
        while ((at = memchr(at, '<', (size_t)(end - at)))) {
            at++;
            if ((size_t)(end - at) > name && memcmp(at, elements[i], name) == 0 &&
                strchr(" \t\r\n/>", at[name]))
                return elements[i];
        }
    }
    return NULL;
}
