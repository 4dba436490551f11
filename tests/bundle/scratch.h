/* A folder of a test's own, with files in it, gone when the test ends. */
#pragma once

#include "base/file.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch {
    char path[512];
};

static inline struct scratch scratch_new(void)
{
    struct scratch scratch;
    snprintf(scratch.path, sizeof scratch.path, "%s/scratch-XXXXXX", TEST_BINARY_DIR);
    assert_non_null(mkdtemp(scratch.path));
    return scratch;
}

static inline void scratch_path(const struct scratch *scratch, const char *name,
                                char out[1024])
{
    snprintf(out, 1024, "%s/%s", scratch->path, name);
}

static inline void scratch_write_bytes(const struct scratch *scratch, const char *name,
                                       const void *bytes, size_t len)
{
    struct error err = {0};
    char path[1024];
    scratch_path(scratch, name, path);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_true(file_make_folder(path, &err));
    *slash = '/';
    assert_true(file_write(path, bytes, len, &err));
}

static inline void scratch_write(const struct scratch *scratch, const char *name,
                                 const char *text)
{
    scratch_write_bytes(scratch, name, text, strlen(text));
}

static inline int scratch_remove(const char *path, const struct stat *st, int flag,
                                 struct FTW *ftw)
{
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

static inline void scratch_free(struct scratch *scratch)
{
    nftw(scratch->path, scratch_remove, 16, FTW_DEPTH | FTW_PHYS);
}
