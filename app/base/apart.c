#include "base/apart.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bytes of address space that this process has taken; 0 where nobody says. */
static rlim_t taken(void)
{
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    if (fscanf(file, "%llu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* SIGPROF ends a process that does not ask for it. What libraries have to say of bad
 * input goes nowhere. */
static bool confine(struct apart_limits limits)
{
    struct itimerval timer = {.it_value = {limits.ms / 1000, limits.ms % 1000 * 1000}};
    struct rlimit none = {0}, memory = {0};
    rlim_t now = taken();
    memory.rlim_cur = memory.rlim_max = now ? now + limits.bytes : RLIM_INFINITY;
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    return signal(SIGPROF, SIG_DFL) != SIG_ERR && setrlimit(RLIMIT_CORE, &none) == 0 &&
           setrlimit(RLIMIT_FSIZE, &none) == 0 && setrlimit(RLIMIT_AS, &memory) == 0 &&
           setitimer(ITIMER_PROF, &timer, NULL) == 0;
}

bool apart_do(bool (*work)(void *context), void *context, struct apart_limits limits)
{
    int status = 0;
    pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        _exit(confine(limits) && work(context) ? EXIT_SUCCESS : EXIT_FAILURE);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

void *apart_map(size_t bytes)
{
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void apart_unmap(void *memory, size_t bytes)
{
    if (memory)
        munmap(memory, bytes);
}
