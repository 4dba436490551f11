/* unpack: what the manifest lists, each as it was hashed, and the signatures as they
 * stand, into a folder, over nothing that is there. */
#include "tool/commands.h"

#include "bundle/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens the folder that the new file `name` goes into, below `top`, making what is
 * missing and following no link. *base is the last component. Returns -1 with errno. */
static int open_parent(int top, const char *name, const char **base)
{
    int fd = dup(top);
    for (const char *at = name; fd >= 0;) {
        size_t len = strcspn(at, "/");
        if (!at[len]) {
            *base = at;
            break;
        }
        char part[256]; /* name_check has seen to the length */
        snprintf(part, sizeof part, "%.*s", (int)len, at);
        int below =
            mkdirat(fd, part, 0755) != 0 && errno != EEXIST
                ? -1
                : openat(fd, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int saved = errno;
        close(fd);
        errno = saved;
        fd = below;
        at += len + 1;
    }
    return fd;
}

static bool write_bytes(int fd, const struct str *bytes)
{
    for (size_t at = 0; at < bytes->len;) {
        ssize_t n = write(fd, bytes->bytes + at, bytes->len - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool write_file(int top, const char *name, const struct str *bytes,
                       struct error *err)
{
    const char *base = name;
    int folder = open_parent(top, name, &base);
    int fd = folder < 0
                 ? -1
                 : openat(folder, base,
                          O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool ok = fd >= 0 && write_bytes(fd, bytes);
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    if (!ok)
        error_set(err, ERROR_IO, "%s: %s", name,
                  errno == EEXIST ? "is there already: unpack into an empty folder"
                                  : strerror(errno));
    if (folder >= 0)
        close(folder);
    return ok;
}

static bool unpack(struct archive *archive, int top, struct error *err)
{
    const struct manifest *manifest = archive_manifest(archive);
    struct str bytes = {0};
    manifest_write(manifest, &bytes); /* the very bytes: there is one way to write it */
    bool ok = write_file(top, MANIFEST_NAME, &bytes, err);
    for (size_t i = 0; ok && i < archive_signatures(archive); i++) {
        str_clear(&bytes);
        ok = archive_read_signature(archive, i, &bytes, err) &&
             write_file(top, archive_signature_name(i), &bytes, err);
    }
    for (size_t i = 0; ok && i < manifest->count; i++) {
        str_clear(&bytes);
        ok = archive_read(archive, manifest->entries[i].name, &bytes, err) &&
             write_file(top, manifest->entries[i].name, &bytes, err);
    }
    str_free(&bytes);
    return ok;
}

static void report(const struct archive *archive, const char *folder)
{
    size_t signatures = archive_signatures(archive);
    printf("%s: %zu files, each as it was hashed", folder,
           archive_manifest(archive)->count + 1);
    if (signatures)
        printf(", and %zu signature%s", signatures, signatures == 1 ? "" : "s");
    putchar('\n');
}

int cmd_unpack(int argc, char **argv)
{
    if (argc != 4 || strcmp(argv[2], "-C") != 0 || argv[1][0] == '-')
        return usage(argv[0]);
    struct error err = {0};
    bool ok = false;
    struct archive *archive = archive_open(argv[1], &err);
    if (!archive)
        return refuse(&err);
    bool made = mkdir(argv[3], 0755) == 0 || errno == EEXIST;
    int top = made ? open(argv[3], O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (top < 0)
        error_set(&err, ERROR_IO, "%s: %s", argv[3], strerror(errno));
    else
        ok = unpack(archive, top, &err);
    if (ok)
        report(archive, argv[3]);
    if (top >= 0)
        close(top);
    archive_close(archive);
    return ok ? EXIT_DONE : refuse(&err);
}
