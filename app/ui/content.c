#include "ui/content.h"

#include "bundle/finding.h"
#include "ui/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct edition_words withdrawn = {
    .lang = "en",
    .title = "Content withdrawn",
    .markdown = "# Content withdrawn\n\n"
                "The publisher has taken back what this device could show. "
                "Please ask the staff here.\n\n"
                "For staff: install a newer edition from a USB stick.\n",
};

static struct edition *open_path(const char *path, bool tell, struct error *err)
{
    struct findings findings = {0};
    struct edition *edition = NULL;
    struct book *book =
        tell ? book_open_folder(path, &findings, err) : book_open(path, err);
    findings_print(&findings, stderr);
    findings_free(&findings);
    if (book)
        edition = edition_build(book, NULL, 0, err);
    book_free(book);
    return edition;
}

/* What the store holds. Of several ids the first that has something to show. */
static void open_stored(const char *path, struct store_choice *out)
{
    struct error err = {0};
    size_t count = 0;
    struct store *store = store_open(path, &err);
    const char *const *ids = store ? store_ids(store, &count) : NULL;
    for (size_t i = 0; !out->edition && i < count; i++)
        if (!store_pick(store, ids[i], out, &err))
            break;
    store_close(store);
    if (err.code != ERROR_NONE && err.code != ERROR_NOT_FOUND)
        fprintf(stderr, "candor: %s\n", err.detail);
}

/* The factory bundle; in a source folder that was not built, its content. */
static bool open_factory(uint64_t floor, struct content *content, struct error *err)
{
    struct error ignored;
    if (!data_find("default.candor", &content->path, err) &&
        !data_find("content", &content->path, &ignored))
        return false;
    content->edition = open_path(str_c(&content->path), false, err);
    if (!content->edition || edition_number(content->edition, "serial") >= floor)
        return content->edition != NULL;
    edition_close(content->edition);
    content->edition = edition_of_words(&withdrawn, err);
    return content->edition != NULL;
}

bool content_open(const struct content_setup *setup, struct content *out,
                  struct error *err)
{
    struct content content = {0};
    struct store_choice choice = {0};
    bool ok;
    if (setup->path) {
        str_append(&content.path, setup->path);
        content.edition = open_path(setup->path, setup->tell, err);
        ok = content.edition != NULL;
    } else {
        if (setup->store)
            open_stored(setup->store, &choice);
        content.edition = choice.edition;
        ok = choice.edition || open_factory(choice.state.floor, &content, err);
    }
    if (ok)
        *out = content;
    else
        str_free(&content.path);
    return ok;
}

void content_close(struct content *content)
{
    edition_close(content->edition);
    str_free(&content->path);
    *content = (struct content){0};
}
