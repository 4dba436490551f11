/* What font files say of themselves, also those that lie. */
#include "base/error.h"
#include "base/file.h"
#include "text/coverage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCRATCH TEST_BINARY_DIR "/coverage.ttf"

static void put16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xFFFF);
}

enum {
    CMAP_AT = 12 + 2 * 16,
    TABLE_AT = 12 /* of the encoding's table in the cmap */
};

/* A font of two tables: glyf without bytes, and a cmap with one table for Unicode. */
static size_t make_font(uint8_t *font, const uint8_t *table, size_t len)
{
    memset(font, 0, CMAP_AT + TABLE_AT);
    put32(font, 0x10000);
    put16(font + 4, 2);
    memcpy(font + 12, "cmap", 4);
    put32(font + 20, CMAP_AT);
    put32(font + 24, (uint32_t)(TABLE_AT + len));
    memcpy(font + 28, "glyf", 4);
    put16(font + CMAP_AT + 2, 1);
    put16(font + CMAP_AT + 4, 3);
    put16(font + CMAP_AT + 6, 10);
    put32(font + CMAP_AT + 8, TABLE_AT);
    memcpy(font + CMAP_AT + TABLE_AT, table, len);
    return CMAP_AT + TABLE_AT + len;
}

static bool read_bytes(const uint8_t *bytes, size_t len, struct coverage *out)
{
    struct error err = {0};
    if (!file_write(SCRATCH, bytes, len, &err))
        fail_msg("%s", err.detail);
    return coverage_read(SCRATCH, out);
}

/* A table of format 12 with these groups: first, last, first glyph. */
static size_t format_12(uint8_t *table, const uint32_t groups[][3], uint32_t count)
{
    memset(table, 0, 16);
    put16(table, 12);
    put32(table + 12, count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < 3; k++)
            put32(table + 16 + 12 * i + 4 * k, groups[i][k]);
    return 16 + 12 * count;
}

static void what_a_font_covers_is_read_from_its_cmap(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t groups[3][3];
        uint32_t count, has, has_not;
    } rows[] = {
        {"one stretch", {{0x41, 0x5A, 1}}, 1, 0x5A, 0x5B},
        {"two that touch", {{0x41, 0x42, 1}, {0x43, 0x44, 9}}, 2, 0x43, 0x40},
        {"glyph 0 is none", {{0x41, 0x42, 0}}, 1, 0x42, 0x41},
        {"the last code point", {{0x10FFFF, 0x10FFFF, 1}}, 1, 0x10FFFF, 0x10FFFE},
        {"one that goes back", {{0x50, 0x5A, 1}, {0x41, 0x44, 1}}, 2, 0x50, 0x42},
        {"one turned round", {{0x50, 0x5A, 1}, {0x70, 0x60, 1}}, 2, 0x5A, 0x65},
        {"one too far", {{0x50, 0x5A, 1}, {0x60, 0xFFFFFFFF, 1}}, 2, 0x50, 0x61},
    };
    uint8_t table[64], font[256];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct coverage coverage = {0};
        size_t len = format_12(table, rows[i].groups, rows[i].count);
        if (!read_bytes(font, make_font(font, table, len), &coverage))
            fail_msg("%s: refused", rows[i].name);
        if (!coverage_has(&coverage, rows[i].has) ||
            coverage_has(&coverage, rows[i].has_not))
            fail_msg("%s: %zu stretches", rows[i].name, coverage.count);
        coverage_free(&coverage);
    }
}

static void a_font_cut_short_or_spoilt_is_refused_or_covers_less(void **state)
{
    (void)state;
    struct error err = {0};
    struct str whole = {0};
    struct coverage coverage = {0};
    assert_true(file_read(TEST_SOURCE_DIR "/fonts/NotoSansHebrew_400Regular.ttf", 1 << 20,
                          &whole, &err));
    for (size_t len = 0; len < whole.len; len += len < 400 ? 7 : 997) {
        if (read_bytes((const uint8_t *)whole.bytes, len, &coverage))
            coverage_free(&coverage);
    }
    uint32_t noise = 1;
    for (int round = 0; round < 400; round++) {
        char *at = whole.bytes + (noise >> 8) % 2000; /* header, tables, cmap */
        char was = *at;
        noise = noise * 1664525 + 1013904223;
        *at = (char)(noise >> 24);
        if (read_bytes((const uint8_t *)whole.bytes, whole.len, &coverage))
            coverage_free(&coverage);
        *at = was;
    }
    assert_true(read_bytes((const uint8_t *)whole.bytes, whole.len, &coverage));
    assert_true(coverage_has(&coverage, 0x5D0) && coverage.weight == 400);
    assert_true(coverage_has_all(&coverage, "\u05d0\u200f\u05b0", 7));
    assert_false(coverage_has_all(&coverage, "\u05d0x", 3));
    coverage_free(&coverage);
    str_free(&whole);
}

static void what_is_no_outline_font_is_refused(void **state)
{
    (void)state;
    static const uint32_t group[1][3] = {{0x41, 0x5A, 1}};
    static const char *const paths[] = {TEST_SOURCE_DIR "/fonts/README.md",
                                        TEST_SOURCE_DIR "/fonts", "/dev/null",
                                        "/dev/zero", TEST_SOURCE_DIR "/none.ttf"};
    struct coverage coverage = {0};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_false(coverage_read(paths[i], &coverage));
    uint8_t table[64], font[256];
    size_t len = make_font(font, table, format_12(table, group, 1));
    memcpy(font + 28, "CBDT", 4); /* colour bitmaps in place of outlines */
    assert_false(read_bytes(font, len, &coverage));
    memcpy(font + 28, "glyf", 4);
    put32(font + 24, FONT_CMAP_MAX + 1);
    assert_false(read_bytes(font, len, &coverage));
    put32(font + 24, 0xFFFFFFFF);
    assert_false(read_bytes(font, len, &coverage));
    put16(font + 4, FONT_TABLES_MAX + 1);
    assert_false(read_bytes(font, len, &coverage));
    assert_null(coverage.ranges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_font_covers_is_read_from_its_cmap),
        cmocka_unit_test(a_font_cut_short_or_spoilt_is_refused_or_covers_less),
        cmocka_unit_test(what_is_no_outline_font_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
