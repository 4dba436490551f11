/* What changed is painted again, all of it, and hardly more. */
#include "paint/changes.h"

#include "paint/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum {
    W = 640,
    H = 400,
};

/* Stands in for text/fonts.c: a solid strip that sticks out of its line on all sides, as
 * far as half an em. */
struct font_strip fonts_draw(struct fonts *fonts, struct font_style style,
                             const char *text, const struct font_piece *piece)
{
    (void)fonts;
    static uint8_t rows[400 * 100];
    memset(rows, text[0] == 'a' ? 255 : 100, sizeof rows);
    return (struct font_strip){
        .w = piece->w, .h = 2 * style.px, .ascent = style.px, .coverage = rows};
}

static struct display *setup(struct display *display)
{
    *display = (struct display){.screen = {.w = W, .h = H, .dpi = 96}};
    display_box(display, (struct rect){0, 0, W, H}, ROLE_GROUND, 0xffffff);
    return display;
}

static struct display_item *add_text(struct display *display, int x, int y,
                                     const char *text)
{
    const struct font_piece piece = {.len = 1, .x = 0, .w = 50};
    struct display_item *item =
        display_text(display, (struct rect){x, y, 50, 30}, ROLE_BODY, 0, text, 1);
    item->style.px = 20;
    item->baseline = 20;
    item->pieces = display_pieces(display, &piece, 1);
    item->piece_count = 1;
    return item;
}

static void the_first_list_and_a_new_size_are_painted_whole(void **state)
{
    (void)state;
    struct changes *changes = changes_new();
    struct display display;
    const struct rect *rects;
    setup(&display);
    for (int turn = 0; turn < 3; turn++) {
        assert_int_equal(changes_find(changes, &display, &rects), 1);
        assert_int_equal(rects->w, display.screen.w);
        assert_int_equal(rects->h, display.screen.h);
        assert_int_equal(changes_find(changes, &display, &rects), 0);
        if (turn == 0)
            display.screen.w = 333;
        else
            changes_forget(changes);
    }
    changes_free(changes);
    display_free(&display);
}

static void each_thing_that_is_painted_counts(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    display_box(&display, (struct rect){10, 10, 40, 40}, ROLE_CARD, 0xff);
    add_text(&display, 200, 10, "a");
    display_icon(&display, (struct rect){300, 10, 24, 24}, ICON_NEXT, 0);
    display_image(&display, (struct rect){400, 10, 24, 24}, "a.png", "", 0);
    static const struct picture pictures[] = {{.id = 1}, {.id = 2}};
    struct display_item *image = &display.items[4];
    struct display_item *box = &display.items[1], *text = &display.items[2];
    struct display_item *icon = &display.items[3];
    struct changes *changes = changes_new();
    const struct rect *rects;
    assert_int_equal(changes_find(changes, &display, &rects), 1);
#define EXPECT_CHANGE(change)                                         \
    do {                                                              \
        change;                                                       \
        size_t count = changes_find(changes, &display, &rects);       \
        assert_int_equal(count, 1);                                   \
        assert_true(rects->w < W / 2 && rects->h < H / 2);            \
        assert_int_equal(changes_find(changes, &display, &rects), 0); \
    } while (0)
    EXPECT_CHANGE(box->color = 0xfe);
    EXPECT_CHANGE(box->rect.x++);
    EXPECT_CHANGE(box->shape = BOX_CIRCLE);
    EXPECT_CHANGE(box->hollow = true);
    EXPECT_CHANGE(box->edge_px = 2);
    EXPECT_CHANGE(box->edge = 7);
    EXPECT_CHANGE(box->radius = 3);
    EXPECT_CHANGE(text->text = "b");
    EXPECT_CHANGE(text->style.bold = true);
    EXPECT_CHANGE(text->style.italic = true);
    EXPECT_CHANGE(text->style.family = FAMILY_MONO);
    EXPECT_CHANGE(text->style.px--);
    EXPECT_CHANGE(text->baseline++);
    EXPECT_CHANGE(text->underline = true);
    EXPECT_CHANGE(text->piece_count = 0);
    EXPECT_CHANGE(icon->icon = ICON_BACK);
    EXPECT_CHANGE(icon->mirrored = true);
    EXPECT_CHANGE(image->path = "b.png");
    EXPECT_CHANGE(image->picture = &pictures[0]);
    EXPECT_CHANGE(image->picture = &pictures[1]); /* the same file, changed */
#undef EXPECT_CHANGE
    changes_free(changes);
    display_free(&display);
}

static void what_is_not_painted_does_not_count(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    add_text(&display, 10, 10, "a");
    display_target(&display, (struct rect){0, 0, 50, 50}, ROLE_BUTTON, "one",
                   (struct action){0});
    struct changes *changes = changes_new();
    const struct rect *rects;
    assert_int_equal(changes_find(changes, &display, &rects), 1);
    display.items[1].role = ROLE_CELL;
    display.items[2].text = "two";
    display.items[2].rect.w = 90;
    display.items[2].focus = true;
    assert_int_equal(changes_find(changes, &display, &rects), 0);
    display.count--;
    assert_int_equal(changes_find(changes, &display, &rects), 0);
    changes_free(changes);
    display_free(&display);
}

static void the_order_of_two_items_that_overlap_counts(void **state)
{
    (void)state;
    struct display display;
    setup(&display);
    display_box(&display, (struct rect){10, 10, 40, 40}, ROLE_CARD, 0xff);
    display_box(&display, (struct rect){20, 20, 40, 40}, ROLE_CARD, 0xff00);
    struct changes *changes = changes_new();
    const struct rect *rects;
    assert_int_equal(changes_find(changes, &display, &rects), 1);
    struct display_item first = display.items[1];
    display.items[1] = display.items[2];
    display.items[2] = first;
    assert_int_equal(changes_find(changes, &display, &rects), 1);
    changes_free(changes);
    display_free(&display);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 16;
}

static void add_something(struct display *display, unsigned *seed)
{
    int x = (int)(next_random(seed) % W) - 20, y = (int)(next_random(seed) % H) - 20;
    int size = (int)(next_random(seed) % 90);
    struct display_item *item;
    switch (next_random(seed) % 4) {
    case 0:
        item = display_box(display, (struct rect){x, y, size, size / 2}, ROLE_CARD,
                           next_random(seed));
        item->radius = size / 8;
        item->edge_px = 2;
        break;
    case 1:
        item = display_box(display, (struct rect){x, y, size, size}, ROLE_FOCUS, 0);
        item->hollow = true;
        item->edge_px = 4;
        item->shape = BOX_CIRCLE;
        break;
    case 2:
        add_text(display, x, y, next_random(seed) % 2 ? "a" : "b");
        break;
    default:
        display_icon(display, (struct rect){x, y, size, size}, ICON_HOME, 0x123456);
        break;
    }
}

static void make_list(struct display *display, unsigned seed, unsigned skipped)
{
    setup(display);
    for (unsigned i = 0; i < 24; i++) {
        unsigned own = seed + i * 77;
        if (i != skipped)
            add_something(display, &own);
    }
}

/* Paints lists one after another, only where they changed, and each anew: the pixels are
 * the same. */
static void painting_the_changes_gives_the_whole_picture(void **state)
{
    (void)state;
    struct changes *changes = changes_new();
    struct canvas *kept = canvas_new(W, H), *fresh = canvas_new(W, H);
    for (unsigned turn = 0; turn < 60; turn++) {
        struct display display;
        make_list(&display, turn / 6, turn % 6 * 5);
        const struct rect *rects;
        size_t count = changes_find(changes, &display, &rects);
        for (size_t i = 0; i < count; i++)
            canvas_paint(kept, &display, NULL, rects[i]);
        canvas_paint(fresh, &display, NULL, (struct rect){0, 0, W, H});
        assert_memory_equal(canvas_pixels(kept), canvas_pixels(fresh), W * H * 4);
        assert_true(count <= 12);
        display_free(&display);
    }
    canvas_free(kept);
    canvas_free(fresh);
    changes_free(changes);
}

static void rectangles_lie_apart_and_on_the_canvas(void **state)
{
    (void)state;
    struct changes *changes = changes_new();
    for (unsigned turn = 0; turn < 40; turn++) {
        struct display display;
        make_list(&display, turn / 4, turn);
        const struct rect *rects;
        size_t count = changes_find(changes, &display, &rects);
        for (size_t i = 0; i < count; i++) {
            struct rect inside = rect_intersect(rects[i], (struct rect){0, 0, W, H});
            assert_memory_equal(&inside, &rects[i], sizeof inside);
            for (size_t j = 0; j < i; j++)
                assert_false(rect_intersects(rects[i], rects[j]));
        }
        display_free(&display);
    }
    changes_free(changes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_list_and_a_new_size_are_painted_whole),
        cmocka_unit_test(each_thing_that_is_painted_counts),
        cmocka_unit_test(what_is_not_painted_does_not_count),
        cmocka_unit_test(the_order_of_two_items_that_overlap_counts),
        cmocka_unit_test(painting_the_changes_gives_the_whole_picture),
        cmocka_unit_test(rectangles_lie_apart_and_on_the_canvas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
