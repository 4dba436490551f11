/* Whole files, with a limit said before anything is read. Regular files only. */
#pragma once

#include "base/error.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdint.h>

/* Appends the file's bytes to *out. ERROR_NOT_FOUND, ERROR_IO, or ERROR_LIMIT when it is
 * larger than `limit` bytes. The detail names the path. */
bool file_read(const char *path, size_t limit, struct str *out,
               struct error *err) MUST_CHECK;

/* The same from an open descriptor at its start, which stays open; `name` is for the
 * detail. */
bool file_read_fd(int fd, const char *name, size_t limit, struct str *out,
                  struct error *err) MUST_CHECK;

/* Hashes a file of any size, and says its size in bytes. ERROR_NOT_FOUND, ERROR_IO. */
bool file_hash(const char *path, struct hash *hash, uint64_t *size,
               struct error *err) MUST_CHECK;

/* Writes the bytes to a temporary file beside `path`, syncs it and renames it: the old
 * file or the new one, never a part. ERROR_NO_SPACE, ERROR_IO. */
bool file_write(const char *path, const void *bytes, size_t len,
                struct error *err) MUST_CHECK;

/* Puts the file `part` in the place of `path`, both in one folder, so that a power cut
 * leaves the old file or the new one: syncs it, renames it, syncs the folder. */
bool file_replace(const char *part, const char *path, struct error *err) MUST_CHECK;

/* Makes a new file of these permissions, never over one that is there: ERROR_INVALID. */
bool file_create(const char *path, unsigned mode, const void *bytes, size_t len,
                 struct error *err) MUST_CHECK;

/* Puts a folder's entries on the disk: a file that was made or renamed there is found
 * after a power cut. */
bool file_sync_folder(const char *path, struct error *err) MUST_CHECK;

/* Makes the folder and those above it; an existing one is fine. */
bool file_make_folder(const char *path, struct error *err) MUST_CHECK;
