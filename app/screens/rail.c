#include "screens/rail.h"

/* Adds what stands beside the page in the tree, the page itself marked. */
static void add_beside(struct reader *reader, const struct edition_node *node)
{
    struct list *rail = &reader->page.rail;
    struct edition_list beside = {0};
    struct error err = {0};
    bool stage = node->kind == CHAPTER_STAGE;
    bool ok = stage ? edition_progression(reader->setup.edition, node->id, &beside, &err)
                    : edition_children(reader->setup.edition, reader->lang, node->parent,
                                       &beside, &err);
    for (size_t i = 0; ok && i < beside.count; i++) {
        const struct edition_node *other = &beside.nodes[i];
        bool present = other->id == node->id;
        if (other->kind == CHAPTER_STAGE)
            lists_add_stage(reader, rail, other, present);
        else if (other->path && !reader_is_cover(reader, other->id))
            lists_add_topic(reader, rail, other, present);
    }
    edition_list_free(&beside);
}

/* Drops what is no stage, where there are stages: a ladder is shown whole before the
 * pages beside it are. True where anything was dropped. */
static bool keep_ladder(struct list *rail)
{
    size_t stages = 0, all = rail->count;
    for (size_t i = 0; i < all; i++)
        stages += rail->rows[i].kind == ROW_STAGE;
    if (stages == 0 || stages == all)
        return false;
    rail->count = 0;
    for (size_t i = 0; i < all; i++) {
        if (rail->rows[i].kind == ROW_STAGE)
            rail->rows[rail->count++] = rail->rows[i];
    }
    return true;
}

void rail_layout(struct reader *reader)
{
    struct page *page = &reader->page;
    struct pen pen = reader_pen(reader);
    list_free(&page->rail);
    if (!reader->metrics.rail || !page->node.count)
        return;
    page->rail.least = reader->metrics.touch;
    add_beside(reader, &page->node.nodes[0]);
    for (size_t i = 0; i < page->rail.count; i++) {
        struct row *row = &page->rail.rows[i];
        row->quiet = true;
        row->line = row->present ? row->line : "";
    }
    list_place(&page->rail, &pen, reader->metrics.side, 1, reader->metrics.em);
    if (page->rail.sheets > 1 && keep_ladder(&page->rail))
        list_place(&page->rail, &pen, reader->metrics.side, 1, reader->metrics.em);
}

/* The rail's sheet that holds the present page. */
static int sheet_here(const struct list *rail)
{
    for (size_t i = 0; i < rail->count; i++) {
        if (rail->rows[i].present)
            return rail->rows[i].sheet;
    }
    return 0;
}

void rail_draw(struct reader *reader, struct pen *pen)
{
    list_draw(&reader->page.rail, pen, sheet_here(&reader->page.rail));
}
