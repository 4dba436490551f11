#include "tool/commands.h"

#include "bundle/archive.h"
#include "bundle/book_parts.h"
#include "bundle/name.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_text(const char *key, const char *value)
{
    if (value)
        printf("%-11s %s\n", key, value);
}

static void print_metadata(const struct book *book)
{
    const struct book_info *info = book_info(book);
    const struct manifest *manifest = archive_manifest(book_archive(book));
    for (size_t i = 0; i < info->title_count; i++) {
        const struct book_title *title = &info->titles[i];
        printf("title%s%-*s %s\n", *title->lang ? "." : "", *title->lang ? 5 : 6,
               title->lang, title->title);
    }
    print_text("id", info->id);
    printf("%-11s %" PRIu64 "\n", "serial", info->serial);
    if (info->min_serial)
        printf("%-11s %" PRIu64 "\n", "min-serial", info->min_serial);
    print_text("version", info->version);
    printf("%-11s", "languages");
    for (size_t i = 0; i < info->language_count; i++)
        printf(" %s", info->languages[i]);
    putchar('\n');
    print_text("audience", info->audience);
    print_text("publisher", info->publisher);
    print_text("licence", info->licence);
    print_text("created", manifest->info.created);
    print_text("review-by", info->review_by);
}

static void print_contents(const struct book *book)
{
    size_t count, pages = 0;
    const struct manifest *manifest = archive_manifest(book_archive(book));
    const char *const *names = book_names(book, &count);
    for (size_t i = 0; i < count; i++)
        pages += name_is_page(names[i]);
    printf("%-11s %zu\n%-11s %zu\n", "pages", pages, "images", count - pages);
    printf("%-11s %" PRIu64 " bytes, %" PRIu64 " unpacked\n", "size",
           archive_file_size(book_archive(book)), manifest->size);
    printf("%-11s %s\n\n", "signature",
           archive_signatures(book_archive(book))
               ? "there, and not looked at: this version does not verify signatures"
               : "not signed");
    for (size_t i = 0; i < manifest->count; i++) {
        const char *name = book_name_of(book, manifest->entries[i].name);
        if (name && names_have(names, count, name))
            printf("%9" PRIu64 "  %s\n", archive_entry_size(book_archive(book), i),
                   manifest->entries[i].name);
    }
}

int cmd_info(int argc, char **argv)
{
    if (argc != 2 || argv[1][0] == '-')
        return usage(argv[0]);
    struct error err = {0};
    struct book *book = book_open_bundle(argv[1], &err);
    if (!book)
        return refuse(&err);
    print_metadata(book);
    print_contents(book);
    book_free(book);
    return EXIT_DONE;
}
