/* search: what a reader of the bundle would find. */
#include "tool/commands.h"

#include "base/utf8.h"
#include "edition/edition.h"

#include <stdio.h>
#include <string.h>

enum {
    HITS_SHOWN = 20,
};

struct question {
    const char *place; /* folder or bundle */
    const char *lang;  /* NULL: every language */
    struct str words;
};

static bool read_arguments(int argc, char **argv, struct question *out)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            out->lang = argv[++i];
        else if (argv[i][0] == '-' && !out->place)
            return false;
        else if (!out->place)
            out->place = argv[i];
        else
            str_printf(&out->words, "%s%s", out->words.len ? " " : "", argv[i]);
    }
    return out->place && out->words.len;
}

/* Prints text of a page: what a terminal would obey as a blank, the isolates around a
 * word found as asterisks. */
static void print_text(const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, len, &at);
        if (c == 0x2068 || c == 0x2069)
            putchar('*');
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            putchar(' ');
        else
            fwrite(text + from, 1, at - from, stdout);
    }
}

static void print_hit(const struct edition_hit *hit)
{
    print_text(hit->path);
    if (*hit->anchor) {
        putchar('#');
        print_text(hit->anchor);
    }
    fputs("  ", stdout);
    print_text(hit->title);
    fputs("\n    ", stdout);
    print_text(hit->snippet);
    putchar('\n');
}

/* Prints what one language has; *found grows by the pages that match. */
static bool search_language(struct edition *edition, const char *lang, const char *words,
                            size_t *found, struct error *err)
{
    struct edition_hits hits = {0};
    if (!edition_search(edition, lang, words, true, HITS_SHOWN, &hits, err))
        return false;
    for (size_t i = 0; i < hits.count; i++)
        print_hit(&hits.hits[i]);
    if (hits.total > hits.count)
        printf("... and %zu more in %s\n", hits.total - hits.count, lang);
    *found += hits.total;
    edition_hits_free(&hits);
    return true;
}

static bool search(struct edition *edition, const struct question *question,
                   size_t *found, struct error *err)
{
    size_t count;
    bool known = false;
    const char *const *languages = edition_languages(edition, &count);
    for (size_t i = 0; i < count; i++) {
        if (question->lang && strcmp(question->lang, languages[i]) != 0)
            continue;
        known = true;
        if (!search_language(edition, languages[i], question->words.bytes, found, err))
            return false;
    }
    return known ||
           error_set(err, ERROR_NOT_FOUND, "no language '%s': its languages are %s",
                     question->lang, edition_meta(edition, "languages"));
}

int cmd_search(int argc, char **argv)
{
    struct question question = {0};
    struct error err = {0};
    struct book *book = NULL;
    struct edition *edition = NULL;
    size_t found = 0;
    int status = EXIT_REFUSED;
    if (!read_arguments(argc, argv, &question)) {
        status = usage(argv[0]);
        goto out;
    }
    book = book_open(question.place, &err);
    edition = book ? edition_build(book, NULL, 0, &err) : NULL;
    if (!edition || !search(edition, &question, &found, &err))
        refuse(&err);
    else if (found == 0)
        fprintf(stderr, "candor-bundle: nothing found for '%s': try fewer words\n",
                question.words.bytes);
    else
        status = EXIT_DONE;
out:
    edition_close(edition);
    book_free(book);
    str_free(&question.words);
    return status;
}
