/* render: every sheet of every page as the reader shows it, as PNG and as JSON lines. */
#include "tool/commands.h"

#include "base/file.h"
#include "platform/clock.h"
#include "screens/offscreen.h"
#include "ui/config.h"
#include "ui/content.h"
#include "ui/data.h"
#include "ui/options.h"
#include "ui/site.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum {
    DEPTH_MAX = 64, /* of the tree of topics */
};

/* What was asked for, and what does it. */
struct render {
    const char *place, *out; /* folder or bundle; folder to write */
    const char *site_path, *config_path;
    struct options look; /* its window, size, theme, dpi, rotation */
    bool png;
    struct content content;
    struct fonts *fonts;
    struct site *site;
    struct config config;
    struct clock clock;
    struct reader *reader; /* of one language */
    int pages, sheets;     /* written */
};

/* Short names of options that have only a long one. */
enum {
    ASK_WINDOW = 256,
    ASK_SIZE,
    ASK_THEME,
    ASK_DPI,
    ASK_ROTATE,
    ASK_SITE,
    ASK_CONFIG,
    ASK_NO_PNG,
};

static bool take(struct render *render, int option, const char *value)
{
    switch (option) {
    case 'o':
        render->out = value;
        return true;
    case ASK_WINDOW:
        return options_window(value, &render->look.w, &render->look.h);
    case ASK_SIZE:
        return options_size(value, &render->look.settings.size);
    case ASK_THEME:
        return theme_from_name(value, &render->look.settings.theme);
    case ASK_DPI:
        return options_dpi(value, &render->look.dpi);
    case ASK_ROTATE:
        return options_rotate(value, &render->look.rotate);
    case ASK_SITE:
        render->site_path = value;
        return true;
    case ASK_CONFIG:
        render->config_path = value;
        return true;
    case ASK_NO_PNG:
        render->png = false;
        return true;
    default:
        return false;
    }
}

static bool read_arguments(int argc, char **argv, struct render *render)
{
    static const struct option table[] = {
        {"window", required_argument, NULL, ASK_WINDOW},
        {"size", required_argument, NULL, ASK_SIZE},
        {"theme", required_argument, NULL, ASK_THEME},
        {"dpi", required_argument, NULL, ASK_DPI},
        {"rotate", required_argument, NULL, ASK_ROTATE},
        {"site", required_argument, NULL, ASK_SITE},
        {"config", required_argument, NULL, ASK_CONFIG},
        {"no-png", no_argument, NULL, ASK_NO_PNG},
        {0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, "o:", table, NULL)) != -1) {
        if (!take(render, option, optarg))
            return false;
    }
    render->place = optind + 1 == argc ? argv[optind] : NULL;
    return render->place && render->out;
}

/* OUT/LANG/PATH-SHEET, with its folders made. */
static bool sheet_path(const struct render *render, const char *lang, const char *page,
                       int sheet, struct str *path, struct error *err)
{
    size_t len = strlen(lang);
    bool inside = strncmp(page, lang, len) == 0 && page[len] == '/';
    str_printf(path, "%s/%s%s%s-%d", render->out, inside ? "" : lang, inside ? "" : "/",
               page, sheet);
    char *slash = strrchr(path->bytes, '/');
    *slash = '\0';
    bool ok = file_make_folder(path->bytes, err);
    *slash = '/';
    return ok;
}

static bool render_sheet(struct render *render, const char *lang, const char *page,
                         int sheet, struct error *err)
{
    struct offscreen off = {render->reader, render->fonts, &render->clock,
                            render->look.dpi};
    struct str path = {0};
    bool ok = sheet_path(render, lang, page, sheet, &path, err);
    size_t len = path.len;
    if (ok && render->png) {
        str_append(&path, ".png");
        ok = offscreen_screenshot(&off, str_c(&path), err);
        path.len = len;
    }
    if (ok) {
        str_append(&path, ".jsonl");
        ok = offscreen_dump(&off, str_c(&path), err);
    }
    str_free(&path);
    return ok;
}

/* Each page begins a session of its own, so that none depends on those before it. */
static bool render_page(struct render *render, const char *lang, const char *page,
                        struct error *err)
{
    reader_handle(render->reader, &(struct action){.kind = ACTION_LEAVE});
    if (!reader_open(render->reader, page, err))
        return false;
    int sheets = reader_display(render->reader)->screen.sheets;
    for (int sheet = 1; sheet <= sheets; sheet++) {
        if (!render_sheet(render, lang, page, sheet, err))
            return false;
        if (sheet < sheets)
            reader_handle(render->reader, &(struct action){.kind = ACTION_NEXT});
    }
    render->pages++;
    render->sheets += sheets;
    return true;
}

/* The pages under a node of the tree, and those under them. */
static bool render_under(struct render *render, const char *lang, int64_t parent,
                         int depth, struct error *err)
{
    struct edition_list nodes = {0};
    bool ok = edition_children(render->content.edition, lang, parent, &nodes, err);
    for (size_t i = 0; ok && depth < DEPTH_MAX && i < nodes.count; i++) {
        const struct edition_node *node = &nodes.nodes[i];
        ok = (!node->path || render_page(render, lang, node->path, err)) &&
             render_under(render, lang, node->id, depth + 1, err);
    }
    edition_list_free(&nodes);
    return ok;
}

static bool render_language(struct render *render, const char *lang, struct error *err)
{
    bool turned = render->look.rotate % 180 != 0;
    struct reader_setup setup = {
        .edition = render->content.edition,
        .fonts = render->fonts,
        .site = site_values(render->site),
        .lang = lang,
        .w = turned ? render->look.h : render->look.w,
        .h = turned ? render->look.w : render->look.h,
        .dpi = render->look.dpi,
        .mode = MODE_KIOSK,
        .settings = render->look.settings,
    };
    render->reader = reader_new(&setup);
    bool ok = render_under(render, lang, 0, 0, err);
    reader_free(render->reader);
    return ok;
}

static bool open_all(struct render *render, struct error *err)
{
    struct content_setup content = {.path = render->place};
    if (content_open(&content, &render->content, err))
        render->site = site_open(render->site_path, err);
    if (render->site)
        render->fonts = data_open_fonts(render->config.font_folders, err);
    return render->fonts;
}

static bool run(struct render *render, struct error *err)
{
    if (!open_all(render, err))
        return false;
    size_t count;
    const char *const *languages = edition_languages(render->content.edition, &count);
    for (size_t i = 0; i < count; i++) {
        if (!render_language(render, languages[i], err))
            return false;
    }
    printf("%d pages, %d sheets\n", render->pages, render->sheets);
    return true;
}

int cmd_render(int argc, char **argv)
{
    struct render render = {
        .look = {.w = 1280, .h = 800, .dpi = 96, .settings = {.size = 100}},
        .png = true,
        .clock = {.is_virtual = true},
    };
    struct error err = {0};
    if (!read_arguments(argc, argv, &render))
        return usage(argv[0]);
    render.config = config_read(render.config_path, "candor-bundle", stderr);
    int status = run(&render, &err) ? EXIT_DONE : refuse(&err);
    fonts_close(render.fonts);
    site_close(render.site);
    content_close(&render.content);
    config_free(&render.config);
    return status;
}
