/* Any bytes as an image of each kind: measured within the limits, and then drawn or bad.
 *
 * PNG and JPEG are decoded here. SVG is drawn apart, as the reader does it: nanosvg is
 * known to hang and to read where it may not, which is why. */
#include "bundle/limits.h"
#include "paint/images.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    W = 40,
    H = 30,
    PIXELS_MAX = 1 << 20, /* larger ones only take longer */
    MS = 200
};

struct input {
    const uint8_t *data;
    size_t size;
};

static bool give(void *context, const char *path, struct str *out)
{
    const struct input *input = context;
    (void)path;
    str_append_bytes(out, input->data, input->size);
    return true;
}

static void check_info(const struct image_info *info)
{
    bool turns = info->orientation >= 1 && info->orientation <= 8;
    if (info->w < 1 || info->h < 1 || !turns ||
        (info->kind != IMAGE_SVG &&
         (uint64_t)info->w * (uint64_t)info->h > BUNDLE_IMAGE_PIXELS_MAX))
        abort();
}

static void check_pixels(const uint32_t *pixels)
{
    for (int i = 0; i < W * H; i++)
        for (int shift = 0; shift < 24; shift += 8)
            if ((pixels[i] >> shift & 0xff) > pixels[i] >> 24)
                abort(); /* brighter than it is opaque */
}

static void draw_here(const char *name, const struct input *input)
{
    struct image_info info;
    struct error err;
    uint32_t out[W * H];
    const char *bytes = (const char *)input->data;
    if (!image_measure(name, bytes, input->size, &info, &err))
        return;
    check_info(&info);
    if (info.w * info.h <= PIXELS_MAX &&
        picture_draw(bytes, input->size, &info, W, H, out))
        check_pixels(out);
}

static void draw_apart(struct input *input)
{
    struct images *images = images_new((struct images_source){give, input, MS});
    const struct image_info *info = images_measure(images, "a.svg", NULL);
    if (info)
        check_info(info);
    const struct picture *picture = images_get(images, "a.svg", W, H);
    if (picture)
        check_pixels(picture->pixels);
    if (!picture == !!images_measure(images, "a.svg", NULL))
        abort();
    images_free(images);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    if (size == 0)
        return 0;
    draw_here("a.png", &input);
    draw_here("a.jpg", &input);
    draw_apart(&input);
    return 0;
}
