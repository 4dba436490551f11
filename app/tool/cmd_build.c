/* build: checks the folder, chooses the serial and the date, writes the bundle, signs it,
 * and tells which pages changed since an older one. */
#include "tool/commands.h"

#include "bundle/archive.h"
#include "bundle/book_parts.h"
#include "bundle/build.h"
#include "bundle/finding.h"
#include "bundle/limits.h"
#include "tool/key_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct arguments {
    const char *folder, *out, *after, *key;
};

static bool parse_arguments(int argc, char **argv, struct arguments *out)
{
    for (int i = 1; i < argc; i++) {
        const char **place = strcmp(argv[i], "-o") == 0        ? &out->out
                             : strcmp(argv[i], "--after") == 0 ? &out->after
                             : strcmp(argv[i], "--key") == 0   ? &out->key
                                                               : NULL;
        if (place && ++i == argc)
            return false;
        if (!place && argv[i][0] == '-')
            return false;
        place = place ? place : &out->folder;
        if (*place)
            return false;
        *place = argv[i];
    }
    return out->folder && out->out;
}

/* Writes the date of SOURCE_DATE_EPOCH, else today's, both in UTC. */
static bool choose_date(char date[11], struct error *err)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = time(NULL);
    if (epoch) {
        char *end;
        long long number = strtoll(epoch, &end, 10);
        if (!*epoch || *end || number < 315532800 || number > 253402300799)
            return error_set(
                err, ERROR_INVALID,
                "SOURCE_DATE_EPOCH: not seconds of a time from 1980 to 9999");
        now = (time_t)number;
    } else {
        fputs("candor-bundle: note: bundle.ini has no `created` and SOURCE_DATE_EPOCH is "
              "not set: taking today's date, so that tomorrow's bundle differs\n",
              stderr);
    }
    struct tm parts;
    strftime(date, 11, "%Y-%m-%d", gmtime_r(&now, &parts));
    return true;
}

/* The serial of this build: bundle.ini's where it is higher than the old bundle's, else
 * the next one. */
static bool choose_serial(const struct book *book, const struct book *old,
                          uint64_t *serial, struct error *err)
{
    const struct book_info *info = book_info(book), *before = book_info(old);
    if (strcmp(info->id, before->id) != 0)
        return error_set(err, ERROR_INVALID,
                         "the older bundle is %s and this one %s: --after takes an older "
                         "bundle of the same id",
                         before->id, info->id);
    if (info->serial > before->serial)
        return true;
    if (before->serial == BUNDLE_SERIAL_MAX)
        return error_set(err, ERROR_LIMIT, "no serial is left after %" PRIu64,
                         before->serial);
    *serial = before->serial + 1;
    return true;
}

/* The title a page has in SUMMARY.md, else its name. */
static const char *title_of(const struct book *book, const char *entry)
{
    size_t count;
    const char *name = book_name_of(book, entry);
    const struct book_language *languages = book_languages(book, &count);
    for (size_t l = 0; name && l < count; l++)
        for (size_t i = 0; i < languages[l].count; i++)
            if (languages[l].chapters[i].path &&
                strcmp(languages[l].chapters[i].path, name) == 0)
                return languages[l].chapters[i].title;
    return entry;
}

/* Returns how many lines it printed: none for bundle.ini, whose serial always changes. */
static int print_change(const char *what, const struct book *book, const char *entry)
{
    const char *title = title_of(book, entry);
    if (strcmp(entry, BUNDLE_INI) == 0)
        return 0;
    if (title == entry)
        printf("%s  %s\n", what, entry);
    else
        printf("%s  %s (%s)\n", what, title, entry);
    return 1;
}

/* Walks both manifests, which are sorted, side by side. */
static void print_changes(const struct book *new, const struct book *old)
{
    const struct manifest *a = archive_manifest(book_archive(old));
    const struct manifest *b = archive_manifest(book_archive(new));
    size_t i = 0, j = 0;
    int changes = 0;
    while (i < a->count || j < b->count) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : strcmp(a->entries[i].name, b->entries[j].name);
        if (order < 0)
            changes += print_change("removed", old, a->entries[i].name);
        else if (order > 0)
            changes += print_change("added  ", new, b->entries[j].name);
        else if (!hash_equal(&a->entries[i].hash, &b->entries[j].hash))
            changes += print_change("changed", new, b->entries[j].name);
        i += order <= 0;
        j += order >= 0;
    }
    if (changes == 0)
        puts("no page changed");
}

/* Opens what was built and says what it is. */
static bool report(const struct arguments *arguments, const struct book *old,
                   struct error *err)
{
    struct book *book = book_open_bundle(arguments->out, err);
    if (!book)
        return false;
    size_t names;
    book_names(book, &names);
    if (old)
        print_changes(book, old);
    printf("%s: %s %" PRIu64 ", %zu pages and images, %" PRIu64 " bytes, %s\n",
           arguments->out, book_info(book)->id, book_info(book)->serial, names,
           archive_file_size(book_archive(book)),
           arguments->key ? "signed" : "not signed");
    book_free(book);
    return true;
}

static bool build(struct book *book, const struct arguments *arguments, struct error *err)
{
    char date[11];
    struct build_options options = {0};
    struct secret_key *key = NULL;
    struct book *old = NULL;
    bool ok = false;
    if (!book_info(book)->created) {
        if (!choose_date(date, err))
            return false;
        options.created = date;
    }
    if (arguments->after && !(old = book_open_bundle(arguments->after, err)))
        goto out;
    if (arguments->key && !(key = key_file_load(arguments->key, err)))
        goto out;
    options.key = key;
    ok = (!old || choose_serial(book, old, &options.serial, err)) &&
         bundle_build(book, &options, arguments->out, err) && report(arguments, old, err);
out:
    secret_key_free(key);
    book_free(old);
    return ok;
}

int cmd_build(int argc, char **argv)
{
    struct arguments arguments = {0};
    if (!parse_arguments(argc, argv, &arguments))
        return usage(argv[0]);
    struct findings findings = {0};
    struct error err = {0};
    struct book *book = book_open_folder(arguments.folder, &findings, &err);
    findings_print(&findings, stderr);
    if (book && findings.errors)
        error_set(&err, ERROR_INVALID, "%s: %zu error%s: not built", arguments.folder,
                  findings.errors, findings.errors == 1 ? "" : "s");
    bool ok = book && !findings.errors && build(book, &arguments, &err);
    book_free(book);
    findings_free(&findings);
    return ok ? EXIT_DONE : refuse(&err);
}
