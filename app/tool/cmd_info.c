#include "tool/commands.h"

#include "bundle/archive.h"
#include "bundle/book_parts.h"
#include "bundle/name.h"
#include "bundle/signature.h"

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

/* The keys that signatures say they are by. */
static void print_signatures(struct archive *archive)
{
    size_t count = archive_signatures(archive);
    if (count == 0)
        print_text("signature", "not signed");
    for (size_t i = 0; i < count; i++) {
        struct signature signature;
        struct error why = {0};
        struct str bytes = {0};
        if (archive_read_signature(archive, i, &bytes, &why) &&
            signature_parse(str_c(&bytes), bytes.len, &signature, &why))
            printf("%-11s by the key %016" PRIX64 "\n", "signature", signature.id);
        else
            printf("%-11s %s\n", "signature", why.detail);
        str_free(&bytes);
    }
    if (count)
        print_text("", "as they say: only verify tells whether that is true");
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
    print_signatures(book_archive(book));
    putchar('\n');
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
