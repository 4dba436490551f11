/* A phone reads from the canvas the very text that was asked for: every code is decoded
 * by zbarimg from the PNG. */
#include "paint/qr.h"

#include "scan.h"

#include <stdlib.h>
#include <string.h>

enum {
    MARGIN = 20, /* px of the dark page around the code */
    MOST = 2953, /* bytes that a code holds */
};

/* The code on a dark page, as a picture. */
static struct canvas *draw(const struct qr *qr, int px, bool mirrored)
{
    int side = qr_side(qr) * px + 2 * MARGIN;
    struct display display = {.screen = {.w = side, .h = side, .dpi = 96}};
    display_box(&display, (struct rect){0, 0, side, side}, ROLE_GROUND, 0x14191b);
    qr_add(&display, qr, MARGIN, MARGIN, px);
    if (mirrored)
        display_mirror(&display);
    display_finish(&display);
    struct canvas *canvas = canvas_new(side, side);
    canvas_paint(canvas, &display, NULL, (struct rect){0, 0, side, side});
    display_free(&display);
    return canvas;
}

static void check(const char *text, int px, bool mirrored)
{
    struct str read = {0};
    struct qr *qr = qr_new(text);
    assert_non_null(qr);
    struct canvas *canvas = draw(qr, px, mirrored);
    scan(canvas, TEST_BINARY_DIR "/qr.png", &read);
    assert_string_equal(str_c(&read), text);
    str_free(&read);
    canvas_free(canvas);
    qr_free(qr);
}

static void a_phone_reads_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int px;
        bool mirrored;
    } rows[] = {
        {"https://example.org/", 3, false},
        {"https://example.org/a?b=c%20d&e=%E2%80%AE#f", 5, true},
        {"tel:+442079460018", 2, false},
        {"mailto:help@clinic.example?subject=Hello", 4, true},
        {"x", 11, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].text, rows[i].px, rows[i].mirrored);
}

/* "https://a" and so on, `len` bytes long; yours to free. */
static char *long_address(size_t len)
{
    static const char start[] = "https://example.org/";
    char *text = malloc(len + 1);
    assert_non_null(text);
    for (size_t i = 0; i < len; i++)
        text[i] = i < sizeof start - 1 ? start[i] : (char)('a' + i % 26);
    text[len] = '\0';
    return text;
}

static void a_text_is_held_up_to_the_largest_code_and_no_longer(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        bool held;
    } rows[] = {{0, false},   {1, true},         {2331, true},   {2332, true},
                {MOST, true}, {MOST + 1, false}, {100000, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = long_address(rows[i].len);
        struct qr *qr = qr_new(text);
        assert_int_equal(qr != NULL, rows[i].held);
        qr_free(qr);
        free(text);
    }
    char *text = long_address(MOST);
    check(text, 4, false);
    free(text);
}

static void every_module_is_a_whole_square_on_white(void **state)
{
    (void)state;
    enum {
        PX = 3
    };
    struct qr *qr = qr_new("https://example.org/");
    int side = qr_side(qr) * PX;
    struct display display = {.screen = {.w = side, .h = side, .dpi = 96}};
    qr_add(&display, qr, 0, 0, PX);
    struct canvas *canvas = canvas_new(side, side);
    canvas_paint(canvas, &display, NULL, (struct rect){0, 0, side, side});
    const uint32_t *pixels = canvas_pixels(canvas);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            uint32_t pixel = pixels[y * side + x];
            int quiet = QR_QUIET * PX;
            bool inside =
                x >= quiet && y >= quiet && x < side - quiet && y < side - quiet;
            assert_true(pixel == 0xffffff || (inside && pixel == 0));
            assert_int_equal(pixel, pixels[y / PX * PX * side + x / PX * PX]);
        }
    }
    canvas_free(canvas);
    display_free(&display);
    qr_free(qr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_reads_the_text),
        cmocka_unit_test(a_text_is_held_up_to_the_largest_code_and_no_longer),
        cmocka_unit_test(every_module_is_a_whole_square_on_white),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
