/* The themes on pixels: what was painted is as readable as the palette promises
 * (ACCESSIBILITY.md, rows 1 to 3). Screens of every kind are painted in each theme, and
 * the colours are read back: letters 7:1, edges, marks and the ring of the focus 3:1. */
#include "shelf.h"

#include "paint/canvas.h"

static struct setting setting = {
    .w = 1280, .h = 800, .dpi = 96, .size = 100, .lang = "en"};

struct painted {
    struct canvas *canvas;
    const struct display *display;
    const uint32_t *pixels;
    int w, h;
};

/* Paints what the reader shows. Release with canvas_free(picture.canvas). */
static struct painted paint(struct sample *s)
{
    const struct display *d = reader_display(s->reader);
    struct painted p = {.display = d, .w = d->screen.w, .h = d->screen.h};
    p.canvas = canvas_new(p.w, p.h);
    canvas_paint(p.canvas, d, s->fonts, (struct rect){0, 0, p.w, p.h});
    p.pixels = canvas_pixels(p.canvas);
    return p;
}

static uint32_t pixel(const struct painted *p, int x, int y)
{
    x = x < 0 ? 0 : x >= p->w ? p->w - 1 : x;
    y = y < 0 ? 0 : y >= p->h ? p->h - 1 : y;
    return p->pixels[y * canvas_stride(p->canvas) + x] & 0xffffff;
}

static void fail_item(const struct painted *p, const struct display_item *item,
                      const char *what, double ratio)
{
    fail_msg("%s %s in %s: \"%.*s\" at %d,%d has %s %.2f:1 only",
             p->display->screen.screen, p->display->screen.path,
             theme_name(p->display->screen.theme), (int)item->len,
             item->text ? item->text : "", item->rect.x, item->rect.y, what, ratio);
}

/* The highest contrast with `ground` inside a rectangle: the core of the ink there. */
static double core(const struct painted *p, struct rect rect, uint32_t ground)
{
    uint32_t seen = ground;
    double best = 1;
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        for (int x = rect.x; x < rect.x + rect.w; x++) {
            uint32_t c = pixel(p, x, y);
            if (c == seen || c == ground)
                continue;
            double ratio = palette_contrast(c, ground);
            best = ratio > best ? ratio : best;
            seen = c;
        }
    }
    return best;
}

/* Letters against what is painted just above their line. */
static void check_text(const struct painted *p, const struct display_item *item)
{
    struct rect letters = {item->rect.x,
                           item->rect.y + item->baseline - item->style.px / 2,
                           item->rect.w, item->style.px / 2};
    uint32_t ground =
        pixel(p, item->rect.x, item->rect.y + item->baseline - item->style.px * 9 / 10);
    double ratio = core(p, letters, ground);
    if (ratio < 7)
        fail_item(p, item, "letters of", ratio);
}

/* A box that is edged, against what lies outside it; a stripe against what lies beside.
 */
static void check_edge(const struct painted *p, const struct display_item *item)
{
    struct rect r = item->rect;
    bool stripe = item->role == ROLE_EDGE && !item->hollow;
    if ((!stripe && item->edge_px == 0) || item->shape == BOX_CIRCLE)
        return;
    bool upright = r.h > r.w;
    int x = upright || !stripe ? r.x : r.x + r.w / 2, y = r.y + r.h / 2;
    uint32_t edge = stripe ? pixel(p, r.x + r.w / 2, y) : pixel(p, x, y);
    if (edge != (stripe ? item->color : item->edge))
        return; /* something else is painted over it there */
    uint32_t one = stripe && !upright ? pixel(p, x, r.y - 2) : pixel(p, r.x - 2, y);
    uint32_t other =
        stripe && !upright ? pixel(p, x, r.y + r.h + 1) : pixel(p, r.x + r.w + 1, y);
    double a = palette_contrast(edge, one), b = palette_contrast(edge, other);
    if ((a > b ? a : b) < 3)
        fail_item(p, item, "an edge of", a > b ? a : b);
}

static void check_icon(const struct painted *p, const struct display_item *item)
{
    double ratio = core(p, item->rect, pixel(p, item->rect.x, item->rect.y));
    if (ratio < 3)
        fail_item(p, item, "an icon of", ratio);
}

static long check_screen(struct sample *s)
{
    struct painted p = paint(s);
    long checks = 0;
    for (size_t i = 0; i < p.display->count; i++) {
        const struct display_item *item = &p.display->items[i];
        if (item->kind == ITEM_TEXT)
            check_text(&p, item);
        else if (item->kind == ITEM_BOX)
            check_edge(&p, item);
        else if (item->kind == ITEM_ICON)
            check_icon(&p, item);
        checks += item->kind != ITEM_TARGET;
    }
    canvas_free(p.canvas);
    return checks;
}

static long check_sheets(struct sample *s)
{
    long checks = 0;
    for (int sheet = 1;; sheet++) {
        checks += check_screen(s);
        if (sheet >= screen_now(s)->sheets)
            return checks;
        do_action(s, ACTION_NEXT);
    }
}

static void letters_have_seven_to_one_and_edges_three_as_painted(void **state)
{
    (void)state;
    static const char *const pages[] = {"constructs.md", "callouts.md", "figures.md",
                                        "step-2.md"};
    struct sample s = shelf_open();
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        long checks = 0;
        setting.theme = (enum theme)theme;
        shelf_read(&s, &setting);
        checks += check_sheets(&s); /* home */
        for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
            open_page(&s, pages[i]);
            checks += check_sheets(&s);
        }
        do_action(&s, ACTION_STAGES);
        checks += check_sheets(&s);
        do_action(&s, ACTION_TEXT);
        checks += check_sheets(&s);
        print_message("%s: %ld things\n", theme_name((enum theme)theme), checks);
    }
    sample_close(&s);
}

/* The ring: 3:1 against what was there before, at least as many pixels as a line of 2 lp
 * around the control (WCAG 2.4.13), never outside the screen. */
static void check_focus(const struct painted *before, const struct painted *after)
{
    const struct display_item *target = NULL;
    long changed = 0;
    for (size_t i = 0; i < after->display->count; i++) {
        if (after->display->items[i].kind == ITEM_TARGET &&
            after->display->items[i].focus)
            target = &after->display->items[i];
    }
    assert_non_null(target);
    for (int y = 0; y < after->h; y++) {
        for (int x = 0; x < after->w; x++) {
            uint32_t is = pixel(after, x, y), was = pixel(before, x, y);
            changed += is != was && palette_contrast(is, was) >= 3;
        }
    }
    assert_true(changed >= 2 * 2 * (target->rect.w + target->rect.h));
}

static void the_focus_is_seen_on_every_control(void **state)
{
    (void)state;
    struct sample s = shelf_open();
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        setting.theme = (enum theme)theme;
        shelf_read(&s, &setting);
        open_page(&s, "step-2.md");
        struct painted before = paint(&s);
        for (int i = 0; i < 6; i++) {
            do_action(&s, ACTION_FOCUS_NEXT);
            struct painted after = paint(&s);
            check_focus(&before, &after);
            canvas_free(after.canvas);
        }
        canvas_free(before.canvas);
    }
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_have_seven_to_one_and_edges_three_as_painted),
        cmocka_unit_test(the_focus_is_seen_on_every_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
