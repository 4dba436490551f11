/* A publisher who signs what no tool of ours would make: a ZIP written byte by byte, each
 * field of which can lie, with a MANIFEST of any text under a valid signature. */
#pragma once

#include "base/hash.h"
#include "base/little.h"
#include "bundle/signature.h"
#include "tiny.h"

#include <zlib.h>

enum {
    FORGE_PIECES_MAX = 24,
    FORGE_REGULAR = 0100644,
};

/* An entry. What is zero is as it should be. */
struct piece {
    const char *name;
    size_t name_len;       /* 0: strlen */
    const char *local;     /* the name that stands before its bytes; NULL: the same */
    const char *listed_as; /* in MANIFEST; NULL: the same */
    struct str content;    /* released by forge_free */
    bool unlisted;         /* not in MANIFEST */
    bool absent;           /* in MANIFEST, not in the ZIP */
    bool deflated;
    unsigned method;              /* claimed, where it is not 0 */
    unsigned flags;               /* of its headers */
    unsigned mode;                /* 0: a regular file */
    uint64_t claim;               /* size that its headers give, where it is not 0 */
    uint64_t claim64;             /* size that a zip64 field gives, where it is not 0 */
    const char *over;             /* stands at the place of the piece of this name */
    uint32_t offset, packed, crc; /* filled in while writing */
};

struct forge {
    struct world *world;
    const char *argument; /* of the trick */
    const char *id, *version, *languages;
    const char *more;          /* lines of MANIFEST after those */
    const char *comment;       /* trusted; NULL: the right one */
    uint64_t serial, size_lie; /* size_lie: added to the size that MANIFEST gives */
    struct piece pieces[FORGE_PIECES_MAX];
    size_t count;
    size_t signature_len; /* blanks are put after it, where that is more */
    bool manifest_last;
    uint64_t entries_lie;   /* what a zip64 end record says, where it is not 0 */
    uint32_t directory_lie; /* added to the directory's place */
    const char *tail;       /* bytes after the end */
    struct str zip;
};

static inline struct piece *forge_add(struct forge *forge, const char *name,
                                      const char *content)
{
    assert_true(forge->count < FORGE_PIECES_MAX);
    struct piece *piece = &forge->pieces[forge->count++];
    *piece = (struct piece){.name = name};
    str_append(&piece->content, content);
    return piece;
}

static inline struct piece *forge_find(struct forge *forge, const char *name)
{
    for (size_t i = 0; i < forge->count; i++)
        if (strcmp(forge->pieces[i].name, name) == 0)
            return &forge->pieces[i];
    return NULL;
}

/* What a good publisher would have made: MANIFEST and its signature come at the end. */
static inline struct forge forge_new(struct world *world)
{
    struct forge forge = {.world = world,
                          .id = WORLD_ID,
                          .version = "1",
                          .languages = "en",
                          .more = "# min-reader: 1\n",
                          .serial = 3};
    forge_add(&forge, "1.md", "# Page 1\n\nThe new words of page 1.\n");
    forge_add(&forge, "2.md", "# Page 2\n\nThe new words of page 2.\n");
    forge_add(&forge, "SUMMARY.md", "- [One](1.md)\n- [Two](2.md)\n");
    forge_add(&forge, "bundle.ini",
              "[bundle]\nid = " WORLD_ID "\nserial = 3\nversion = 1\ntitle = Clinic\n"
              "languages = en\ncreated = 2026-11-22\n");
    return forge;
}

static inline void forge_free(struct forge *forge)
{
    for (size_t i = 0; i < forge->count; i++)
        str_free(&forge->pieces[i].content);
    str_free(&forge->zip);
}

static inline const char *forge_listed(const struct piece *piece)
{
    return piece->listed_as ? piece->listed_as : piece->name;
}

static inline int forge_compare(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    return strcmp(forge_listed(x), forge_listed(y));
}

static inline void forge_manifest(const struct forge *forge, struct str *out)
{
    uint64_t size = forge->size_lie;
    for (size_t i = 0; i < forge->count; i++)
        size += forge->pieces[i].unlisted ? 0 : forge->pieces[i].content.len;
    str_printf(out,
               "# candor-bundle 1\n# id: %s\n# serial: %llu\n# version: %s\n"
               "# languages: %s\n# created: 2026-11-22\n%s# size: %llu\n",
               forge->id, (unsigned long long)forge->serial, forge->version,
               forge->languages, forge->more, (unsigned long long)size);
    for (size_t i = 0; i < forge->count; i++) {
        const struct piece *piece = &forge->pieces[i];
        char hex[HASH_HEX + 1];
        struct hash hash = hash_bytes(str_c(&piece->content), piece->content.len);
        hash_to_hex(&hash, hex);
        if (!piece->unlisted)
            str_printf(out, "%s  %s\n", hex, forge_listed(piece));
    }
}

static inline void forge_sign(struct forge *forge, const struct str *manifest,
                              struct str *out)
{
    char comment[256];
    struct hash512 digest = hash512_bytes(manifest->bytes, manifest->len);
    snprintf(comment, sizeof comment, "%s %llu", forge->id,
             (unsigned long long)forge->serial);
    struct signature signature = signature_make(
        forge->world->key, &digest, forge->comment ? forge->comment : comment);
    signature_write(&signature, out);
}

/* The ZIP: fields of so many bytes, the least significant first (APPNOTE 4.3). */
static inline void forge_put(struct str *out, int bytes, uint64_t number)
{
    unsigned char field[8];
    little_put(field, bytes, number);
    str_append_bytes(out, (const char *)field, (size_t)bytes);
}

static inline size_t forge_name_len(const struct piece *piece)
{
    return piece->name_len ? piece->name_len : strlen(piece->name);
}

static inline void forge_pack(const struct piece *piece, struct str *out)
{
    if (!piece->deflated) {
        str_append_bytes(out, str_c(&piece->content), piece->content.len);
        return;
    }
    z_stream stream = {.next_in = (unsigned char *)piece->content.bytes,
                       .avail_in = (unsigned)piece->content.len};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, 0), Z_OK);
    size_t room = deflateBound(&stream, piece->content.len);
    str_reserve(out, room);
    stream.next_out = (unsigned char *)out->bytes + out->len;
    stream.avail_out = (unsigned)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out->len += stream.total_out;
    deflateEnd(&stream);
}

/* What both headers of an entry share, from "version needed" to the sizes. */
static inline void forge_fields(const struct piece *piece, struct str *out)
{
    uint64_t size = piece->claim ? piece->claim : piece->content.len;
    forge_put(out, 2, piece->claim64 ? 45 : 20);
    forge_put(out, 2, piece->flags);
    forge_put(out, 2, piece->method ? piece->method : piece->deflated ? 8 : 0);
    forge_put(out, 4, (uint32_t)1 << 21 | (uint32_t)1 << 16); /* 1 January 1980 */
    forge_put(out, 4, piece->crc);
    forge_put(out, 4, piece->packed);
    forge_put(out, 4, piece->claim64 ? UINT32_MAX : size);
}

static inline void forge_extra(const struct piece *piece, struct str *out)
{
    if (!piece->claim64)
        return;
    forge_put(out, 2, 1);
    forge_put(out, 2, 8);
    forge_put(out, 8, piece->claim64);
}

static inline void forge_local(struct forge *forge, struct piece *piece)
{
    struct str *out = &forge->zip, packed = {0};
    const struct piece *under = piece->over ? forge_find(forge, piece->over) : NULL;
    const char *name = piece->local ? piece->local : piece->name;
    size_t len = piece->local ? strlen(name) : forge_name_len(piece);
    forge_pack(piece, &packed);
    piece->offset = under ? under->offset : (uint32_t)out->len;
    piece->packed = (uint32_t)packed.len;
    piece->crc = (uint32_t)crc32(0, (const unsigned char *)str_c(&piece->content),
                                 (unsigned)piece->content.len);
    if (!under) {
        str_append_bytes(out, "PK\3\4", 4);
        forge_fields(piece, out);
        forge_put(out, 2, len);
        forge_put(out, 2, piece->claim64 ? 12 : 0);
        str_append_bytes(out, name, len);
        forge_extra(piece, out);
        str_append_bytes(out, str_c(&packed), packed.len);
    }
    str_free(&packed);
}

static inline void forge_central(struct forge *forge, const struct piece *piece)
{
    struct str *out = &forge->zip;
    unsigned mode = piece->mode ? piece->mode : FORGE_REGULAR;
    str_append_bytes(out, "PK\1\2", 4);
    forge_put(out, 2, 3 << 8 | 20); /* made on Unix */
    forge_fields(piece, out);
    forge_put(out, 2, forge_name_len(piece));
    forge_put(out, 2, piece->claim64 ? 12 : 0);
    forge_put(out, 2, 0);
    forge_put(out, 4, 0); /* disk, internal attributes */
    forge_put(out, 4, (uint32_t)mode << 16);
    forge_put(out, 4, piece->offset);
    str_append_bytes(out, piece->name, forge_name_len(piece));
    forge_extra(piece, out);
}

static inline void forge_end(struct forge *forge, uint32_t start, size_t entries)
{
    struct str *out = &forge->zip;
    uint32_t end = (uint32_t)out->len;
    if (forge->entries_lie) {
        str_append_bytes(out, "PK\6\6", 4);
        forge_put(out, 8, 44);
        forge_put(out, 4, 45 << 16 | 45);
        forge_put(out, 8, 0);
        forge_put(out, 8, forge->entries_lie);
        forge_put(out, 8, forge->entries_lie);
        forge_put(out, 8, end - start);
        forge_put(out, 8, start);
        str_append_bytes(out, "PK\6\7", 4);
        forge_put(out, 4, 0);
        forge_put(out, 8, end);
        forge_put(out, 4, 1);
    }
    str_append_bytes(out, "PK\5\6", 4);
    forge_put(out, 4, 0);
    forge_put(out, 2, forge->entries_lie ? 0xFFFF : entries);
    forge_put(out, 2, forge->entries_lie ? 0xFFFF : entries);
    forge_put(out, 4, end - start);
    forge_put(out, 4, start + forge->directory_lie);
    forge_put(out, 2, 0);
    str_append(out, forge->tail ? forge->tail : "");
}

/* Appends MANIFEST and its signature to the pieces, where none stand there by a trick. */
static inline void forge_head(struct forge *forge)
{
    struct str manifest = {0}, signature = {0};
    qsort(forge->pieces, forge->count, sizeof *forge->pieces, forge_compare);
    forge_manifest(forge, &manifest);
    forge_sign(forge, &manifest, &signature);
    forge_add(forge, "MANIFEST", str_c(&manifest));
    while (signature.len < forge->signature_len)
        str_append_char(&signature, ' ');
    forge_add(forge, "MANIFEST.minisig", str_c(&signature));
    str_free(&manifest);
    str_free(&signature);
}

/* Makes the bundle and puts it on the stick. */
static inline void forge_publish(struct forge *forge)
{
    struct error err = {0};
    forge_head(forge);
    size_t count = forge->count, first = forge->manifest_last ? 0 : count - 2,
           written = 0;
    for (size_t i = 0; i < count; i++)
        if (!forge->pieces[(first + i) % count].absent)
            forge_local(forge, &forge->pieces[(first + i) % count]);
    uint32_t start = (uint32_t)forge->zip.len;
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &forge->pieces[(first + i) % count];
        if (!piece->absent && ++written)
            forge_central(forge, piece);
    }
    forge_end(forge, start, written);
    assert_true(file_write(forge->world->stick, forge->zip.bytes, forge->zip.len, &err));
}
