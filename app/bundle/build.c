/* Two passes over the book, so that memory holds one entry at a time: the first hashes
 * each entry for MANIFEST, the second gives each to libzip when it asks, and checks that
 * it is still what was hashed. The file is written beside its place, read back as any
 * reader would, and renamed. */
#include "bundle/build.h"

#include "base/mem.h"
#include "bundle/archive.h"
#include "bundle/book_parts.h"
#include "bundle/limits.h"
#include "bundle/pack.h"
#include "bundle/sign.h"
#include "bundle/summary.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct builder {
    struct book *book;
    const struct build_options *options;
    struct manifest manifest;
    struct manifest_entry *entries;
    size_t count, cap;
    uint64_t *sizes;  /* of the entries, in the order of the manifest */
    struct error err; /* of the second pass, which runs inside libzip */
};

/* What libzip reads one entry through; freed by it. */
struct feed {
    struct builder *builder;
    size_t place; /* in the manifest */
    struct str bytes;
    size_t at;
    zip_error_t error;
};

/* bundle.ini, with the serial of its line replaced where another was asked for. */
static bool read_ini(struct builder *builder, struct str *out, struct error *err)
{
    struct str bytes = {0};
    if (!book_read_entry(builder->book, BUNDLE_INI, BUNDLE_INI_MAX, &bytes, err))
        return false;
    if (!builder->options->serial) {
        str_append_bytes(out, str_c(&bytes), bytes.len);
        str_free(&bytes);
        return true;
    }
    int line = 1, wanted = book_info_lines(builder->book)->serial;
    for (const char *at = str_c(&bytes); *at; line++) {
        size_t len = strcspn(at, "\n");
        if (line == wanted)
            str_printf(out, "serial = %" PRIu64, builder->options->serial);
        else
            str_append_bytes(out, at, len);
        at += len;
        if (*at == '\n')
            str_append_char(out, *at++);
    }
    str_free(&bytes);
    return true;
}

/* Appends an entry as the bundle has it: pages with their includes. */
static bool read_entry(struct builder *builder, const char *entry, struct str *out,
                       struct error *err)
{
    const char *slash = strrchr(entry, '/');
    if (strcmp(entry, BUNDLE_INI) == 0)
        return read_ini(builder, out, err);
    if (strcmp(slash ? slash + 1 : entry, SUMMARY_MD) == 0)
        return book_read_entry(builder->book, entry, BUNDLE_SUMMARY_MAX, out, err);
    return book_read(builder->book, entry + strlen(book_prefix(builder->book)), out, err);
}

static void add_name(struct builder *builder, const char *folder, const char *name)
{
    struct str entry = {0};
    str_printf(&entry, "%s%s", folder, name);
    MEM_GROW(builder->entries, builder->count, builder->cap);
    builder->entries[builder->count++] = (struct manifest_entry){
        .name = arena_string(&builder->manifest.arena, entry.bytes)};
    str_free(&entry);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct manifest_entry *)a)->name,
                  ((const struct manifest_entry *)b)->name);
}

static void list_entries(struct builder *builder)
{
    size_t count;
    const char *prefix = book_prefix(builder->book);
    const struct book_language *languages = book_languages(builder->book, &count);
    add_name(builder, "", BUNDLE_INI);
    for (size_t i = 0; i < count; i++) {
        struct str folder = {0};
        str_printf(&folder, "%s%s", prefix, languages[i].folder);
        add_name(builder, folder.bytes, SUMMARY_MD);
        str_free(&folder);
    }
    const char *const *names = book_names(builder->book, &count);
    for (size_t i = 0; i < count; i++)
        add_name(builder, prefix, names[i]);
    qsort(builder->entries, builder->count, sizeof *builder->entries, by_name);
}

/* The first pass. */
static bool hash_entries(struct builder *builder, struct error *err)
{
    struct manifest *manifest = &builder->manifest;
    builder->sizes = mem_resize(NULL, builder->count, sizeof *builder->sizes);
    for (size_t i = 0; i < builder->count; i++) {
        struct str bytes = {0};
        if (!read_entry(builder, builder->entries[i].name, &bytes, err))
            return false;
        builder->entries[i].hash = hash_bytes(str_c(&bytes), bytes.len);
        builder->sizes[i] = bytes.len;
        manifest->size += bytes.len;
        str_free(&bytes);
        if (manifest->size > BUNDLE_SIZE_MAX)
            return error_set(err, ERROR_LIMIT,
                             "more than 2 GiB in all: make two bundles of it");
    }
    return true;
}

static void make_manifest(struct builder *builder)
{
    struct manifest *manifest = &builder->manifest;
    const struct book_info *info = book_info(builder->book);
    manifest->info = (struct book_info){
        .id = info->id,
        .serial = builder->options->serial ? builder->options->serial : info->serial,
        .min_serial = info->min_serial,
        .version = info->version,
        .languages = info->languages,
        .language_count = info->language_count,
        .created = info->created ? info->created : builder->options->created,
        .review_by = info->review_by,
        .min_reader = info->min_reader,
    };
    manifest->count = builder->count;
    manifest->entries = arena_adopt(&manifest->arena, builder->entries, builder->count,
                                    sizeof *builder->entries);
    builder->entries = NULL;
}

/* Reads the entry anew for libzip, and refuses it where it is not what was hashed. */
static bool feed_open(struct feed *feed)
{
    struct builder *builder = feed->builder;
    const struct manifest_entry *entry = &builder->manifest.entries[feed->place];
    str_clear(&feed->bytes);
    feed->at = 0;
    if (!read_entry(builder, entry->name, &feed->bytes, &builder->err))
        return false;
    struct hash hash = hash_bytes(str_c(&feed->bytes), feed->bytes.len);
    return hash_equal(&hash, &entry->hash) ||
           error_set(&builder->err, ERROR_DAMAGED,
                     "%s changed while it was read: build again", entry->name);
}

static zip_int64_t feed_read(struct feed *feed, void *data, zip_uint64_t len)
{
    size_t left = feed->bytes.len - feed->at, take = left < len ? left : (size_t)len;
    if (take)
        memcpy(data, feed->bytes.bytes + feed->at, take);
    feed->at += take;
    return (zip_int64_t)take;
}

/* The size, without which libzip would use the form for more than 4 GiB. */
static zip_int64_t feed_stat(const struct feed *feed, void *data)
{
    zip_stat_t *st = data;
    zip_stat_init(st);
    st->valid = ZIP_STAT_SIZE;
    st->size = feed->builder->sizes[feed->place];
    return (zip_int64_t)sizeof *st;
}

static zip_int64_t on_source(void *context, void *data, zip_uint64_t len,
                             zip_source_cmd_t command)
{
    struct feed *feed = context;
    switch (command) {
    case ZIP_SOURCE_OPEN:
        if (feed_open(feed))
            return 0;
        zip_error_set(&feed->error, ZIP_ER_READ, EIO);
        return -1;
    case ZIP_SOURCE_READ:
        return feed_read(feed, data, len);
    case ZIP_SOURCE_CLOSE:
        str_free(&feed->bytes);
        return 0;
    case ZIP_SOURCE_STAT:
        return feed_stat(feed, data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&feed->error, data, len);
    case ZIP_SOURCE_FREE:
        str_free(&feed->bytes);
        zip_error_fini(&feed->error);
        free(feed);
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    default:
        zip_error_set(&feed->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* Adds MANIFEST and, where there is a key, its signature; both are there until the ZIP is
 * closed. */
static bool add_head(zip_t *zip, const struct str *manifest, const struct str *signature,
                     struct error *err)
{
    zip_source_t *source = zip_source_buffer(zip, manifest->bytes, manifest->len, 0);
    if (!pack_add(zip, MANIFEST_NAME, source, err))
        return false;
    source = signature->len ? zip_source_buffer(zip, signature->bytes, signature->len, 0)
                            : NULL;
    return !signature->len || pack_add(zip, archive_signature_name(0), source, err);
}

static bool add_entries(struct builder *builder, zip_t *zip, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < builder->manifest.count; i++) {
        struct feed *feed = mem_alloc(sizeof *feed);
        *feed = (struct feed){.builder = builder, .place = i};
        zip_error_init(&feed->error);
        zip_source_t *source = zip_source_function(zip, on_source, feed);
        if (!source)
            free(feed);
        ok = pack_add(zip, builder->manifest.entries[i].name, source, err);
    }
    return ok;
}

/* The second pass, into the file `path`. */
static bool write_zip(struct builder *builder, const char *path, struct error *err)
{
    struct str manifest = {0}, signature = {0};
    manifest_write(&builder->manifest, &manifest);
    if (builder->options->key)
        bundle_signature(builder->options->key, &builder->manifest, &manifest,
                         &signature);
    zip_t *zip = pack_open(path, err);
    bool ok = zip && add_head(zip, &manifest, &signature, err) &&
              add_entries(builder, zip, err);
    if (ok)
        ok = pack_close(zip, path, err);
    else if (zip)
        zip_discard(zip);
    if (builder->err.code)
        *err = builder->err;
    str_free(&manifest);
    str_free(&signature);
    return ok;
}

bool bundle_build(struct book *book, const struct build_options *options,
                  const char *path, struct error *err)
{
    struct builder builder = {.book = book, .options = options};
    struct str part = {0};
    str_printf(&part, "%s.part", path);
    list_entries(&builder);
    bool ok = hash_entries(&builder, err);
    if (ok) {
        make_manifest(&builder);
        ok = write_zip(&builder, part.bytes, err) && pack_replace(part.bytes, path, err);
        if (!ok)
            unlink(part.bytes);
    }
    free(builder.entries);
    free(builder.sizes);
    manifest_free(&builder.manifest);
    str_free(&part);
    return ok;
}
