#include "ui/watch.h"

#include "base/mem.h"

#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static const uint32_t events =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

struct watch {
    char *folder;
    int fd;
    bool pending; /* something changed, and may not be over */
};

/* Watches every folder there is now; one already watched stays so. */
static bool add_folders(struct watch *watch)
{
    char *roots[] = {watch->folder, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree)
        return false;
    bool ok = true;
    for (FTSENT *entry; (entry = fts_read(tree));) {
        if (entry->fts_info == FTS_D &&
            inotify_add_watch(watch->fd, entry->fts_accpath, events) < 0)
            ok = ok && errno == ENOENT; /* gone again */
    }
    fts_close(tree);
    return ok;
}

struct watch *watch_open(const char *folder, struct error *err)
{
    struct watch *watch = mem_alloc(sizeof *watch);
    watch->folder = mem_copy_string(folder);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0 || inotify_add_watch(watch->fd, folder, events) < 0 ||
        !add_folders(watch)) {
        error_set(err, ERROR_IO, "%s: cannot be watched: %s", folder, strerror(errno));
        watch_close(watch);
        return NULL;
    }
    return watch;
}

void watch_close(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch->folder);
    free(watch);
}

bool watch_changed(struct watch *watch)
{
    char buffer[4096];
    bool now = false;
    while (read(watch->fd, buffer, sizeof buffer) > 0)
        now = true;
    if (now)
        add_folders(watch);
    bool over = watch->pending && !now;
    watch->pending = now;
    return over;
}
