/* candor-bundle's commands: one line in this table and one file each. A command gets the
 * arguments behind its name, argv[0] being the name, and returns the exit status: 0 done,
 * 1 refused or not found, 2 usage. */
#pragma once

/* name, arguments, what it does */
#define COMMANDS(X)                                                                   \
    X(check, "DIR", "say what is wrong with a source folder")                         \
    X(build, "DIR -o FILE [--key SECRET] [--after OLD.candor]",                       \
      "make a bundle of a source folder")                                             \
    X(keygen, "NAME [--no-password]", "make a pair of keys: NAME.key, NAME.pub")      \
    X(sign, "FILE --key SECRET", "sign a bundle, besides those who have signed it")   \
    X(verify, "FILE --keys DIR", "say whether a key of a folder has signed a bundle") \
    X(info, "FILE", "say what a bundle holds")                                        \
    X(unpack, "FILE -C DIR", "put a bundle's files into a folder")                    \
    X(render,                                                                         \
      "DIR|FILE -o DIR [--window WxH] [--size N] [--theme NAME] [--dpi N] "           \
      "[--rotate DEGREES] [--site FILE] [--config FILE] [--no-png]",                  \
      "draw every sheet of every page")                                               \
    X(search, "[--lang TAG] DIR|FILE WORD...", "find pages, best first")              \
    X(install, "FILE --store DIR --keys DIR [--progress]",                            \
      "check a bundle and put it into the store, to be shown")                        \
    X(list, "--store DIR", "say what the store holds")                                \
    X(back, "--store DIR ID", "show the edition before the current one")              \
    X(trial, "--store DIR", "before the reader starts: count a start of what is new") \
    X(confirm, "--store DIR", "after its first screen: what is new is good")

#define COMMAND_FUNCTION(name, arguments, purpose) int cmd_##name(int argc, char **argv);
COMMANDS(COMMAND_FUNCTION)
#undef COMMAND_FUNCTION

struct command {
    const char *name, *arguments, *purpose;
    int (*run)(int argc, char **argv);
};

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1,
    EXIT_USAGE = 2
};

struct error;

/* Says on standard error how the command is used; returns EXIT_USAGE. */
int usage(const char *command);

/* Says an error in one line on standard error; returns EXIT_REFUSED. */
int refuse(const struct error *err);
