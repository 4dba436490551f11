/* The command line says what is wrong with it and takes nothing it does not know. */
#include "ui/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static enum options_verdict parse(const char *const *words, struct options *out)
{
    int argc = 0;
    while (words[argc])
        argc++;
    return options_parse(argc, (char **)(uintptr_t)words, out);
}

static void good_options_are_taken(void **state)
{
    (void)state;
    struct options o;
    const char *words[] = {"candor",  "--window", "800x480",      "--dpi",
                           "131",     "--mode",   "kiosk",        "--size",
                           "200",     "--theme",  "dark",         "--rotate=270",
                           "content", "--open",   "help.md#now",  "--lang",
                           "es",      "--watch",  "--site=a.ini", NULL};
    assert_int_equal(parse(words, &o), OPTIONS_RUN);
    assert_int_equal(o.w, 800);
    assert_int_equal(o.h, 480);
    assert_int_equal(o.dpi, 131);
    assert_int_equal(o.mode, MODE_KIOSK);
    assert_int_equal(o.settings.size, 200);
    assert_int_equal(o.settings.theme, THEME_DARK);
    assert_int_equal(o.rotate, 270);
    assert_string_equal(o.content, "content");
    assert_string_equal(o.open, "help.md#now");
    assert_string_equal(o.lang, "es");
    assert_true(o.watch);
    assert_string_equal(o.site, "a.ini");
    assert_false(options_off_screen(&o));
}

static void nothing_given_means_the_usual(void **state)
{
    (void)state;
    struct options o;
    const char *words[] = {"candor", NULL};
    assert_int_equal(parse(words, &o), OPTIONS_RUN);
    assert_null(o.content);
    assert_int_equal(o.w, 0);
    assert_int_equal(o.dpi, 96);
    assert_int_equal(o.mode, MODE_PERSONAL);
    assert_int_equal(o.settings.size, 100);
    assert_int_equal(o.settings.theme, THEME_LIGHT);
}

static void bad_options_are_refused(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"--window", "800"},    {"--window", "800x"},
        {"--window", "x480"},   {"--window", "800x480x1"},
        {"--window", "-1x480"}, {"--window", "99999x480"},
        {"--window", "10x480"}, {"--dpi", "0"},
        {"--dpi", "96.5"},      {"--dpi", ""},
        {"--mode", "Kiosk"},    {"--size", "110"},
        {"--size", "100%"},     {"--theme", "sepia"},
        {"--rotate", "45"},     {"--rotate", "360"},
        {"--unknown", "x"},     {"one", "two"},
    };
    assert_non_null(freopen("/dev/null", "w", stderr));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct options o;
        const char *words[] = {"candor", rows[i][0], rows[i][1], NULL};
        assert_int_equal(parse(words, &o), OPTIONS_BAD);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_options_are_taken),
        cmocka_unit_test(nothing_given_means_the_usual),
        cmocka_unit_test(bad_options_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
