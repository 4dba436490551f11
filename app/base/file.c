#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The code of what the system refused. */
static enum error_code code_of(int number)
{
    if (number == ENOENT || number == ENOTDIR)
        return ERROR_NOT_FOUND;
    return number == ENOSPC || number == EDQUOT ? ERROR_NO_SPACE : ERROR_IO;
}

static bool read_all(int fd, size_t size, struct str *out)
{
    size_t start = out->len;
    str_reserve(out, size);
    while (out->len - start < size) {
        ssize_t n = read(fd, out->bytes + out->len, size - (out->len - start));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        out->len += (size_t)n;
    }
    out->bytes[out->len] = '\0';
    return true;
}

bool file_read_fd(int fd, const char *name, size_t limit, struct str *out,
                  struct error *err)
{
    size_t start = out->len;
    struct stat st;
    if (fstat(fd, &st) != 0)
        return error_set(err, ERROR_IO, "%s: %s", name, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return error_set(err, ERROR_INVALID, "%s: not a regular file", name);
    if ((unsigned long long)st.st_size > limit)
        return error_set(err, ERROR_LIMIT, "%s: %lld bytes, and the limit is %zu", name,
                         (long long)st.st_size, limit);
    if (!read_all(fd, (size_t)st.st_size, out)) {
        out->len = start;
        return error_set(err, ERROR_IO, "%s: %s", name, strerror(errno));
    }
    return true;
}

bool file_read(const char *path, size_t limit, struct str *out, struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return error_set(err, code_of(errno), "%s: %s", path, strerror(errno));
    bool ok = file_read_fd(fd, path, limit, out, err);
    close(fd);
    return ok;
}

bool file_hash(const char *path, struct hash *hash, uint64_t *size, struct error *err)
{
    enum {
        PART = 256 * 1024
    };
    struct hash_sum sum;
    uint64_t total = 0;
    ssize_t n = 1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return error_set(err, code_of(errno), "%s: %s", path, strerror(errno));
    char *part = mem_alloc(PART);
    hash_begin(&sum);
    while (n != 0) {
        n = read(fd, part, PART);
        if (n < 0 && errno != EINTR)
            break;
        if (n > 0) {
            hash_add(&sum, part, (size_t)n);
            total += (uint64_t)n;
        }
    }
    if (n < 0)
        error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
    close(fd);
    free(part);
    if (n < 0)
        return false;
    *hash = hash_end(&sum);
    *size = total;
    return true;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

bool file_write(const char *path, const void *bytes, size_t len, struct error *err)
{
    char temporary[PATH_MAX];
    int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof temporary)
        return error_set(err, ERROR_LIMIT, "%s: the path is too long", path);
    int fd = mkstemp(temporary);
    if (fd < 0)
        return error_set(err, code_of(errno), "%s: cannot be written: %s", path,
                         strerror(errno));
    bool ok = write_all(fd, bytes, len) && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    ok = ok && rename(temporary, path) == 0;
    if (!ok) {
        error_set(err, code_of(errno), "%s: cannot be written: %s", path,
                  strerror(errno));
        unlink(temporary);
    }
    return ok;
}

/* Has what stands under `path` written to the disk; some file systems cannot do that for
 * a folder (EINVAL). */
static bool sync_path(const char *path, int flags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    return ok;
}

static bool sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? mem_copy_bytes(path, (size_t)(slash - path) + 1) : NULL;
    bool ok = sync_path(folder ? folder : ".", O_DIRECTORY);
    free(folder);
    return ok;
}

bool file_replace(const char *part, const char *path, struct error *err)
{
    return (sync_path(part, 0) && rename(part, path) == 0 && sync_folder_of(path)) ||
           error_set(err, code_of(errno), "%s: cannot be written: %s", path,
                     strerror(errno));
}

bool file_create(const char *path, unsigned mode, const void *bytes, size_t len,
                 struct error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
    if (fd < 0 && errno == EEXIST)
        return error_set(err, ERROR_INVALID, "%s is there already: choose another name",
                         path);
    if (fd < 0)
        return error_set(err, ERROR_IO, "%s: cannot be made: %s", path, strerror(errno));
    bool ok = write_all(fd, bytes, len) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && sync_folder_of(path);
    if (!ok) {
        error_set(err, ERROR_IO, "%s: cannot be written: %s", path, strerror(errno));
        unlink(path);
    }
    return ok;
}

bool file_sync_folder(const char *path, struct error *err)
{
    return sync_path(path, O_DIRECTORY) ||
           error_set(err, code_of(errno), "%s: cannot be synced: %s", path,
                     strerror(errno));
}

bool file_make_folder(const char *path, struct error *err)
{
    char part[PATH_MAX];
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof part)
        return error_set(err, ERROR_INVALID, "'%s': not a usable folder name", path);
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        char kept = part[i];
        part[i] = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST)
            return error_set(err, ERROR_IO, "%s: cannot be made: %s", part,
                             strerror(errno));
        part[i] = kept;
    }
    return true;
}
