/* A source folder that a test writes, in the build folder. */
#pragma once

#include "base/file.h"
#include "bundle/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct folder_file {
    const char *name, *text;
};

/* What every test's edition begins with; `languages` as in bundle.ini. */
#define FOLDER_INI(languages)                                                  \
    "[bundle]\nid = org.example.test\nserial = 7\nversion = 1\ntitle = Test\n" \
    "title.es = Prueba\nlanguages = " languages "\nhelp = help.md\n"

static inline void folder_write(const char *folder, const char *name, const char *text)
{
    struct error err = {0};
    struct str path = {0};
    str_printf(&path, "%s/%s", folder, name);
    *strrchr(path.bytes, '/') = '\0';
    assert_true(file_make_folder(path.bytes, &err));
    str_clear(&path);
    str_printf(&path, "%s/%s", folder, name);
    assert_true(file_write(path.bytes, text, strlen(text), &err));
    str_free(&path);
}

/* Makes a new folder of these files; its path is yours to free. */
static inline char *folder_make(const struct folder_file *files, size_t count)
{
    char *path = strdup(TEST_BINARY_DIR "/edition.XXXXXX");
    assert_non_null(path);
    assert_non_null(mkdtemp(path));
    for (size_t i = 0; i < count; i++)
        folder_write(path, files[i].name, files[i].text);
    return path;
}

static inline int folder_remove_one(const char *path, const struct stat *st, int type,
                                    struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

/* Removes the folder and frees its path. */
static inline void folder_remove(char *path)
{
    nftw(path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(path);
}

static inline struct book *folder_book(const char *path)
{
    struct error err = {0};
    struct book *book = book_open_folder(path, NULL, &err);
    if (!book)
        fail_msg("%s", err.detail);
    return book;
}
