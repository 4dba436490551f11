#include "screens/pictures.h"

#include "bundle/name.h"
#include "screens/state.h"

static bool find(void *context, const char *url, struct layout_image *out)
{
    const struct pictures *pictures = &((struct reader *)context)->pictures;
    struct str name = {0}, anchor = {0};
    const struct image_info *info = NULL;
    if (pictures->path &&
        link_resolve(pictures->path, url, &name, &anchor) == LINK_RELATIVE)
        info = images_measure(pictures->images, str_c(&name), &out->path);
    if (info) {
        out->w = info->w;
        out->h = info->h;
        out->vector = info->kind == IMAGE_SVG;
        out->clear = info->kind != IMAGE_JPEG;
        out->fills = info->fills;
        out->has_text = info->has_text;
    }
    str_free(&name);
    str_free(&anchor);
    return info;
}

static bool read_asset(void *context, const char *path, struct str *out)
{
    struct reader *reader = context;
    struct error err = {0};
    return edition_asset(reader->setup.edition, path, out, &err);
}

void pictures_open(struct reader *reader)
{
    reader->pictures = (struct pictures){
        .images = images_new((struct images_source){read_asset, reader, 0}),
        .source = {find, reader},
    };
}

bool pictures_put(struct reader *reader)
{
    bool all = true;
    images_next_sheet(reader->pictures.images);
    for (size_t i = 0; i < reader->display.count; i++) {
        struct display_item *item = &reader->display.items[i];
        if (item->kind != ITEM_IMAGE)
            continue;
        item->picture =
            images_get(reader->pictures.images, item->path, item->rect.w, item->rect.h);
        all = all && item->picture;
    }
    return all;
}
