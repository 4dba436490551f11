/* A table is a head, a delimiter row of as many cells, and every line after it that cmark
 * still counts to the paragraph, which is until a blank line or another block.
 *
 * We look for it in what cmark made of the paragraph: one text with its spans, the places
 * where lines end, and escapes marked (escapes.h). So pipes in code part no cells, and
 * links, references and entities are long understood. The refused alternative, GFM's own
 * order, parts the lines first and reads each cell alone: cmark cannot do that for a
 * reader from outside, since the link references are known to the whole page only.
 *
 * What differs from GFM for it: a pipe in code needs no backslash; emphasis and links
 * that run over a cell's edge close at it and go on in the next cell; a row with more
 * cells than the head keeps them, pipes and all, in its last cell (GFM drops them: here
 * no word is lost). A row with fewer cells has fewer. */
#include "doc/tables.h"

#include "base/mem.h"
#include "doc/block.h"
#include "doc/site.h"

#include <stdlib.h>
#include <string.h>

/* One line of the paragraph: bytes [from, end) of its text, and its pipes. */
struct line {
    size_t from, end;
    size_t pipe, pipes_end; /* indices among the paragraph's pipes */
    size_t index;           /* among the paragraph's lines */
};

struct reader {
    const struct table_source *source;
    struct arena *arena;
    uint32_t *pipes; /* offsets of those that part cells */
    size_t pipe_count, pipe_cap;
    struct leaf cell; /* in the making */
};

static bool is_gap(char c)
{
    return c == ' ' || c == '\t';
}

/* Notes each pipe in plain text. */
static void find_pipes(struct reader *r)
{
    const struct leaf *leaf = r->source->leaf;
    const char *bytes = leaf->text.bytes;
    size_t mark = strlen(r->source->escapes->mark);
    for (size_t i = 0; i < leaf->count; i++) {
        const struct span *span = &leaf->spans[i];
        size_t end = span->start + span->len;
        if (span->flags & (SPAN_CODE | SPAN_IMAGE))
            continue;
        for (size_t at = span->start; at < end; at++) {
            if (bytes[at] != '|')
                continue;
            if (escapes_at(r->source->escapes, bytes, end, at)) {
                at += mark; /* the escaped character */
                continue;
            }
            MEM_GROW(r->pipes, r->pipe_count, r->pipe_cap);
            r->pipes[r->pipe_count++] = (uint32_t)at;
        }
    }
}

static struct line first_line(const struct reader *r)
{
    const struct table_source *s = r->source;
    struct line line = {.end = s->ends->count ? s->ends->items[0] : s->leaf->text.len};
    while (line.pipes_end < r->pipe_count && r->pipes[line.pipes_end] < line.end)
        line.pipes_end++;
    return line;
}

static bool next_line(const struct reader *r, struct line *line)
{
    const struct table_source *s = r->source;
    if (line->index == s->ends->count)
        return false;
    line->index++;
    line->from = line->end + 1;
    line->end =
        line->index < s->ends->count ? s->ends->items[line->index] : s->leaf->text.len;
    line->pipe = line->pipes_end;
    while (line->pipes_end < r->pipe_count && r->pipes[line->pipes_end] < line->end)
        line->pipes_end++;
    return true;
}

/* True where bytes [from, end) are plain: no code, no image, no link. */
static bool is_plain(const struct leaf *leaf, size_t from, size_t end)
{
    for (size_t i = leaf_span_at(leaf, from); i < leaf->count; i++) {
        const struct span *span = &leaf->spans[i];
        if (span->start > end || (span->start == end && span->len))
            break;
        if ((span->flags & (SPAN_CODE | SPAN_IMAGE)) || span->link)
            return false;
    }
    return true;
}

static bool is_blank(const struct leaf *leaf, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        if (!is_gap(leaf->text.bytes[i]))
            return false;
    }
    return is_plain(leaf, from, end);
}

/* Leaves out the pipe that a line begins with and the one it ends with. */
static void strip_outer_pipes(const struct reader *r, struct line *line)
{
    const struct leaf *leaf = r->source->leaf;
    if (line->pipe < line->pipes_end && is_blank(leaf, line->from, r->pipes[line->pipe]))
        line->from = r->pipes[line->pipe++] + 1;
    if (line->pipe < line->pipes_end &&
        is_blank(leaf, r->pipes[line->pipes_end - 1] + 1, line->end))
        line->end = r->pipes[--line->pipes_end];
}

static size_t count_cells(const struct reader *r, struct line line)
{
    strip_outer_pipes(r, &line);
    return line.pipes_end - line.pipe + 1;
}

/* Reads one cell of a delimiter row, `:?-+:?`; false where it is none. */
static bool read_delimiter(const char *bytes, size_t from, size_t end, enum align *align)
{
    while (from < end && is_gap(bytes[from]))
        from++;
    while (end > from && is_gap(bytes[end - 1]))
        end--;
    bool start_mark = from < end && bytes[from] == ':';
    bool end_mark = end > from + start_mark && bytes[end - 1] == ':';
    from += start_mark;
    end -= end_mark;
    size_t dashes = 0;
    while (from + dashes < end && bytes[from + dashes] == '-')
        dashes++;
    *align = !end_mark ? ALIGN_START : start_mark ? ALIGN_CENTRE : ALIGN_END;
    return dashes > 0 && from + dashes == end;
}

/* Reads a delimiter row: it begins with a pipe or a colon, or holds three dashes and one
 * of those. The alignments, where they are asked for, have room for its cells. */
static bool read_delimiters(const struct reader *r, struct line line, enum align *aligns)
{
    const char *bytes = r->source->leaf->text.bytes;
    size_t at = line.from;
    while (at < line.end && is_gap(bytes[at]))
        at++;
    size_t len = line.end - at;
    bool begins = len && (bytes[at] == '|' || bytes[at] == ':');
    bool parts = line.pipe < line.pipes_end || memchr(bytes + at, ':', len);
    if (!begins && !(parts && memmem(bytes + at, len, "---", 3)))
        return false;
    if (!is_plain(r->source->leaf, line.from, line.end))
        return false;
    strip_outer_pipes(r, &line);
    for (size_t i = line.pipe; i <= line.pipes_end; i++) {
        enum align align;
        size_t end = i < line.pipes_end ? r->pipes[i] : line.end;
        if (!read_delimiter(bytes, line.from, end, &align))
            return false;
        if (aligns)
            aligns[i - line.pipe] = align;
        line.from = end + 1;
    }
    return true;
}

/* Finds the first line that is followed by a delimiter row of as many cells. */
static bool find_head(const struct reader *r, struct line *head, struct line *delimiters)
{
    *delimiters = first_line(r);
    for (*head = *delimiters; next_line(r, delimiters); *head = *delimiters) {
        if (read_delimiters(r, *delimiters, NULL) &&
            count_cells(r, *head) == count_cells(r, *delimiters))
            return true;
    }
    return false;
}

static void add_cell(struct reader *r, struct block *row, size_t from, size_t end)
{
    const struct table_source *s = r->source;
    struct block *cell = block_new(r->arena, BLOCK_CELL, row->line);
    leaf_add_part(&r->cell, s->leaf, from, end);
    leaf_trim(&r->cell);
    escapes_resolve_leaf(s->escapes, &r->cell, true);
    if (s->site)
        site_fill(&r->cell, s->site);
    cell->text = leaf_take(&r->cell, r->arena);
    block_append(row, cell);
}

/* Adds a row of at most as many cells as the table has columns. */
static void add_row(struct reader *r, struct block *table, struct line line)
{
    struct block *row = block_new(r->arena, BLOCK_ROW, r->source->line + (int)line.index);
    block_append(table, row);
    strip_outer_pipes(r, &line);
    for (size_t column = 1; line.pipe <= line.pipes_end; column++, line.pipe++) {
        bool last = line.pipe == line.pipes_end || column == table->columns;
        size_t end = last ? line.end : r->pipes[line.pipe];
        add_cell(r, row, line.from, end);
        if (last)
            break;
        line.from = end + 1;
    }
}

static struct block *make_table(struct reader *r, struct line head,
                                struct line delimiters)
{
    struct block *table =
        block_new(r->arena, BLOCK_TABLE, r->source->line + (int)head.index);
    table->columns = count_cells(r, delimiters);
    enum align *aligns = arena_alloc(r->arena, table->columns * sizeof *aligns);
    read_delimiters(r, delimiters, aligns);
    table->aligns = aligns;
    add_row(r, table, head);
    for (struct line line = delimiters; next_line(r, &line);)
        add_row(r, table, line);
    return table;
}

/* Leaves in the paragraph the lines before the table's head. */
static void keep_before(struct leaf *leaf, const struct line *head)
{
    struct leaf before = {0};
    if (head->index)
        leaf_add_part(&before, leaf, 0, head->from - 1);
    leaf_free(leaf);
    *leaf = before;
}

struct block *table_take(struct arena *arena, const struct table_source *source)
{
    struct reader r = {.source = source, .arena = arena};
    struct line head, delimiters;
    struct block *table = NULL;
    if (source->ends->count == 0)
        return NULL;
    find_pipes(&r);
    if (find_head(&r, &head, &delimiters)) {
        table = make_table(&r, head, delimiters);
        keep_before(source->leaf, &head);
    }
    leaf_free(&r.cell);
    free(r.pipes);
    return table;
}
