/* Pixels: the blend is exact, corners are mirror images, nothing is painted outside. */
#include "paint/raster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum {
    W = 64,
    H = 48,
    GUARD = 0x123456
};

struct page {
    uint32_t pixels[W * H];
    struct raster raster;
};

static struct raster *clear(struct page *page, uint32_t color)
{
    for (size_t i = 0; i < W * H; i++)
        page->pixels[i] = color;
    page->raster = (struct raster){page->pixels, W, {0, 0, W, H}};
    return &page->raster;
}

static uint32_t at(const struct page *page, int x, int y)
{
    return page->pixels[y * W + x];
}

static void a_blend_is_the_rounded_mean_of_each_channel(void **state)
{
    (void)state;
    static const struct {
        uint32_t under, over;
        unsigned coverage;
        uint32_t result;
    } rows[] = {
        {0x000000, 0xffffff, 0, 0x000000},   {0x000000, 0xffffff, 255, 0xffffff},
        {0x000000, 0xffffff, 128, 0x808080}, {0xffffff, 0x000000, 128, 0x7f7f7f},
        {0x102030, 0x102030, 77, 0x102030},  {0x0000ff, 0xff0000, 51, 0x3300cc},
        {0x000000, 0x010101, 127, 0x000000}, {0x000000, 0x010101, 128, 0x010101},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(raster_blend(rows[i].under, rows[i].over, rows[i].coverage),
                         rows[i].result);
    for (unsigned under = 0; under < 256; under++)
        for (unsigned coverage = 0; coverage < 256; coverage++) {
            double exact = under + (200.0 - under) * coverage / 255;
            assert_int_equal(raster_blend(under, 200, coverage), (int)(exact + 0.5));
        }
}

static void corners_are_mirror_images_of_one_another(void **state)
{
    (void)state;
    for (int radius2 = 0; radius2 <= 40; radius2++) {
        for (int hollow = 0; hollow <= 3; hollow++) {
            for (int odd = 0; odd < 2; odd++) {
                struct page page;
                const struct raster *raster = clear(&page, 0);
                const struct shape shape = {{3, 4, 40 + odd, 30 - odd}, radius2};
                if (hollow)
                    raster_ring(raster, shape, 2 * hollow, 0xffffff);
                else
                    raster_shape(raster, shape, 0xffffff);
                for (int y = 0; y < shape.rect.h; y++)
                    for (int x = 0; x < shape.rect.w; x++) {
                        uint32_t pixel = at(&page, 3 + x, 4 + y);
                        int x2 = 3 + shape.rect.w - 1 - x, y2 = 4 + shape.rect.h - 1 - y;
                        assert_int_equal(pixel, at(&page, x2, 4 + y));
                        assert_int_equal(pixel, at(&page, 3 + x, y2));
                        assert_int_equal(pixel, at(&page, x2, y2));
                    }
            }
        }
    }
}

static void a_circle_has_the_area_of_a_circle(void **state)
{
    (void)state;
    for (int size = 1; size <= 45; size++) {
        struct page page;
        raster_shape(clear(&page, 0), (struct shape){{2, 1, size, size}, size}, 0xff);
        long long sum = 0;
        for (int i = 0; i < W * H; i++)
            sum += page.pixels[i];
        double area = (double)sum / 255, exact = 3.14159265 * size * size / 4;
        assert_true(area > exact * 0.99 - 0.3 && area < exact * 1.01 + 0.3);
    }
}

/* Covering twice with 255 and 0: the ring and what it surrounds make the whole. */
static void a_ring_surrounds_the_shape_that_is_inset_by_its_width(void **state)
{
    (void)state;
    for (int radius2 = 0; radius2 <= 30; radius2 += 3) {
        struct page whole, ring, inner;
        const struct shape shape = {{1, 1, 41, 37}, radius2};
        raster_shape(clear(&whole, 0), shape, 0xff);
        raster_ring(clear(&ring, 0), shape, 4, 0xff);
        raster_shape(clear(&inner, 0), (struct shape){{5, 5, 33, 29}, radius2 - 8}, 0xff);
        for (int i = 0; i < W * H; i++)
            assert_int_equal(whole.pixels[i], ring.pixels[i] + inner.pixels[i]);
    }
}

static void a_ring_too_wide_for_its_shape_is_the_whole_shape(void **state)
{
    (void)state;
    struct page whole, ring;
    const struct shape shape = {{1, 1, 20, 9}, 9};
    raster_shape(clear(&whole, 0), shape, 0xff);
    raster_ring(clear(&ring, 0), shape, 5, 0xff);
    assert_memory_equal(whole.pixels, ring.pixels, sizeof whole.pixels);
}

static void square_corners_are_filled_to_the_last_pixel(void **state)
{
    (void)state;
    struct page page;
    raster_shape(clear(&page, 0), (struct shape){{10, 10, 5, 3}, 0}, 0xabcdef);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            bool inside = rect_contains((struct rect){10, 10, 5, 3}, x, y);
            assert_int_equal(at(&page, x, y), inside ? 0xabcdef : 0);
        }
}

static void nothing_is_painted_outside_the_clip(void **state)
{
    (void)state;
    uint8_t solid[30 * 30];
    memset(solid, 255, sizeof solid);
    const struct coverage coverage = {solid, 30, 30, 30};
    const struct rect places[] = {{0, 0, 64, 48},    {-20, -20, 40, 40}, {50, 40, 40, 40},
                                  {-90, 10, 20, 20}, {20, 10, 0, 0},     {30, 20, 5, -5},
                                  {19, 9, 12, 12}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct page page;
        struct raster *raster = clear(&page, GUARD);
        raster->clip = (struct rect){20, 10, 10, 10};
        raster_fill(raster, places[i], 0xff0000);
        raster_shape(raster, (struct shape){places[i], 12}, 0xff0000);
        raster_ring(raster, (struct shape){places[i], 12}, 3, 0xff0000);
        raster_coverage(raster, places[i].x, places[i].y, &coverage, 0xff0000);
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++)
                if (!rect_contains(raster->clip, x, y))
                    assert_int_equal(at(&page, x, y), GUARD);
    }
}

/* A part painted alone must be the same part of the whole. */
static void pixels_are_clipped_and_blended_by_their_own_alpha(void **state)
{
    (void)state;
    static const uint32_t rows[3][3] = {{0xff000001, 0xff000002, 0xff000003},
                                        {0xff000004, 0x00000000, 0x80800000},
                                        {0xff000007, 0xff000008, 0xff000009}};
    struct page page;
    struct pixels pixels = {&rows[0][0], 3, 3, false};
    struct raster *raster = clear(&page, GUARD);
    raster->clip = (struct rect){0, 0, 2, 2};
    raster_pixels(raster, -1, -1, &pixels);
    assert_int_equal(at(&page, 0, 0), GUARD);
    assert_int_equal(at(&page, 1, 0), raster_blend(GUARD, 0xff0000, 0x80));
    assert_int_equal(at(&page, 0, 1), 8);
    assert_int_equal(at(&page, 1, 1), 9);
    assert_int_equal(at(&page, 2, 1), GUARD);
    assert_int_equal(at(&page, 0, 2), GUARD);
}

static void a_clipped_shape_is_a_part_of_the_whole_one(void **state)
{
    (void)state;
    struct page whole, parts;
    const struct shape shape = {{5, 3, 47, 41}, 31};
    raster_ring(clear(&whole, 0xffffff), shape, 3, 0x008000);
    struct raster *raster = clear(&parts, 0xffffff);
    for (int y = 0; y < H; y += 7)
        for (int x = 0; x < W; x += 9) {
            raster->clip =
                rect_intersect((struct rect){x, y, 9, 7}, (struct rect){0, 0, W, H});
            raster_ring(raster, shape, 3, 0x008000);
        }
    assert_memory_equal(whole.pixels, parts.pixels, sizeof whole.pixels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blend_is_the_rounded_mean_of_each_channel),
        cmocka_unit_test(corners_are_mirror_images_of_one_another),
        cmocka_unit_test(a_circle_has_the_area_of_a_circle),
        cmocka_unit_test(a_ring_surrounds_the_shape_that_is_inset_by_its_width),
        cmocka_unit_test(a_ring_too_wide_for_its_shape_is_the_whole_shape),
        cmocka_unit_test(square_corners_are_filled_to_the_last_pixel),
        cmocka_unit_test(nothing_is_painted_outside_the_clip),
        cmocka_unit_test(pixels_are_clipped_and_blended_by_their_own_alpha),
        cmocka_unit_test(a_clipped_shape_is_a_part_of_the_whole_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
