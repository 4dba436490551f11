/* From Markdown to the document model: one walk over cmark's tree with cmark's iterator,
 * and no recursion, since a page can nest 25,000 deep in 25 kB.
 *
 * The walk keeps one place in our tree (`at`) and one leaf in the making. A container
 * that would stand too deep is not made: its leaves go to the one that encloses it, and
 * `skipped` counts how many such are open. Inline nodes only change the style that the
 * next piece of text is given; inside an image all of them are its alternative text. */
#include "base/link.h"
#include "base/mem.h"
#include "base/slug.h"
#include "bundle/tree.h"
#include "doc/block.h"
#include "doc/front.h"
#include "doc/html.h"
#include "doc/leaf.h"
#include "doc/site.h"
#include "doc/tables.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct builder {
    struct doc *doc;
    const struct doc_site *site; /* may be NULL */
    int lines;                   /* of the front section */
    struct block *at;            /* the container that is being filled */
    int depth;                   /* of `at`; the document's is 0 */
    size_t skipped;              /* open containers that were too deep to be made */
    struct leaf leaf;
    struct line_ends ends; /* of the leaf's lines, for tables */
    struct escapes escapes;
    struct span style;           /* of the next piece; start and len unused */
    size_t emph, strong, images; /* how many are open */
    const char *hidden;          /* in the content of inline <script> or <style> */
    struct slugs slugs;
};

static const struct {
    const char *marker;
    enum callout callout;
} callouts[] = {
    {"[!EMERGENCY]", CALLOUT_EMERGENCY},
    {"[!HELP]", CALLOUT_HELP},
    {"[!ASK]", CALLOUT_ASK},
    {"[!STOP]", CALLOUT_STOP},
    {"[!SAFER]", CALLOUT_SAFER},
    {"[!CHECKIN]", CALLOUT_CHECKIN},
    {"[!EVIDENCE]", CALLOUT_EVIDENCE},
    {"[!NOTE]", CALLOUT_NOTE},
    {"[!TIP]", CALLOUT_TIP},
    {"[!IMPORTANT]", CALLOUT_IMPORTANT},
    {"[!WARNING]", CALLOUT_WARNING},
    {"[!CAUTION]", CALLOUT_CAUTION},
};

static struct block *add_block(struct builder *b, enum block_kind kind, int line)
{
    struct block *block = block_new(&b->doc->arena, kind, line);
    block_append(b->at, block);
    return block;
}

static int line_of(const struct builder *b, cmark_node *node)
{
    return cmark_node_get_start_line(node) + b->lines;
}

/* Containers. */

static bool is_container(cmark_node_type type)
{
    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
           type == CMARK_NODE_ITEM || type == CMARK_NODE_CUSTOM_BLOCK;
}

/* A callout's marker is the whole first line of a quote. cmark has joined adjacent texts,
 * so that it is one node. Takes it out of the tree (below what the iterator has reached)
 * and tells which it was. */
static bool take_marker(cmark_node *quote, enum callout *out)
{
    cmark_node *paragraph = cmark_node_first_child(quote);
    if (cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
        return false;
    cmark_node *text = cmark_node_first_child(paragraph);
    if (cmark_node_get_type(text) != CMARK_NODE_TEXT)
        return false;
    cmark_node *after = cmark_node_next(text);
    cmark_node_type type = cmark_node_get_type(after);
    if (after && type != CMARK_NODE_SOFTBREAK && type != CMARK_NODE_LINEBREAK)
        return false;
    for (size_t i = 0; i < sizeof callouts / sizeof *callouts; i++) {
        if (strcasecmp(cmark_node_get_literal(text), callouts[i].marker) != 0)
            continue;
        *out = callouts[i].callout;
        cmark_node_free(text);
        if (after)
            cmark_node_free(after);
        return true;
    }
    return false;
}

static void set_list(struct block *block, cmark_node *node)
{
    block->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    block->tight = cmark_node_get_list_tight(node);
    block->start = block->ordered ? cmark_node_get_list_start(node) : 0;
}

static void enter_container(struct builder *b, cmark_node *node, cmark_node_type type)
{
    /* below a list stands an item, below that a leaf: all within DOC_MAX_DEPTH */
    int below = type == CMARK_NODE_LIST ? 2 : 1;
    if (b->skipped || b->depth + below >= DOC_MAX_DEPTH) {
        b->skipped++;
        return;
    }
    enum block_kind kind = BLOCK_QUOTE;
    enum callout callout = CALLOUT_NOTE;
    if (type == CMARK_NODE_LIST)
        kind = BLOCK_LIST;
    else if (type == CMARK_NODE_ITEM)
        kind = BLOCK_ITEM;
    else if (take_marker(node, &callout))
        kind = BLOCK_CALLOUT;
    struct block *block = add_block(b, kind, line_of(b, node));
    block->callout = callout;
    if (kind == BLOCK_LIST)
        set_list(block, node);
    b->at = block;
    b->depth++;
}

static void leave_container(struct builder *b)
{
    if (b->skipped) {
        b->skipped--;
        return;
    }
    b->at = b->at->parent;
    b->depth--;
}

/* Leaves. */

/* Gives the leaf's text to a new block; none where the leaf is empty. A paragraph that is
 * one image is a figure. */
static struct block *end_leaf(struct builder *b, enum block_kind kind, int line)
{
    b->style = (struct span){0};
    b->hidden = NULL;
    b->ends.count = 0;
    leaf_trim(&b->leaf);
    if (kind == BLOCK_PARAGRAPH && leaf_is_empty(&b->leaf))
        return NULL;
    if (kind == BLOCK_PARAGRAPH && b->leaf.count == 1 && b->leaf.spans[0].image)
        kind = BLOCK_FIGURE;
    if (b->site)
        site_fill(&b->leaf, b->site);
    struct block *block = add_block(b, kind, line);
    block->text = leaf_take(&b->leaf, &b->doc->arena);
    return block;
}

/* Adds the table that the leaf's lines hold, below what stands before it; false where
 * they hold none or it would stand too deep. cmark takes a rule below a table for the
 * underline of a heading. */
static bool end_table(struct builder *b, cmark_node *node)
{
    int line = line_of(b, node), lines = (int)b->ends.count + 1;
    const struct table_source source = {&b->leaf, &b->ends, &b->escapes, b->site, line};
    struct block *table = NULL;
    if (b->depth + 3 <= DOC_MAX_DEPTH)
        table = table_take(&b->doc->arena, &source);
    if (!table)
        return false;
    escapes_resolve_leaf(&b->escapes, &b->leaf, false);
    end_leaf(b, BLOCK_PARAGRAPH, line);
    block_append(b->at, table);
    if (cmark_node_get_heading_level(node) == 2)
        add_block(b, BLOCK_RULE, line + lines);
    return true;
}

static void end_heading(struct builder *b, cmark_node *node)
{
    const char *id = NULL;
    struct str slug = {0}, unique = {0};
    size_t len = b->leaf.text.len, id_len = 0;
    const struct span *last = b->leaf.count ? &b->leaf.spans[b->leaf.count - 1] : NULL;
    bool code = last && (last->flags & SPAN_CODE);
    if (len && !code && slug_explicit(b->leaf.text.bytes, &len, &id, &id_len)) {
        str_append_bytes(&slug, id, id_len);
        leaf_cut(&b->leaf, len);
    } else if (len) {
        slug_from_text(b->leaf.text.bytes, len, &slug);
    }
    str_append(&slug, "");
    slugs_unique(&b->slugs, slug.bytes, slug.len, &unique);
    struct block *block = end_leaf(b, BLOCK_HEADING, line_of(b, node));
    block->level = cmark_node_get_heading_level(node);
    block->id = arena_copy(&b->doc->arena, unique.bytes, unique.len);
    str_free(&slug);
    str_free(&unique);
}

/* What the author wrote, or meant, of what cmark gives; in the arena. */
static const char *resolved(struct builder *b, const char *text, enum escape_place place)
{
    struct str out = {0};
    escapes_resolve(&b->escapes, text, strlen(text), place, &out);
    const char *copy = arena_copy(&b->doc->arena, out.bytes, out.len);
    str_free(&out);
    return copy;
}

static void add_code_block(struct builder *b, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    struct span code = {.flags = SPAN_CODE};
    leaf_add(&b->leaf, literal, strlen(literal), &code);
    escapes_resolve_leaf(&b->escapes, &b->leaf, false);
    struct block *block = add_block(b, BLOCK_CODE, line_of(b, node));
    block->text = leaf_take(&b->leaf, &b->doc->arena);
    block->info = resolved(b, cmark_node_get_fence_info(node), ESCAPE_TEXT);
}

/* Text, links, images and raw HTML. */

/* The style of the next piece; alternative text has no style of its own. */
static struct span style_now(const struct builder *b, unsigned flags)
{
    struct span style = b->style;
    style.flags = b->images ? SPAN_IMAGE : style.flags | flags;
    return style;
}

static void add_text(struct builder *b, const char *text, unsigned flags)
{
    struct span style = style_now(b, flags);
    if (!b->hidden)
        leaf_add(&b->leaf, text, strlen(text), &style);
}

/* The end of a line of the Markdown: a space, or a line break. */
static void add_line_end(struct builder *b, const char *text)
{
    uint32_t at = (uint32_t)b->leaf.text.len;
    add_text(b, b->images ? " " : text, 0);
    if (b->images || b->leaf.text.len == at)
        return;
    MEM_GROW(b->ends.items, b->ends.count, b->ends.cap);
    b->ends.items[b->ends.count++] = at;
}

static const struct doc_link *new_link(struct builder *b, const char *url,
                                       const char *title)
{
    struct doc_link *link = arena_alloc(&b->doc->arena, sizeof *link);
    struct str decoded = {0};
    url = resolved(b, url, ESCAPE_TEXT);
    if (link_is_outside(url))
        str_append(&decoded, url);
    else
        link_decode(url, &decoded);
    link->url = arena_copy(&b->doc->arena, decoded.bytes, decoded.len);
    link->title = resolved(b, title, ESCAPE_TEXT);
    str_free(&decoded);
    return link;
}

static void add_html_image(struct builder *b, const struct html_piece *tag)
{
    struct str src = {0}, alt = {0}, title = {0};
    str_append(&src, "");
    str_append(&alt, "");
    str_append(&title, "");
    html_attribute(tag, "src", &src);
    html_attribute(tag, "alt", &alt);
    html_attribute(tag, "title", &title);
    struct span style = b->style;
    style.flags = SPAN_IMAGE;
    style.image = new_link(b, src.bytes, title.bytes);
    leaf_add(&b->leaf, alt.bytes, alt.len, &style);
    str_free(&src);
    str_free(&alt);
    str_free(&title);
}

/* Adds what a piece of HTML leaves of itself within a paragraph. */
static void add_html_piece(struct builder *b, const struct html_piece *piece)
{
    struct str text = {0};
    struct span style = style_now(b, 0);
    switch (piece->kind) {
    case HTML_TEXT:
        html_decode(piece->bytes, piece->len, &text);
        leaf_add_collapsed(&b->leaf, text.bytes, text.len, &style);
        str_free(&text);
        break;
    case HTML_BREAK:
        leaf_add(&b->leaf, b->images ? " " : "\n", 1, &style);
        break;
    case HTML_SPACE:
    case HTML_BLOCK:
        leaf_add_collapsed(&b->leaf, " ", 1, &style);
        break;
    case HTML_IMAGE:
        if (!b->images)
            add_html_image(b, piece);
        break;
    case HTML_END:
        break;
    }
}

static void add_html_inline(struct builder *b, cmark_node *node)
{
    const char *literal = resolved(b, cmark_node_get_literal(node), ESCAPE_SOURCE);
    struct html_reader reader = {literal, literal + strlen(literal), b->hidden};
    struct html_piece piece;
    b->doc->html_nodes++;
    while ((piece = html_next(&reader)).kind != HTML_END)
        add_html_piece(b, &piece);
    b->hidden = reader.hidden;
}

/* A block of HTML leaves its words as paragraphs. */
static void add_html_block(struct builder *b, cmark_node *node)
{
    const char *literal = resolved(b, cmark_node_get_literal(node), ESCAPE_SOURCE);
    struct html_reader reader = {literal, literal + strlen(literal), NULL};
    struct html_piece piece;
    int line = line_of(b, node);
    b->doc->html_nodes++;
    while ((piece = html_next(&reader)).kind != HTML_END) {
        if (piece.kind == HTML_BLOCK)
            end_leaf(b, BLOCK_PARAGRAPH, line);
        else
            add_html_piece(b, &piece);
    }
    end_leaf(b, BLOCK_PARAGRAPH, line);
}

/* The walk. */

static void set_flag(struct builder *b, unsigned flag, bool on)
{
    b->style.flags = on ? b->style.flags | flag : b->style.flags & ~flag;
}

static void enter_image(struct builder *b, cmark_node *node)
{
    if (b->images++)
        return;
    b->style.image = new_link(b, cmark_node_get_url(node), cmark_node_get_title(node));
    add_text(b, "", 0); /* a span even where there is no text */
}

static void leave_image(struct builder *b)
{
    if (--b->images == 0)
        b->style.image = NULL;
}

static void enter_inline(struct builder *b, cmark_node *node, cmark_node_type type)
{
    switch (type) {
    case CMARK_NODE_TEXT:
        add_text(b, cmark_node_get_literal(node), 0);
        break;
    case CMARK_NODE_CODE:
        add_text(b, cmark_node_get_literal(node), SPAN_CODE);
        break;
    case CMARK_NODE_SOFTBREAK:
        add_line_end(b, " ");
        break;
    case CMARK_NODE_LINEBREAK:
        add_line_end(b, "\n");
        break;
    case CMARK_NODE_HTML_INLINE:
        add_html_inline(b, node);
        break;
    case CMARK_NODE_EMPH:
        set_flag(b, SPAN_EMPH, ++b->emph > 0);
        break;
    case CMARK_NODE_STRONG:
        set_flag(b, SPAN_STRONG, ++b->strong > 0);
        break;
    case CMARK_NODE_LINK:
        if (!b->images)
            b->style.link =
                new_link(b, cmark_node_get_url(node), cmark_node_get_title(node));
        break;
    case CMARK_NODE_IMAGE:
        enter_image(b, node);
        break;
    default:
        break;
    }
}

static void leave_inline(struct builder *b, cmark_node_type type)
{
    switch (type) {
    case CMARK_NODE_EMPH:
        set_flag(b, SPAN_EMPH, --b->emph > 0);
        break;
    case CMARK_NODE_STRONG:
        set_flag(b, SPAN_STRONG, --b->strong > 0);
        break;
    case CMARK_NODE_LINK:
        if (!b->images)
            b->style.link = NULL;
        break;
    case CMARK_NODE_IMAGE:
        leave_image(b);
        break;
    default:
        break;
    }
}

static void enter(struct builder *b, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (is_container(type))
        enter_container(b, node, type);
    else if (type == CMARK_NODE_CODE_BLOCK)
        add_code_block(b, node);
    else if (type == CMARK_NODE_HTML_BLOCK)
        add_html_block(b, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        add_block(b, BLOCK_RULE, line_of(b, node));
    else
        enter_inline(b, node, type);
}

static void leave_leaf(struct builder *b, cmark_node *node, cmark_node_type type)
{
    if (end_table(b, node))
        return;
    escapes_resolve_leaf(&b->escapes, &b->leaf, false);
    if (type == CMARK_NODE_HEADING)
        end_heading(b, node);
    else
        end_leaf(b, BLOCK_PARAGRAPH, line_of(b, node));
}

static void leave(struct builder *b, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (is_container(type))
        leave_container(b);
    else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        leave_leaf(b, node, type);
    else
        leave_inline(b, type);
}

static void walk(struct builder *b, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            enter(b, cmark_iter_get_node(iter));
        else
            leave(b, cmark_iter_get_node(iter));
    }
    cmark_iter_free(iter);
}

struct doc *doc_from_markdown(const char *bytes, size_t len, const struct doc_site *site)
{
    struct doc *doc = mem_alloc(sizeof *doc);
    if (!bytes)
        bytes = ""; /* an empty struct str */
    struct front front = front_read(bytes, len, &doc->arena);
    doc->fields = front.fields;
    doc->field_count = front.count;
    struct builder builder = {.doc = doc, .site = site, .lines = front.lines};
    struct str marked = {0};
    doc->root = block_new(&doc->arena, BLOCK_DOCUMENT, 1);
    builder.at = doc->root;
    bytes += front.len;
    len -= front.len;
    bool marks = escapes_mark(&builder.escapes, bytes, len, &marked);
    cmark_node *root =
        marks ? tree_parse(str_c(&marked), marked.len) : tree_parse(bytes, len);
    str_free(&marked);
    walk(&builder, root);
    cmark_node_free(root);
    leaf_free(&builder.leaf);
    free(builder.ends.items);
    slugs_free(&builder.slugs);
    return doc;
}
