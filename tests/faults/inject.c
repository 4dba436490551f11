/* An install of a tiny bundle over an older edition, in which one system call is the last
 * one, or fails, or fails from then on. After each: what a reader is shown is exactly the
 * old edition or the new one, and installing again gives the new one.
 *
 *     inject TOOL kill|eio|enospc|eintr [all]
 *     inject TOOL again [all]     killed in an install, then killed in the recovery
 *     inject TOOL control         the check itself must fail on a store that was forged
 *
 * `all` takes every call; else those that decide (trace_is_decisive), every 6th other
 * call that concerns the store, and every 32nd of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tiny.h"
#include "trace.h"

enum {
    SAMPLE_STORE = 6,
    SAMPLE_REST = 32,
    PAIRS_MAX = 500,
    PAIRS_SAMPLE = 24,
};

struct run {
    struct world world;
    char tool[1024], base[1024], said[1024], log[1024];
    bool all;
    int runs, failures, died; /* died: the sanitizer's own memory was refused */
};

static struct run run_new(const char *tool, bool all)
{
    struct run run = {.world = tiny_world(), .all = all};
    snprintf(run.tool, sizeof run.tool, "%s", tool);
    scratch_path(&run.world.scratch, "base", run.base);
    scratch_path(&run.world.scratch, "said", run.said);
    scratch_path(&run.world.scratch, "log", run.log);
    tiny_copy(run.world.store, run.base);
    return run;
}

static void print_file(const char *path)
{
    struct str text = {0};
    struct error err = {0};
    if (file_read(path, (size_t)1 << 20, &text, &err))
        fputs(str_c(&text), stderr);
    str_free(&text);
}

/* What the command said is true, if it said that nothing changed. */
static bool says_the_truth(const char *said, const struct found *found)
{
    struct str text = {0};
    struct error err = {0};
    bool read = file_read(said, (size_t)1 << 20, &text, &err);
    bool lies = read && strstr(str_c(&text), "Nothing changed") && !found_old(found);
    str_free(&text);
    return !lies;
}

/* What follows a fault, in a child: looks, installs again, looks again. The child's exit
 * status is 0 where all is as it must be. */
static int recover(struct world *world, const char *said, bool said_installed)
{
    struct found found = tiny_look(world->store);
    bool was_new = found_new(&found);
    if (!found_old(&found) && !was_new) {
        tiny_say(&found, "neither old nor new");
        return 1;
    }
    if (said_installed && !was_new) {
        tiny_say(&found, "it said that it was installed");
        return 1;
    }
    if (!says_the_truth(said, &found)) {
        tiny_say(&found, "it said that nothing changed");
        return 1;
    }
    struct install_report report = world_install(world);
    bool good = report.outcome == OUTCOME_INSTALLED ||
                (report.outcome == OUTCOME_ALREADY && was_new);
    found = tiny_look(world->store);
    if (good && found_new(&found))
        return 0;
    fprintf(stderr, "installed again: %s: %s\n", outcome_code(report.outcome),
            report.why.detail);
    tiny_say(&found, "after that");
    return 1;
}

static bool recovers(struct run *run, bool said_installed)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(recover(&run->world, run->said, said_installed));
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* One run with a fault in `call`. */
static int fault(struct run *run, const struct trace_command *command,
                 const struct trace_call *call, const char *what, const char *when)
{
    char names[64], inject[160];
    snprintf(names, sizeof names, "trace=%s", call->name);
    snprintf(inject, sizeof inject, "inject=%s:%s:when=%d%s", call->name, what, call->nth,
             when);
    int status = trace_strace(command, names, inject);
    run->runs++;
    run->died += status == TRACE_SANITIZER && trace_is_memory(call->name);
    bool expected = status == 0 || status == 1 || status == 128 + SIGKILL ||
                    (status == TRACE_SANITIZER && trace_is_memory(call->name));
    if (!expected) {
        run->failures++;
        fprintf(stderr, "%s: exit %d\n", inject, status);
        print_file(run->said);
    }
    return status;
}

static void fault_and_recover(struct run *run, const struct trace_command *command,
                              const struct trace_call *call, const char *what,
                              const char *when)
{
    tiny_copy(run->base, run->world.store);
    int status = fault(run, command, call, what, when);
    if (recovers(run, status == 0))
        return;
    run->failures++;
    fprintf(stderr, "FAILED after %s:%s:when=%d%s, exit %d\n", call->name, what,
            call->nth, when, status);
    print_file(run->said);
}

static bool is_chosen(const struct run *run, const struct trace_call *call, int i)
{
    return run->all || trace_is_decisive(call->name) ||
           i % (call->store ? SAMPLE_STORE : SAMPLE_REST) == 0;
}

/* What a fault is for strace, and how it goes on. A call that is interrupted for ever is
 * tried again for ever: ten times are enough. */
static const struct kind {
    const char *name, *what, *on;
} kinds[] = {
    {"kill", "signal=KILL", NULL},
    {"eio", "error=EIO", "+"},
    {"enospc", "error=ENOSPC", "+"},
    {"eintr", "error=EINTR", ".."},
};

static void inject_all(struct run *run, const struct trace_command *command,
                       const struct kind *kind)
{
    struct trace trace = trace_list(command, "SIGTERM");
    for (int i = 0; i < trace.count; i++) {
        const struct trace_call *call = &trace.calls[i];
        char on[32] = "+";
        if (!is_chosen(run, call, i))
            continue;
        fault_and_recover(run, command, call, kind->what, "");
        if (!kind->on || (!run->all && !trace_is_decisive(call->name)))
            continue;
        if (*kind->on == '.')
            snprintf(on, sizeof on, "..%d", call->nth + 9);
        fault_and_recover(run, command, call, kind->what, on);
    }
    printf("%s: %d system calls, %d runs, %d failures, %d ended by the sanitizer "
           "for want of memory\n",
           kind->name, trace.count, run->runs, run->failures, run->died);
    free(trace.calls);
}

/* Pairs. */

/* Rot in both copies of the state, so that the recovery has to make it again. */
static void spoil_state(struct run *run)
{
    scratch_write(&run->world.scratch, "store/editions/" WORLD_ID "/state", "rot");
    scratch_write(&run->world.scratch, "store/editions/" WORLD_ID "/state.copy", "rot");
}

struct pairs {
    const struct trace_command *install, *trial;
    char before[1024]; /* the store as the first fault left it */
    int left;          /* how many are still to be made */
};

/* Every `step`th call of the recovery is its last, or fails. */
static void break_recovery(struct run *run, struct pairs *pairs, int step)
{
    tiny_copy(run->world.store, pairs->before);
    struct trace trace = trace_list(pairs->trial, run->world.store);
    for (int i = 0; i < trace.count && pairs->left > 0; i += step) {
        const struct trace_call *call = &trace.calls[i];
        const char *what = i % 2 ? "signal=KILL" : "error=EIO";
        tiny_copy(pairs->before, run->world.store);
        fault(run, pairs->trial, call, what, "");
        pairs->left--;
        if (recovers(run, false))
            continue;
        run->failures++;
        fprintf(stderr, "FAILED in the recovery after %s:%s:when=%d\n", call->name, what,
                call->nth);
        print_file(run->said);
    }
    free(trace.calls);
}

static void inject_pairs(struct run *run, const struct trace_command *install,
                         const struct trace_command *trial)
{
    struct pairs pairs = {install, trial, "", run->all ? PAIRS_MAX : PAIRS_SAMPLE};
    struct trace trace = trace_list(install, "SIGTERM");
    scratch_path(&run->world.scratch, "before", pairs.before);
    for (int i = trace.count - 1; i >= 0 && pairs.left > 0; i--) {
        if (!trace.calls[i].store || !trace_is_decisive(trace.calls[i].name))
            continue;
        for (int rot = 0; rot < 2 && pairs.left > 0; rot++) {
            tiny_copy(run->base, run->world.store);
            fault(run, install, &trace.calls[i], "signal=KILL", "");
            if (rot)
                spoil_state(run);
            break_recovery(run, &pairs, run->all ? 3 : 17);
        }
    }
    printf("again: %d pairs, %d failures\n",
           (run->all ? PAIRS_MAX : PAIRS_SAMPLE) - pairs.left, run->failures);
    free(trace.calls);
}

/* The control: an edition that nobody signed, current in a whole state. */
static int control(struct run *run)
{
    tiny_publish(&run->world, 2, 0, "forged");
    char store[1024];
    snprintf(store, sizeof store, "%s", run->world.store);
    scratch_path(&run->world.scratch, "other", run->world.store);
    assert_int_equal(world_install(&run->world).outcome, OUTCOME_INSTALLED);
    bool noticed = !recovers(run, false);
    snprintf(run->world.store, sizeof store, "%s", store);
    tiny_publish(&run->world, 3, 3, TINY_NEW);
    noticed = noticed && !recovers(run, true);
    printf("control: %s\n", noticed ? "noticed" : "NOT NOTICED");
    return noticed ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    struct run run = run_new(argv[1], argc > 3);
    const char *store = run.world.store;
    const char *install[] = {run.tool, "install", run.world.stick, "--store",
                             store,    "--keys",  run.world.keys,  NULL};
    const char *trial[] = {run.tool, "trial", "--store", store, NULL};
    const struct trace_command first = {install, run.said, run.log, store},
                               second = {trial, run.said, run.log, store};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(argv[2], kinds[i].name) == 0)
            inject_all(&run, &first, &kinds[i]);
    if (strcmp(argv[2], "again") == 0)
        inject_pairs(&run, &first, &second);
    if (strcmp(argv[2], "control") == 0)
        run.failures += control(&run);
    world_free(&run.world);
    return run.failures ? 1 : 0;
}
