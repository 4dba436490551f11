#include "base/deflate.h"

#include "base/mem.h"

#include <zlib.h>

void deflate_bytes(const void *bytes, size_t len, struct str *out)
{
    uLongf size = compressBound((uLong)len);
    str_reserve(out, size);
    Bytef *at = (Bytef *)out->bytes + out->len;
    /* compress2 fails only for want of memory or room; the room is compressBound's */
    if (compress2(at, &size, bytes, (uLong)len, Z_BEST_COMPRESSION) != Z_OK)
        mem_exhausted();
    out->len += size;
    out->bytes[out->len] = '\0';
}

bool inflate_bytes(const void *bytes, size_t len, size_t size, struct str *out,
                   struct error *err)
{
    str_reserve(out, size + 1); /* one byte more shows a stream that is too long */
    uLongf got = (uLongf)size + 1;
    int rc = uncompress((Bytef *)out->bytes + out->len, &got, bytes, (uLong)len);
    if (rc == Z_MEM_ERROR)
        mem_exhausted();
    if (rc != Z_OK || got != size) {
        out->bytes[out->len] = '\0';
        return error_set(err, ERROR_DAMAGED, "compressed data is damaged");
    }
    out->len += got;
    out->bytes[out->len] = '\0';
    return true;
}
