/* An address outside the guide is shown whole and honestly, on every screen, and a phone
 * takes the very same one along. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-address"
#include "sample.h"

#include "../paint/scan.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

static const struct display_screen screens[] = {
    {.w = 320, .h = 240, .dpi = 96, .size = 100},
    {.w = 480, .h = 320, .dpi = 166, .size = 100},
    {.w = 480, .h = 320, .dpi = 166, .size = 200, .theme = THEME_DARK},
    {.w = 800, .h = 480, .dpi = 131, .size = 100, .theme = THEME_CREAM},
    {.w = 480, .h = 800, .dpi = 131, .size = 200},
    {.w = 1280, .h = 800, .dpi = 96, .size = 200, .theme = THEME_CONTRAST},
    {.w = 1920, .h = 1080, .dpi = 96, .size = 400},
};

enum {
    SCREENS = sizeof screens / sizeof *screens
};

/* A reader of one page with one link, its panel open. */
static struct sample open_titled(const char *url, const char *title,
                                 struct display_screen screen)
{
    struct error err = {0};
    struct str page = {0};
    str_printf(&page, "# Links\n\nRead [this](<%s> \"%s\").\n", url, title);
    assert_true(file_make_folder(SAMPLE_FOLDER "/" SAMPLE_LANG, &err));
    sample_write(SAMPLE_FOLDER, "bundle.ini", sample_ini);
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/SUMMARY.md",
                 "# Summary\n\n- [Links](links.md)\n- [Help](help.md)\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/help.md", "# Help\n");
    sample_write(SAMPLE_FOLDER, SAMPLE_LANG "/links.md", str_c(&page));
    str_free(&page);
    struct sample s = sample_read(sample_build(SAMPLE_FOLDER), MODE_PERSONAL, screen);
    open_page(&s, "links.md");
    follow(&s, 0);
    assert_string_equal(screen_now(&s)->screen, "address");
    return s;
}

static struct sample open_address(const char *url, struct display_screen screen)
{
    return open_titled(url, "", screen);
}

static const struct display_item *find_code(struct sample *s)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        if (display->items[i].kind == ITEM_QR)
            return &display->items[i];
    }
    return NULL;
}

static bool is_in_a_bar(const struct display *display, const struct display_item *item)
{
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *bar = &display->items[i];
        if (bar->role == ROLE_BAR && rect_intersects(bar->rect, item->rect))
            return true;
    }
    return false;
}

/* Adds the words between the bars; all must stand on the canvas. */
static void add_words(struct sample *s, struct str *out)
{
    const struct display *display = reader_display(s->reader);
    struct rect all = {0, 0, display->screen.w, display->screen.h};
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (item->kind != ITEM_TEXT || is_in_a_bar(display, item))
            continue;
        struct rect shared = rect_intersect(item->rect, all);
        assert_int_equal(shared.w, item->rect.w);
        assert_int_equal(shared.h, item->rect.h);
        assert_true(utf8_valid(item->text, item->len, NULL));
        str_printf(out, "%.*s", (int)item->len, item->text);
    }
}

/* What all sheets of the panel say, and its code. */
struct told {
    struct str words;
    char *alt; /* NULL where it has no code */
    int side;  /* of the code's card, px */
    struct str code;
};

static void told_free(struct told *told)
{
    str_free(&told->words);
    str_free(&told->code);
    free(told->alt);
}

static void read_code(struct sample *s, struct str *out)
{
    const struct display *display = reader_display(s->reader);
    struct rect all = {0, 0, display->screen.w, display->screen.h};
    struct canvas *canvas = canvas_new(all.w, all.h);
    canvas_paint(canvas, display, s->fonts, all);
    scan(canvas, TEST_BINARY_DIR "/address.png", out);
    canvas_free(canvas);
}

static struct told read_panel(struct sample *s)
{
    struct told told = {0};
    do_action(s, ACTION_FIRST);
    for (int sheet = 1;; sheet++) {
        const struct display_item *code = find_code(s);
        add_words(s, &told.words);
        if (code) {
            assert_null(told.alt);
            told.alt = mem_copy_string(code->text);
            told.side = code->rect.w;
            read_code(s, &told.code);
        }
        if (sheet >= screen_now(s)->sheets)
            return told;
        do_action(s, ACTION_NEXT);
    }
}

static void check_words(const struct told *told, const char *words, bool said)
{
    char *packed = mem_copy_string(words);
    size_t len = 0;
    for (const char *c = words; *c; c++) {
        if (*c != ' ')
            packed[len++] = *c;
    }
    packed[len] = '\0';
    struct str all = {0};
    for (const char *c = str_c(&told->words); *c; c++) {
        if (*c != ' ')
            str_append_char(&all, *c);
    }
    if (!!strstr(str_c(&all), packed) != said)
        fail_msg("%s: %s", said ? "not said" : "said", words);
    str_free(&all);
    free(packed);
}

static void a_phone_reads_what_a_person_reads(void **state)
{
    (void)state;
    static const struct {
        const char *url, *says, *shown, *code;
    } rows[] = {
        {"https://www.example.org/health?lang=en#top", "This page",
         "https://www.example.org/health?lang=en#top",
         "https://www.example.org/health?lang=en#top"},
        {"tel:+442079460018", "telephone number", "+442079460018", "tel:+442079460018"},
        {"mailto:help@clinic.example?subject=Hi", "e-mail address", "help@clinic.example",
         "mailto:help@clinic.example?subject=Hi"},
        {"sms:85258", "text messages", "85258", "sms:85258"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows * SCREENS; i++) {
        size_t row = i / SCREENS;
        struct sample s = open_address(rows[row].url, screens[i % SCREENS]);
        struct told told = read_panel(&s);
        check_words(&told, rows[row].says, true);
        check_words(&told, rows[row].shown, true);
        check_words(&told, "Scan this with a phone", true);
        assert_non_null(told.alt);
        assert_string_equal(told.alt + strlen("QR code of "), rows[row].shown);
        assert_string_equal(str_c(&told.code), rows[row].code);
        told_free(&told);
        sample_close(&s);
    }
}

/* 37 modules, the quiet zone counted, of at least half a millimetre. */
static void the_title_of_a_link_stands_above_its_address(void **state)
{
    (void)state;
    struct sample s =
        open_titled("https://clinic.example", "Opening\u202E hours", screens[4]);
    struct told told = read_panel(&s);
    check_words(&told, "Opening hours", true);
    check_words(&told, "\u202E", false);
    check_words(&told, "https://clinic.example", true);
    told_free(&told);
    sample_close(&s);
}

static void a_module_is_at_least_half_a_millimetre(void **state)
{
    (void)state;
    for (size_t i = 0; i < SCREENS; i++) {
        struct sample s = open_address("https://example.org/health/advice", screens[i]);
        struct told told = read_panel(&s);
        assert_true(told.side * 25.4 / screens[i].dpi >= 37 * 0.5);
        told_free(&told);
        sample_close(&s);
    }
}

static void what_no_phone_should_be_handed_is_only_shown(void **state)
{
    (void)state;
    static const char *const urls[] = {"javascript:alert(1)", "ftp://example.org/a",
                                       "data:text/html,x", "file:///etc/passwd"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct sample s = open_address(urls[i], screens[3]);
        struct told told = read_panel(&s);
        assert_null(told.alt);
        check_words(&told, urls[i], true);
        check_words(&told, "Scan", false);
        told_free(&told);
        sample_close(&s);
    }
}

static void a_hostile_address_stays_inside_and_in_sight(void **state)
{
    (void)state;
    static const char *const units[] = {"a",      "/a",     "%41",        "\u202E",
                                        "\u05D0", "\u0301", "\U0001F600", "-"};
    for (size_t i = 0; i < sizeof units / sizeof *units * 2; i++) {
        struct str url = {0};
        str_append(&url, i % 2 ? "https://e.org/" : "tel:");
        while (url.len < 100 * 1024)
            str_append(&url, units[i / 2]);
        struct sample s = open_address(str_c(&url), screens[i % SCREENS]);
        struct told told = read_panel(&s);
        assert_null(told.alt);
        check_words(&told, "Scan", false);
        check_words(&told, "Note it down", true);
        assert_null(strstr(str_c(&told.words), "\u202E"));
        assert_non_null(strstr(str_c(&told.words), "\u2026"));
        assert_true(told.words.len < 8192);
        told_free(&told);
        sample_close(&s);
        str_free(&url);
    }
}

/* Too fine a code for a phone is not shown on a small screen, and not promised. */
static void a_code_too_fine_is_not_promised(void **state)
{
    (void)state;
    static const struct {
        size_t screen;
        bool code;
    } rows[] = {{1, false}, {3, false}, {6, true}};
    struct str url = {0};
    str_append(&url, "https://example.org/");
    while (url.len < 2900)
        str_append(&url, "0123456789");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sample s = open_address(str_c(&url), screens[rows[i].screen]);
        struct told told = read_panel(&s);
        assert_int_equal(told.alt != NULL, rows[i].code);
        check_words(&told, "Scan", rows[i].code);
        told_free(&told);
        sample_close(&s);
    }
    str_free(&url);
}

static void it_closes_by_hand_and_by_keys(void **state)
{
    (void)state;
    static const enum action_kind ways[] = {ACTION_CLOSE, ACTION_BACK, ACTION_SWIPE_DOWN};
    struct sample s = open_address("tel:1", screens[3]);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        do_action(&s, ways[i]);
        assert_string_equal(screen_now(&s)->path, "en/links.md");
        follow(&s, 0);
    }
    touch(&s, "Close");
    while (!find_target(&s, "this")->focus)
        do_action(&s, ACTION_FOCUS_NEXT);
    do_action(&s, ACTION_ACTIVATE);
    assert_true(find_target(&s, "Close")->focus); /* there is nothing else in it */
    do_action(&s, ACTION_ACTIVATE);
    assert_true(find_target(&s, "this")->focus);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_reads_what_a_person_reads),
        cmocka_unit_test(the_title_of_a_link_stands_above_its_address),
        cmocka_unit_test(a_module_is_at_least_half_a_millimetre),
        cmocka_unit_test(what_no_phone_should_be_handed_is_only_shown),
        cmocka_unit_test(a_hostile_address_stays_inside_and_in_sight),
        cmocka_unit_test(a_code_too_fine_is_not_promised),
        cmocka_unit_test(it_closes_by_hand_and_by_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
