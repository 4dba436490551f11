/* Goldens: what the reader shows of a small book, as display lists that a person looked
 * at before they were committed. Drawn again with CANDOR_GOLDEN=update in the
 * environment; then look at each, and commit those that are right. */
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GOLDEN TEST_SOURCE_DIR "/tests/golden"

static const struct golden {
    const char *name, *options;
} goldens[] = {
    {"idle-kiosk", "--mode kiosk --window 800x480 --dpi 131"},
    {"home-large", "--window 1920x1080"},
    {"home-hand", "--window 480x320 --dpi 166"},
    {"constructs-kiosk", "--window 800x480 --dpi 131 --open constructs.md"},
    {"constructs-large", "--window 1280x800 --open constructs.md --theme dark"},
    {"callouts-large", "--window 1280x800 --open callouts.md --theme cream"},
    {"callouts-hand-200", "--window 480x320 --dpi 166 --open callouts.md --size 200"},
    {"ladder-large", "--window 1280x800 --open steps.md"},
    {"step-kiosk", "--window 800x480 --dpi 131 --open step-2.md --theme contrast"},
    {"rotated", "--window 800x480 --dpi 131 --rotate 90 --open constructs.md"},
    {"right-to-left", "--window 1280x800 --lang he --open constructs.md"},
    {"figure-large", "--window 1920x1080 --open figures.md"},
    {"figure-kiosk", "--window 800x480 --dpi 131 --open figures.md#a-photograph"},
    {"figure-card", "--window 1280x800 --open figures.md#in-a-callout --theme dark"},
    {"figure-words", "--window 800x480 --dpi 131 --open figures.md#what-cannot-be-shown"},
    {"table-grid", "--window 1280x800 --open tables.md"},
    {"table-goes-on", "--window 1280x900 --open tables.md#then --theme cream"},
    {"table-cards", "--window 800x640 --dpi 131 --open tables.md#how-long --theme dark"},
    {"table-cards-hand", "--window 480x320 --dpi 166 --open tables.md#then"},
    {"table-right-to-left", "--window 1280x800 --lang he --open tables.md"},
    {"figure-right-to-left", "--window 1280x800 --lang he --open figures.md"},
};

static void read_file(const char *path, struct str *out)
{
    struct error err = {0};
    if (!file_read(path, 1 << 24, out, &err))
        fail_msg("%s", err.detail);
}

/* Draws one into `path`. */
static void draw(const struct golden *golden, const char *path)
{
    char command[1024];
    snprintf(command, sizeof command,
             "'" TEST_BINARY_DIR "/app/candor' --mode personal %s --dump '%s' "
             "'" GOLDEN "/book'",
             golden->options, path);
    assert_int_equal(system(command), 0);
}

static void say_difference(const char *name, const char *was, const char *is)
{
    int line = 1;
    const char *start_was = was, *start_is = is;
    for (; *was && *was == *is; was++, is++) {
        if (*was == '\n') {
            line++;
            start_was = was + 1;
            start_is = is + 1;
        }
    }
    fail_msg("%s.jsonl:%d:\n  was %.*s\n  is  %.*s", name, line,
             (int)strcspn(start_was, "\n"), start_was, (int)strcspn(start_is, "\n"),
             start_is);
}

static void check(const struct golden *golden)
{
    char path[512], temporary[] = "/tmp/candor-golden-XXXXXX";
    snprintf(path, sizeof path, GOLDEN "/%s.jsonl", golden->name);
    const char *update = getenv("CANDOR_GOLDEN");
    if (update && strcmp(update, "update") == 0) {
        draw(golden, path);
        return;
    }
    int fd = mkstemp(temporary);
    assert_true(fd >= 0);
    close(fd);
    struct str was = {0}, is = {0};
    draw(golden, temporary);
    read_file(path, &was);
    read_file(temporary, &is);
    unlink(temporary);
    if (strcmp(str_c(&was), str_c(&is)) != 0)
        say_difference(golden->name, str_c(&was), str_c(&is));
    str_free(&was);
    str_free(&is);
}

static void screens_are_as_they_were_when_a_person_looked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        check(&goldens[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_are_as_they_were_when_a_person_looked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
