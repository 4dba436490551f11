/* verify: whether a key of a folder has signed a bundle, and whether it is whole. */
#include "tool/commands.h"

#include "bundle/ini.h"
#include "bundle/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_notes(const struct keys *keys)
{
    for (const char *at = keys_notes(keys); *at;) {
        size_t len = strcspn(at, "\n");
        fprintf(stderr, "candor-bundle: note: passed over: %.*s\n", (int)len, at);
        at += len + 1;
    }
}

/* Whom bundle.ini names, which is as true as the key is trusted. */
static bool print_publisher(struct archive *archive, struct error *err)
{
    struct arena arena = {0};
    struct book_info info = {0};
    struct str ini = {0};
    bool ok = archive_read(archive, BUNDLE_INI, &ini, err);
    if (ok)
        info_parse(str_c(&ini), ini.len, &arena, &info, NULL, NULL);
    if (info.publisher)
        printf("%-11s %s\n", "publisher", info.publisher);
    str_free(&ini);
    arena_free(&arena);
    return ok;
}

static void print_verdict(const struct archive *archive, const struct verdict *verdict)
{
    const struct book_info *info = &archive_manifest(archive)->info;
    for (size_t i = 0; i < verdict->signer_count; i++)
        printf("%-11s %016" PRIX64 " (%s)\n", "key", verdict->signers[i]->key.id,
               verdict->signers[i]->name);
    printf("%-11s %s\n%-11s %" PRIu64 "\n", "id", info->id, "serial", info->serial);
}

static bool verify(const char *path, const struct keys *keys, struct error *err)
{
    struct archive *archive = archive_open(path, err);
    if (!archive)
        return false;
    struct verdict verdict = bundle_verify(archive, keys);
    bool ok = verdict_check(&verdict, err) && archive_check(archive, err) &&
              print_publisher(archive, err);
    if (ok)
        print_verdict(archive, &verdict);
    else
        error_prefix(err, "%s: ", path);
    archive_close(archive);
    return ok;
}

int cmd_verify(int argc, char **argv)
{
    struct error err = {0};
    if (argc != 4 || strcmp(argv[2], "--keys") != 0 || *argv[1] == '-')
        return usage(argv[0]);
    struct keys *keys = keys_load(argv[3], &err);
    if (!keys)
        return refuse(&err);
    print_notes(keys);
    bool ok = verify(argv[1], keys, &err);
    keys_free(keys);
    return ok ? EXIT_DONE : refuse(&err);
}
