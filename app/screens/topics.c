/* Home, and the topics of one part: cards with a title and one line. Home shows parts,
 * and pages that stand outside any; a part's card names the first of its topics. */
#include "screens/state.h"

enum {
    NAMED_TOPICS = 3, /* on a part's card */
};

static bool children(struct reader *reader, int64_t parent, struct edition_list *out)
{
    struct error err = {0};
    return edition_children(reader->setup.edition, reader->lang, parent, out, &err);
}

/* "A clear yes, Signals to check in, If talking is hard". */
static void name_topics(struct reader *reader, int64_t part, struct str *out)
{
    struct edition_list topics = {0};
    int named = 0;
    bool ok = children(reader, part, &topics);
    for (size_t i = 0; ok && i < topics.count && named < NAMED_TOPICS; i++) {
        if (topics.nodes[i].path)
            str_printf(out, "%s%s", named++ ? ", " : "", topics.nodes[i].title);
    }
    edition_list_free(&topics);
}

static void add_card(struct reader *reader, const struct edition_node *node)
{
    struct str line = {0};
    if (node->path)
        str_append(&line, node->summary);
    else
        name_topics(reader, node->id, &line);
    list_add(&reader->list,
             &(struct row){.kind = ROW_CARD,
                           .title = node->title,
                           .line = str_c(&line),
                           .action = {.kind = ACTION_OPEN, .arg = node->id}});
    str_free(&line);
}

static bool can_open(struct reader *reader, const struct edition_node *node)
{
    return (node->path && !reader_is_cover(reader, node->id)) ||
           node->kind == CHAPTER_PART;
}

static void add_cards(struct reader *reader, int64_t parent)
{
    struct edition_list nodes = {0};
    bool ok = children(reader, parent, &nodes);
    for (size_t i = 0; ok && i < nodes.count; i++) {
        if (can_open(reader, &nodes.nodes[i]))
            add_card(reader, &nodes.nodes[i]);
    }
    edition_list_free(&nodes);
}

static void layout_home(struct reader *reader)
{
    list_free(&reader->list);
    lists_add_heading(reader, reader_word(reader, WORD_ASK));
    add_cards(reader, 0);
    lists_place_cards(reader);
}

static void layout_topics(struct reader *reader)
{
    struct edition_list part = {0};
    struct error err = {0};
    list_free(&reader->list);
    if (edition_node(reader->setup.edition, reader->place.node, &part, &err) &&
        part.count)
        lists_add_heading(reader, part.nodes[0].title);
    edition_list_free(&part);
    add_cards(reader, reader->place.node);
    lists_place_cards(reader);
}

const struct screen screen_home = {
    .name = "home",
    .layout = layout_home,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};

const struct screen screen_topics = {
    .name = "topics",
    .layout = layout_topics,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};
