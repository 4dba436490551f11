#include "ui/data.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

enum {
    FOLDERS_UP = 3
};

static bool is_there(const struct str *path)
{
    return access(str_c(path), R_OK) == 0;
}

bool data_find_from(const char *folder, const char *name, struct str *out,
                    struct error *err)
{
    static const char *const inside[] = {"", "share/candor/"};
    struct str path = {0};
    size_t len = strlen(folder);
    bool found = false;
    for (int up = 0; !found && up <= FOLDERS_UP; up++) {
        for (size_t i = 0; !found && i < sizeof inside / sizeof *inside; i++) {
            str_clear(&path);
            str_printf(&path, "%.*s/%s%s", (int)len, folder, inside[i], name);
            found = is_there(&path);
        }
        while (len > 0 && folder[--len] != '/')
            ;
    }
    if (found)
        str_append(out, str_c(&path));
    else
        error_set(err, ERROR_NOT_FOUND,
                  "%s: not found beside the program or above %s; install Candor again",
                  name, folder);
    str_free(&path);
    return found;
}

bool data_find(const char *name, struct str *out, struct error *err)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    if (len <= 0)
        return error_set(err, ERROR_IO, "/proc/self/exe cannot be read; mount /proc");
    program[len] = '\0';
    *strrchr(program, '/') = '\0';
    return data_find_from(program, name, out, err);
}

struct fonts *data_open_fonts(const char *folders, struct error *err)
{
    struct str folder = {0};
    struct fonts *fonts = NULL;
    if (data_find("fonts", &folder, err))
        fonts = fonts_open(str_c(&folder), err);
    if (fonts)
        fonts_use_folders(fonts, folders);
    str_free(&folder);
    return fonts;
}
