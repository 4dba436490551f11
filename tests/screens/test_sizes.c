/* Every size on every screen that is supported, either way up and either way round:
 * nothing is cut, covered or out of reach (ACCESSIBILITY.md, rows 4, 8 and 16; DESIGN.md,
 * "Sizes" and "Bars"). All is read off the display list, which is turned only when it is
 * presented: 180 degrees shows the list of 0, and 270 that of 90. */
#include "shelf.h"

#include "base/utf8.h"
#include "ui/metrics.h"
#include "ui/words.h"

#include <stdlib.h>

#define MM_PER_INCH 25.4
#define HEIGHT_MM 60.0 /* the smallest that is supported */
#define TARGET_MM 11.6
#define GAP_MM 2.0

static const struct {
    int w, h;
} windows[] = {{320, 240},  {480, 320},   {800, 480},  {1024, 600},
               {1280, 800}, {1920, 1080}, {3840, 2160}};

static const int dpis[] = {96, 131, 166, 200, 227, 300};

static const int sizes[] = {100, 125, 150, 200, 300, 400};

/* What was done, for the log. */
struct tally {
    long settings, screens, checks;
};

static _Noreturn void fail_at(const struct display *d, const struct display_item *item,
                              const char *what)
{
    const struct display_screen *s = &d->screen;
    fail_msg("%s %s sheet %d of %d, %dx%d at %d dpi, %d%%, %s: \"%.*s\" (%d,%d %dx%d) %s",
             s->screen, s->path, s->sheet, s->sheets, s->w, s->h, s->dpi, s->size,
             s->lang, item ? (int)item->len : 0, item && item->text ? item->text : "",
             item ? item->rect.x : 0, item ? item->rect.y : 0, item ? item->rect.w : 0,
             item ? item->rect.h : 0, what);
    abort();
}

static bool lies_in(struct rect part, struct rect whole)
{
    return part.x >= whole.x && part.y >= whole.y &&
           part.x + part.w <= whole.x + whole.w && part.y + part.h <= whole.y + whole.h;
}

/* The part of a text's line box that has letters in it. */
static struct rect letters_of(struct sample *s, const struct display_item *item)
{
    struct font_metrics m = fonts_metrics(s->fonts, item->style);
    return (struct rect){item->rect.x, item->rect.y + item->baseline - m.cap,
                         item->rect.w, m.cap + m.descent};
}

static struct rect box_of(enum role role, const struct display *d)
{
    for (size_t i = 0; i < d->count; i++) {
        if (d->items[i].kind == ITEM_BOX && d->items[i].role == role)
            return d->items[i].rect;
    }
    return (struct rect){0};
}

/* px of the em at 100%: capitals of 3.7 mm on a screen in the hand, else 4.8 mm
 * (ACCESSIBILITY.md, rows 0 and 5). */
static int body_px(const struct display *d)
{
    int side = d->screen.w < d->screen.h ? d->screen.w : d->screen.h;
    double cap = side * MM_PER_INCH / d->screen.dpi < 80 ? 3.7 : 4.8;
    return (int)(cap / 0.668 * d->screen.dpi / MM_PER_INCH);
}

/* No piece lies outside its text's width, and no words are cut to an ellipsis. */
static void check_text(struct sample *s, const struct display *d,
                       const struct display_item *item)
{
    struct rect letters = letters_of(s, item);
    if (item->style.px < body_px(d))
        fail_at(d, item, "is smaller than the body at 100%");
    for (size_t i = 0; i < item->piece_count; i++) {
        const struct font_piece *piece = &item->pieces[i];
        if (piece->x < 0 || piece->x + piece->w > item->rect.w)
            fail_at(d, item, "has letters outside its box");
    }
    if (letters.y < 0 || letters.y + letters.h > d->screen.h)
        fail_at(d, item, "is cut above or below");
    if (item->len >= 3 && memcmp(item->text + item->len - 3, "\u2026", 3) == 0)
        fail_at(d, item, "is cut to an ellipsis");
}

/* Text that stands on a control stands wholly on it. */
static void check_on_target(struct sample *s, const struct display *d,
                            const struct display_item *text)
{
    struct rect letters = letters_of(s, text);
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *target = &d->items[i];
        if (target->kind == ITEM_TARGET && target->role == ROLE_BUTTON &&
            rect_intersects(letters, target->rect) && !lies_in(letters, target->rect))
            fail_at(d, text, "runs over the edge of a button");
    }
}

/* True for an edge under text, with nothing painted over it in between. */
static bool is_stripe(const struct display *d, size_t edge, size_t text)
{
    const struct display_item *item = &d->items[edge];
    if (item->kind != ITEM_BOX || item->role != ROLE_EDGE || edge > text ||
        item->shape == BOX_CIRCLE)
        return false;
    for (size_t i = edge + 1; i < text; i++) {
        bool circle = d->items[i].shape == BOX_CIRCLE;
        if (d->items[i].kind == ITEM_BOX && (circle || d->items[i].role != ROLE_EDGE) &&
            rect_intersects(d->items[i].rect, d->items[text].rect))
            return false;
    }
    return true;
}

static void check_items(struct sample *s, const struct display *d, struct tally *tally)
{
    struct rect all = {0, 0, d->screen.w, d->screen.h};
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *a = &d->items[i];
        if (!lies_in(a->rect, all) && a->role != ROLE_FOCUS)
            fail_at(d, a, "is partly off the screen");
        tally->checks++;
        if (a->kind != ITEM_TEXT)
            continue;
        check_text(s, d, a);
        check_on_target(s, d, a);
        for (size_t k = 0; k < d->count; k++) {
            const struct display_item *b = &d->items[k];
            bool words = b->kind == ITEM_TEXT && k < i;
            bool picture =
                b->kind == ITEM_ICON || b->kind == ITEM_IMAGE || is_stripe(d, k, i);
            struct rect rect = words ? letters_of(s, b) : b->rect;
            if ((words || picture) && rect_intersects(letters_of(s, a), rect))
                fail_at(d, a, "stands on other words, a picture or an edge");
            tally->checks += words || picture;
        }
    }
}

static int apart(struct rect a, struct rect b)
{
    int across = a.x < b.x ? b.x - a.x - a.w : a.x - b.x - b.w;
    int down = a.y < b.y ? b.y - a.y - a.h : a.y - b.y - b.h;
    return across > down ? across : down;
}

/* Links in running text are exempt (WCAG 2.5.8). */
static void check_targets(const struct display *d, struct tally *tally)
{
    double mm = MM_PER_INCH / d->screen.dpi;
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *a = &d->items[i];
        if (a->kind != ITEM_TARGET || a->role == ROLE_LINK)
            continue;
        if (a->rect.w * mm < TARGET_MM || a->rect.h * mm < TARGET_MM)
            fail_at(d, a, "is too small to touch");
        for (size_t k = 0; k < i; k++) {
            const struct display_item *b = &d->items[k];
            bool target = b->kind == ITEM_TARGET && b->role != ROLE_LINK;
            if (target && apart(a->rect, b->rect) * mm < GAP_MM)
                fail_at(d, a, "is too near another");
            tally->checks += 2;
        }
    }
}

static const struct display_item *target_for(const struct display *d,
                                             enum action_kind kind)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *item = &d->items[i];
        if (item->kind == ITEM_TARGET && item->action.kind == kind)
            return item;
    }
    return NULL;
}

/* Leave now, Menu and Next never hide; where a panel covers the menu it can be closed.
 * What is not in a bar stands between the bars. */
static void check_bars(const struct display *d, struct tally *tally)
{
    if (strcmp(d->screen.screen, "idle") == 0)
        return;
    if (!target_for(d, ACTION_LEAVE))
        fail_at(d, NULL, "has no Leave now");
    if (!target_for(d, ACTION_MENU) && !target_for(d, ACTION_CLOSE))
        fail_at(d, NULL, "has no Menu");
    if (d->screen.sheet < d->screen.sheets && !target_for(d, ACTION_NEXT))
        fail_at(d, NULL, "has no Next");
    struct rect bar = box_of(ROLE_BAR, d);
    for (size_t i = 0; i < d->count; i++) {
        if (is_page_text(&d->items[i]) && rect_intersects(d->items[i].rect, bar))
            fail_at(d, &d->items[i], "stands in a bar");
    }
    tally->checks += 3;
}

static void check_sheet(struct sample *s, struct tally *tally)
{
    const struct display *d = reader_display(s->reader);
    check_items(s, d, tally);
    check_targets(d, tally);
    check_bars(d, tally);
    tally->screens++;
}

/* Adds the page's own words on the sheet to *words, without spaces or hyphens of ours:
 * where lines end is the size's affair. */
static void add_words(const struct display *d, struct str *words)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct display_item *item = &d->items[i];
        if (!is_page_text(item))
            continue;
        for (size_t k = 0; k + (item->hyphen ? 1 : 0) < item->len; k++) {
            if (item->text[k] != ' ' && item->text[k] != '\n')
                str_append_char(words, item->text[k]);
        }
    }
}

static void check_sheets(struct sample *s, struct tally *tally, struct str *words)
{
    do_action(s, ACTION_FIRST);
    for (;;) {
        check_sheet(s, tally);
        if (words)
            add_words(reader_display(s->reader), words);
        if (screen_now(s)->sheet == screen_now(s)->sheets)
            return;
        do_action(s, ACTION_NEXT);
    }
}

/* Pages of every construct: their words, so that none is lost at any size. Figures have
 * tests of their own: each picture is decoded in a process of its own, which is slow
 * here.
 */
static const char *const pages[] = {"constructs.md", "callouts.md", "step-2.md"};

enum {
    PAGES = sizeof pages / sizeof *pages,
    LINKS = 4, /* of the first page, at least */
};

/* Each link of the page that opens a panel. */
static void check_links(struct sample *s, struct tally *tally)
{
    for (long long i = 0; i < LINKS; i++) {
        open_page(s, pages[0]);
        reader_handle(s->reader, &(struct action){.kind = ACTION_LINK, .arg = i});
        if (strcmp(screen_now(s)->screen, "page") != 0)
            check_sheets(s, tally, NULL);
    }
}

/* All screens in one setting. `words` holds those of each page, from the first that came;
 * pages that a language lacks are passed by. */
static void check_setting(struct sample *s, struct tally *tally, struct str words[PAGES])
{
    static const enum action_kind panels[] = {ACTION_MENU, ACTION_TEXT, ACTION_CONTENTS,
                                              ACTION_KEYS};
    struct error err = {0};
    check_sheets(s, tally, NULL); /* home */
    for (size_t i = 0; i < PAGES; i++) {
        struct str now = {0};
        if (!reader_open(s->reader, pages[i], &err))
            continue;
        check_sheets(s, tally, &now);
        if (!words[i].len)
            str_append(&words[i], str_c(&now));
        else if (strcmp(str_c(&words[i]), str_c(&now)) != 0)
            fail_at(reader_display(s->reader), NULL, "has not all words of the page");
        str_free(&now);
    }
    do_action(s, ACTION_STAGES);
    check_sheets(s, tally, NULL);
    check_links(s, tally);
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        do_action(s, panels[i]);
        check_sheets(s, tally, NULL);
        do_action(s, ACTION_CLOSE);
    }
    do_action(s, ACTION_LEAVE);
    check_sheet(s, tally); /* idle */
    tally->settings++;
}

static bool is_supported(int w, int h, int dpi)
{
    int side = w < h ? w : h;
    return side * MM_PER_INCH / dpi >= HEIGHT_MM ||
           (side == 320 && dpi == 166); /* the 3.5 inch panel that is sold */
}

/* A sample of the matrix: every window and density, turned or not, with every
 * third size, so that neighbours see the others; languages change with them. */
static void nothing_is_cut_covered_or_out_of_reach_at_any_size(void **state)
{
    (void)state;
    static const char *const langs[] = {"en", "he"};
    struct sample s = shelf_open();
    struct str words[2][PAGES] = {0};
    struct tally tally = {0};
    int nth = 0;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        for (size_t k = 0; k < sizeof dpis / sizeof *dpis; k++) {
            if (!is_supported(windows[i].w, windows[i].h, dpis[k]))
                continue;
            for (int turned = 0; turned < 2; turned++, nth++) {
                for (size_t z = (size_t)(nth % 3); z < METRICS_SIZES; z += 3) {
                    int lang = (nth + (int)z) % 2;
                    struct setting setting = {
                        .w = turned ? windows[i].h : windows[i].w,
                        .h = turned ? windows[i].w : windows[i].h,
                        .dpi = dpis[k],
                        .size = sizes[z],
                        .lang = langs[lang],
                    };
                    shelf_read(&s, &setting);
                    check_setting(&s, &tally, words[lang]);
                }
            }
        }
    }
    for (int i = 0; i < 2 * PAGES; i++)
        str_free(&words[i / PAGES][i % PAGES]);
    print_message("%ld settings, %ld sheets, %ld checks\n", tally.settings, tally.screens,
                  tally.checks);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_cut_covered_or_out_of_reach_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
