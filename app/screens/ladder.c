/* All stages: a ladder that one enters and leaves anywhere. It counts and keeps nothing;
 * the stage one came from is marked, by the history alone. */
#include "screens/state.h"

static int64_t stage_behind(const struct reader *reader)
{
    const struct place *behind = reader_behind(reader);
    return behind && behind->screen == SHOW_PAGE ? behind->node : 0;
}

/* The place names a stage, or what its stages stand under. */
static bool find_parent(struct reader *reader, int64_t *parent)
{
    struct edition_list found = {0};
    struct error err = {0};
    bool ok = edition_node(reader->setup.edition, reader->place.node, &found, &err) &&
              found.count;
    if (ok)
        *parent = found.nodes[0].kind == CHAPTER_STAGE ? found.nodes[0].parent
                                                       : found.nodes[0].id;
    edition_list_free(&found);
    return ok;
}

static void layout(struct reader *reader)
{
    struct edition_list nodes = {0};
    struct error err = {0};
    int64_t parent, behind = stage_behind(reader);
    list_free(&reader->list);
    reader->list.least = reader->metrics.touch;
    bool ok = find_parent(reader, &parent) &&
              (parent ? edition_children(reader->setup.edition, reader->lang, parent,
                                         &nodes, &err)
                      : edition_progression(reader->setup.edition, reader->place.node,
                                            &nodes, &err));
    for (size_t i = 0; ok && i < nodes.count; i++) {
        const struct edition_node *node = &nodes.nodes[i];
        if (node->kind == CHAPTER_STAGE)
            lists_add_stage(reader, &reader->list, node, node->id == behind);
        else if (node->path)
            lists_add_topic(reader, &reader->list, node, node->id == behind);
    }
    edition_list_free(&nodes);
    lists_place_narrow(reader);
}

const struct screen screen_ladder = {
    .name = "ladder",
    .layout = layout,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};
