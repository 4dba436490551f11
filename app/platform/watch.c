#include "platform/watch.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    SETTLE_MS = 50, /* editors write, rename and remove: one save is one change */
    MAX_DEPTH = 32,
    EVENTS =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR
};

struct watch {
    char *folder;
    void (*changed)(void *context);
    void *context;
    int inotify, stop; /* descriptors, -1 where not open */
    pthread_t thread;
    bool running;
};

/* Watches the folder and those below it. inotify does not mind a folder twice, so that
 * this is called again when folders come. Returns 0, or errno for the folder itself. */
static int add_folder(const struct watch *watch, const char *path, int depth)
{
    if (inotify_add_watch(watch->inotify, path, EVENTS) < 0)
        return errno;
    DIR *folder = depth < MAX_DEPTH ? opendir(path) : NULL;
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        char below[PATH_MAX];
        int len = snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        bool is_folder = entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN;
        if (is_folder && entry->d_name[0] != '.' && len < (int)sizeof below)
            add_folder(watch, below, depth + 1); /* ENOTDIR: it was none */
    }
    if (folder)
        closedir(folder);
    return 0;
}

static bool counts(const struct inotify_event *event)
{
    size_t len = event->len ? strlen(event->name) : 0;
    if (event->mask & IN_Q_OVERFLOW)
        return true;
    return len && event->name[0] != '.' && event->name[len - 1] != '~';
}

/* Reads what is there; true where some of it counts. */
static bool read_events(const struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool any = false;
    ssize_t len = read(watch->inotify, bytes, sizeof bytes);
    for (ssize_t at = 0; at < len;) {
        const struct inotify_event *event = (const void *)(bytes + at);
        any = any || counts(event);
        at += (ssize_t)sizeof *event + event->len;
    }
    return any;
}

static void *run(void *argument)
{
    const struct watch *watch = argument;
    struct pollfd fds[] = {{.fd = watch->inotify, .events = POLLIN},
                           {.fd = watch->stop, .events = POLLIN}};
    bool pending = false;
    for (;;) {
        int ready = poll(fds, 2, pending ? SETTLE_MS : -1);
        if (fds[1].revents || (ready < 0 && errno != EINTR))
            return NULL;
        if (ready > 0 && read_events(watch))
            pending = true;
        if (ready == 0) {
            pending = false;
            add_folder(watch, watch->folder, 0);
            watch->changed(watch->context);
        }
    }
}

/* Signals go to the thread that waits for them, never to this one. */
static int start_thread(struct watch *watch)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&watch->thread, NULL, run, watch);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    watch->running = !failed;
    return failed;
}

/* Returns 0, or errno. */
static int begin(struct watch *watch)
{
    watch->inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch->inotify < 0)
        return errno;
    watch->stop = eventfd(0, EFD_CLOEXEC);
    if (watch->stop < 0)
        return errno;
    int failed = add_folder(watch, watch->folder, 0);
    return failed ? failed : start_thread(watch);
}

struct watch *watch_start(const char *folder, void (*changed)(void *context),
                          void *context, struct error *err)
{
    struct watch *watch = mem_alloc(sizeof *watch);
    *watch = (struct watch){.folder = mem_copy_string(folder),
                            .changed = changed,
                            .context = context,
                            .inotify = -1,
                            .stop = -1};
    int failed = begin(watch);
    if (!failed)
        return watch;
    bool missing = failed == ENOENT || failed == ENOTDIR;
    error_set(err, missing ? ERROR_NOT_FOUND : ERROR_IO, "%s: cannot be watched: %s%s",
              folder, strerror(failed),
              failed == ENOSPC ? "; raise fs.inotify.max_user_watches" : "");
    watch_stop(watch);
    return NULL;
}

void watch_stop(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->running) {
        eventfd_write(watch->stop, 1);
        pthread_join(watch->thread, NULL);
    }
    if (watch->stop >= 0)
        close(watch->stop);
    if (watch->inotify >= 0)
        close(watch->inotify);
    free(watch->folder);
    free(watch);
}
