/* Watches a folder and those below it for changes, by inotify. */
#pragma once

#include "base/error.h"

struct watch;

/* ERROR_IO where it is no folder. */
struct watch *watch_open(const char *folder, struct error *err) MUST_CHECK;
void watch_close(struct watch *watch); /* safe on NULL */

/* True where something in it changed since the call before, and was then left alone.
 * Does not wait; call it a few times a second. */
bool watch_changed(struct watch *watch);
