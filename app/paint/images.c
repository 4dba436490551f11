#include "paint/images.h"

#include "base/apart.h"
#include "base/mem.h"
#include "bundle/limits.h"

#include <stdlib.h>
#include <string.h>

/* A picture that was asked for by name. */
struct known {
    char *path;
    bool bad;
    struct image_info info;
};

/* Pixels of one at one size. */
struct kept {
    struct kept *next; /* newest first */
    size_t known;      /* its index */
    struct picture picture;
    uint32_t *pixels;
    size_t size;    /* bytes */
    unsigned sheet; /* that last asked for it */
};

struct images {
    struct images_source source;
    struct known *known;
    size_t known_count, known_cap;
    struct kept *kept;
    size_t kept_size; /* bytes of all */
    unsigned sheet;
    uint32_t last_id;
};

struct images *images_new(struct images_source source)
{
    struct images *images = mem_alloc(sizeof *images);
    images->source = source;
    if (!source.ms)
        images->source.ms = IMAGES_MS;
    return images;
}

static void drop(struct images *images, struct kept **at)
{
    struct kept *kept = *at;
    *at = kept->next;
    images->kept_size -= kept->size;
    apart_unmap(kept->pixels, kept->size);
    free(kept);
}

void images_forget(struct images *images)
{
    while (images->kept)
        drop(images, &images->kept);
    for (size_t i = 0; i < images->known_count; i++)
        free(images->known[i].path);
    images->known_count = 0;
}

void images_free(struct images *images)
{
    if (!images)
        return;
    images_forget(images);
    free(images->known);
    free(images);
}

static bool read_file(struct images *images, const char *path, struct str *out)
{
    return images->source.read(images->source.context, path, out) && out->len > 0 &&
           out->len <= BUNDLE_IMAGE_MAX;
}

static struct known *add_known(struct images *images, const char *path)
{
    struct str bytes = {0};
    struct error err = {0};
    MEM_GROW(images->known, images->known_count, images->known_cap);
    struct known *known = &images->known[images->known_count++];
    *known = (struct known){.path = mem_copy_string(path)};
    known->bad = !read_file(images, path, &bytes) ||
                 !image_measure(path, bytes.bytes, bytes.len, &known->info, &err);
    str_free(&bytes);
    return known;
}

/* NULL where there are too many. */
static struct known *find(struct images *images, const char *path)
{
    for (size_t i = 0; i < images->known_count; i++)
        if (strcmp(images->known[i].path, path) == 0)
            return &images->known[i];
    return images->known_count < IMAGES_MAX ? add_known(images, path) : NULL;
}

const struct image_info *images_measure(struct images *images, const char *name,
                                        const char **path)
{
    struct known *known = find(images, name);
    if (!known || known->bad)
        return NULL;
    if (path)
        *path = known->path;
    return &known->info;
}

/* What a child is given to do. */
struct job {
    const struct str *bytes;
    const struct image_info *info;
    int w, h;
    uint32_t *out;
};

static bool do_job(void *context)
{
    const struct job *job = context;
    return picture_draw(job->bytes->bytes, job->bytes->len, job->info, job->w, job->h,
                        job->out);
}

static bool is_opaque(const uint32_t *pixels, size_t count)
{
    uint32_t all = 0xff000000;
    for (size_t i = 0; i < count; i++)
        all &= pixels[i];
    return all == 0xff000000;
}

static void keep(struct images *images, size_t known, const struct job *job)
{
    struct kept *kept = mem_alloc(sizeof *kept);
    size_t count = (size_t)job->w * (size_t)job->h;
    *kept = (struct kept){
        .next = images->kept,
        .known = known,
        .pixels = job->out,
        .size = count * sizeof *job->out,
        .picture = {job->w, job->h, job->out, is_opaque(job->out, count),
                    ++images->last_id},
    };
    images->kept = kept;
    images->kept_size += kept->size;
}

/* Decodes a picture and keeps it; else it is bad from now on. */
static void decode(struct images *images, struct known *known, int w, int h)
{
    struct str bytes = {0};
    struct job job = {.bytes = &bytes, .info = &known->info, .w = w, .h = h};
    size_t size = (size_t)w * (size_t)h * sizeof *job.out;
    struct apart_limits limits = {images->source.ms, IMAGES_MEMORY};
    if (read_file(images, known->path, &bytes))
        job.out = apart_map(size);
    known->bad = !job.out || !apart_do(do_job, &job, limits);
    if (known->bad)
        apart_unmap(job.out, size);
    else
        keep(images, (size_t)(known - images->known), &job);
    str_free(&bytes);
}

static struct kept *find_kept(struct images *images, size_t known, int w, int h)
{
    for (struct kept *kept = images->kept; kept; kept = kept->next)
        if (kept->known == known && kept->picture.w == w && kept->picture.h == h)
            return kept;
    return NULL;
}

const struct picture *images_get(struct images *images, const char *path, int w, int h)
{
    struct known *known = find(images, path);
    if (!known || known->bad)
        return NULL;
    if (w < 1 || h < 1 || (uint64_t)w * (uint64_t)h > IMAGES_PIXELS_MAX) {
        known->bad = true;
        return NULL;
    }
    size_t index = (size_t)(known - images->known);
    if (!find_kept(images, index, w, h))
        decode(images, known, w, h);
    struct kept *kept = find_kept(images, index, w, h);
    if (!kept)
        return NULL;
    kept->sheet = images->sheet;
    return &kept->picture;
}

/* The picture that was asked for longest ago, and not on the sheet before this. */
static struct kept **oldest(struct images *images)
{
    struct kept **found = NULL;
    for (struct kept **at = &images->kept; *at; at = &(*at)->next)
        if ((*at)->sheet + 1 < images->sheet &&
            (!found || (*at)->sheet <= (*found)->sheet))
            found = at;
    return found;
}

void images_next_sheet(struct images *images)
{
    images->sheet++;
    for (struct kept **at; images->kept_size > IMAGES_KEPT && (at = oldest(images));)
        drop(images, at);
}
