#include "text/font_folders.h"

#include "base/mem.h"
#include "base/str.h"
#include "text/coverage.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* How much worse a font is for text, in units of weight. */
enum {
    RANK_ITALIC = 1000,
    RANK_WIDTH = 300, /* a step */
    RANK_MONO = 60,
    RANK_NOT_SANS = 50,
};

struct font_file {
    char *path;
    struct coverage coverage;
};

struct font_folders {
    char *list;
    bool looked;
    struct font_file *files; /* by path: the same machine always gives the same font */
    size_t count, cap;
    size_t ranges;
};

struct font_folders *font_folders_new(const char *list)
{
    struct font_folders *folders = mem_alloc(sizeof *folders);
    folders->list = mem_copy_string(list);
    return folders;
}

void font_folders_free(struct font_folders *folders)
{
    if (!folders)
        return;
    for (size_t i = 0; i < folders->count; i++) {
        free(folders->files[i].path);
        coverage_free(&folders->files[i].coverage);
    }
    free(folders->files);
    free(folders->list);
    free(folders);
}

static bool named_as_font(const char *name)
{
    static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (len > 4 && strcasecmp(name + len - 4, endings[i]) == 0)
            return true;
    return false;
}

static void take_file(struct font_folders *folders, const char *path)
{
    struct coverage coverage = {0};
    if (!named_as_font(path) || !coverage_read(path, &coverage))
        return;
    if (folders->ranges + coverage.count > FOLDER_RANGES_MAX) {
        coverage_free(&coverage);
        return;
    }
    folders->ranges += coverage.count;
    MEM_GROW(folders->files, folders->count, folders->cap);
    folders->files[folders->count++] =
        (struct font_file){mem_copy_string(path), coverage};
}

static void look_through(struct font_folders *folders, const char *folder, int depth)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        struct stat st;
        int len = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        bool hidden = entries[i]->d_name[0] == '.';
        free(entries[i]);
        if (hidden || len >= (int)sizeof path || folders->count == FOLDER_FONTS_MAX ||
            lstat(path, &st) != 0)
            continue;
        if (S_ISREG(st.st_mode) && st.st_size <= FONT_FILE_MAX)
            take_file(folders, path);
        else if (S_ISDIR(st.st_mode) && depth < FOLDER_DEPTH_MAX)
            look_through(folders, path, depth + 1);
    }
    if (count >= 0)
        free(entries);
}

static void look(struct font_folders *folders)
{
    folders->looked = true;
    for (const char *at = folders->list; *at;) {
        char folder[PATH_MAX];
        size_t len = strcspn(at, ":");
        if (len > 0 && len < sizeof folder) {
            memcpy(folder, at, len);
            folder[len] = '\0';
            look_through(folders, folder, 0);
        }
        at += len + (at[len] == ':');
    }
}

static int rank_of(const struct font_file *file, bool bold)
{
    const struct coverage *coverage = &file->coverage;
    const char *name = strrchr(file->path, '/');
    return abs(coverage->weight - (bold ? 700 : 400)) +
           (coverage->italic ? RANK_ITALIC : 0) + abs(coverage->width - 5) * RANK_WIDTH +
           (strstr(name, "Mono") ? RANK_MONO : 0) +
           (strstr(name, "Sans") ? 0 : RANK_NOT_SANS);
}

const char *font_folders_find(struct font_folders *folders, const char *text, size_t len,
                              bool bold)
{
    if (!folders->looked)
        look(folders);
    const struct font_file *best = NULL;
    for (size_t i = 0; i < folders->count; i++) {
        const struct font_file *file = &folders->files[i];
        if (coverage_has_all(&file->coverage, text, len) &&
            (!best || rank_of(file, bold) < rank_of(best, bold)))
            best = file;
    }
    return best ? best->path : NULL;
}

void font_folders_refuse(struct font_folders *folders, const char *path)
{
    for (size_t i = 0; i < folders->count; i++)
        if (strcmp(folders->files[i].path, path) == 0)
            coverage_free(&folders->files[i].coverage);
}
