/* The pictures of a page on the reader's screen: found from where the page stands, told
 * in words where they are damaged, new when the folder is. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/pictures"
#include "sample.h"

#include "paint/canvas.h"

static const char red[] =
    "<svg width='40' height='80'><path fill='#f00' d='M0 0h40v80H0z'/></svg>";
static const char blue[] =
    "<svg width='40' height='80'><path fill='#00f' d='M0 0h40v80H0z'/></svg>";

static const char page[] = "# Title\n\n![Red bar](../images/bar.svg)\n\n"
                           "![The words of a damaged one](../images/damaged.png)\n\n"
                           "![Words of another](/etc/passwd.png) ![and one "
                           "outside](https://example.org/a.png)\n";

/* A header and no pixels. */
static const char damaged[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0....IEND";

static struct edition *book_with(const char *bar)
{
    struct error err = {0};
    static const char *const folders[] = {SAMPLE_FOLDER "/en", SAMPLE_FOLDER "/images"};
    for (size_t i = 0; i < 2; i++)
        assert_true(file_make_folder(folders[i], &err));
    sample_write(SAMPLE_FOLDER, "bundle.ini", sample_ini);
    sample_write(SAMPLE_FOLDER, "en/SUMMARY.md", "- [A](a.md)\n- [Help](help.md)\n");
    sample_write(SAMPLE_FOLDER, "en/a.md", page);
    sample_write(SAMPLE_FOLDER, "en/help.md", "# Help\n\n![](../images/bar.svg)\n");
    sample_write(SAMPLE_FOLDER, "images/bar.svg", bar);
    assert_true(file_write(SAMPLE_FOLDER "/images/damaged.png", damaged,
                           sizeof damaged - 1, &err));
    struct book *book = book_open(SAMPLE_FOLDER, &err);
    struct edition *edition = book ? edition_build(book, NULL, 0, &err) : NULL;
    book_free(book);
    if (!edition)
        fail_msg("%s", err.detail);
    return edition;
}

static struct sample open_book(enum theme theme)
{
    struct error err = {0};
    struct sample sample = {.edition = book_with(red),
                            .fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err)};
    assert_non_null(sample.fonts);
    struct reader_setup setup = {
        .edition = sample.edition,
        .fonts = sample.fonts,
        .w = 1280,
        .h = 800,
        .dpi = 96,
        .mode = MODE_PERSONAL,
        .settings = {.size = 100, .theme = theme},
    };
    sample.reader = reader_new(&setup);
    assert_true(reader_open(sample.reader, "a.md", &err));
    return sample;
}

static const struct display_item *picture_on(struct sample *sample)
{
    const struct display *display = reader_display(sample->reader);
    const struct display_item *found = NULL;
    for (size_t i = 0; i < display->count; i++) {
        if (display->items[i].kind != ITEM_IMAGE)
            continue;
        assert_null(found);
        found = &display->items[i];
        assert_non_null(found->picture);
        assert_int_equal(found->picture->w, found->rect.w);
        assert_int_equal(found->picture->h, found->rect.h);
    }
    return found;
}

/* What a person sees in the middle of the picture. */
static uint32_t middle(struct sample *sample)
{
    const struct display *display = reader_display(sample->reader);
    const struct display_item *item = picture_on(sample);
    assert_non_null(item);
    struct canvas *canvas = canvas_new(display->screen.w, display->screen.h);
    struct rect r = item->rect;
    canvas_paint(canvas, display, sample->fonts, r);
    uint32_t seen =
        canvas_pixels(canvas)[(r.y + r.h / 2) * canvas_stride(canvas) + r.x + r.w / 2];
    canvas_free(canvas);
    return seen;
}

static void a_picture_is_seen_and_a_damaged_one_is_read(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        struct sample sample = open_book((enum theme)theme);
        assert_int_equal(middle(&sample), 0xff0000);
        assert_string_equal(picture_on(&sample)->path, "images/bar.svg");
        if (!says(&sample, "of another")) /* a place had been kept for the picture */
            do_action(&sample, ACTION_NEXT);
        assert_true(says(&sample, "words of a damaged one"));
        assert_true(says(&sample, "of another"));
        assert_true(says(&sample, "one outside"));
        sample_close(&sample);
    }
}

static void a_picture_is_there_again_on_coming_back_and_at_another_size(void **state)
{
    (void)state;
    struct error err = {0};
    struct sample sample = open_book(THEME_LIGHT);
    int h = picture_on(&sample)->rect.h;
    assert_true(reader_open(sample.reader, "help.md", &err));
    assert_int_equal(middle(&sample), 0xff0000);
    do_action(&sample, ACTION_BACK);
    assert_int_equal(middle(&sample), 0xff0000);
    do_action(&sample, ACTION_LARGER);
    assert_int_equal(middle(&sample), 0xff0000);
    assert_true(picture_on(&sample)->rect.h > h);
    do_action(&sample, ACTION_LEAVE);
    assert_null(picture_on(&sample));
    sample_close(&sample);
}

static void a_watched_folder_shows_its_new_picture(void **state)
{
    (void)state;
    struct sample sample = open_book(THEME_LIGHT);
    uint32_t id = picture_on(&sample)->picture->id;
    struct edition *changed = book_with(blue);
    reader_set_edition(sample.reader, changed);
    assert_int_equal(middle(&sample), 0x0000ff);
    assert_int_not_equal(picture_on(&sample)->picture->id, id);
    edition_close(sample.edition);
    sample.edition = changed;
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_seen_and_a_damaged_one_is_read),
        cmocka_unit_test(a_picture_is_there_again_on_coming_back_and_at_another_size),
        cmocka_unit_test(a_watched_folder_shows_its_new_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
