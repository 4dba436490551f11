#include "tool/commands.h"

#include "bundle/book.h"
#include "bundle/finding.h"
#include "tool/glyphs.h"

#include <stdio.h>

static void print_count(const struct book *book, const struct findings *findings)
{
    size_t names = 0;
    if (book)
        book_names(book, &names);
    printf("%zu pages and images, %zu error%s, %zu warning%s\n", names, findings->errors,
           findings->errors == 1 ? "" : "s", findings->warnings,
           findings->warnings == 1 ? "" : "s");
}

int cmd_check(int argc, char **argv)
{
    if (argc != 2 || argv[1][0] == '-')
        return usage(argv[0]);
    struct findings findings = {0};
    struct error err = {0};
    int status = EXIT_DONE;
    struct book *book = book_open_folder(argv[1], &findings, &err);
    if (book && !glyphs_check(argv[1], book, &findings, &err))
        status = refuse(&err);
    findings_print(&findings, stdout);
    if (!book && findings.errors == 0)
        status = refuse(&err);
    else
        print_count(book, &findings);
    if (findings.errors)
        status = EXIT_REFUSED;
    book_free(book);
    findings_free(&findings);
    return status;
}
