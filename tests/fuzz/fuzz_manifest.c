/* Any bytes: a manifest is refused, or writing it again gives the same bytes. */
#include "bundle/limits.h"
#include "bundle/manifest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct manifest manifest = {0};
    struct error err = {0};
    if (size > BUNDLE_MANIFEST_MAX ||
        !manifest_parse((const char *)data, size, &manifest, &err))
        return 0;
    struct str again = {0};
    manifest_write(&manifest, &again);
    if (again.len != size || memcmp(again.bytes, data, size) != 0)
        abort();
    str_free(&again);
    manifest_free(&manifest);
    return 0;
}
