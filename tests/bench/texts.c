#include "texts.h"

#include "base/str.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    VOCABULARY = 8000,
};

/* What a language's words are made of. */
struct language {
    const char *const *syllables;
    size_t count;
    const char *space; /* between words */
    const char *stop;  /* ends a sentence */
    int longest;       /* syllables of a rare word */
};

#define SYLLABLES(...)    \
    (const char *const[]) \
    {                     \
        __VA_ARGS__       \
    }
#define COUNT(...) (sizeof SYLLABLES(__VA_ARGS__) / sizeof(char *))
#define LANGUAGE(gap, end, most, ...)                              \
    {                                                              \
        SYLLABLES(__VA_ARGS__), COUNT(__VA_ARGS__), gap, end, most \
    }

static const struct language latin =
    LANGUAGE(" ", ".", 4, "a", "be", "con", "de", "er", "fi", "ga", "he", "in", "ja",
             "ke", "lo", "men", "no", "or", "pre", "qui", "re", "si", "ti", "un", "ver",
             "we", "ex", "ly", "za");
static const struct language arabic =
    LANGUAGE(" ", ".", 5, "ا", "ل", "م", "ن", "و", "ي", "ر", "ت", "ب", "ع", "د", "س", "ف",
             "ق", "ك", "ح", "ج", "ه", "ش", "ص", "ال", "خ", "ط", "غ", "ذ", "ث");
static const struct language devanagari = LANGUAGE(
    " ", "।", 4, "का", "मि", "नी", "र", "स", "हे", "तो", "ल", "प्र", "या", "व", "दि", "क्ष",
    "गु", "ब", "न्य", "जा", "शि", "ट", "चे", "त्र", "धा", "भी", "ख", "म", "ए");
static const struct language chinese =
    LANGUAGE("", "。", 1, "的", "一", "是", "不", "了", "人", "我", "在", "有", "他",
             "这", "中", "大", "来", "上", "国", "个", "到", "说", "们", "为", "子", "和",
             "你", "地", "出", "道", "也", "时", "年", "得", "就", "那", "要", "下", "以",
             "生", "会", "自", "着", "去", "之", "过", "家", "学", "对", "可", "里", "后",
             "小", "么", "心", "多", "天", "而", "能", "好", "都");
static const struct language thai =
    LANGUAGE("", " ", 1, "การ", "ความ", "คน", "เป็น", "ที่", "และ", "ใน", "มี", "ไม่", "ได้",
             "ให้", "จะ", "ของ", "นี้", "กับ", "ว่า", "ทำ", "มา", "ไป", "อยู่", "แพทย์", "สุขภาพ",
             "น้ำ", "บ้าน", "ร่างกาย", "พยาบาล", "ปลอดภัย", "ถาม", "เวลา", "ช่วย");

static const struct {
    const char *name;
    const struct language *language;
} texts[TEXT_COUNT] = {
    [TEXT_PROSE] = {"prose", &latin},
    [TEXT_LISTS] = {"lists", &latin},
    [TEXT_LINKS] = {"headings and links", &latin},
    [TEXT_TABLES] = {"tables", &latin},
    [TEXT_WORD] = {"one word", &latin},
    [TEXT_ARABIC] = {"Arabic", &arabic},
    [TEXT_DEVANAGARI] = {"Devanagari", &devanagari},
    [TEXT_CHINESE] = {"Chinese", &chinese},
    [TEXT_THAI] = {"Thai", &thai},
};

/* What is under way while a text is being made. */
struct writer {
    const struct language *language;
    uint32_t seed;
    struct str *out;
};

static uint32_t any(struct writer *w, uint32_t below)
{
    w->seed = w->seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)w->seed * below >> 32);
}

/* The word of a rank: rarer ones are longer. */
static void add_word(struct writer *w, uint32_t rank, bool capital)
{
    size_t first = w->out->len;
    int syllables = 1 + (rank > 20) + (rank > 300) + (rank > 2000) + (rank > 5000);
    if (syllables > w->language->longest)
        syllables = w->language->longest;
    uint32_t spelling = rank * 2654435761u;
    for (int i = 0; i < syllables; i++, spelling = spelling * 1664525u + 1013904223u)
        str_append(w->out, w->language->syllables[(spelling >> 8) % w->language->count]);
    char *letter = &w->out->bytes[first];
    if (capital && *letter >= 'a' && *letter <= 'z')
        *letter = (char)(*letter - 'a' + 'A');
}

static void add_words(struct writer *w, uint32_t count, bool capital)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            str_append(w->out, any(w, 12) == 0 && w->language == &latin
                                   ? ", "
                                   : w->language->space);
        double draw = any(w, 1u << 20) / (double)(1u << 20);
        add_word(w, (uint32_t)pow(VOCABULARY, draw), capital && i == 0);
    }
}

static void add_sentence(struct writer *w)
{
    add_words(w, 4 + any(w, 6), true);
    if (any(w, 6) == 0) {
        str_append(w->out, w->language->space);
        str_append(w->out, "*");
        add_words(w, 2, false);
        str_append(w->out, "*");
    }
    str_append(w->out, w->language->space);
    add_words(w, 4 + any(w, 8), false);
    str_append(w->out, w->language->stop);
}

static void add_paragraph(struct writer *w)
{
    uint32_t sentences = 2 + any(w, 5);
    for (uint32_t i = 0; i < sentences; i++) {
        str_append(w->out, i > 0 ? w->language->space : "");
        add_sentence(w);
    }
    str_append(w->out, "\n\n");
}

static void add_heading(struct writer *w, int level)
{
    str_append(w->out, &"######"[6 - level]);
    str_append(w->out, " ");
    add_words(w, 3 + any(w, 3), true);
    str_append(w->out, "\n\n");
}

static void add_prose(struct writer *w)
{
    add_heading(w, 2);
    for (int i = 0; i < 8; i++)
        add_paragraph(w);
}

static void add_list(struct writer *w)
{
    static const char *const items[] = {"- ", "- ", "  1. ", "     - ", "     - ", "- "};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        str_append(w->out, items[i]);
        add_sentence(w);
        str_append(w->out, "\n");
    }
    str_append(w->out, "\n");
    add_words(w, 8, true);
    str_append(w->out, ":\n\n");
}

static void add_links(struct writer *w)
{
    add_heading(w, 2 + (int)any(w, 3));
    for (int i = 0; i < 3; i++) {
        add_words(w, 3, i == 0);
        str_append(w->out, " [");
        add_words(w, 2, false);
        str_append(w->out, "](page-");
        add_words(w, 1, false);
        str_append(w->out, ".md) ");
    }
    str_append(w->out, "\n\n");
}

static void add_table(struct writer *w)
{
    str_append(w->out, "| One | Two | Three |\n| --- | :-: | --: |\n");
    for (int row = 0; row < 12; row++) {
        for (int cell = 0; cell < 3; cell++) {
            str_append(w->out, "| ");
            add_words(w, 1 + any(w, 5), true);
            str_append(w->out, " ");
        }
        str_append(w->out, "|\n");
    }
    str_append(w->out, "\n");
}

const char *text_name(enum text text)
{
    return texts[text].name;
}

void text_make(enum text text, size_t size, struct str *out)
{
    struct str part = {0};
    struct writer w = {texts[text].language, 1, &part};
    size_t most = out->len + size;
    for (;;) {
        str_clear(&part);
        if (text == TEXT_LISTS)
            add_list(&w);
        else if (text == TEXT_LINKS)
            add_links(&w);
        else if (text == TEXT_TABLES)
            add_table(&w);
        else if (text == TEXT_WORD)
            add_word(&w, any(&w, VOCABULARY), false);
        else
            add_prose(&w);
        if (out->len + part.len > most)
            break;
        str_append_bytes(out, part.bytes, part.len);
    }
    str_free(&part);
}
