/* Reads files of one folder and of nothing outside it: no "..", no symbolic link, regular
 * files only, whatever an author's tree or text asks for. Names are paths from the folder
 * with '/' between components. One thread. */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct folder;

struct folder *folder_open(const char *path, struct error *err) MUST_CHECK;
void folder_close(struct folder *folder); /* safe on NULL */

/* Appends a file. ERROR_NOT_FOUND; ERROR_INVALID for what is no regular file or is
 * reached by a symbolic link; ERROR_LIMIT, ERROR_IO. */
bool folder_read(const struct folder *folder, const char *name, size_t limit,
                 struct str *out, struct error *err) MUST_CHECK;

bool folder_has(const struct folder *folder, const char *name); /* as a regular file */

/* Names of files, sorted by bytes; a value, in its own arena. */
struct folder_list {
    struct arena arena;
    const char **names;
    size_t count, cap;
};

/* Lists the regular files under `name` ("" for the folder itself) at any depth up to 32,
 * leaving out what begins with '.'; names start from the folder. ERROR_LIMIT for more
 * than BUNDLE_ENTRIES_MAX. */
bool folder_files(const struct folder *folder, const char *name, struct folder_list *out,
                  struct error *err) MUST_CHECK;
void folder_list_free(struct folder_list *list);
