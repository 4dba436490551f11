/* Any UTF-8 as SUMMARY.md: a tree whose parents come first, whose pages stay in their
 * folder, and whose stages count up. */
#include "base/utf8.h"
#include "bundle/name.h"
#include "bundle/summary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct chapter *chapter, int index)
{
    struct error err;
    bool stage = chapter->kind == CHAPTER_STAGE;
    bool page = chapter->kind == CHAPTER_PAGE || stage;
    if (chapter->parent >= index || chapter->parent < -1 || !chapter->title)
        abort();
    if ((chapter->path != NULL) != page || stage != (chapter->stages > 0))
        abort();
    if (stage && (chapter->stage < 1 || chapter->stage > chapter->stages))
        abort();
    if (page && (strncmp(chapter->path, "en/", 3) != 0 ||
                 !name_check(chapter->path, strlen(chapter->path), &err)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536 || !utf8_valid((const char *)data, size, NULL))
        return 0;
    struct arena arena = {0};
    struct findings findings = {0};
    struct summary summary = summary_parse((const char *)data, size, "en/SUMMARY.md",
                                           "en/", &arena, &findings);
    for (size_t i = 0; i < summary.count; i++)
        check(&summary.chapters[i], (int)i);
    findings_free(&findings);
    arena_free(&arena);
    return 0;
}
