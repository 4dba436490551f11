/* An author who saves a file is told so, in whatever folder below it is. */
#include "platform/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 20000 /* for a machine under load; a change comes after 50 */
};

struct fixture {
    char folder[64];
    int pipe[2];
    struct watch *watch;
};

/* The watch's thread says it through a pipe. */
static void changed(void *context)
{
    const struct fixture *f = context;
    if (write(f->pipe[1], "!", 1) != 1)
        abort();
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = {0};
    strcpy(f->folder, TEST_BINARY_DIR "/watchXXXXXX");
    if (!mkdtemp(f->folder) || pipe(f->pipe) != 0)
        return -1;
    f->watch = watch_start(f->folder, changed, f, &err);
    *state = f;
    return f->watch ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[128];
    watch_stop(f->watch);
    close(f->pipe[0]);
    close(f->pipe[1]);
    snprintf(command, sizeof command, "rm -r '%s'", f->folder);
    int failed = system(command);
    free(f);
    return failed;
}

static void write_file(const struct fixture *f, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("words", file);
    fclose(file);
}

static void make_folder(const struct fixture *f, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void expect_change(const struct fixture *f)
{
    struct pollfd fd = {.fd = f->pipe[0], .events = POLLIN};
    char byte;
    assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
    assert_int_equal(read(f->pipe[0], &byte, 1), 1);
}

static void a_saved_file_is_seen_each_time(void **state)
{
    write_file(*state, "one.md");
    expect_change(*state);
    write_file(*state, "one.md");
    expect_change(*state);
}

static void a_file_in_a_folder_made_later_is_seen(void **state)
{
    make_folder(*state, "en");
    expect_change(*state);
    make_folder(*state, "en/deep");
    expect_change(*state);
    write_file(*state, "en/deep/page.md");
    expect_change(*state);
}

static void a_renamed_and_a_removed_file_are_seen(void **state)
{
    const struct fixture *f = *state;
    char from[256], to[256];
    snprintf(from, sizeof from, "%s/.page.md.swp", f->folder);
    snprintf(to, sizeof to, "%s/page.md", f->folder);
    write_file(f, ".page.md.swp"); /* what editors do */
    assert_int_equal(rename(from, to), 0);
    expect_change(f);
    assert_int_equal(unlink(to), 0);
    expect_change(f);
}

static void what_cannot_be_watched_is_named(void **state)
{
    (void)state;
    struct error err = {0};
    assert_null(watch_start(TEST_BINARY_DIR "/no-such-folder", changed, NULL, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_non_null(strstr(err.detail, "no-such-folder: "));
    assert_null(watch_start(TEST_SOURCE_DIR "/CMakeLists.txt", changed, NULL, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    watch_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_saved_file_is_seen_each_time, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_file_in_a_folder_made_later_is_seen, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_renamed_and_a_removed_file_are_seen, set_up,
                                        tear_down),
        cmocka_unit_test(what_cannot_be_watched_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
