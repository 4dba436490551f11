#include "store/probe.h"

#include "doc/doc.h"
#include "layout/layout.h"
#include "paint/palette.h"

/* A small kiosk's column: 800x480 px, text of 28 px. */
enum {
    PROBE_W = 700,
    PROBE_H = 360,
    PROBE_EM = 28,
};

struct probe {
    const struct probe_setup *setup;
    int64_t count; /* ids of an edition run from 1 */
    size_t pages;  /* of them that have a page */
};

/* Reads and parses the page of node `id`; the document is yours where `ok`. */
static struct doc *read_page(struct probe *probe, int64_t id, struct error *err)
{
    struct str text = {0};
    struct doc *doc = NULL;
    if (edition_page(probe->setup->edition, id, &text, err))
        doc = doc_from_markdown(str_c(&text), text.len, NULL);
    str_free(&text);
    return doc;
}

/* *there is false behind the last id; *page where the node has one. */
static bool look_up(struct probe *probe, int64_t id, bool *there, bool *page,
                    struct error *err)
{
    struct edition_list list = {0};
    bool ok = edition_node(probe->setup->edition, id, &list, err);
    *there = ok && list.count > 0;
    *page = *there && list.nodes[0].path;
    edition_list_free(&list);
    return ok;
}

static bool read_all(struct probe *probe, struct error *err)
{
    bool there = true, page = false;
    for (int64_t id = 1; there; id++) {
        if (!look_up(probe, id, &there, &page, err))
            return false;
        if (!there || !page)
            continue;
        struct doc *doc = read_page(probe, id, err);
        if (!doc)
            return false;
        doc_free(doc);
        probe->pages++;
        probe->count = id;
    }
    return probe->pages > 0 ||
           error_set(err, ERROR_INVALID, "the edition has no page that can be read");
}

/* Lays a page out and draws its sheets into lists that nobody sees. */
static bool lay_out(struct probe *probe, int64_t id, struct error *err)
{
    struct doc *doc = read_page(probe, id, err);
    if (!doc)
        return false;
    struct layout_setup setup = {
        .w = PROBE_W,
        .h = PROBE_H,
        .em = PROBE_EM,
        .lp_px = 1,
        .palette = palette_of(THEME_LIGHT),
        .lang = "",
    };
    struct layout *layout = layout_new(doc, probe->setup->fonts, &setup);
    for (int sheet = 0; sheet < layout_sheets(layout); sheet++) {
        struct display display = {0};
        layout_draw(layout, sheet, 0, 0, &display);
        display_free(&display);
    }
    layout_free(layout);
    doc_free(doc);
    return true;
}

/* The pages that bundle.ini names, in every language that has them. */
static bool lay_out_named(struct probe *probe, const char *key, struct error *err)
{
    size_t count;
    struct edition *edition = probe->setup->edition;
    const char *const *languages = edition_languages(edition, &count);
    const char *page = edition_meta(edition, key);
    bool ok = true;
    for (size_t i = 0; page && ok && i < count; i++) {
        struct edition_list found = {0};
        struct str path = {0};
        str_printf(&path, "%s/%s", languages[i], page);
        ok = edition_find(edition, path.bytes, &found, err);
        if (ok && !found.count)
            ok = edition_find(edition, page, &found, err);
        if (ok && found.count)
            ok = lay_out(probe, found.nodes[0].id, err);
        edition_list_free(&found);
        str_free(&path);
    }
    return ok;
}

static bool lay_out_some(struct probe *probe, struct error *err)
{
    int64_t step = probe->count / PROBE_PAGES + 1;
    for (int64_t id = 1; id <= probe->count; id += step) {
        bool there, page;
        if (probe->setup->progress &&
            !probe->setup->progress(probe->setup->context, (size_t)id,
                                    (size_t)probe->count))
            return error_set(err, ERROR_CANCELLED, "cancelled");
        if (!look_up(probe, id, &there, &page, err))
            return false;
        if (page && !lay_out(probe, id, err))
            return false;
    }
    return true;
}

/* Home's topics, and a search for the first word of the first, in every language. A home
 * that shows nothing is no home. */
static bool ask(struct probe *probe, struct error *err)
{
    size_t count;
    struct edition *edition = probe->setup->edition;
    const char *const *languages = edition_languages(edition, &count);
    bool ok = true, empty = true;
    for (size_t i = 0; ok && i < count; i++) {
        struct edition_list topics = {0};
        struct edition_hits hits = {0};
        ok = edition_children(edition, languages[i], 0, &topics, err);
        if (ok && topics.count)
            ok = edition_search(edition, languages[i], topics.nodes[0].title, false, 10,
                                &hits, err);
        empty = empty && topics.count == 0;
        edition_hits_free(&hits);
        edition_list_free(&topics);
    }
    return ok && (!empty || error_set(err, ERROR_INVALID,
                                      "no SUMMARY.md of it lists a page: home is empty"));
}

bool probe_edition(const struct probe_setup *setup, struct error *err)
{
    struct probe probe = {.setup = setup};
    return read_all(&probe, err) && lay_out_named(&probe, "help", err) &&
           lay_out_named(&probe, "notice", err) &&
           lay_out_named(&probe, "neutral", err) && lay_out_some(&probe, err) &&
           ask(&probe, err);
}
