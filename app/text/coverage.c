#include "text/coverage.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAG(a, b, c, d) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))

enum {
    RECORD = 16, /* bytes of a table's record */
    OS2_MIN = 64,
    LAST_CODE_POINT = 0x10FFFF,
};

struct table {
    uint32_t offset, len;
};

/* The tables we ask for; a length of 0 is a table that is not there. */
struct tables {
    struct table cmap, os2;
    bool outlines, colour;
};

static uint32_t u16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t u32(const uint8_t *at)
{
    return u16(at) << 16 | u16(at + 2);
}

static bool read_at(int fd, uint32_t offset, uint8_t *out, size_t len)
{
    return pread(fd, out, len, offset) == (ssize_t)len;
}

static void take_record(const uint8_t *record, struct tables *out)
{
    struct table table = {u32(record + 8), u32(record + 12)};
    switch (u32(record)) {
    case TAG('c', 'm', 'a', 'p'):
        out->cmap = table;
        break;
    case TAG('O', 'S', '/', '2'):
        out->os2 = table;
        break;
    case TAG('g', 'l', 'y', 'f'):
    case TAG('C', 'F', 'F', ' '):
    case TAG('C', 'F', 'F', '2'):
        out->outlines = true;
        break;
    case TAG('C', 'B', 'D', 'T'):
    case TAG('s', 'b', 'i', 'x'):
    case TAG('C', 'O', 'L', 'R'):
    case TAG('S', 'V', 'G', ' '):
        out->colour = true;
        break;
    }
}

static bool read_tables(int fd, struct tables *out)
{
    uint8_t head[RECORD];
    uint32_t start = 0;
    if (!read_at(fd, 0, head, sizeof head))
        return false;
    if (u32(head) == TAG('t', 't', 'c', 'f')) {
        start = u32(head + 12);
        if (!read_at(fd, start, head, sizeof head))
            return false;
    }
    uint32_t version = u32(head), count = u16(head + 4);
    if ((version != 0x10000 && version != TAG('O', 'T', 'T', 'O') &&
         version != TAG('t', 'r', 'u', 'e')) ||
        count > FONT_TABLES_MAX || start > UINT32_MAX - 12)
        return false;
    uint8_t records[FONT_TABLES_MAX * RECORD];
    if (!read_at(fd, start + 12, records, count * RECORD))
        return false;
    for (uint32_t i = 0; i < count; i++)
        take_record(records + i * RECORD, out);
    return out->outlines && !out->colour && out->cmap.len >= 4 &&
           out->cmap.len <= FONT_CMAP_MAX;
}

struct ranges {
    struct code_range *items;
    size_t count, cap;
};

/* Adds a stretch that begins after the last one. */
static void add_range(struct ranges *ranges, uint32_t first, uint32_t last)
{
    struct code_range *end = ranges->count ? &ranges->items[ranges->count - 1] : NULL;
    if (end && end->last + 1 == first) {
        end->last = last;
    } else if (ranges->count < FONT_RANGES_MAX) {
        MEM_GROW(ranges->items, ranges->count, ranges->cap);
        ranges->items[ranges->count++] = (struct code_range){first, last};
    }
}

/* Bytes of a cmap, from the beginning of one encoding's table. */
struct bytes {
    const uint8_t *at;
    uint32_t len;
};

/* One segment of a table of format 4; `range_at` is the place of its idRangeOffset. */
struct segment {
    uint32_t first, last, delta, range_at;
};

/* Where a segment has no array of glyphs, each code point of it has one but that which
 * the delta brings to 0. */
static void take_segment(struct bytes table, const struct segment *segment,
                         struct ranges *out)
{
    uint32_t offset = u16(table.at + segment->range_at);
    for (uint32_t c = segment->first; c <= segment->last; c++) {
        uint32_t at = segment->range_at + offset + 2 * (c - segment->first);
        uint32_t glyph = offset == 0           ? (c + segment->delta) & 0xFFFF
                         : at + 2 <= table.len ? u16(table.at + at)
                                               : 0;
        if (glyph)
            add_range(out, c, c);
    }
}

static void read_format_4(struct bytes table, struct ranges *out)
{
    uint32_t segments = u16(table.at + 6) / 2;
    if (segments > (table.len - 16) / 8)
        return;
    uint32_t next = 0; /* segments ascend: hostile ones that do not are left out */
    for (uint32_t i = 0; i < segments; i++) {
        const uint8_t *end = table.at + 14 + 2 * i, *start = end + 2 * segments + 2;
        struct segment segment = {
            .first = u16(start),
            .last = u16(end),
            .delta = u16(start + 2 * segments),
            .range_at = 16 + 6 * segments + 2 * i,
        };
        if (segment.first < next || segment.last < segment.first ||
            segment.first == 0xFFFF)
            continue;
        next = segment.last + 1;
        take_segment(table, &segment, out);
    }
}

static void read_format_12(struct bytes table, struct ranges *out)
{
    uint32_t groups = u32(table.at + 12);
    if (groups > (table.len - 16) / 12)
        return;
    uint32_t next = 0;
    for (uint32_t i = 0; i < groups; i++) {
        const uint8_t *group = table.at + 16 + 12 * i;
        uint32_t first = u32(group), last = u32(group + 4);
        if (first < next || last < first || last > LAST_CODE_POINT)
            continue;
        next = last + 1;
        first += u32(group + 8) == 0; /* glyph 0 is no glyph */
        if (first <= last)
            add_range(out, first, last);
    }
}

/* How good an encoding is: Unicode whole, Unicode's first plane, or (0) none of ours. */
static int encoding_rank(uint32_t platform, uint32_t encoding, uint32_t format)
{
    bool unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
    return !unicode ? 0 : format == 12 ? 2 : format == 4 ? 1 : 0;
}

static void read_cmap(const uint8_t *cmap, uint32_t len, struct ranges *out)
{
    uint32_t count = u16(cmap + 2);
    struct bytes best_table = {0};
    int best = 0;
    for (uint32_t i = 0; i < count && 4 + 8 * (i + 1) <= len; i++) {
        const uint8_t *record = cmap + 4 + 8 * i;
        uint32_t at = u32(record + 4);
        if (len < 16 || at > len - 16)
            continue;
        int rank = encoding_rank(u16(record), u16(record + 2), u16(cmap + at));
        if (rank > best) {
            best = rank;
            best_table = (struct bytes){cmap + at, len - at}; /* at least 16 */
        }
    }
    if (best == 2)
        read_format_12(best_table, out);
    else if (best == 1)
        read_format_4(best_table, out);
}

static void read_os2(int fd, const struct table *table, struct coverage *out)
{
    uint8_t os2[OS2_MIN];
    out->weight = 400;
    out->width = 5;
    if (table->len < OS2_MIN || !read_at(fd, table->offset, os2, sizeof os2))
        return;
    out->weight = (int)u16(os2 + 4);
    out->width = (int)u16(os2 + 6);
    out->italic = u16(os2 + 62) & 1;
}

static bool read_file(int fd, struct coverage *out)
{
    struct tables tables = {0};
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || !read_tables(fd, &tables))
        return false;
    uint8_t *cmap = mem_alloc(tables.cmap.len);
    struct ranges ranges = {0};
    bool ok = read_at(fd, tables.cmap.offset, cmap, tables.cmap.len);
    if (ok)
        read_cmap(cmap, tables.cmap.len, &ranges);
    free(cmap);
    if (ranges.count == 0)
        return false;
    out->ranges = mem_resize(ranges.items, ranges.count, sizeof *ranges.items);
    out->count = ranges.count;
    read_os2(fd, &tables.os2, out);
    return true;
}

bool coverage_read(const char *path, struct coverage *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool ok = read_file(fd, out);
    close(fd);
    return ok;
}

void coverage_free(struct coverage *coverage)
{
    free(coverage->ranges);
    *coverage = (struct coverage){0};
}

bool coverage_has(const struct coverage *coverage, uint32_t c)
{
    size_t low = 0, high = coverage->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (coverage->ranges[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < coverage->count && coverage->ranges[low].first <= c;
}

/* Unicode's default ignorables that occur in text, and its white space. */
static bool draws_nothing(uint32_t c)
{
    return c == 0x20 || c == 0xA0 || c == 0xAD || c == 0x34F || c == 0x61C ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool coverage_has_all(const struct coverage *coverage, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c = utf8_next(text, len, &at);
        if (!draws_nothing(c) && !coverage_has(coverage, c))
            return false;
    }
    return true;
}
