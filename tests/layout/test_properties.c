/* What holds of every page: its words once and in order, nothing outside its sheet,
 * nothing over anything else, the same every time, and a place in it kept through every
 * change of size. Pages are made up from seeds (generate.h); one that fails is printed.
 * CANDOR_SEED in the environment begins at another seed, CANDOR_PAGES makes more. */
#include "generate.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Column and em, px: from a wall to a hand at 400%. */
static const struct size {
    int w, h, em;
} sizes[] = {
    {980, 700, 20}, {640, 380, 27}, {450, 260, 20},
    {300, 560, 36}, {420, 400, 54}, {440, 900, 88},
};

enum {
    SIZES = sizeof sizes / sizeof *sizes,
    PAGES = 40,
};

/* A page laid out once. */
struct set_page {
    struct doc *doc;
    struct layout *layout;
    struct display *sheets;
    int count;
};

static struct set_page set(const struct str *markdown, struct fonts *fonts,
                           const struct size *size, bool rtl)
{
    struct layout_setup setup = {.w = size->w,
                                 .h = size->h,
                                 .em = size->em,
                                 .lp_px = 1,
                                 .palette = palette_of(THEME_LIGHT),
                                 .lang = rtl ? "he" : "en",
                                 .rtl = rtl};
    struct set_page page = {.doc =
                                doc_from_markdown(markdown->bytes, markdown->len, NULL)};
    page.layout = layout_new(page.doc, fonts, &setup);
    page.count = layout_sheets(page.layout);
    page.sheets = calloc((size_t)page.count, sizeof *page.sheets);
    assert_non_null(page.sheets);
    for (int s = 0; s < page.count; s++)
        layout_draw(page.layout, s, 0, 0, &page.sheets[s]);
    return page;
}

static void drop(struct set_page *page)
{
    for (int s = 0; s < page->count; s++)
        display_free(&page->sheets[s]);
    free(page->sheets);
    layout_free(page->layout);
    doc_free(page->doc);
}

/* The properties: each returns what is wrong, NULL where nothing is. */

static void say_difference(const char *got, const char *want)
{
    size_t same = 0;
    while (got[same] && got[same] == want[same])
        same++;
    while (same > 0 && got[same - 1] != ' ')
        same--;
    print_error("got  ...%.99s\nwant ...%.99s\n", got + same, want + same);
}

static const char *words_are_lost(const struct set_page *page, const char *words)
{
    struct str got = {0};
    for (int s = 0; s < page->count; s++)
        add_words(&page->sheets[s], &got);
    size_t skip = got.len && got.bytes[0] == ' ';
    bool same = strcmp(str_c(&got) + skip, words) == 0;
    if (!same)
        say_difference(str_c(&got) + skip, words);
    str_free(&got);
    return same ? NULL : "other words";
}

static const char *lies_outside(const struct set_page *page, const struct size *size)
{
    for (int s = 0; s < page->count; s++) {
        for (size_t i = 0; i < page->sheets[s].count; i++) {
            const struct display_item *item = &page->sheets[s].items[i];
            const struct rect *r = &item->rect;
            if (r->x >= 0 && r->y >= 0 && r->w >= 0 && r->x + r->w <= size->w &&
                r->y + r->h <= size->h)
                continue;
            print_error("sheet %d: %d,%d %dx%d %.*s\n", s, r->x, r->y, r->w, r->h,
                        (int)item->len, item->text);
            return "outside its sheet";
        }
    }
    return NULL;
}

static const char *texts_overlap(const struct set_page *page)
{
    for (int s = 0; s < page->count; s++) {
        const struct display *d = &page->sheets[s];
        for (size_t i = 0; i < d->count; i++) {
            for (size_t k = 0; k < i && d->items[i].kind == ITEM_TEXT; k++) {
                if (d->items[k].kind != ITEM_TEXT ||
                    !rect_intersects(d->items[k].rect, d->items[i].rect))
                    continue;
                print_error("sheet %d: '%.*s' and '%.*s'\n", s, (int)d->items[k].len,
                            d->items[k].text, (int)d->items[i].len, d->items[i].text);
                return "texts overlap";
            }
        }
    }
    return NULL;
}

static bool same_item(const struct display_item *a, const struct display_item *b)
{
    return a->kind == b->kind && memcmp(&a->rect, &b->rect, sizeof a->rect) == 0 &&
           a->role == b->role && a->color == b->color && a->len == b->len &&
           (a->len == 0 || memcmp(a->text, b->text, a->len) == 0);
}

static const char *differs(const struct set_page *a, const struct set_page *b)
{
    if (a->count != b->count)
        return "another number of sheets the second time";
    for (int s = 0; s < a->count; s++) {
        if (a->sheets[s].count != b->sheets[s].count)
            return "another number of items the second time";
        for (size_t i = 0; i < a->sheets[s].count; i++)
            if (!same_item(&a->sheets[s].items[i], &b->sheets[s].items[i]))
                return "another item the second time";
    }
    return NULL;
}

/* The number of the first word that begins in an item; -1 where none does. */
static int word_in(const struct display_item *item, int after)
{
    bool begins = !item->join;
    if (!is_page_text(item))
        return -1;
    for (size_t i = 0; i < item->len; i++) {
        size_t end = i + 1;
        int number = 0;
        while (begins && item->text[i] == 'w' && end < item->len &&
               item->text[end] >= '0' && item->text[end] <= '9')
            number = number * 10 + item->text[end++] - '0';
        if (end > i + 1 && end < item->len && item->text[end] == ':' && number > after)
            return number;
        begins = item->text[i] == ' ';
    }
    return -1;
}

static bool has_word(const struct display *sheet, int number)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (word_in(&sheet->items[i], number - 1) == number)
            return true;
    return false;
}

/* The first word of each sheet of `a` is on the sheet of `b` for its place. */
static const char *loses_the_place(const struct set_page *a, const struct set_page *b)
{
    for (int s = 0; s < a->count; s++) {
        size_t place = layout_position(a->layout, s);
        int there = layout_sheet_at(b->layout, place), number = -1;
        const struct display *sheet = &a->sheets[s];
        const struct display_item *top = NULL;
        if (layout_sheet_at(a->layout, place) != s)
            return "a sheet is not found again by its own place";
        for (size_t i = 0; i < sheet->count && !top; i++)
            if (sheet->items[i].kind == ITEM_TEXT || sheet->items[i].role == ROLE_EDGE)
                top = &sheet->items[i];
        if (top && is_page_text(top) && !top->join && top->text[0] == 'w')
            number = word_in(top, -1);
        int found = number < 0 ? b->count : 0; /* not at all: it is divided there */
        while (found < b->count && !has_word(&b->sheets[found], number))
            found++;
        if (found == b->count || has_word(&b->sheets[there], number))
            continue;
        print_error("word %d, first on sheet %d, is on %d, not on %d\n", number, s, found,
                    there);
        return "the place is lost";
    }
    return NULL;
}

/* Holds one page against all of them. */
static bool check(uint64_t seed, struct fonts *const fonts[2])
{
    struct generator g = {.state = seed};
    struct str markdown = {0};
    struct set_page pages[SIZES];
    const char *wrong = NULL;
    int n = 0;
    bool rtl = seed % 3 == 2;
    gen_blocks(&g, 0, &markdown);
    str_append(&markdown, "");
    for (; n < SIZES && !wrong; n++) {
        pages[n] = set(&markdown, fonts[0], &sizes[n], rtl);
        struct set_page again = set(&markdown, fonts[1], &sizes[n], rtl);
        wrong = words_are_lost(&pages[n], str_c(&g.words));
        wrong = wrong ? wrong : lies_outside(&pages[n], &sizes[n]);
        wrong = wrong ? wrong : texts_overlap(&pages[n]);
        wrong = wrong ? wrong : differs(&pages[n], &again);
        for (int k = 0; k < n && !wrong; k++) {
            wrong = loses_the_place(&pages[n], &pages[k]);
            wrong = wrong ? wrong : loses_the_place(&pages[k], &pages[n]);
        }
        drop(&again);
    }
    if (wrong)
        print_error("seed %llu, %d x %d px, em %d%s: %s:\n%s\n", (unsigned long long)seed,
                    sizes[n - 1].w, sizes[n - 1].h, sizes[n - 1].em,
                    rtl ? ", right to left" : "", wrong, str_c(&markdown));
    while (n > 0)
        drop(&pages[--n]);
    str_free(&g.words);
    str_free(&markdown);
    return !wrong;
}

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value ? strtoull(value, NULL, 10) : otherwise;
}

static void every_page_keeps_the_rules_at_every_size(void **state)
{
    (void)state;
    struct error err = {0};
    struct fonts *fonts[2]; /* what one has measured before may not matter */
    for (int i = 0; i < 2; i++) {
        fonts[i] = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
        assert_non_null(fonts[i]);
    }
    uint64_t seed = from_environment("CANDOR_SEED", 1);
    uint64_t pages = from_environment("CANDOR_PAGES", PAGES);
    int failed = 0;
    for (uint64_t i = 0; i < pages && failed < 3; i++)
        failed += !check(seed + i, fonts);
    fonts_close(fonts[0]);
    fonts_close(fonts[1]);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_keeps_the_rules_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
