/* install: a bundle into the store. Says one line on standard output where it was done;
 * else `candor-bundle: CODE: what and why` on standard error, CODE being one of
 * outcome.h. With --progress each step is a line `progress STEP DONE TOTAL` on standard
 * output, for the reader's bar; SIGTERM and SIGINT cancel, and nothing is changed. */
#include "tool/commands.h"

#include "store/install.h"
#include "ui/data.h"

#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

/* Set by the signal's handler, which can be given nothing else. */
static volatile sig_atomic_t cancelled;

static void cancel(int signal)
{
    (void)signal;
    cancelled = 1;
}

static bool progress(void *context, enum install_step step, size_t done, size_t total)
{
    const bool *say = context;
    if (*say) {
        printf("progress %s %zu %zu\n", install_step_name(step), done, total);
        fflush(stdout);
    }
    return !cancelled;
}

static bool read_arguments(int argc, char **argv, struct install_setup *setup, bool *say)
{
    static const struct option table[] = {
        {"store", required_argument, NULL, 's'},
        {"keys", required_argument, NULL, 'k'},
        {"progress", no_argument, NULL, 'p'},
        {0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, "", table, NULL)) != -1) {
        if (option == 's')
            setup->store = optarg;
        else if (option == 'k')
            setup->keys = optarg;
        else if (option == 'p')
            *say = true;
        else
            return false;
    }
    setup->bundle = optind + 1 == argc ? argv[optind] : NULL;
    return setup->bundle && setup->store && setup->keys;
}

static int say_report(const struct install_report *report)
{
    if (report->outcome == OUTCOME_INSTALLED || report->outcome == OUTCOME_MENDED) {
        printf("%s %s %" PRIu64 "\n", outcome_code(report->outcome), report->id,
               report->serial);
        return EXIT_DONE;
    }
    fprintf(stderr, "candor-bundle: %s: %s", outcome_code(report->outcome),
            outcome_text(report->outcome));
    if (report->current)
        fprintf(stderr, " (%s: %" PRIu64 "; stick %" PRIu64 ")", report->id,
                report->current, report->serial);
    fprintf(stderr, "%s%s\n", report->why.code ? ": " : "", report->why.detail);
    return EXIT_REFUSED;
}

int cmd_install(int argc, char **argv)
{
    bool say = false;
    struct install_setup setup = {.progress = progress, .context = &say};
    struct error err = {0};
    struct sigaction action = {.sa_handler = cancel, .sa_flags = SA_RESTART};
    if (!read_arguments(argc, argv, &setup, &say))
        return usage(argv[0]);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    setup.fonts = data_open_fonts("", &err);
    if (!setup.fonts)
        return refuse(&err);
    struct install_report report = install_bundle(&setup);
    fonts_close(setup.fonts);
    return say_report(&report);
}
