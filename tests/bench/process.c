#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t process_start(char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
        _exit(127);
    }
    return pid;
}

void process_stop(pid_t pid)
{
    int fd = pidfd_open(pid, 0);
    kill(pid, SIGTERM);
    struct pollfd ended = {.fd = fd, .events = POLLIN};
    if (poll(&ended, 1, 5000) <= 0)
        kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    if (fd >= 0)
        close(fd);
}

/* The number after `key` at the beginning of a line of a file of /proc; 0 where none. */
static long number_in(const char *path, const char *key)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    char line[256];
    long number = 0;
    size_t len = strlen(key);
    while (number == 0 && fgets(line, sizeof line, file))
        if (strncmp(line, key, len) == 0)
            number = strtol(line + len, NULL, 10);
    fclose(file);
    return number;
}

double process_rss(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    return (double)number_in(path, "VmRSS:") / 1024;
}

double process_pss(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    return (double)number_in(path, "Pss:") / 1024;
}

long process_waits(pid_t pid)
{
    char path[512];
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    if (!tasks)
        return 0;
    long waits = 0;
    for (struct dirent *task; (task = readdir(tasks));) {
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, task->d_name);
        waits += number_in(path, "voluntary_ctxt_switches:");
    }
    closedir(tasks);
    return waits;
}

long process_ticks(pid_t pid)
{
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    /* the name, in brackets, can hold anything; after it: state, then ten numbers */
    long user = 0, system = 0;
    char *after = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    if (!after || sscanf(after + 1, " %*c%*d%*d%*d%*d%*d%*u%*u%*u%*u%*u%ld%ld", &user,
                         &system) != 2)
        user = system = 0;
    fclose(file);
    return user + system;
}

double process_cpu(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    long long ns = 0;
    if (fscanf(file, "%lld", &ns) != 1)
        ns = 0;
    fclose(file);
    return (double)ns / 1e6;
}
