/* The canvas paints what the list says, in its order, and no more. */
#include "paint/canvas.h"
#include "paint/raster.h"

#include "paint/icons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    W = 80,
    H = 60,
    PAGE = 0xffffff,
    INK = 0x000000
};

/* Stands in for text/fonts.c: every piece is drawn as a strip of its width and of three
 * rows: full, half and no coverage, the first one its ascent above the baseline. */
struct font_strip fonts_draw(struct fonts *fonts, struct font_style style,
                             const char *text, const struct font_piece *piece)
{
    (void)fonts, (void)style, (void)text;
    static uint8_t rows[3 * W];
    memset(rows, 255, (size_t)piece->w);
    memset(rows + piece->w, 128, (size_t)piece->w);
    memset(rows + 2 * piece->w, 0, (size_t)piece->w);
    return (struct font_strip){.w = piece->w, .h = 3, .ascent = 2, .coverage = rows};
}

static const struct rect everything = {0, 0, W, H};

static struct display *setup(struct display *display)
{
    *display = (struct display){.screen = {.w = W, .h = H, .dpi = 96}};
    display_box(display, everything, ROLE_GROUND, PAGE);
    return display;
}

static struct canvas *painted(struct display *display)
{
    struct canvas *canvas = canvas_new(W, H);
    canvas_paint(canvas, display, NULL, everything);
    display_free(display);
    return canvas;
}

static uint32_t at(const struct canvas *canvas, int x, int y)
{
    return canvas_pixels(canvas)[y * canvas_stride(canvas) + x];
}

static void later_items_are_painted_over_earlier_ones(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    display_box(&display, (struct rect){10, 10, 20, 20}, ROLE_CARD, 0xff0000);
    display_box(&display, (struct rect){20, 20, 20, 20}, ROLE_CARD, 0x0000ff);
    display_target(&display, everything, ROLE_BUTTON, "", (struct action){0});
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, 9, 10), PAGE);
    assert_int_equal(at(canvas, 10, 10), 0xff0000);
    assert_int_equal(at(canvas, 20, 20), 0x0000ff);
    assert_int_equal(at(canvas, 39, 39), 0x0000ff);
    assert_int_equal(at(canvas, 40, 39), PAGE);
    canvas_free(canvas);
}

static void an_edged_box_has_edge_outside_and_fill_inside(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    struct display_item *box =
        display_box(&display, (struct rect){10, 10, 40, 30}, ROLE_CARD, 0x00ff00);
    box->edge = 0xff0000;
    box->edge_px = 2;
    box->radius = 6;
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, 10, 10), PAGE); /* beyond the round corner */
    assert_int_equal(at(canvas, 30, 10), 0xff0000);
    assert_int_equal(at(canvas, 30, 11), 0xff0000);
    assert_int_equal(at(canvas, 30, 12), 0x00ff00);
    assert_int_equal(at(canvas, 11, 25), 0xff0000);
    assert_int_equal(at(canvas, 12, 25), 0x00ff00);
    /* no ground shines through between edge and fill: blue is nowhere inside */
    for (int y = 13; y < 37; y++)
        for (int x = 13; x < 47; x++)
            assert_int_equal(at(canvas, x, y) & 0xff, 0);
    canvas_free(canvas);
}

static void a_hollow_box_leaves_its_inside_alone(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    struct display_item *ring =
        display_box(&display, (struct rect){10, 10, 40, 30}, ROLE_FOCUS, 0x00ff00);
    ring->hollow = true;
    ring->edge = INK;
    ring->edge_px = 4;
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, 10, 10), INK);
    assert_int_equal(at(canvas, 13, 20), INK);
    assert_int_equal(at(canvas, 14, 20), PAGE);
    assert_int_equal(at(canvas, 30, 25), PAGE);
    assert_int_equal(at(canvas, 49, 39), INK);
    canvas_free(canvas);
}

static void text_stands_on_its_baseline_and_is_blended_exactly(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    const struct font_piece pieces[] = {{.len = 1, .x = 0, .w = 5},
                                        {.start = 1, .len = 1, .x = 8, .w = 5}};
    struct display_item *item =
        display_text(&display, (struct rect){20, 10, 13, 18}, ROLE_BODY, INK, "ab", 2);
    item->style.px = 12;
    item->baseline = 12;
    item->pieces = display_pieces(&display, pieces, 2);
    item->piece_count = 2;
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, 20, 19), PAGE);
    assert_int_equal(at(canvas, 20, 20), INK);
    assert_int_equal(at(canvas, 24, 21), 0x7f7f7f);
    assert_int_equal(at(canvas, 25, 20), PAGE);
    assert_int_equal(at(canvas, 28, 20), INK);
    assert_int_equal(at(canvas, 33, 20), PAGE);
    assert_int_equal(at(canvas, 20, 22), PAGE);
    canvas_free(canvas);
}

static void a_links_line_runs_under_all_of_its_words(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    struct display_item *item =
        display_text(&display, (struct rect){20, 10, 30, 30}, ROLE_BODY, INK, "ab", 2);
    item->style.px = 20;
    item->baseline = 20;
    item->underline = true;
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, 20, 31), PAGE);
    assert_int_equal(at(canvas, 20, 32), INK);
    assert_int_equal(at(canvas, 49, 32), INK);
    assert_int_equal(at(canvas, 19, 32), PAGE);
    assert_int_equal(at(canvas, 50, 32), PAGE);
    canvas_free(canvas);
}

static void only_the_clip_is_painted(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    struct canvas *canvas = canvas_new(W, H);
    canvas_paint(canvas, &display, NULL, (struct rect){70, 50, 100, 100});
    assert_int_equal(at(canvas, 69, 59), 0);
    assert_int_equal(at(canvas, 70, 50), PAGE);
    assert_int_equal(at(canvas, 79, 59), PAGE);
    canvas_free(canvas);
    display_free(&display);
}

/* How many pixels an icon darkens, and on which side most of them are. */
static int darkened(const struct canvas *canvas, int *right)
{
    int all = 0;
    *right = 0;
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            bool dark = at(canvas, x, y) != PAGE;
            all += dark;
            *right += dark && x >= W / 2;
        }
    return all;
}

static void every_icon_has_a_name_and_a_drawing(void **state)
{
    (void)state;
    for (int i = ICON_NONE + 1; i < ICON_COUNT; i++) {
        struct display display;
        setup(&display);
        display_icon(&display, (struct rect){16, 6, 48, 48}, (enum icon)i, INK);
        struct canvas *canvas = painted(&display);
        int right, dark = darkened(canvas, &right);
        assert_true(dark > 100 && dark < 48 * 48);
        for (int y = 0; y < H; y++) /* nothing is cut at the icon's own square */
            assert_true(at(canvas, 16, y) != INK && at(canvas, 63, y) != INK);
        assert_true(*icon_name((enum icon)i) && *icon_svg((enum icon)i));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(icon_name((enum icon)i), icon_name((enum icon)j));
        canvas_free(canvas);
    }
}

static void a_mirrored_icon_is_the_same_turned_over(void **state)
{
    (void)state;
    struct canvas *canvases[2];
    for (int i = 0; i < 2; i++) {
        struct display display;
        setup(&display);
        display_icon(&display, (struct rect){16, 6, 48, 48}, ICON_BACK, INK)->mirrored =
            i;
        canvases[i] = painted(&display);
    }
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            assert_int_equal(at(canvases[0], x, y), at(canvases[1], W - 1 - x, y));
    assert_int_not_equal(at(canvases[0], 24, 24), at(canvases[1], 24, 24));
    canvas_free(canvases[0]);
    canvas_free(canvases[1]);
}

/* Also in a right-to-left list: what is to the left in a picture stays there. */
static void a_picture_is_laid_over_what_is_there_and_never_mirrored(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {0xffff0000, 0, 0x80008000, 0xff0000ff};
    const struct picture picture = {2, 2, pixels, false, 1};
    struct display display;
    setup(&display);
    display_image(&display, (struct rect){10, 10, 2, 2}, "a.png", "", 0)->picture =
        &picture;
    display_image(&display, (struct rect){20, 10, 2, 2}, "not-there.png", "", 0);
    display_mirror(&display);
    int x = W - 12;
    struct canvas *canvas = painted(&display);
    assert_int_equal(at(canvas, x, 10), 0xff0000);
    assert_int_equal(at(canvas, x + 1, 10), PAGE);
    assert_int_equal(at(canvas, x, 11), raster_blend(PAGE, 0x00ff00, 0x80));
    assert_int_equal(at(canvas, x + 1, 11), 0x0000ff);
    assert_int_equal(at(canvas, x + 2, 11), PAGE);
    assert_int_equal(at(canvas, W - 22, 10), PAGE);
    canvas_free(canvas);
}

static void a_canvas_over_other_memory_keeps_to_its_rows(void **state)
{
    (void)state;
    static uint32_t memory[20 * 10];
    struct canvas *canvas = canvas_over(memory, 12, 10, 20);
    struct display display;
    canvas_paint(canvas, setup(&display), NULL, everything);
    assert_int_equal(canvas_width(canvas), 12);
    assert_int_equal(canvas_height(canvas), 10);
    for (int i = 0; i < 20 * 10; i++)
        assert_int_equal(memory[i], i % 20 < 12 ? PAGE : 0);
    canvas_free(canvas);
    display_free(&display);
}

static void a_picture_is_written_or_the_error_names_the_file(void **state)
{
    (void)state;
    struct display display;
    struct canvas *canvas = painted(setup(&display));
    struct error err = {0};
    const char *path = TEST_BINARY_DIR "/test_canvas.png";
    assert_true(canvas_save_png(canvas, path, &err));
    char head[4] = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(head, 1, 4, file), 4);
    fclose(file);
    assert_memory_equal(head, "\x89PNG", 4);
    unlink(path);
    assert_false(canvas_save_png(canvas, TEST_BINARY_DIR "/no-such-folder/a.png", &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_non_null(strstr(err.detail, "no-such-folder/a.png"));
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_items_are_painted_over_earlier_ones),
        cmocka_unit_test(an_edged_box_has_edge_outside_and_fill_inside),
        cmocka_unit_test(a_hollow_box_leaves_its_inside_alone),
        cmocka_unit_test(text_stands_on_its_baseline_and_is_blended_exactly),
        cmocka_unit_test(a_links_line_runs_under_all_of_its_words),
        cmocka_unit_test(only_the_clip_is_painted),
        cmocka_unit_test(every_icon_has_a_name_and_a_drawing),
        cmocka_unit_test(a_mirrored_icon_is_the_same_turned_over),
        cmocka_unit_test(a_picture_is_laid_over_what_is_there_and_never_mirrored),
        cmocka_unit_test(a_canvas_over_other_memory_keeps_to_its_rows),
        cmocka_unit_test(a_picture_is_written_or_the_error_names_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
