#include "bundle/pack.h"

#include "base/file.h"
#include "bundle/archive.h"
#include "bundle/name.h"

#include <sys/stat.h>

enum {
    DOS_DATE_1980 = 1 << 5 | 1, /* 1 January 1980, year 0 of ZIP */
    DEFLATE_LEVEL = 9
};

zip_t *pack_open(const char *part, struct error *err)
{
    zip_t *zip = zip_open(part, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!zip)
        error_set(err, ERROR_IO, "%s: cannot be written", part);
    return zip;
}

bool pack_add(zip_t *zip, const char *name, zip_source_t *source, struct error *err)
{
    const zip_uint32_t mode = (zip_uint32_t)(S_IFREG | 0644) << 16;
    bool stored = name_is_image(name) && !name_ends(name, ".svg");
    zip_int64_t i = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    zip_uint64_t index = (zip_uint64_t)i;
    if (i >= 0 &&
        zip_set_file_compression(zip, index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                 stored ? 0 : DEFLATE_LEVEL) == 0 &&
        zip_file_set_dostime(zip, index, 0, DOS_DATE_1980, 0) == 0 &&
        zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, mode) == 0)
        return true;
    error_set(err, ERROR_IO, "%s: %s", name, zip_strerror(zip));
    if (i < 0 && source)
        zip_source_free(source);
    return false;
}

bool pack_close(zip_t *zip, const char *part, struct error *err)
{
    if (zip_close(zip) == 0)
        return true;
    error_set(err, ERROR_IO, "%s: %s", part, zip_strerror(zip));
    zip_discard(zip);
    return false;
}

static bool read_back(const char *path, struct error *err)
{
    struct archive *archive = archive_open(path, err);
    if (!archive)
        return false;
    bool ok = archive_check(archive, err);
    archive_close(archive);
    return ok;
}

bool pack_replace(const char *part, const char *path, struct error *err)
{
    return read_back(part, err) && file_replace(part, path, err);
}
