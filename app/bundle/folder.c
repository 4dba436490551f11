#include "bundle/folder.h"

#include "base/file.h"
#include "base/mem.h"
#include "bundle/limits.h"
#include "bundle/name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FOLDER_DEPTH_MAX = 32
};

struct folder {
    int fd;
};

struct folder *folder_open(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "%s: %s", path,
                  strerror(errno));
        return NULL;
    }
    struct folder *folder = mem_alloc(sizeof *folder);
    folder->fd = fd;
    return folder;
}

void folder_close(struct folder *folder)
{
    if (!folder)
        return;
    close(folder->fd);
    free(folder);
}

/* Opens `name` from `top`, one component after the other, none of them a link. Returns -1
 * with errno; EINVAL for a name that is not a plain path downwards. */
static int open_below(int top, const char *name, int flags)
{
    char part[BUNDLE_NAME_PART_MAX + 1];
    int fd = top;
    for (const char *at = name;; at++) {
        size_t len = strcspn(at, "/");
        bool last = at[len] == '\0', climbs = strncmp(at, "..", 2) == 0 && len == 2;
        errno = len == 0 || len >= sizeof part || climbs ? EINVAL : 0;
        int next = -1;
        if (!errno) {
            memcpy(part, at, len);
            part[len] = '\0';
            next =
                openat(fd, part,
                       O_NOFOLLOW | O_CLOEXEC | O_RDONLY | (last ? flags : O_DIRECTORY));
        }
        int saved = errno;
        if (fd != top)
            close(fd);
        errno = saved;
        if (next < 0 || last)
            return next;
        fd = next;
        at += len;
    }
}

bool folder_read(const struct folder *folder, const char *name, size_t limit,
                 struct str *out, struct error *err)
{
    int fd = open_below(folder->fd, name, O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return error_set(err, ERROR_NOT_FOUND, "%s: not found", name);
    if (fd < 0 && (errno == ELOOP || errno == EINVAL))
        return error_set(err, ERROR_INVALID,
                         "%s: leaves the folder or is a symbolic link; put the file "
                         "itself there",
                         name);
    if (fd < 0)
        return error_set(err, ERROR_IO, "%s: %s", name, strerror(errno));
    bool ok = file_read_fd(fd, name, limit, out, err);
    close(fd);
    return ok;
}

bool folder_has(const struct folder *folder, const char *name)
{
    struct stat st;
    int fd = open_below(folder->fd, name, O_NONBLOCK);
    if (fd < 0)
        return false;
    bool has = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    close(fd);
    return has;
}

static bool list_into(int fd, struct str *prefix, int depth, struct folder_list *out,
                      struct error *err);

/* Adds one entry of an open folder, or what is below it. */
static bool list_entry(int fd, const char *entry, struct str *prefix, int depth,
                       struct folder_list *out, struct error *err)
{
    bool ok = true;
    struct stat st;
    size_t start = prefix->len;
    if (*entry == '.' || fstatat(fd, entry, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    str_append(prefix, entry);
    if (S_ISREG(st.st_mode)) {
        if (out->count == BUNDLE_ENTRIES_MAX)
            return error_set(err, ERROR_LIMIT, "more than %u files", BUNDLE_ENTRIES_MAX);
        MEM_GROW(out->names, out->count, out->cap);
        out->names[out->count++] = arena_string(&out->arena, str_c(prefix));
    } else if (S_ISDIR(st.st_mode) && depth < FOLDER_DEPTH_MAX) {
        int below = openat(fd, entry, O_NOFOLLOW | O_CLOEXEC | O_RDONLY | O_DIRECTORY);
        str_append_char(prefix, '/');
        ok = below < 0 || list_into(below, prefix, depth + 1, out, err);
    }
    prefix->len = start;
    prefix->bytes[start] = '\0';
    return ok;
}

/* Takes over `fd`. */
static bool list_into(int fd, struct str *prefix, int depth, struct folder_list *out,
                      struct error *err)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return error_set(err, ERROR_IO, "%s: %s", str_c(prefix), strerror(errno));
    }
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(dir));)
        ok = list_entry(dirfd(dir), entry->d_name, prefix, depth, out, err);
    closedir(dir);
    return ok;
}

bool folder_files(const struct folder *folder, const char *name, struct folder_list *out,
                  struct error *err)
{
    struct str prefix = {0};
    int fd = open_below(folder->fd, *name ? name : ".", O_DIRECTORY);
    if (fd < 0)
        return error_set(err, ERROR_NOT_FOUND, "%s: no such folder", name);
    str_append(&prefix, name);
    if (*name)
        str_append_char(&prefix, '/');
    bool ok = list_into(fd, &prefix, 0, out, err);
    if (out->count)
        qsort(out->names, out->count, sizeof *out->names, names_compare);
    str_free(&prefix);
    return ok;
}

void folder_list_free(struct folder_list *list)
{
    arena_free(&list->arena);
    free(list->names);
    *list = (struct folder_list){0};
}
