/* A turned picture: every pixel arrives, where a tap on it is led back to. */
#include "platform/turn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    W = 7, /* of the screen */
    H = 5,
    MAX = 8 * 8
};

static void the_top_left_of_the_canvas_goes_clockwise(void **state)
{
    (void)state;
    static const struct {
        int degrees;
        struct rect place; /* of the canvas's {1, 0, 2, 1} on the screen */
    } rows[] = {
        {0, {1, 0, 2, 1}}, {90, {6, 1, 1, 2}}, {180, {4, 4, 2, 1}}, {270, {0, 2, 1, 2}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rect place = turn_rect(rows[i].degrees, W, H, (struct rect){1, 0, 2, 1});
        assert_memory_equal(&place, &rows[i].place, sizeof place);
    }
}

/* Fills a canvas so that each pixel says where it is. */
static struct turn_picture canvas_for(int degrees, uint32_t *pixels)
{
    bool on_its_side = degrees % 180 != 0;
    struct turn_picture canvas = {pixels, on_its_side ? H : W, on_its_side ? W : H, 8};
    for (int y = 0; y < canvas.h; y++)
        for (int x = 0; x < canvas.w; x++)
            pixels[y * canvas.stride + x] = (uint32_t)(x << 8 | y);
    return canvas;
}

static void a_tap_on_any_pixel_is_led_back_to_it(void **state)
{
    (void)state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        uint32_t pixels[MAX], turned[MAX];
        struct turn_picture canvas = canvas_for(degrees, pixels);
        struct turn_picture screen = {turned, W, H, 8};
        turn_copy(degrees, &canvas, &screen, (struct rect){0, 0, canvas.w, canvas.h});
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++) {
                int canvas_x = x, canvas_y = y;
                turn_back(degrees, W, H, &canvas_x, &canvas_y);
                assert_int_equal(turned[y * 8 + x], canvas_x << 8 | canvas_y);
            }
    }
}

static void only_the_rectangle_is_copied(void **state)
{
    (void)state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        uint32_t pixels[MAX], turned[MAX];
        memset(turned, 0xff, sizeof turned);
        struct turn_picture canvas = canvas_for(degrees, pixels);
        struct turn_picture screen = {turned, W, H, 8};
        const struct rect part = {1, 2, 3, 2};
        turn_copy(degrees, &canvas, &screen, part);
        int copied = 0;
        for (int i = 0; i < MAX; i++)
            if (turned[i] != 0xffffffff) {
                assert_true(
                    rect_contains(part, (int)(turned[i] >> 8), (int)(turned[i] & 0xff)));
                copied++;
            }
        assert_int_equal(copied, part.w * part.h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_top_left_of_the_canvas_goes_clockwise),
        cmocka_unit_test(a_tap_on_any_pixel_is_led_back_to_it),
        cmocka_unit_test(only_the_rectangle_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
