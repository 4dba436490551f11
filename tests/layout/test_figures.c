/* Pictures on sheets: whole and in view at every size, with their caption and legend
 * where those fit; among words as tall as a line; and their words where they cannot be
 * shown. */
#include "layout/layout.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

/* What there is to be shown. */
static const struct picture_row {
    const char *url;
    struct layout_image image;
} pictures[] = {
    {"wide.svg", {"i/wide.svg", 400, 100, true, true, false, false}},
    {"ratio.svg", {"i/ratio.svg", 160, 100, true, true, true, false}},
    {"words.svg", {"i/words.svg", 160, 100, true, true, false, true}},
    {"icon.svg", {"i/icon.svg", 24, 24, true, true, false, false}},
    {"tiny.png", {"i/tiny.png", 8, 60, false, true, false, false}},
    {"photo.jpg", {"i/photo.jpg", 3000, 2000, false, false, false, false}},
    {"thread.png", {"i/thread.png", 4000, 1, false, true, false, false}},
    {"pole.png", {"i/pole.png", 1, 4000, false, true, false, false}},
};

static bool find_picture(void *context, const char *url, struct layout_image *out)
{
    (void)context;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        if (strcmp(pictures[i].url, url) != 0)
            continue;
        *out = pictures[i].image;
        return true;
    }
    return false;
}

static const struct layout_images images = {find_picture, NULL};

/* A page laid out, and all its sheets drawn at 0, 0. */
struct drawn {
    struct fixture page;
    struct display *sheets;
    int count;
};

static struct drawn lay_out(const char *markdown, struct layout_setup setup)
{
    setup.images = &images;
    struct drawn f = {.page = fixture_new(markdown, setup)};
    f.count = layout_sheets(f.page.layout);
    f.sheets = calloc((size_t)f.count, sizeof *f.sheets);
    for (int i = 0; i < f.count; i++) {
        layout_draw(f.page.layout, i, 0, 0, &f.sheets[i]);
        display_finish(&f.sheets[i]);
    }
    return f;
}

static void undraw(struct drawn *f)
{
    for (int i = 0; i < f->count; i++)
        display_free(&f->sheets[i]);
    free(f->sheets);
    drop(&f->page);
}

/* The n-th item of a kind, over all sheets; its sheet in *sheet. */
static const struct display_item *nth(const struct drawn *f, enum item_kind kind, int n,
                                      int *sheet)
{
    for (int s = 0; s < f->count; s++)
        for (size_t i = 0; i < f->sheets[s].count; i++)
            if (f->sheets[s].items[i].kind == kind && n-- == 0) {
                if (sheet)
                    *sheet = s;
                return &f->sheets[s].items[i];
            }
    return NULL;
}

/* The sheet that a text stands on; -1 where none has it. */
static int sheet_with(const struct drawn *f, const char *text)
{
    for (int s = 0; s < f->count; s++)
        for (size_t i = 0; i < f->sheets[s].count; i++) {
            const struct display_item *item = &f->sheets[s].items[i];
            if (item->kind == ITEM_TEXT && strstr(item->text, text))
                return s;
        }
    return -1;
}

static const struct display_item *box_of(const struct drawn *f, enum role role)
{
    const struct display_item *box;
    for (int n = 0; (box = nth(f, ITEM_BOX, n, NULL)); n++)
        if (box->role == role)
            return box;
    return NULL;
}

/* Words of the page and [alt] of pictures, in order. */
static void read_all(const struct drawn *f, struct str *out)
{
    str_append(out, "");
    for (int s = 0; s < f->count; s++)
        for (size_t i = 0; i < f->sheets[s].count; i++) {
            const struct display_item *item = &f->sheets[s].items[i];
            bool words = item->kind == ITEM_TEXT && item->role <= ROLE_ALT;
            if (!words && item->kind != ITEM_IMAGE)
                continue;
            if (out->len && !item->join)
                str_append_char(out, ' ');
            str_append(out, words ? "" : "[");
            str_append_bytes(out, item->text, item->len - (item->hyphen ? 1 : 0));
            str_append(out, words ? "" : "]");
        }
}

static void expect_words(const struct drawn *f, const char *words)
{
    struct str read = {0};
    read_all(f, &read);
    assert_string_equal(read.bytes, words);
    str_free(&read);
}

static void a_picture_stands_to_the_text_as_in_a_browser(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        int w, h, em, picture_w, picture_h;
    } rows[] = {
        {"![](wide.svg)", 800, 600, 16, 400, 100},
        {"![](wide.svg)", 1600, 600, 32, 800, 200},
        {"![](wide.svg)", 300, 600, 16, 300, 75},   /* the measure */
        {"![](wide.svg)", 800, 50, 16, 200, 50},    /* the sheet */
        {"![](ratio.svg)", 640, 600, 16, 640, 400}, /* no size of its own */
        {"![](ratio.svg)", 640, 200, 16, 320, 200},
        {"![](tiny.png)", 800, 600, 48, 16, 120}, /* twice its pixels, no more */
        {"![](photo.jpg)", 600, 900, 16, 600, 400},
        {"![](thread.png)", 600, 900, 16, 600, 1},
        {"![](pole.png)", 600, 900, 16, 1, 900},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drawn f = lay_out(
            rows[i].markdown,
            (struct layout_setup){.w = rows[i].w, .h = rows[i].h, .em = rows[i].em});
        const struct display_item *item = nth(&f, ITEM_IMAGE, 0, NULL);
        assert_non_null(item);
        if (item->rect.w != rows[i].picture_w || item->rect.h != rows[i].picture_h)
            fail_msg("%s in %d x %d: %d x %d", rows[i].markdown, rows[i].w, rows[i].h,
                     item->rect.w, item->rect.h);
        assert_int_equal(item->rect.x, 0);
        assert_int_equal(f.count, 1);
        undraw(&f);
    }
}

static const char many[] =
    "# Heading\n\nSome words before it that need a line or two.\n\n"
    "![wide one](wide.svg \"A caption of several words that goes on\")\n\n- a\n- b\n\n"
    "> [!STOP]\n> ![ratio one](ratio.svg)\n>\n> - c ![icon one](icon.svg)d\n>\n"
    ">   ![words one](words.svg)\n\n## ![icon two](icon.svg) Heading\n\n"
    "1. ![photo one](photo.jpg)\n\n   ![gone one, which has to be read](gone.png)\n\n"
    "Words ![photo two](photo.jpg) and ![thread](thread.png) and ![pole](pole.png) end.";

static bool overlap(struct rect a, struct rect b)
{
    return !rect_empty(rect_intersect(a, b));
}

static void expect_in_view(const struct drawn *f, int *pictures_seen)
{
    const struct rect sheet = {0, 0, f->page.setup.w, f->page.setup.h};
    for (int s = 0; s < f->count; s++)
        for (size_t i = 0; i < f->sheets[s].count; i++) {
            const struct display_item *item = &f->sheets[s].items[i];
            if (item->kind != ITEM_IMAGE || !*item->path)
                continue;
            struct rect seen = rect_intersect(item->rect, sheet);
            ++*pictures_seen;
            if (seen.w != item->rect.w || seen.h != item->rect.h || rect_empty(seen))
                fail_msg("%s outside %d x %d, em %d: %d %d %d %d", item->path, sheet.w,
                         sheet.h, f->page.setup.em, item->rect.x, item->rect.y,
                         item->rect.w, item->rect.h);
            for (size_t k = 0; k < f->sheets[s].count; k++) {
                const struct display_item *other = &f->sheets[s].items[k];
                bool solid = other->kind == ITEM_TEXT || other->kind == ITEM_IMAGE;
                if (k != i && solid && overlap(other->rect, item->rect))
                    fail_msg("%s lies over %.*s at %d x %d, em %d", item->path,
                             (int)other->len, other->text, sheet.w, sheet.h,
                             f->page.setup.em);
            }
        }
}

static void pictures_are_whole_and_alone_at_every_size(void **state)
{
    (void)state;
    static const int ems[] = {12, 20, 36, 80};
    static const int ws[] = {220, 480, 1100}, hs[] = {90, 240, 900};
    for (size_t i = 0; i < 4 * 9 * 2; i++) {
        struct layout_setup setup = {
            .w = ws[i / 4 % 3],
            .h = hs[i / 12 % 3],
            .em = ems[i % 4],
            .rtl = i % 2,
            .palette = palette_of(i / 36 ? THEME_DARK : THEME_LIGHT),
        };
        if (setup.h < 3 * setup.em) /* two lines do not fit: never offered */
            continue;
        struct drawn f = lay_out(many, setup);
        int seen = 0;
        expect_in_view(&f, &seen);
        assert_int_equal(seen, 9);
        undraw(&f);
    }
}

static void a_picture_its_caption_and_its_legend_share_a_sheet(void **state)
{
    (void)state;
    static const char markdown[] =
        "First a paragraph of words, and more of them, that fills some lines of the "
        "sheet.\n\n![alt](ratio.svg \"The caption\")\n\n1. Legend one\n2. Legend two\n\n"
        "After.";
    static const struct {
        int w, h, em;
    } rows[] = {{640, 500, 16}, {640, 300, 16}, {500, 700, 32}, {300, 460, 24}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct layout_setup setup = {.w = rows[i].w, .h = rows[i].h, .em = rows[i].em};
        struct drawn f = lay_out(markdown, setup);
        int sheet = -1;
        nth(&f, ITEM_IMAGE, 0, &sheet);
        assert_int_equal(sheet_with(&f, "The caption"), sheet);
        assert_int_equal(sheet_with(&f, "Legend one"), sheet);
        assert_int_equal(sheet_with(&f, "Legend two"), sheet);
        undraw(&f);
    }
}

/* A legend that is longer than half of a sheet leaves the picture its size. */
static void a_long_legend_does_not_make_the_picture_small(void **state)
{
    (void)state;
    struct drawn f = lay_out("![](ratio.svg)\n\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h",
                             (struct layout_setup){.w = 480, .h = 320, .em = 20});
    assert_int_equal(nth(&f, ITEM_IMAGE, 0, NULL)->rect.h, 300);
    undraw(&f);
}

static void a_heading_stands_above_its_picture(void **state)
{
    (void)state;
    struct drawn f = lay_out("words\n\n# Heading\n\n![](ratio.svg)",
                             (struct layout_setup){.w = 640, .h = 300, .em = 20});
    int sheet = -1;
    nth(&f, ITEM_IMAGE, 0, &sheet);
    assert_int_equal(sheet_with(&f, "Heading"), sheet);
    undraw(&f);
}

/* A sheet of a heading and a sentence, and nothing more, looks like an end. */
static void a_few_words_lead_in_to_the_picture_below_them(void **state)
{
    (void)state;
    struct drawn f = lay_out("# Heading\n\nLead.\n\n![](ratio.svg \"The caption\")",
                             (struct layout_setup){.w = 640, .h = 400, .em = 20});
    int sheet = -1;
    nth(&f, ITEM_IMAGE, 0, &sheet);
    assert_int_equal(sheet_with(&f, "Lead."), sheet);
    assert_int_equal(sheet_with(&f, "The caption"), sheet);
    undraw(&f);
}

static void what_cannot_be_shown_is_told_in_a_box(void **state)
{
    (void)state;
    struct drawn f = lay_out("![What it *shows*.](gone.png \"Caption\")\n\n![](gone.png)",
                             (struct layout_setup){.w = 400, .h = 300, .em = 20});
    expect_words(&f, "What it shows. Caption");
    const struct display_item *text = nth(&f, ITEM_TEXT, 0, NULL);
    const struct display_item *box = box_of(&f, ROLE_CARD);
    assert_int_equal(text->role, ROLE_ALT);
    assert_int_equal(nth(&f, ITEM_TEXT, 1, NULL)->role, ROLE_CAPTION);
    assert_non_null(box);
    assert_true(box->hollow && box->edge_px > 0);
    assert_true(overlap(box->rect, text->rect) && box->rect.x < text->rect.x);
    assert_null(nth(&f, ITEM_BOX, 1, NULL));
    undraw(&f);
}

static void a_long_alternative_text_goes_on_over_sheets(void **state)
{
    (void)state;
    struct str markdown = {0};
    str_append(&markdown, "![");
    for (int i = 0; i < 60; i++)
        str_append(&markdown, "word ");
    str_append(&markdown, "](gone.png)");
    struct drawn f =
        lay_out(markdown.bytes, (struct layout_setup){.w = 200, .h = 150, .em = 20});
    assert_true(f.count > 3);
    for (int s = 0; s < f.count; s++)
        for (size_t i = 0; i < f.sheets[s].count; i++) {
            struct rect rect = f.sheets[s].items[i].rect;
            assert_true(rect.y >= 0 && rect.y + rect.h <= 150);
        }
    undraw(&f);
    str_free(&markdown);
}

static void words_of_a_drawing_stand_below_it(void **state)
{
    (void)state;
    struct drawn f = lay_out("![Step one, step two](words.svg \"Steps\")",
                             (struct layout_setup){.w = 400, .h = 400, .em = 20});
    expect_words(&f, "[Step one, step two] Steps Step one, step two");
    undraw(&f);
}

static void an_icon_stands_in_its_line(void **state)
{
    (void)state;
    struct drawn f = lay_out("Press ![the *bell*](icon.svg), then wait.",
                             (struct layout_setup){.w = 800, .h = 400, .em = 20});
    expect_words(&f, "Press [the bell], then wait.");
    const struct display_item *icon = nth(&f, ITEM_IMAGE, 0, NULL);
    const struct display_item *before = nth(&f, ITEM_TEXT, 0, NULL);
    const struct display_item *after = nth(&f, ITEM_TEXT, 1, NULL);
    assert_int_equal(icon->rect.h, 24); /* 1.2 em */
    assert_true(icon->rect.x > before->rect.x + before->rect.w);
    assert_int_equal(after->rect.x, icon->rect.x + icon->rect.w);
    assert_true(after->join);
    assert_int_equal(before->rect.y + before->rect.h / 2,
                     icon->rect.y + icon->rect.h / 2);
    undraw(&f);
}

static void icons_wrap_with_the_words(void **state)
{
    (void)state;
    struct str markdown = {0};
    for (int i = 0; i < 40; i++)
        str_append(&markdown, "![x](icon.svg) a ");
    for (int rtl = 0; rtl < 2; rtl++) {
        struct layout_setup setup = {.w = 210, .h = 900, .em = 20, .rtl = rtl};
        struct drawn f = lay_out(markdown.bytes, setup);
        int seen = 0;
        expect_in_view(&f, &seen);
        assert_int_equal(seen, 40);
        undraw(&f);
    }
    str_free(&markdown);
}

static void a_picture_among_words_that_is_no_icon_stands_below_them(void **state)
{
    (void)state;
    struct drawn f = lay_out(
        "One *two* ![photo](photo.jpg) ![wide](wide.svg)\nthree ![icon](icon.svg)",
        (struct layout_setup){.w = 600, .h = 2000, .em = 20});
    expect_words(&f, "One two [photo] [wide] three [icon]");
    assert_int_equal(nth(&f, ITEM_IMAGE, 0, NULL)->rect.w, 600);
    assert_int_equal(nth(&f, ITEM_IMAGE, 0, NULL)->rect.x, 0);
    assert_true(nth(&f, ITEM_IMAGE, 2, NULL)->rect.h < 30);
    undraw(&f);
}

static void in_dark_themes_a_drawing_stands_on_white(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        enum theme theme;
        bool card;
    } rows[] = {
        {"![](wide.svg)", THEME_LIGHT, false},   {"![](wide.svg)", THEME_CREAM, false},
        {"![](wide.svg)", THEME_DARK, true},     {"![](wide.svg)", THEME_CONTRAST, true},
        {"![](photo.jpg)", THEME_DARK, false},   {"a ![](icon.svg)", THEME_DARK, true},
        {"a ![](icon.svg)", THEME_LIGHT, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct layout_setup setup = {
            .w = 600, .h = 400, .em = 20, .palette = palette_of(rows[i].theme)};
        struct drawn f = lay_out(rows[i].markdown, setup);
        const struct display_item *card = box_of(&f, ROLE_CARD);
        const struct display_item *image = nth(&f, ITEM_IMAGE, 0, NULL);
        assert_int_equal(card != NULL, rows[i].card);
        if (card) {
            assert_int_equal(card->color, 0xffffff);
            assert_true(card->rect.x < image->rect.x && card->rect.y < image->rect.y);
        }
        undraw(&f);
    }
}

static void a_picture_in_a_link_can_be_pressed(void **state)
{
    (void)state;
    struct drawn f = lay_out("[![The steps](wide.svg)](a.md)\n\n[![b](icon.svg) c](b.md)",
                             (struct layout_setup){.w = 600, .h = 400, .em = 20});
    const struct display_item *target = nth(&f, ITEM_TARGET, 0, NULL);
    const struct display_item *image = nth(&f, ITEM_IMAGE, 0, NULL);
    assert_string_equal(target->text, "The steps");
    assert_int_equal(target->rect.w, image->rect.w);
    assert_int_equal(target->rect.h, image->rect.h);
    assert_string_equal(layout_link(f.page.layout, (size_t)target->action.arg)->url,
                        "a.md");
    target = nth(&f, ITEM_TARGET, 1, NULL);
    assert_string_equal(target->text, "b c");
    assert_string_equal(layout_link(f.page.layout, (size_t)target->action.arg)->url,
                        "b.md");
    undraw(&f);
}

static void a_number_stands_beside_the_top_of_its_picture(void **state)
{
    (void)state;
    struct drawn f =
        lay_out("1. ![](ratio.svg)", (struct layout_setup){.w = 600, .h = 400, .em = 20});
    const struct display_item *number = nth(&f, ITEM_TEXT, 0, NULL);
    const struct display_item *image = nth(&f, ITEM_IMAGE, 0, NULL);
    assert_int_equal(number->rect.y, image->rect.y);
    assert_int_equal(number->rect.h, 30);
    undraw(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_stands_to_the_text_as_in_a_browser),
        cmocka_unit_test(pictures_are_whole_and_alone_at_every_size),
        cmocka_unit_test(a_picture_its_caption_and_its_legend_share_a_sheet),
        cmocka_unit_test(a_long_legend_does_not_make_the_picture_small),
        cmocka_unit_test(a_heading_stands_above_its_picture),
        cmocka_unit_test(a_few_words_lead_in_to_the_picture_below_them),
        cmocka_unit_test(what_cannot_be_shown_is_told_in_a_box),
        cmocka_unit_test(a_long_alternative_text_goes_on_over_sheets),
        cmocka_unit_test(words_of_a_drawing_stand_below_it),
        cmocka_unit_test(an_icon_stands_in_its_line),
        cmocka_unit_test(icons_wrap_with_the_words),
        cmocka_unit_test(a_picture_among_words_that_is_no_icon_stands_below_them),
        cmocka_unit_test(in_dark_themes_a_drawing_stands_on_white),
        cmocka_unit_test(a_picture_in_a_link_can_be_pressed),
        cmocka_unit_test(a_number_stands_beside_the_top_of_its_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
