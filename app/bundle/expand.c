/* One pass over a file copies it to the page, and for each include copies that file in
 * its place first. Depth, count and size are bounded, so a file that includes itself ends
 * in a finding and not in the swap. */
#include "bundle/expand.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/limits.h"
#include "bundle/name.h"

#include <stdlib.h>
#include <string.h>

struct expander {
    const struct folder *folder;
    struct findings *findings;
    struct page_text *out;
    int line; /* of the text, where the next byte goes */
    unsigned includes;
};

/* A file being copied. */
struct copy {
    const char *name;
    const char *bytes;
    size_t len;
    int line; /* of the file */
    unsigned depth;
};

/* One {{#name argument}} of a file: what stands between the braces. */
struct template
{
    size_t end; /* offset behind the closing braces */
    const char *name, *argument;
    size_t name_len, argument_len;
};

static bool expand_file(struct expander *x, const char *name, unsigned depth,
                        struct error *err);

/* From `line` of the text on, lines come from `file`, first its line `from`. Two includes
 * on one line come with falling numbers: the later one holds. */
static void note_origin(struct expander *x, int line, const char *file, int from)
{
    struct page_text *out = x->out;
    while (out->count && out->origins[out->count - 1].line > line)
        out->count--;
    MEM_GROW(out->origins, out->count, out->cap);
    out->origins[out->count++] = (struct origin){line, file, from};
}

static int count_lines(const char *bytes, size_t len)
{
    int lines = 0;
    for (const char *at = bytes, *end = bytes + len;
         (at = memchr(at, '\n', (size_t)(end - at))); at++)
        lines++;
    return lines;
}

/* Copies bytes of the file as they are. */
static void put(struct expander *x, struct copy *copy, size_t start, size_t end)
{
    int lines = count_lines(copy->bytes + start, end - start);
    str_append_bytes(&x->out->text, copy->bytes + start, end - start);
    x->line += lines;
    copy->line += lines;
}

static size_t skip_spaces(const char *bytes, size_t at, size_t len)
{
    while (at < len && (bytes[at] == ' ' || bytes[at] == '\t'))
        at++;
    return at;
}

/* Reads the template that begins with the "{{" at `at`; false where it is none. */
static bool read_template(const struct copy *copy, size_t at, struct template *out)
{
    const char *bytes = copy->bytes, *newline = memchr(bytes + at, '\n', copy->len - at);
    size_t stop = newline ? (size_t)(newline - bytes) : copy->len;
    size_t hash = skip_spaces(bytes, at + 2, stop);
    if (hash >= stop || bytes[hash] != '#')
        return false;
    const char *close = memmem(bytes + hash, stop - hash, "}}", 2);
    if (!close)
        return false;
    size_t name = hash + 1, end = (size_t)(close - bytes), name_end = name;
    while (name_end < end && bytes[name_end] != ' ' && bytes[name_end] != '\t')
        name_end++;
    size_t argument = skip_spaces(bytes, name_end, end), argument_end = end;
    while (argument_end > argument && strchr(" \t", bytes[argument_end - 1]))
        argument_end--;
    *out = (struct template){
        .end = end + 2,
        .name = bytes + name,
        .name_len = name_end - name,
        .argument = bytes + argument,
        .argument_len = argument_end - argument,
    };
    return true;
}

/* Expands {{#include argument}}; false, with a finding, where it stays as it is. */
static bool include(struct expander *x, struct copy *copy, const char *argument)
{
    struct str name = {0};
    struct error err = {0};
    bool ok = false;
    if (copy->depth == BUNDLE_INCLUDE_DEPTH_MAX)
        error_set(&err, ERROR_LIMIT,
                  "includes are nested deeper than %u; does a file "
                  "include itself?",
                  BUNDLE_INCLUDE_DEPTH_MAX);
    else if (++x->includes > BUNDLE_INCLUDES_MAX)
        error_set(&err, ERROR_LIMIT, "more than %u includes in one page",
                  BUNDLE_INCLUDES_MAX);
    else if (!name_join(copy->name, argument, &name))
        error_set(&err, ERROR_INVALID, "%s is outside the folder; copy the file into it",
                  argument);
    else
        ok = expand_file(x, str_c(&name), copy->depth + 1, &err);
    if (!ok)
        findings_add(x->findings, FINDING_BAD_INCLUDE, copy->name, copy->line,
                     "cannot include: %s", err.detail);
    str_free(&name);
    return ok;
}

/* Deals with the "{{" at `at`; returns the offset to go on from. */
static size_t expand_at(struct expander *x, struct copy *copy, size_t at)
{
    struct template template;
    if (!read_template(copy, at, &template)) {
        put(x, copy, at, at + 2);
        return at + 2;
    }
    bool escaped = at && copy->bytes[at - 1] == '\\';
    bool plain = template.name_len == 7 && memcmp(template.name, "include", 7) == 0 &&
                 template.argument_len &&
                 !memchr(template.argument, ':', template.argument_len);
    bool done = false;
    if (escaped) {
        x->out->text.len--; /* mdBook drops the backslash */
    } else if (plain) {
        char *argument = mem_copy_bytes(template.argument, template.argument_len);
        done = include(x, copy, argument);
        free(argument);
        note_origin(x, x->line + 1, copy->name, copy->line + 1);
    } else {
        findings_add(x->findings, FINDING_UNKNOWN_TEMPLATE, copy->name, copy->line,
                     "{{#%.*s}} is not expanded: only {{#include FILE}} is, of a whole "
                     "file",
                     (int)template.name_len, template.name);
    }
    if (!done)
        put(x, copy, at, template.end);
    return template.end;
}

/* Text only: UTF-8 without NUL. */
static bool check_text(struct expander *x, const char *name, const struct str *bytes,
                       struct error *err)
{
    size_t bad = bytes->len;
    const char *nul = memchr(str_c(bytes), '\0', bytes->len);
    if (nul)
        bad = (size_t)(nul - bytes->bytes);
    if (utf8_valid(str_c(bytes), bytes->len, nul ? NULL : &bad) && !nul)
        return true;
    int line = 1 + count_lines(bytes->bytes, bad);
    findings_add(x->findings, FINDING_NOT_UTF8, name, line,
                 "this is not UTF-8 text: save the file as UTF-8");
    return error_set(err, ERROR_INVALID, "%s:%d: not UTF-8 text", name, line);
}

static bool expand_file(struct expander *x, const char *name, unsigned depth,
                        struct error *err)
{
    bool ok = false;
    struct str bytes = {0};
    struct str *text = &x->out->text;
    if (!folder_read(x->folder, name, BUNDLE_PAGE_MAX, &bytes, err) ||
        !check_text(x, name, &bytes, err))
        goto out;
    bool mark = bytes.len >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0;
    struct copy copy = {
        .name = arena_string(&x->out->arena, name),
        .bytes = str_c(&bytes),
        .len = bytes.len,
        .line = 1,
        .depth = depth,
    };
    note_origin(x, x->line, copy.name, 1);
    size_t at = mark ? 3 : 0;
    if (depth && copy.len && copy.bytes[copy.len - 1] == '\n')
        copy.len--; /* the line goes on where the include ends */
    while (at < copy.len && text->len <= BUNDLE_PAGE_MAX) {
        const char *open = memmem(copy.bytes + at, copy.len - at, "{{", 2);
        size_t stop = open ? (size_t)(open - copy.bytes) : copy.len;
        put(x, &copy, at, stop);
        at = open ? expand_at(x, &copy, stop) : stop;
    }
    ok = text->len <= BUNDLE_PAGE_MAX;
    if (!ok)
        error_set(err, ERROR_LIMIT,
                  "%s: more than %zu bytes with what it includes: "
                  "split it at its headings",
                  name, BUNDLE_PAGE_MAX);
out:
    str_free(&bytes);
    return ok;
}

bool page_expand(const struct folder *folder, const char *name, struct findings *findings,
                 struct page_text *out, struct error *err)
{
    struct expander x = {.folder = folder, .findings = findings, .out = out, .line = 1};
    size_t errors = findings ? findings->errors : 0;
    if (expand_file(&x, name, 0, err))
        return true;
    if (findings && findings->errors == errors)
        findings_add(findings,
                     err->code == ERROR_LIMIT ? FINDING_OVER_LIMIT : FINDING_MISSING_PAGE,
                     name, 0, "%s", err->detail);
    return false;
}

const char *page_text_origin(const struct page_text *page, int line, int *from)
{
    size_t low = 0, high = page->count; /* the last origin that begins at or before */
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (page->origins[middle].line <= line)
            low = middle;
        else
            high = middle;
    }
    *from = page->origins[low].from + line - page->origins[low].line;
    return page->origins[low].file;
}

void page_text_free(struct page_text *page)
{
    str_free(&page->text);
    arena_free(&page->arena);
    free(page->origins);
    *page = (struct page_text){0};
}
