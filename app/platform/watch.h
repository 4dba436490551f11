/* Watching a folder for changes, for `candor --watch`: inotify on a thread of its own,
 * which sleeps until something changes. Hidden files and editors' backups (`.x`, `x~`) do
 * not count. */
#pragma once

#include "base/error.h"

struct watch;

/* Calls `changed` each time that something in the folder, or in one below it, has changed
 * and then been still for 50 ms: on the watch's own thread, so it should only wake
 * another one. ERROR_NOT_FOUND or ERROR_IO where the folder cannot be watched. */
struct watch *watch_start(const char *folder, void (*changed)(void *context),
                          void *context, struct error *err) MUST_CHECK;

/* Stops it; `changed` is not called any more once this returns. Safe on NULL. */
void watch_stop(struct watch *watch);
