/* Documents written out for comparison. */
#pragma once

#include "base/str.h"
#include "doc/doc.h"

/* A document as one line: p(..) for a paragraph, h2#id(..), ul{..} and loose-ul{..},
 * ol3{..}, li{..}, q{..}, callout4{..}, code:info(..), fig(..), hr,
 * table-sce{tr{td(..)}} with a letter for each column's alignment; in text e<..> for
 * emphasis, s<..> strong, c<..> code, @url<..> a link, !url<..> an image, and | for a
 * line break. */

static inline void show_text(const struct doc_text *text, struct str *out)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct span *span = &text->spans[i];
        bool styled = span->flags || span->link;
        str_append(out, span->flags & SPAN_EMPH ? "e" : "");
        str_append(out, span->flags & SPAN_STRONG ? "s" : "");
        str_append(out, span->flags & SPAN_CODE ? "c" : "");
        if (span->link)
            str_printf(out, "@%s%s%s", span->link->url, *span->link->title ? " " : "",
                       span->link->title);
        if (span->flags & SPAN_IMAGE)
            str_printf(out, "!%s", span->image->url);
        str_append(out, styled ? "<" : "");
        for (uint32_t k = span->start; k < span->start + span->len; k++)
            str_append_char(out, text->bytes[k] == '\n' ? '|' : text->bytes[k]);
        str_append(out, styled ? ">" : "");
    }
}

static inline void show_start(const struct block *block, struct str *out)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        str_append(out, "p");
        break;
    case BLOCK_HEADING:
        str_printf(out, "h%d#%s", block->level, block->id);
        break;
    case BLOCK_LIST:
        str_append(out, block->tight ? "" : "loose-");
        if (block->ordered)
            str_printf(out, "ol%d", block->start);
        else
            str_append(out, "ul");
        break;
    case BLOCK_ITEM:
        str_append(out, "li");
        break;
    case BLOCK_QUOTE:
        str_append(out, "q");
        break;
    case BLOCK_CALLOUT:
        str_printf(out, "callout%d", (int)block->callout);
        break;
    case BLOCK_CODE:
        str_printf(out, "code:%s", block->info);
        break;
    case BLOCK_RULE:
        str_append(out, "hr ");
        break;
    case BLOCK_FIGURE:
        str_append(out, "fig");
        break;
    case BLOCK_TABLE:
        str_append(out, "table-");
        for (size_t i = 0; i < block->columns; i++)
            str_append_char(out, "sce"[block->aligns[i]]);
        break;
    case BLOCK_ROW:
        str_append(out, "tr");
        break;
    case BLOCK_CELL:
        str_append(out, "td");
        break;
    case BLOCK_DOCUMENT:
        break;
    }
}

static inline bool is_leaf(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING ||
           block->kind == BLOCK_CODE || block->kind == BLOCK_FIGURE ||
           block->kind == BLOCK_CELL;
}

static inline int depth_of(const struct block *block)
{
    int depth = 0;
    for (; block && block->parent; block = block->parent)
        depth++;
    return depth;
}

static inline void show(const struct doc *doc, struct str *out)
{
    int open = 0;
    str_append(out, "");
    for (const struct block *block = doc->root->first; block; block = doc_next(block)) {
        for (; open > depth_of(block) - 1; open--)
            str_append(out, "}");
        show_start(block, out);
        if (is_leaf(block)) {
            str_append(out, "(");
            show_text(&block->text, out);
            str_append(out, ")");
        } else if (block->kind != BLOCK_RULE) {
            str_append(out, "{");
            open++;
        }
    }
    for (; open > 0; open--)
        str_append(out, "}");
}

/* What a page is shown as. */
struct row {
    const char *markdown, *shown;
};

static inline void expect(const struct row *rows, size_t count,
                          const struct doc_site *site)
{
    for (size_t i = 0; i < count; i++) {
        struct doc *doc =
            doc_from_markdown(rows[i].markdown, strlen(rows[i].markdown), site);
        struct str shown = {0};
        show(doc, &shown);
        assert_string_equal(shown.bytes, rows[i].shown);
        str_free(&shown);
        doc_free(doc);
    }
}

#define EXPECT(rows, site) expect(rows, sizeof(rows) / sizeof *(rows), site)

/* A block, and the line of the page that it is said to begin at. */
struct line_of {
    enum block_kind kind;
    int line;
};

/* The blocks of a document, all of them, in order. */
static inline void expect_lines(const struct doc *doc, const struct line_of *lines,
                                size_t count)
{
    const struct block *block = doc->root;
    for (size_t i = 0; i < count; i++) {
        block = doc_next(block);
        assert_int_equal(block->kind, lines[i].kind);
        assert_int_equal(block->line, lines[i].line);
    }
    assert_null(doc_next(block));
}
