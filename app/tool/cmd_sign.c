/* sign: a bundle that reads whole, with one signature more or anew. */
#include "tool/commands.h"

#include "bundle/book_parts.h"
#include "bundle/sign.h"
#include "tool/key_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool sign(const char *path, const char *key_path, struct error *err)
{
    bool ok = false;
    struct secret_key *key = NULL;
    struct book *book = book_open_bundle(path, err);
    if (!book || !(key = key_file_load(key_path, err)))
        goto out;
    ok = bundle_sign(book_archive(book), key, path, err);
    if (ok)
        printf("%s: %s %" PRIu64 ", signed by the key %016" PRIX64 "\n", path,
               book_info(book)->id, book_info(book)->serial, secret_key_public(key).id);
    else
        error_prefix(err, "%s: ", path);
out:
    secret_key_free(key);
    book_free(book);
    return ok;
}

int cmd_sign(int argc, char **argv)
{
    struct error err = {0};
    if (argc != 4 || strcmp(argv[2], "--key") != 0 || *argv[1] == '-')
        return usage(argv[0]);
    return sign(argv[1], argv[3], &err) ? EXIT_DONE : refuse(&err);
}
