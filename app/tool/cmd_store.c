/* list, back, trial, confirm: what staff and the kiosk's units do with the store. */
#include "tool/commands.h"

#include "store/store.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The one option and, where `operand` is not NULL, the one argument. */
static bool read_arguments(int argc, char **argv, const char **store,
                           const char **operand)
{
    static const struct option table[] = {{"store", required_argument, NULL, 's'}, {0}};
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, "", table, NULL)) != -1) {
        if (option != 's')
            return false;
        *store = optarg;
    }
    if (operand && optind + 1 == argc)
        *operand = argv[optind++];
    return *store && optind == argc && (!operand || *operand);
}

/* ID, which it is, serial, version, bytes, and whether it opens; tabs between. */
static void print_edition(struct store *store, const char *id, const char *key,
                          const struct store_edition *stored)
{
    struct error why = {0};
    if (!stored->serial)
        return;
    struct edition *edition = store_edition(store, id, stored->serial, &why);
    const char *version = edition ? edition_meta(edition, "version") : NULL;
    printf("%s\t%s\t%" PRIu64 "\t%s\t%" PRIu64 "\t%s\n", id, key, stored->serial,
           version ? version : "-", stored->size,
           !edition || stored->damaged ? "damaged" : "whole");
    edition_close(edition);
}

static bool print_id(struct store *store, const char *id, struct error *err)
{
    struct store_state state;
    if (!store_load(store, id, &state, err))
        return false;
    print_edition(store, id, "current", &state.current);
    print_edition(store, id, "previous", &state.previous);
    printf("%s\thighest\t%" PRIu64 "\n%s\tfloor\t%" PRIu64 "\n", id, state.high, id,
           state.floor);
    if (state.on_trial)
        printf("%s\ttrial\t%u of %d\n", id, state.starts, STATE_TRIALS);
    if (state.failed)
        printf("%s\tfailed\t%" PRIu64 "\n", id, state.failed);
    return true;
}

int cmd_list(int argc, char **argv)
{
    const char *path = NULL;
    struct error err = {0};
    size_t count = 0;
    if (!read_arguments(argc, argv, &path, NULL))
        return usage(argv[0]);
    struct store *store = store_open(path, &err);
    const char *const *ids = store ? store_ids(store, &count) : NULL;
    bool ok = store != NULL;
    for (size_t i = 0; ok && i < count; i++)
        ok = print_id(store, ids[i], &err);
    store_close(store);
    return ok ? EXIT_DONE : refuse(&err);
}

int cmd_back(int argc, char **argv)
{
    const char *path = NULL, *id = NULL;
    struct error err = {0};
    struct store_state state;
    if (!read_arguments(argc, argv, &path, &id))
        return usage(argv[0]);
    struct store *store = store_open_locked(path, &err);
    bool ok = store && store_back(store, id, &err) && store_load(store, id, &state, &err);
    if (ok)
        printf("back %s %" PRIu64 "\n", id, state.current.serial);
    store_close(store);
    return ok ? EXIT_DONE : refuse(&err);
}

/* A step of the kiosk's unit, on every id of the store, which is made where there is
 * none. */
static int change(int argc, char **argv,
                  bool (*step)(struct store *store, struct error *err))
{
    const char *path = NULL;
    struct error err = {0};
    if (!read_arguments(argc, argv, &path, NULL))
        return usage(argv[0]);
    struct store *store = store_open_locked(path, &err);
    bool ok = store && step(store, &err);
    store_close(store);
    return ok ? EXIT_DONE : refuse(&err);
}

int cmd_trial(int argc, char **argv)
{
    return change(argc, argv, store_trial);
}

int cmd_confirm(int argc, char **argv)
{
    return change(argc, argv, store_confirm);
}
