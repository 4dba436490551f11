/* candor-bundle: what an author and an installer do with bundles. */
#include "base/error.h"
#include "tool/commands.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
#define COMMAND_ROW(name, arguments, purpose) {#name, arguments, purpose, cmd_##name},
    COMMANDS(COMMAND_ROW)
#undef COMMAND_ROW
};

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

int usage(const char *name)
{
    const struct command *command = find(name);
    fprintf(stderr, "usage: candor-bundle %s %s\n", command->name, command->arguments);
    return EXIT_USAGE;
}

int refuse(const struct error *err)
{
    fprintf(stderr, "candor-bundle: %s\n", err->detail);
    return EXIT_REFUSED;
}

static void print_help(FILE *out)
{
    fputs("usage: candor-bundle COMMAND ...\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(out, "  %s %s\n      %s\n", commands[i].name, commands[i].arguments,
                commands[i].purpose);
    fputs("\nExit status: 0 done, 1 refused or not found, 2 wrong usage.\n", out);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(stdout);
        return EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        puts("candor-bundle " CANDOR_VERSION);
        return EXIT_DONE;
    }
    const struct command *command = find(name);
    if (!command) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (argc == 3 && strcmp(argv[2], "--help") == 0) {
        printf("usage: candor-bundle %s %s\n%s\n", command->name, command->arguments,
               command->purpose);
        return EXIT_DONE;
    }
    return command->run(argc - 1, argv + 1);
}
