/* Any bytes as NAME.candor: refused, or every byte that is handed out has the hash that
 * its manifest gives. */
#include "bundle/archive.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(struct archive *archive)
{
    const struct manifest *manifest = archive_manifest(archive);
    for (size_t i = 0; i < manifest->count; i++) {
        struct str bytes = {0};
        struct error err = {0};
        if (archive_read(archive, manifest->entries[i].name, &bytes, &err)) {
            struct hash hash = hash_bytes(str_c(&bytes), bytes.len);
            if (!hash_equal(&hash, &manifest->entries[i].hash))
                abort();
        } else if (bytes.len) {
            abort();
        }
        str_free(&bytes);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct error err = {0};
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct archive *archive = archive_open(path, &err);
    if (archive)
        read_all(archive);
    archive_close(archive);
    close(fd);
    return 0;
}
