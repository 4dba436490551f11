/* A command under strace: which system calls it makes, and what becomes of it where one
 * of them fails or is its last. */
#pragma once

#include <assert.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TRACE_WORDS_MAX = 32,
    TRACE_SECONDS = 30, /* before a run counts as hung */
    TRACE_HUNG = 999,
    TRACE_SANITIZER = 99, /* exit status of a sanitizer's finding */
};

struct trace_call {
    char name[32];
    int nth;    /* of its name in the whole program, from 1, as strace counts */
    bool store; /* names a file of the store, or a descriptor of one */
};

struct trace {
    struct trace_call *calls; /* release with free */
    int count;
};

/* A command, where its output goes, and its folder, which is told by name in the log. */
struct trace_command {
    const char **argv;
    const char *said, *log, *folder;
};

/* Runs `argv`. Its exit status; 128 + a signal's number; TRACE_HUNG. */
static inline int trace_run(const char **argv, const char *said)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        int fd = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(fd, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
        setenv("ASAN_OPTIONS", "detect_leaks=0:exitcode=99", 1); /* as strace needs */
        setenv("UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1", 1);
        alarm(TRACE_SECONDS);
        execvp(argv[0], (char **)argv);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        abort();
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? TRACE_HUNG : 128 + WTERMSIG(status);
    return WEXITSTATUS(status);
}

/* Runs the command under strace, which traces the calls `names` and does `inject`. */
static inline int trace_strace(const struct trace_command *command, const char *names,
                               const char *inject)
{
    const char *const own[] = {"strace",     "-f", "--seccomp-bpf", "-qq", "-y",  "-o",
                               command->log, "-e", names,           "-e",  inject};
    const char *words[TRACE_WORDS_MAX] = {0};
    size_t n = 0;
    for (size_t i = 0; i < sizeof own / sizeof *own - (inject ? 0 : 2); i++)
        words[n++] = own[i];
    for (const char **word = command->argv; *word && n + 1 < TRACE_WORDS_MAX; word++)
        words[n++] = *word;
    return trace_run(words, command->said);
}

/* Which of its name a call is, from 1. */
static inline int trace_nth(const struct trace *trace, const char *name)
{
    for (int i = trace->count - 1; i >= 0; i--)
        if (strcmp(trace->calls[i].name, name) == 0)
            return trace->calls[i].nth + 1;
    return 1;
}

/* "PID NAME(..." of a log. */
static inline void trace_line(struct trace *trace, const char *line, const char *folder)
{
    struct trace_call call = {0};
    if (sscanf(line, "%*d %31[a-z0-9_](", call.name) != 1)
        return;
    call.nth = trace_nth(trace, call.name);
    call.store = strstr(line, folder) != NULL;
    trace->calls = realloc(trace->calls, (size_t)(trace->count + 1) * sizeof call);
    trace->calls[trace->count++] = call;
}

/* Runs the command and lists its calls from the first whose line holds `mark`, where its
 * own work begins: what the loader and the sanitizer do before is not ours. */
static inline struct trace trace_list(const struct trace_command *command,
                                      const char *mark)
{
    struct trace trace = {0};
    char line[4096];
    int first = -1, status = trace_strace(command, "trace=all", NULL);
    FILE *log = fopen(command->log, "r");
    while (log && fgets(line, sizeof line, log)) {
        if (first < 0 && strstr(line, mark))
            first = trace.count;
        trace_line(&trace, line, command->folder);
    }
    if (log)
        fclose(log);
    if (status != 0 || first < 0) {
        fprintf(stderr, "strace: exit %d, %d calls, see %s\n", status, trace.count,
                command->said);
        exit(1);
    }
    trace.count -= first;
    memmove(trace.calls, trace.calls + first, (size_t)trace.count * sizeof *trace.calls);
    return trace;
}

static inline bool trace_is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* What a sanitizer's allocator lives by: where these fail, it ends the program. */
static inline bool trace_is_memory(const char *name)
{
    static const char *const names[] = {"mmap",    "munmap", "mprotect",
                                        "madvise", "brk",    NULL};
    return trace_is_one_of(name, names);
}

/* What decides whether a change is there and lasts. */
static inline bool trace_is_decisive(const char *name)
{
    static const char *const names[] = {"rename", "fsync", "unlink", "unlinkat", "flock",
                                        "fchmod", "mkdir", "write",  "statfs",   NULL};
    return trace_is_one_of(name, names);
}
