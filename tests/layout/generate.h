/* Pages made up at random: every construct of Markdown, nested, in several scripts, with
 * the words that a reader must find, each of which begins with a number of its own
 * (`w17:`) so that it can be found again. The same seed gives the same page. */
#pragma once

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct generator {
    uint64_t state;   /* the seed */
    struct str words; /* out: all of them, in order, one space between */
    int next;         /* number of the next word */
};

/* A number in [0, below). */
static inline int gen_any(struct generator *g, int below)
{
    g->state = g->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((g->state >> 33) % (uint64_t)below);
}

static inline void gen_say(struct generator *g, const char *word)
{
    if (g->words.len)
        str_append_char(&g->words, ' ');
    str_append(&g->words, word);
}

/* The next word, one in twelve far too long. */
static inline void gen_word(struct generator *g, struct str *out)
{
    static const char *const ends[] = {
        "",
        "",
        "a",
        "and",
        "which",
        "comfort",
        "understanding",
        "office,",
        "\u00e9t\u00e9",
        "\u0167\u00e5\u017c",
        "\u03c5\u03b3\u03b5\u03af\u03b1",
        "\u0437\u0434\u043e\u0440\u043e\u0432\u044c\u0435",
        "\u05d1\u05e8\u05d9\u05d0\u05d5\u05ea",
        "\u0627\u0644\u0635\u062d\u0629",
        "\u0938\u094d\u0935\u093e\u0938\u094d\u0925\u094d\u092f",
        "\u0e2a\u0e38\u0e02\u0e20\u0e32\u0e1e\u0e40\u0e1b\u0e47\u0e19",
        "\u5065\u5eb7\u662f\u6bcf\u4e2a\u4eba",
        "\U0001F469\u200D\U0001F467",
        "\u2014",
        "(Candor)",
        "x12.5%",
        "non\u00a0stop",
        "Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerk",
        "pseudo-anti-establishment/or-other/path"};
    int count = (int)(sizeof ends / sizeof *ends);
    struct str word = {0};
    str_printf(&word, "w%d:%s", g->next++, ends[gen_any(g, count)]);
    gen_say(g, str_c(&word));
    str_append(out, str_c(&word));
    str_free(&word);
}

/* One to three words between two marks. */
static inline void gen_marked(struct generator *g, const char *open, const char *close,
                              struct str *out)
{
    str_append(out, open);
    for (int i = gen_any(g, 3); i >= 0; i--) {
        gen_word(g, out);
        str_append(out, i ? " " : "");
    }
    str_append(out, close);
}

/* A few words, dressed in any way that stays on a line. */
static inline void gen_inline(struct generator *g, struct str *out)
{
    static const char *const marks[][2] = {
        {"", ""},           {"", ""},
        {"", ""},           {"*", "*"},
        {"**", "**"},       {"***", "***"},
        {"`", "`"},         {"``", "``"},
        {"[", "](b.md)"},   {"[*", "*](<b c> \"title\")"},
        {"![", "](x.png)"}, {"[**", "**](#c)"},
        {"<em>", "</em>"},  {"[![", "](x.png)](y.md)"},
        {"&#42;", ""}};
    int which = gen_any(g, (int)(sizeof marks / sizeof *marks));
    if (strcmp(marks[which][0], "&#42;") == 0) {
        gen_say(g, "*&");
        str_append(out, "&#42;&amp;");
        return;
    }
    gen_marked(g, marks[which][0], marks[which][1], out);
}

/* Text of up to `most` pieces, broken over lines where `lines`. */
static inline void gen_text(struct generator *g, int most, bool lines, struct str *out)
{
    static const char *const breaks[] = {" ",  " ",    " ",    " ",
                                         "\n", "  \n", "\\\n", "<br>"};
    for (int i = gen_any(g, most); i >= 0; i--) {
        gen_inline(g, out);
        if (i)
            str_append(out, lines ? breaks[gen_any(g, 8)] : " ");
    }
}

/* Adds a block's lines, the first behind `first`, the others behind `rest`. */
static inline void gen_prefix(const struct str *block, const char *first,
                              const char *rest, struct str *out)
{
    const char *at = str_c(block), *prefix = first;
    while (*at) {
        size_t len = strcspn(at, "\n");
        bool bare = len == 0 && strspn(prefix, " ") == strlen(prefix);
        str_append(out, bare ? "" : prefix);
        str_append_bytes(out, at, len);
        str_append_char(out, '\n');
        at += len + (at[len] == '\n');
        prefix = rest;
    }
}

static inline void gen_heading(struct generator *g, struct str *out)
{
    int level = 1 + gen_any(g, 6);
    bool underlined = level <= 2 && gen_any(g, 2);
    if (!underlined)
        str_printf(out, "%.*s ", level, "######");
    gen_text(g, 5, false, out);
    str_append(out, underlined ? level == 1 ? "\n===\n" : "\n---\n" : "\n");
}

static inline void gen_code(struct generator *g, struct str *out)
{
    bool fenced = gen_any(g, 2);
    str_append(out, fenced ? "```text\n" : "");
    for (int line = gen_any(g, 4); line >= 0; line--) {
        str_append(out, fenced ? "" : "    ");
        for (int i = gen_any(g, 9); i >= 0; i--) {
            gen_word(g, out);
            str_printf(out, "%*s", i ? 1 + gen_any(g, 3) : 0, "");
        }
        str_append(out, "\n");
        str_append(out, fenced && gen_any(g, 4) == 0 ? "\n" : "");
    }
    str_append(out, fenced ? "```\n" : "");
}

static inline void gen_table(struct generator *g, struct str *out)
{
    static const char *const delimiters[] = {"|---", "|:--", "|--:", "|:-:"};
    int columns = 1 + gen_any(g, 5), rows = 1 + gen_any(g, 4);
    for (int row = 0; row <= rows; row++) {
        for (int i = 0; i < columns; i++) {
            str_append(out, "| ");
            gen_text(g, 4, false, out);
        }
        str_append(out, " |\n");
        for (int i = 0; row == 0 && i < columns; i++)
            str_append(out, delimiters[gen_any(g, 4)]);
        str_append(out, row == 0 ? "|\n" : "");
    }
}

static inline void gen_figure(struct generator *g, struct str *out)
{
    gen_marked(g, "![", "](x.png", out);
    str_append(out, ")\n");
}

static inline void gen_blocks(struct generator *g, int depth, struct str *out);

static inline void gen_quote(struct generator *g, int depth, struct str *out)
{
    static const char *const markers[] = {"[!STOP]\n\n", "[!EMERGENCY]\n\n",
                                          "[!NOTE]\n\n", "[!CheckIn]\n\n"};
    struct str inner = {0};
    str_append(&inner, gen_any(g, 2) ? markers[gen_any(g, 4)] : "");
    gen_blocks(g, depth + 1, &inner);
    gen_prefix(&inner, "> ", "> ", out);
    str_free(&inner);
}

/* An item, tight: words and perhaps a list below them; or loose: blocks. */
static inline void gen_list(struct generator *g, int depth, bool tight, struct str *out)
{
    static const int starts[] = {1, 0, 7, 98, 999999998};
    bool ordered = gen_any(g, 2);
    int number = starts[gen_any(g, 5)];
    if (tight && depth > 0) /* it may follow words: only a 1 begins a list then */
        number = 1;
    const char bullet[] = {"-+*"[gen_any(g, 3)], ' ', '\0'};
    for (int i = gen_any(g, 3); i >= 0; i--) {
        struct str inner = {0}, marker = {0}, indent = {0};
        if (tight) {
            gen_text(g, 4, true, &inner);
            str_append(&inner, "\n");
            if (depth < 6 && gen_any(g, 2))
                gen_list(g, depth + 1, true, &inner);
        } else {
            gen_blocks(g, depth + 1, &inner);
        }
        if (ordered)
            str_printf(&marker, "%d. ", number);
        else
            str_append(&marker, bullet);
        number += number < 999999999;
        str_printf(&indent, "%*s", (int)marker.len, "");
        gen_prefix(&inner, str_c(&marker), str_c(&indent), out);
        str_append(out, tight || i == 0 ? "" : "\n");
        str_free(&inner);
        str_free(&marker);
        str_free(&indent);
    }
}

static inline void gen_block(struct generator *g, int depth, struct str *out)
{
    int kind = gen_any(g, depth < 6 ? 13 : 6);
    switch (kind) {
    case 0:
        gen_heading(g, out);
        break;
    case 1:
        gen_code(g, out);
        break;
    case 2:
        gen_figure(g, out);
        break;
    case 3:
        str_append(out, "* * *\n");
        break;
    case 4:
        gen_table(g, out);
        break;
    case 5:
    case 6:
    case 7:
        gen_text(g, 20, true, out);
        str_append(out, "\n");
        break;
    case 8:
    case 9:
        gen_quote(g, depth, out);
        break;
    default:
        gen_list(g, depth, kind == 10, out);
        break;
    }
}

/* Blocks with blank lines between. A comment keeps two lists apart, and code from a list.
 */
static inline void gen_blocks(struct generator *g, int depth, struct str *out)
{
    for (int i = gen_any(g, depth == 0 ? 8 : 3); i >= 0; i--) {
        gen_block(g, depth, out);
        str_append(out, i ? "\n<!-- -->\n\n" : "");
    }
}
