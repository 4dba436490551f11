#include "screens/after.h"

#include <string.h>

/* The title of the page a link leads to; false for one outside. */
static bool link_title(struct reader *reader, const struct doc_link *link,
                       struct str *title)
{
    struct str path = {0}, anchor = {0};
    struct edition_list found = {0};
    struct error err = {0};
    const struct edition_node *node = page_node(reader);
    bool ok =
        edition_resolve(reader->setup.edition, node->path, link->url, &path, &anchor) &&
        strcmp(str_c(&path), node->path) != 0 &&
        edition_find(reader->setup.edition, str_c(&path), &found, &err) && found.count;
    if (ok)
        str_append(title, found.nodes[0].title);
    edition_list_free(&found);
    str_free(&path);
    str_free(&anchor);
    return ok;
}

static bool is_listed(const struct list *rows, const char *title)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->rows[i].title, title) == 0)
            return true;
    }
    return false;
}

/* Each page that the text links to, once, at full size (ACCESSIBILITY row 0). */
static void add_links(struct reader *reader)
{
    struct page *page = &reader->page;
    struct str title = {0};
    size_t count = page_node(reader) ? layout_link_count(page->passage.layout) : 0;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        str_clear(&title);
        if (!link_title(reader, layout_link(page->passage.layout, i), &title) ||
            is_listed(&page->passage.rows, str_c(&title)))
            continue;
        if (!any)
            list_add(&page->passage.rows,
                     &(struct row){.kind = ROW_HEADING,
                                   .title = reader_word(reader, WORD_LINKS)});
        any = true;
        list_add(&page->passage.rows,
                 &(struct row){.kind = ROW_CARD,
                               .title = str_c(&title),
                               .action = {.kind = ACTION_LINK, .arg = (long long)i}});
    }
    str_free(&title);
}

static void add_choice(struct reader *reader, enum word word, enum icon icon,
                       struct action action, bool apart)
{
    list_add(&reader->page.passage.rows, &(struct row){.kind = ROW_BUTTON,
                                                       .title = reader_word(reader, word),
                                                       .icon = icon,
                                                       .apart = apart,
                                                       .action = action});
}

/* The stage before this one on the ladder; 0 at its foot. A side stage is passed by. */
static int64_t stage_before(struct reader *reader)
{
    struct edition_list stages = {0};
    struct error err = {0};
    int64_t before = 0;
    if (edition_progression(reader->setup.edition, reader->place.node, &stages, &err)) {
        for (size_t i = 0; i < stages.count; i++) {
            if (stages.nodes[i].id == reader->place.node)
                break;
            if (!stages.nodes[i].branch)
                before = stages.nodes[i].id;
        }
    }
    edition_list_free(&stages);
    return before;
}

/* "I want to stop" leads to the aftercare page beside this one, else home. */
static struct action stop_action(struct reader *reader)
{
    struct str path = {0}, anchor = {0};
    struct edition_list found = {0};
    struct error err = {0};
    struct action action = {.kind = ACTION_HOME};
    if (edition_resolve(reader->setup.edition, page_node(reader)->path, "aftercare.md",
                        &path, &anchor) &&
        edition_find(reader->setup.edition, str_c(&path), &found, &err) && found.count)
        action = (struct action){.kind = ACTION_OPEN, .arg = found.nodes[0].id};
    edition_list_free(&found);
    str_free(&path);
    str_free(&anchor);
    return action;
}

/* What a stage ends with: four choices, all of one size. */
static void add_choices(struct reader *reader)
{
    bool words = reader->metrics.class == SCREEN_LARGE;
    int64_t before = stage_before(reader);
    if (words)
        list_add(&reader->page.passage.rows, &(struct row){.kind = ROW_HEADING,
                                                           .title = reader->page.stage,
                                                           .apart = true});
    add_choice(reader, WORD_AGAIN, ICON_AGAIN, (struct action){.kind = ACTION_FIRST},
               !words);
    if (before)
        add_choice(reader, WORD_BACK_STAGE, ICON_PREVIOUS,
                   (struct action){.kind = ACTION_OPEN, .arg = before}, false);
    add_choice(reader, WORD_STOP, ICON_STOP, stop_action(reader), false);
    add_choice(reader, WORD_ALL_STAGES, ICON_STAGES,
               (struct action){.kind = ACTION_STAGES}, false);
}

void after_add(struct reader *reader)
{
    add_links(reader);
    if (page_is_stage(reader))
        add_choices(reader);
}
