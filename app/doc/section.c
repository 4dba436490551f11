/* A section of a document: what stands under one heading. */
#include "doc/doc.h"

#include <string.h>

static struct block *find_heading(const struct doc *doc, const char *id)
{
    for (struct block *b = doc->root; b; b = doc_next(b)) {
        if (b->kind == BLOCK_HEADING && strcmp(b->id, id) == 0)
            return b;
    }
    return NULL;
}

static bool ends_section(const struct block *block, int level)
{
    return block->kind == BLOCK_HEADING && block->level <= level;
}

bool doc_keep_section(struct doc *doc, const char *id)
{
    struct block *heading = find_heading(doc, id);
    if (!heading)
        return false;
    struct block *last = heading;
    while (last->next && !ends_section(last->next, heading->level))
        last = last->next;
    last->next = NULL;
    doc->root->first = heading;
    doc->root->last = last;
    for (struct block *b = heading; b; b = b->next)
        b->parent = doc->root;
    return true;
}
