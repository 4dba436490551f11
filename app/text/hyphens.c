/* A dictionary is chosen from the most to the least particular name: for `pt-BR`
 * hyph_pt_BR.dic, then hyph_pt.dic, then hyph_pt_PT.dic, then the first in the folder
 * that is of the language. Words are asked for in small letters; a dictionary of an 8-bit
 * character set gets them in it. Divisions that change the spelling (as of old in German,
 * "Schiff-fahrt" of "Schiffahrt") are left out: the word is not ours to rewrite. */
#include "text/hyphens.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <dirent.h>
#include <hyphen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

enum {
    LANGUAGES_KEPT = 4,
    TAG_MAX = 36, /* bytes of a language's tag, with the NUL */
};

/* A language that was asked for; `dict` NULL: it has no dictionary. */
struct language {
    char tag[TAG_MAX]; /* "" for a free place */
    HyphenDict *dict;
    UConverter *converter; /* to the dictionary's 8-bit characters; NULL for UTF-8 */
};

struct hyphens {
    char *folder;
    struct language languages[LANGUAGES_KEPT]; /* the next to go first */
};

struct hyphens *hyphens_new(const char *folder)
{
    struct hyphens *hyphens = mem_alloc(sizeof *hyphens);
    hyphens->folder = mem_copy_string(folder);
    return hyphens;
}

static void forget(struct language *language)
{
    if (language->dict)
        hnj_hyphen_free(language->dict);
    if (language->converter)
        ucnv_close(language->converter);
    *language = (struct language){0};
}

void hyphens_free(struct hyphens *hyphens)
{
    if (!hyphens)
        return;
    for (int i = 0; i < LANGUAGES_KEPT; i++)
        forget(&hyphens->languages[i]);
    free(hyphens->folder);
    free(hyphens);
}

/* Reads a dictionary from memory, so that its size is known before it is parsed. */
static HyphenDict *load(const char *path)
{
    struct str text = {0};
    struct error err;
    HyphenDict *dict = NULL;
    if (file_read(path, HYPHENS_DICTIONARY_MAX, &text, &err) && text.len > 0 &&
        !memchr(text.bytes, '\0', text.len)) {
        FILE *file = fmemopen(text.bytes, text.len, "r");
        if (file) {
            dict = hnj_hyphen_load_file(file);
            fclose(file);
        }
    }
    str_free(&text);
    return dict;
}

static HyphenDict *load_named(const struct hyphens *hyphens, const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/hyph_%s.dic", hyphens->folder, name);
    return load(path);
}

/* The tag as file names have it, `zh-hant-tw` as `zh_Hant_TW`; false for what is none. */
static bool name_of(const char *tag, char *name)
{
    size_t len = strlen(tag), start = 0; /* of the part that we are in */
    if (len == 0 || len >= TAG_MAX)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)tag[i]) && tag[i] != '-')
            return false;
        if (tag[i] == '-')
            start = i + 1;
        size_t part = strcspn(tag + start, "-");
        bool upper = start > 0 && (part == 2 || (part == 4 && i == start));
        int c = (unsigned char)tag[i];
        name[i] = (char)(tag[i] == '-' ? '_' : upper ? toupper(c) : tolower(c));
    }
    name[len] = '\0';
    return true;
}

/* The first dictionary in the folder that is of the language `name`. */
static HyphenDict *load_first(const struct hyphens *hyphens, const char *name)
{
    struct dirent **entries;
    HyphenDict *dict = NULL;
    char prefix[TAG_MAX + 8];
    int len = snprintf(prefix, sizeof prefix, "hyph_%s_", name);
    int count = scandir(hyphens->folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        if (!dict && strncmp(entries[i]->d_name, prefix, (size_t)len) == 0) {
            snprintf(path, sizeof path, "%s/%s", hyphens->folder, entries[i]->d_name);
            dict = load(path);
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return dict;
}

static HyphenDict *load_for(const struct hyphens *hyphens, const char *tag)
{
    char name[TAG_MAX], twice[2 * TAG_MAX];
    HyphenDict *dict = NULL;
    if (!name_of(tag, name))
        return NULL;
    while (!(dict = load_named(hyphens, name)) && strrchr(name, '_'))
        *strrchr(name, '_') = '\0';
    if (dict)
        return dict;
    int len = snprintf(twice, sizeof twice, "%s_%s", name, name);
    for (int i = len / 2 + 1; i < len; i++)
        twice[i] = (char)toupper((unsigned char)twice[i]);
    dict = load_named(hyphens, twice);
    return dict ? dict : load_first(hyphens, name);
}

static void open_language(const struct hyphens *hyphens, const char *tag,
                          struct language *out)
{
    UErrorCode status = U_ZERO_ERROR;
    snprintf(out->tag, sizeof out->tag, "%s", tag);
    out->dict = load_for(hyphens, tag);
    if (!out->dict || out->dict->utf8)
        return;
    out->converter = ucnv_open(out->dict->cset, &status);
    if (U_SUCCESS(status))
        ucnv_setFromUCallBack(out->converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL,
                              &status);
    if (U_FAILURE(status) || ucnv_getMaxCharSize(out->converter) != 1) {
        hnj_hyphen_free(out->dict);
        out->dict = NULL;
    }
}

static struct language *language_of(struct hyphens *hyphens, const char *tag)
{
    struct language *languages = hyphens->languages;
    if (strlen(tag) >= TAG_MAX)
        return NULL;
    for (int i = 0; i < LANGUAGES_KEPT; i++)
        if (strcmp(languages[i].tag, tag) == 0)
            return &languages[i];
    forget(&languages[0]);
    memmove(languages, languages + 1, (LANGUAGES_KEPT - 1) * sizeof *languages);
    languages[LANGUAGES_KEPT - 1] = (struct language){0};
    open_language(hyphens, tag, &languages[LANGUAGES_KEPT - 1]);
    return &languages[LANGUAGES_KEPT - 1];
}

/* The word as the dictionary has its letters, at[i] the byte of the word behind character
 * i. Returns its length in bytes, 0 where a letter is not of the dictionary's. */
static size_t spell(const struct language *language, const char *word, size_t len,
                    char *out, size_t *at)
{
    size_t size = 0, count = 0;
    for (size_t i = 0; i < len;) {
        UChar32 c = u_tolower((UChar32)utf8_next(word, len, &i));
        at[count++] = i;
        if (!language->converter) {
            size += utf8_encode((uint32_t)c, out + size);
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        UChar unit = (UChar)c;
        char byte;
        if (c > 0xFFFF ||
            ucnv_fromUChars(language->converter, &byte, 1, &unit, 1, &status) != 1 ||
            U_FAILURE(status))
            return 0;
        out[size++] = byte;
    }
    out[size] = '\0';
    return size;
}

bool hyphens_find(struct hyphens *hyphens, const char *lang, const char *word, size_t len,
                  bool *after)
{
    char spelt[2 * HYPHENS_WORD_MAX + 1], marks[2 * HYPHENS_WORD_MAX + 5];
    size_t at[HYPHENS_WORD_MAX];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    struct language *language =
        lang && *lang && len <= HYPHENS_WORD_MAX ? language_of(hyphens, lang) : NULL;
    size_t size = language && language->dict ? spell(language, word, len, spelt, at) : 0;
    if (size == 0)
        return false;
    memset(marks, 0, sizeof marks);
    bool ok = hnj_hyphen_hyphenate2(language->dict, spelt, (int)size, marks, NULL, &rep,
                                    &pos, &cut) == 0;
    for (size_t i = 0; ok && i < len && at[i] < len; i++)
        after[at[i] - 1] = (marks[i] & 1) && !(rep && rep[i]);
    for (size_t i = 0; rep && i < size; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
    return ok;
}

bool hyphens_is_letter(uint32_t c)
{
    return c < 0x80 ? isalpha((int)c)
                    : u_isalpha((UChar32)c) ||
                          (U_GET_GC_MASK((UChar32)c) & (U_GC_MN_MASK | U_GC_MC_MASK));
}

bool hyphens_in_script(uint32_t script)
{
    static const char *const scripts[] = {"Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt",
                                          "Cher", "Deva", "Beng", "Guru", "Gujr", "Orya",
                                          "Taml", "Telu", "Knda", "Mlym"};
    const char tag[5] = {(char)(script >> 24), (char)(script >> 16), (char)(script >> 8),
                         (char)script, '\0'};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(tag, scripts[i]) == 0)
            return true;
    return false;
}
