#include "tool/glyphs.h"

#include "base/utf8.h"
#include "bundle/book_parts.h"
#include "bundle/expand.h"
#include "bundle/name.h"
#include "doc/doc.h"
#include "text/breaks.h"
#include "ui/data.h"

#include <inttypes.h>
#include <string.h>

enum {
    NAMED_MAX = 5, /* code points that a finding names */
};

/* What of one page has no glyph. */
struct missing {
    size_t count; /* graphemes */
    uint32_t named[NAMED_MAX];
    size_t named_count;
    bool more; /* than are named */
    int line;  /* of the page, of the first */
};

struct checker {
    const struct folder *folder;
    const struct book *book;
    struct fonts *fonts;
    struct findings *findings;
};

static void name_code_point(struct missing *missing, uint32_t c)
{
    for (size_t i = 0; i < missing->named_count; i++)
        if (missing->named[i] == c)
            return;
    if (missing->named_count == NAMED_MAX)
        missing->more = true;
    else
        missing->named[missing->named_count++] = c;
}

/* The line of the page, from `line` on, that holds these bytes; `line` itself where they
 * are written as an entity. */
static int line_of(const struct str *page, int line, const char *bytes, size_t len)
{
    const char *at = str_c(page), *end = at + page->len;
    for (int i = 1; i < line && at < end; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    const char *found = memmem(at, (size_t)(end - at), bytes, len);
    for (int found_line = line; found; found_line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline || newline >= found)
            return found_line;
        at = newline + 1;
    }
    return line;
}

/* Notes a grapheme without a face: those of its code points that no font has, or all
 * where there is no font only for them together. */
static void take_grapheme(struct checker *checker, const char *text, size_t len,
                          struct missing *missing)
{
    const struct font_style style = {FAMILY_TEXT, false, false, 16};
    bool single = false;
    missing->count++;
    for (int round = 0; round < 2 && !single; round++) {
        for (size_t at = 0; at < len;) {
            uint32_t c = utf8_next(text, len, &at);
            if (round == 0 && fonts_have(checker->fonts, style, c))
                continue;
            single = true;
            name_code_point(missing, c);
        }
    }
}

static void check_text(struct checker *checker, const struct str *page,
                       const struct block *block, struct missing *missing)
{
    const struct font_style style = {FAMILY_TEXT, false, false, 16};
    const char *text = block->text.bytes;
    struct breaks *breaks = fonts_breaks(checker->fonts);
    breaks_begin(breaks, BREAK_GRAPHEME, text, block->text.len);
    for (size_t start = 0, end; breaks_next(breaks, BREAK_GRAPHEME, &end, NULL);
         start = end) {
        bool control = (unsigned char)text[start] < ' '; /* a line's end, a tab */
        if (control || fonts_face_for(checker->fonts, style, text + start, end - start) !=
                           FONT_NO_FACE)
            continue;
        if (missing->count == 0)
            missing->line = line_of(page, block->line, text + start, end - start);
        take_grapheme(checker, text + start, end - start, missing);
    }
}

static void report(struct checker *checker, const struct page_text *page,
                   const struct missing *missing)
{
    struct str names = {0};
    for (size_t i = 0; i < missing->named_count; i++)
        str_printf(&names, "%sU+%04" PRIX32, i ? ", " : "", missing->named[i]);
    int line;
    const char *file = page_text_origin(page, missing->line, &line);
    findings_add(checker->findings, FINDING_NO_GLYPH, file, line,
                 "%zu character%s of this page %s in no font of Candor (%s%s): a box "
                 "stands for each where the machine has no font for it",
                 missing->count, missing->count == 1 ? "" : "s",
                 missing->count == 1 ? "is" : "are", str_c(&names),
                 missing->more ? ", ..." : "");
    str_free(&names);
}

static void check_page(struct checker *checker, const char *name)
{
    struct str entry = {0};
    struct page_text page = {0};
    struct error err = {0};
    str_printf(&entry, "%s%s", book_prefix(checker->book), name);
    if (page_expand(checker->folder, str_c(&entry), NULL, &page, &err)) {
        struct missing missing = {0};
        struct doc *doc = doc_from_markdown(str_c(&page.text), page.text.len, NULL);
        for (const struct block *block = doc->root; block; block = doc_next(block))
            if (block->text.len)
                check_text(checker, &page.text, block, &missing);
        if (missing.count)
            report(checker, &page, &missing);
        doc_free(doc);
    }
    page_text_free(&page);
    str_free(&entry);
}

bool glyphs_check(const char *folder, const struct book *book, struct findings *findings,
                  struct error *err)
{
    struct checker checker = {.book = book, .findings = findings};
    struct folder *opened = folder_open(folder, err);
    checker.folder = opened;
    checker.fonts = opened ? data_open_fonts("", err) : NULL;
    bool ok = checker.fonts;
    size_t count;
    const char *const *names = book_names(book, &count);
    for (size_t i = 0; ok && i < count; i++)
        if (name_is_page(names[i]))
            check_page(&checker, names[i]);
    findings_sort(findings);
    fonts_close(checker.fonts);
    folder_close(opened);
    return ok;
}
