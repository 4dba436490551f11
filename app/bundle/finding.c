#include "bundle/finding.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    bool error;
} kinds[FINDING_KINDS] = {
    [FINDING_BAD_INI] = {"bad-ini", true},
    [FINDING_UNKNOWN_KEY] = {"unknown-key", true},
    [FINDING_MISSING_PAGE] = {"missing-page", true},
    [FINDING_LISTED_TWICE] = {"listed-twice", true},
    [FINDING_OUTSIDE_FOLDER] = {"outside-folder", true},
    [FINDING_NOT_UTF8] = {"not-utf8", true},
    [FINDING_BAD_NAME] = {"bad-name", true},
    [FINDING_OVER_LIMIT] = {"over-limit", true},
    [FINDING_BAD_SUMMARY] = {"bad-summary", true},
    [FINDING_BAD_INCLUDE] = {"bad-include", true},
    [FINDING_UNKNOWN_TEMPLATE] = {"unknown-template", false},
    [FINDING_DEAD_LINK] = {"dead-link", true},
    [FINDING_DEAD_ANCHOR] = {"dead-anchor", true},
    [FINDING_NOT_IN_SUMMARY] = {"not-in-summary", false},
    [FINDING_RAW_HTML] = {"raw-html", false},
    [FINDING_MISSING_IMAGE] = {"missing-image", true},
    [FINDING_HTML_LINK] = {"html-link", false},
    [FINDING_NOT_CARRIED] = {"not-carried", false},
    [FINDING_BAD_IMAGE] = {"bad-image", false},
    [FINDING_SVG_TEXT] = {"svg-text", false},
    [FINDING_SVG_PART] = {"svg-part", false},
    [FINDING_SUMMARY_IGNORED] = {"summary-ignored", false},
    [FINDING_NO_GLYPH] = {"no-glyph", false},
};

bool finding_is_error(enum finding_kind kind)
{
    return kinds[kind].error;
}

void findings_add(struct findings *findings, enum finding_kind kind, const char *file,
                  int line, const char *fmt, ...)
{
    if (!findings)
        return;
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    MEM_GROW(findings->items, findings->count, findings->cap);
    findings->items[findings->count++] = (struct finding){
        .kind = kind,
        .file = mem_copy_string(file),
        .line = line,
        .message = mem_copy_string(message),
    };
    if (kinds[kind].error)
        findings->errors++;
    else
        findings->warnings++;
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    if (order == 0)
        order = (x->kind > y->kind) - (x->kind < y->kind);
    return order ? order : strcmp(x->message, y->message);
}

void findings_sort(struct findings *findings)
{
    if (findings && findings->count)
        qsort(findings->items, findings->count, sizeof *findings->items, by_place);
}

void findings_print(const struct findings *findings, FILE *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *item = &findings->items[i];
        fputs(item->file, out);
        if (item->line)
            fprintf(out, ":%d", item->line);
        fprintf(out, ": %s%s [%s]\n",
                kinds[item->kind].error ? "" : "warning: ", item->message,
                kinds[item->kind].name);
    }
}

void findings_free(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        free(findings->items[i].file);
        free(findings->items[i].message);
    }
    free(findings->items);
    *findings = (struct findings){0};
}
