/* Memory that runs out: every Nth allocation of an install fails, of ours and of all
 * libraries. The program then ends with status 1 and `no-memory`, or gets along without;
 * what is shown is the old edition or the new one, and installing again gives the new
 * one.
 *
 * CANDOR_FAULTS=all takes every allocation; else a sample. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tiny.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

enum {
    SAMPLE = 40,
    STATUS_OTHER = 10, /* and the outcome: it ended in another way */
    NEVER = 0,
};

#ifdef __SANITIZE_ADDRESS__
#define REAL(name) __interceptor_##name
void __lsan_disable(void);
#else
#define REAL(name) __libc_##name
#endif
void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);

/* How many allocations there were, and which one fails. */
static struct {
    bool counts;
    long count, fails;
} allocations;

static bool refused(void)
{
    if (!allocations.counts || ++allocations.count != allocations.fails)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return refused() ? NULL : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : REAL(calloc)(count, size);
}

void *realloc(void *old, size_t size)
{
    return refused() ? NULL : REAL(realloc)(old, size);
}

/* Installs in a child whose allocation `fails` fails. Its wait status. */
static int install_in_child(struct world *world, long fails, const char *said)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(open(said, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        signal(SIGSEGV, SIG_DFL); /* cmocka would go on in the child */
        signal(SIGABRT, SIG_DFL);
#ifdef __SANITIZE_ADDRESS__
        __lsan_disable(); /* a program that ends for want of memory releases nothing */
#endif
        allocations.counts = true;
        allocations.fails = fails;
        struct install_report report = world_install(world);
        allocations.counts = false;
        fprintf(stderr, "%ld %s: %s\n", allocations.count, outcome_code(report.outcome),
                report.why.detail);
        _exit(report.outcome == OUTCOME_INSTALLED ? 0
                                                  : STATUS_OTHER + (int)report.outcome);
    }
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    return status;
}

static void read_said(const char *said, struct str *out)
{
    struct error err = {0};
    str_clear(out);
    assert_true(file_read(said, (size_t)1 << 20, out, &err));
}

/* Whether the child ended as it must, and what it left is whole. */
static bool ends_well(struct world *world, int status, const char *said)
{
    bool ended =
             WIFEXITED(status) && WEXITSTATUS(status) == 1 && strstr(said, "no-memory"),
         installed = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    struct found found = tiny_look(world->store);
    bool whole = found_new(&found) || (found_old(&found) && !installed);
    enum outcome again = world_install(world).outcome;
    bool right =
        again == OUTCOME_INSTALLED || (again == OUTCOME_ALREADY && found_new(&found));
    found = tiny_look(world->store);
    return (ended || installed) && whole && right && found_new(&found);
}

static void every_nth_allocation_fails(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct str text = {0};
    char base[1024], said[1024];
    const char *value = getenv("CANDOR_FAULTS");
    long failures = 0, runs = 0;
    scratch_path(&world.scratch, "base", base);
    scratch_path(&world.scratch, "said", said);
    tiny_copy(world.store, base);
    assert_int_equal(install_in_child(&world, NEVER, said), 0);
    read_said(said, &text);
    long count = strtol(str_c(&text), NULL, 10);
    long step = value && strcmp(value, "all") == 0 ? 1 : count / SAMPLE + 1;
    assert_true(count > 1000);
    for (long n = 1; n <= count; n += step, runs++) {
        tiny_copy(base, world.store);
        int status = install_in_child(&world, n, said);
        read_said(said, &text);
        if (ends_well(&world, status, str_c(&text)))
            continue;
        failures++;
        print_message("allocation %ld: status %x: %.3000s\n", n, (unsigned)status,
                      str_c(&text));
    }
    print_message("%ld of %ld allocations\n", runs, count);
    str_free(&text);
    world_free(&world);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_nth_allocation_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
