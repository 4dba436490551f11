/* Pictures: every PNG, JPEG and SVG that people have is shown the right way up and in its
 * own colours; one that cannot be shown is known as such, and takes nothing else down. */
#include "paint/images.h"

#include "base/error.h"
#include "base/file.h"
#include "bundle/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CORPUS TEST_SOURCE_DIR "/tests/corpus/image/"

/* A file that a test puts in place of one of the corpus. */
struct shelf {
    const char *name;
    struct str bytes;
    int reads;
};

static bool read_shelf(void *context, const char *path, struct str *out)
{
    struct shelf *shelf = context;
    char file[512];
    struct error err = {0};
    shelf->reads++;
    if (shelf->name && strcmp(path, shelf->name) == 0) {
        str_append_bytes(out, str_c(&shelf->bytes), shelf->bytes.len);
        return true;
    }
    snprintf(file, sizeof file, CORPUS "%s", path);
    return file_read(file, BUNDLE_IMAGE_MAX, out, &err);
}

static struct images *open_shelf(struct shelf *shelf)
{
    return images_new((struct images_source){read_shelf, shelf, 500});
}

static bool near(uint32_t pixel, uint32_t wanted)
{
    for (int shift = 0; shift < 32; shift += 8)
        if (abs((int)(pixel >> shift & 0xff) - (int)(wanted >> shift & 0xff)) > 12)
            return false;
    return true;
}

enum {
    RED = 0,
    GREEN,
    BLUE,
    WHITE
};

/* The middles of the four quarters, in reading order. */
static void expect_quarters(const char *name, const struct picture *picture,
                            const uint32_t wanted[4])
{
    for (int i = 0; i < 4; i++) {
        int x = picture->w * (i % 2 * 2 + 1) / 4, y = picture->h * (i / 2 * 2 + 1) / 4;
        uint32_t pixel = picture->pixels[y * picture->w + x];
        if (!near(pixel, wanted[i]))
            fail_msg("%s: quarter %d is %08x and should be %08x", name, i,
                     (unsigned)pixel, (unsigned)wanted[i]);
    }
}

#define COLORS                                         \
    {                                                  \
        0xffff0000, 0xff00c000, 0xff0000ff, 0xffffffff \
    }
#define CLEAR                                 \
    {                                         \
        0xffff0000, 0xff00c000, 0, 0xffffffff \
    }

static void every_kind_of_file_is_shown_in_its_colors(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t quarters[4];
        bool opaque;
    } rows[] = {
        {"rgb.png", COLORS, true},
        {"deep.png", COLORS, true},
        {"interlaced.png", COLORS, true},
        {"palette.png", COLORS, true},
        {"palette-clear.png", CLEAR, false},
        {"key.png", CLEAR, false},
        {"alpha.png", CLEAR, false},
        {"gray.png", {0xff363636, 0xff898989, 0xff121212, 0xffffffff}, true},
        {"graya.png", {0xff363636, 0xff898989, 0, 0xffffffff}, false},
        {"mono.png", {0xff000000, 0xff000000, 0xff000000, 0xffffffff}, true},
        {"rgb.jpg", COLORS, true},
        {"progressive.jpg", COLORS, true},
        {"cmyk.jpg", COLORS, true},
        {"gray.jpg", {0xff363636, 0xff898989, 0xff121212, 0xffffffff}, true},
        {"plain.svg", COLORS, true},
    };
    static const struct {
        int w, h;
    } sizes[] = {{24, 16}, {12, 8}, {7, 5}, {48, 32}, {90, 60}};
    struct shelf shelf = {0};
    struct images *images = open_shelf(&shelf);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct image_info *info = images_measure(images, rows[i].name, NULL);
        assert_non_null(info);
        assert_int_equal(info->w, 24);
        assert_int_equal(info->h, 16);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            const struct picture *picture =
                images_get(images, rows[i].name, sizes[k].w, sizes[k].h);
            assert_non_null(picture);
            assert_int_equal(picture->w, sizes[k].w);
            expect_quarters(rows[i].name, picture, rows[i].quarters);
            if (sizes[k].w % 12 == 0)
                assert_int_equal(picture->opaque, rows[i].opaque);
        }
    }
    images_free(images);
}

/* The JPEG with a segment behind its first two bytes. */
static void with_segment(const char *name, const char *segment, size_t len,
                         struct str *out)
{
    struct shelf corpus = {0};
    struct str bytes = {0};
    assert_true(read_shelf(&corpus, name, &bytes));
    str_append_bytes(out, bytes.bytes, 2);
    str_append_bytes(out, segment, len);
    str_append_bytes(out, bytes.bytes + 2, bytes.len - 2);
    str_free(&bytes);
}

static void a_photograph_stands_the_way_the_camera_was_held(void **state)
{
    (void)state;
    static const struct {
        int orientation;
        bool turned;
        int quarters[4];
    } rows[] = {
        {1, false, {RED, GREEN, BLUE, WHITE}}, {2, false, {GREEN, RED, WHITE, BLUE}},
        {3, false, {WHITE, BLUE, GREEN, RED}}, {4, false, {BLUE, WHITE, RED, GREEN}},
        {5, true, {RED, BLUE, GREEN, WHITE}},  {6, true, {BLUE, RED, WHITE, GREEN}},
        {7, true, {WHITE, GREEN, BLUE, RED}},  {8, true, {GREEN, WHITE, RED, BLUE}},
        {0, false, {RED, GREEN, BLUE, WHITE}}, {9, false, {RED, GREEN, BLUE, WHITE}},
    };
    static const uint32_t colors[] = COLORS;
    for (size_t i = 0; i < 2 * (sizeof rows / sizeof *rows); i++) {
        bool big = i % 2;
        int n = rows[i / 2].orientation;
        char little_end[] =
            "\xFF\xE1\0\x22"
            "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0?\0\0\0\0\0\0\0";
        char big_end[] = "\xFF\xE1\0\x22"
                         "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0?\0\0\0\0\0\0";
        little_end[28] = (char)n;
        big_end[29] = (char)n;
        struct shelf shelf = {.name = "held.jpg"};
        with_segment("rgb.jpg", big ? big_end : little_end, 36, &shelf.bytes);
        struct images *images = open_shelf(&shelf);
        const struct image_info *info = images_measure(images, "held.jpg", NULL);
        bool turned = rows[i / 2].turned;
        assert_non_null(info);
        assert_int_equal(info->w, turned ? 16 : 24);
        assert_int_equal(info->h, turned ? 24 : 16);
        const struct picture *picture =
            images_get(images, "held.jpg", turned ? 8 : 12, turned ? 12 : 8);
        uint32_t wanted[4];
        for (int k = 0; k < 4; k++)
            wanted[k] = colors[rows[i / 2].quarters[k]];
        assert_non_null(picture);
        expect_quarters("held.jpg", picture, wanted);
        images_free(images);
        str_free(&shelf.bytes);
    }
}

static void what_cannot_be_shown_is_bad_and_stays_so(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t len;
        bool measured; /* only its pixels are bad */
    } rows[] = {
        {"missing.png", NULL, 0, false},
        {"broken-off.png", NULL, 0, false},
        {"broken-off.jpg", NULL, 0, false},
        {"gif.png", NULL, 0, false},
        {"empty.png", "", 0, false},
        {"huge.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\2\0\0\0....IEND",
         37, false},
        {"no-size.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\x08\2\0\0\0IEND",
         33, false},
        {"no-pixels.png",
         "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\7\0\0\0\7\x08\2\0\0\0....IEND", 37, true},
        {"no-scan.jpg", "\xFF\xD8\xFF\xC0\0\x0B\x08\0\7\0\7\1\1\x11\0\xFF\xD9", 17, true},
        {"page.svg", "<html><svg width='9' height='9'/></html>", 40, false},
        {"words.svg", "not a picture", 13, false},
        {"picture.webp", "RIFF", 4, false},
        {"dashes.svg", NULL, 0, true}, /* would take hours */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shelf shelf = {.name = rows[i].bytes ? rows[i].name : NULL};
        str_append_bytes(&shelf.bytes, rows[i].bytes ? rows[i].bytes : "", rows[i].len);
        struct images *images = open_shelf(&shelf);
        bool measured = images_measure(images, rows[i].name, NULL);
        if (measured != rows[i].measured)
            fail_msg("%s: measured %d", rows[i].name, measured);
        if (images_get(images, rows[i].name, 60, 40))
            fail_msg("%s: is shown", rows[i].name);
        int reads = shelf.reads;
        assert_null(images_measure(images, rows[i].name, NULL));
        assert_null(images_get(images, rows[i].name, 30, 20));
        assert_int_equal(shelf.reads, reads);
        images_free(images);
        str_free(&shelf.bytes);
    }
}

static void the_size_of_a_drawing_is_what_its_root_says(void **state)
{
    (void)state;
    static const struct {
        const char *svg;
        int w, h;
        bool fills;
    } rows[] = {
        {"<svg width='200' height=\"100\"/>", 200, 100, false},
        {"<svg\n width = '20mm' height='1in'>", 76, 96, false},
        {"<svg width='72pt' viewBox='0 0 2 1'/>", 96, 48, false},
        {"<svg height='50px' viewBox='0 0 2 1'/>", 100, 50, false},
        {"<svg width='100%' height='100%' viewBox='0 0 640 480'/>", 640, 480, true},
        {"<svg viewBox='0,0,1,2'/>", 16, 32, true},
        {"<svg viewBox='0 0 -5 2'/>", 300, 150, false},
        {"<svg>", 300, 150, false},
        {"<svg width='1e9' height='nan'/>", 300, 150, false},
        {"<svg width='99999999999' height='.001'/>", IMAGE_SVG_SIDE_MAX, 1, false},
        {"<?xml version='1.0'?><!-- <svg width='9'> --><!DOCTYPE svg [<!ENTITY a '>'>]>"
         "<svg width='7' height='8'/>",
         7, 8, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct image_info info;
        struct error err = {0};
        if (!image_measure("a.svg", rows[i].svg, strlen(rows[i].svg), &info, &err))
            fail_msg("%s: %s", rows[i].svg, err.detail);
        if (info.w != rows[i].w || info.h != rows[i].h || info.fills != rows[i].fills)
            fail_msg("%s: %d x %d, %d", rows[i].svg, info.w, info.h, info.fills);
    }
}

/* Edges of a drawing are sharp at any size: between two colours lies one pixel at most.
 */
static void a_drawing_is_crisp_at_four_times_its_size(void **state)
{
    (void)state;
    static const char *const svgs[] = {
        "<svg width='24' height='16'><path d='M0 0h12v16H0z'/></svg>",
        "<svg viewBox='0 0 24 16'><path d='M0 0h12v16H0z'/></svg>",
        "<svg width='24' viewBox='0 0 24 16'><path d='M0 0h12v16H0z'/></svg>",
    };
    for (size_t i = 0; i < sizeof svgs / sizeof *svgs; i++) {
        struct shelf shelf = {.name = "a.svg"};
        str_append(&shelf.bytes, svgs[i]);
        struct images *images = open_shelf(&shelf);
        const struct picture *picture = images_get(images, "a.svg", 96, 64);
        assert_non_null(picture);
        for (int y = 0; y < 64; y++) {
            assert_int_equal(picture->pixels[y * 96 + 46], 0xff000000);
            assert_int_equal(picture->pixels[y * 96 + 49], 0);
        }
        images_free(images);
        str_free(&shelf.bytes);
    }
}

static void a_picture_is_decoded_once_and_kept_while_it_is_shown(void **state)
{
    (void)state;
    struct shelf shelf = {0};
    struct images *images = open_shelf(&shelf);
    const struct picture *first = images_get(images, "rgb.png", 24, 16);
    int reads = shelf.reads;
    uint32_t id = first->id;
    images_next_sheet(images);
    const struct picture *again = images_get(images, "rgb.png", 24, 16);
    assert_int_equal(again->id, id);
    assert_int_equal(shelf.reads, reads);
    assert_int_not_equal(images_get(images, "rgb.png", 12, 8)->id, id);
    images_forget(images);
    assert_int_not_equal(images_get(images, "rgb.png", 24, 16)->id, id);
    images_free(images);
}

/* Twenty sheets with a large picture each: only some of their pixels are kept. */
static void what_is_kept_is_bounded(void **state)
{
    (void)state;
    struct shelf shelf = {.name = "a.svg"};
    str_append(&shelf.bytes, "<svg width='24' height='16'/>");
    struct images *images = open_shelf(&shelf);
    for (int i = 0; i < 20; i++) {
        images_next_sheet(images);
        assert_non_null(images_get(images, "a.svg", 1500 + i, 1000));
    }
    int reads = shelf.reads;
    images_next_sheet(images);
    assert_non_null(images_get(images, "a.svg", 1519, 1000));
    assert_int_equal(shelf.reads, reads);
    assert_non_null(images_get(images, "a.svg", 1500, 1000));
    assert_int_equal(shelf.reads, reads + 1);
    images_free(images);
    str_free(&shelf.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_file_is_shown_in_its_colors),
        cmocka_unit_test(a_photograph_stands_the_way_the_camera_was_held),
        cmocka_unit_test(what_cannot_be_shown_is_bad_and_stays_so),
        cmocka_unit_test(the_size_of_a_drawing_is_what_its_root_says),
        cmocka_unit_test(a_drawing_is_crisp_at_four_times_its_size),
        cmocka_unit_test(a_picture_is_decoded_once_and_kept_while_it_is_shown),
        cmocka_unit_test(what_is_kept_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
