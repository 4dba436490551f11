/* Any bytes as bundle.ini: findings, or every required field is there. */
#include "bundle/ini.h"
#include "bundle/limits.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > BUNDLE_INI_MAX)
        return 0;
    struct arena arena = {0};
    struct book_info info;
    struct findings findings = {0};
    info_parse((const char *)data, size, &arena, &info, NULL, &findings);
    bool whole = info.id && info.serial && info.version && info.title_count &&
                 info.language_count && info.src && info.min_serial <= info.serial;
    if (!findings.errors && !whole)
        abort();
    findings_free(&findings);
    arena_free(&arena);
    return 0;
}
