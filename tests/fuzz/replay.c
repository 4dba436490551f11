/* Runs a fuzzer's entry over the files of a corpus, as an ordinary test, under any
 * compiler. Prints how many files it ran. */
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    INPUT_MAX = 1 << 20
};

int main(int argc, char **argv)
{
    size_t count = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (!folder) {
        fputs("usage: replay CORPUS-FOLDER\n", stderr);
        return 2;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct str bytes = {0};
        struct error err = {0};
        char path[PATH_MAX];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (!file_read(path, INPUT_MAX, &bytes, &err)) {
            fprintf(stderr, "%s\n", err.detail);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)str_c(&bytes), bytes.len);
        str_free(&bytes);
        count++;
    }
    closedir(folder);
    printf("%zu files\n", count);
    return count ? 0 : 1;
}
