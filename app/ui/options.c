#include "ui/options.h"

#include "ui/metrics.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDE_MIN = 240,
    SIDE_MAX = 16384,
    DPI_USUAL = 96, /* what panels report is not trusted */
    DPI_MIN = 48,
    DPI_MAX = 1200,
};

enum which {
    OPTION_WINDOW = 1,
    OPTION_FULLSCREEN,
    OPTION_ROTATE,
    OPTION_DPI,
    OPTION_MODE,
    OPTION_LANG,
    OPTION_OPEN,
    OPTION_SIZE,
    OPTION_THEME,
    OPTION_SITE,
    OPTION_CONFIG,
    OPTION_STORE,
    OPTION_WATCH,
    OPTION_SCREENSHOT,
    OPTION_DUMP,
    OPTION_REPLAY,
    OPTION_VERSION,
    OPTION_HELP,
};

static const struct option table[] = {
    {"window", required_argument, NULL, OPTION_WINDOW},
    {"fullscreen", no_argument, NULL, OPTION_FULLSCREEN},
    {"rotate", required_argument, NULL, OPTION_ROTATE},
    {"dpi", required_argument, NULL, OPTION_DPI},
    {"mode", required_argument, NULL, OPTION_MODE},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"open", required_argument, NULL, OPTION_OPEN},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"theme", required_argument, NULL, OPTION_THEME},
    {"site", required_argument, NULL, OPTION_SITE},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"store", required_argument, NULL, OPTION_STORE},
    {"watch", no_argument, NULL, OPTION_WATCH},
    {"screenshot", required_argument, NULL, OPTION_SCREENSHOT},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"replay", required_argument, NULL, OPTION_REPLAY},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"help", no_argument, NULL, OPTION_HELP},
    {0},
};

static const char help[] =
    "usage: candor [OPTION...] [FOLDER | FILE.candor]\n"
    "Reads a guide: a folder of Markdown with a bundle.ini, or a bundle made of one;\n"
    "with neither, what the store holds, and the factory bundle where it holds none.\n"
    "\n"
    "  --window WxH         in a window of this many pixels\n"
    "  --fullscreen         the whole screen (the default)\n"
    "  --rotate DEGREES     0, 90, 180 or 270: how the screen stands\n"
    "  --dpi N              pixels an inch of the screen; 96 unless given\n"
    "  --mode MODE          kiosk, workshop or personal (the default)\n"
    "  --lang TAG           the language to begin in\n"
    "  --open PAGE[#ANCHOR] begin at this page\n"
    "  --size N             text size: 100, 125, 150, 200, 300 or 400 per cent\n"
    "  --theme NAME         light, cream, dark or contrast\n"
    "  --site FILE          the site's own values (site.ini)\n"
    "  --config FILE        the configuration of this machine (candor.ini)\n"
    "  --store DIR          where installed editions are (candor-bundle install)\n"
    "  --watch              load again when the folder changes\n"
    "  --screenshot FILE    draw the first screen to a PNG and exit\n"
    "  --dump FILE          the same as JSON lines\n"
    "  --replay FILE        play a script of actions and exit\n"
    "  --version, --help\n";

static enum options_verdict bad(const char *what, const char *value, const char *want)
{
    fprintf(stderr, "candor: --%s %s: %s\n", what, value, want);
    return OPTIONS_BAD;
}

/* A whole decimal number between two bounds and nothing after it. */
static bool number(const char *text, long least, long most, int *out)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    long value = strtol(text, &end, 10);
    if (*end || value < least || value > most)
        return false;
    *out = (int)value;
    return true;
}

bool options_window(const char *text, int *w, int *h)
{
    const char *cross = strchr(text, 'x');
    char width[16];
    if (!cross || cross - text >= (long)sizeof width)
        return false;
    memcpy(width, text, (size_t)(cross - text));
    width[cross - text] = '\0';
    int wide, high;
    if (!number(width, SIDE_MIN, SIDE_MAX, &wide) ||
        !number(cross + 1, SIDE_MIN, SIDE_MAX, &high))
        return false;
    *w = wide;
    *h = high;
    return true;
}

bool options_size(const char *text, int *size)
{
    int value;
    if (!number(text, 0, INT_MAX, &value) || !metrics_is_size(value))
        return false;
    *size = value;
    return true;
}

bool options_dpi(const char *text, int *dpi)
{
    return number(text, DPI_MIN, DPI_MAX, dpi);
}

bool options_rotate(const char *text, int *degrees)
{
    int value;
    if (!number(text, 0, 270, &value) || value % 90 != 0)
        return false;
    *degrees = value;
    return true;
}

static bool mode_from_name(const char *name, enum mode *out)
{
    static const char *const names[] = {[MODE_KIOSK] = "kiosk",
                                        [MODE_WORKSHOP] = "workshop",
                                        [MODE_PERSONAL] = "personal"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *out = (enum mode)i;
            return true;
        }
    }
    return false;
}

/* Takes one option; what is not a plain string is checked here. */
static enum options_verdict take(int option, const char *value, struct options *o)
{
    switch (option) {
    case OPTION_WINDOW:
        return options_window(value, &o->w, &o->h)
                   ? OPTIONS_RUN
                   : bad("window", value, "give WIDTHxHEIGHT, each 240 to 16384");
    case OPTION_FULLSCREEN:
        o->w = o->h = 0;
        return OPTIONS_RUN;
    case OPTION_ROTATE:
        return options_rotate(value, &o->rotate)
                   ? OPTIONS_RUN
                   : bad("rotate", value, "give 0, 90, 180 or 270");
    case OPTION_DPI:
        return options_dpi(value, &o->dpi) ? OPTIONS_RUN
                                           : bad("dpi", value, "give 48 to 1200");
    case OPTION_MODE:
        return mode_from_name(value, &o->mode)
                   ? OPTIONS_RUN
                   : bad("mode", value, "give kiosk, workshop or personal");
    case OPTION_SIZE:
        return options_size(value, &o->settings.size)
                   ? OPTIONS_RUN
                   : bad("size", value, "give 100, 125, 150, 200, 300 or 400");
    case OPTION_THEME:
        return theme_from_name(value, &o->settings.theme)
                   ? OPTIONS_RUN
                   : bad("theme", value, "give light, cream, dark or contrast");
    case OPTION_VERSION:
        puts("candor " CANDOR_VERSION);
        return OPTIONS_SAID;
    case OPTION_HELP:
        fputs(help, stdout);
        return OPTIONS_SAID;
    default: /* getopt has said what is wrong */
        return OPTIONS_BAD;
    }
}

/* Where an option's string goes as it is; NULL for the others. */
static const char **string_of(int option, struct options *o)
{
    switch (option) {
    case OPTION_LANG:
        return &o->lang;
    case OPTION_OPEN:
        return &o->open;
    case OPTION_SITE:
        return &o->site;
    case OPTION_CONFIG:
        return &o->config;
    case OPTION_STORE:
        return &o->store;
    case OPTION_SCREENSHOT:
        return &o->screenshot;
    case OPTION_DUMP:
        return &o->dump;
    case OPTION_REPLAY:
        return &o->replay;
    default:
        return NULL;
    }
}

enum options_verdict options_parse(int argc, char **argv, struct options *out)
{
    struct options options = {
        .dpi = DPI_USUAL,
        .mode = MODE_PERSONAL,
        .settings = {.size = METRICS_SIZE_BASE, .theme = THEME_LIGHT},
    };
    int option;
    optind = 0; /* begins anew, however often it was called */
    while ((option = getopt_long(argc, argv, "", table, NULL)) != -1) {
        const char **string = string_of(option, &options);
        if (option == OPTION_WATCH) {
            options.watch = true;
        } else if (string) {
            *string = optarg;
        } else {
            enum options_verdict verdict = take(option, optarg, &options);
            if (verdict != OPTIONS_RUN)
                return verdict;
        }
    }
    if (argc - optind > 1) {
        fprintf(stderr, "candor: %s: one folder or bundle is enough\n", argv[optind + 1]);
        return OPTIONS_BAD;
    }
    options.content = optind < argc ? argv[optind] : NULL;
    *out = options;
    return OPTIONS_RUN;
}

bool options_off_screen(const struct options *options)
{
    return options->screenshot || options->dump || options->replay;
}
