/* Writes one of the texts of the benchmarks to standard output, for the reader to open.
 *
 * usage: bench-text NAME BYTES */
#include "base/str.h"
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench-text NAME BYTES\n");
        return 2;
    }
    for (enum text text = 0; text < TEXT_COUNT; text++) {
        if (strcmp(argv[1], text_name(text)) != 0)
            continue;
        struct str out = {0};
        text_make(text, (size_t)atol(argv[2]), &out);
        fwrite(str_c(&out), 1, out.len, stdout);
        str_free(&out);
        return 0;
    }
    fprintf(stderr, "bench-text: %s: no such text\n", argv[1]);
    return 1;
}
