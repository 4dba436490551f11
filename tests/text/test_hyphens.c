/* Hyphens: where words of a language are divided, and dictionaries that are none. */
#include "base/error.h"
#include "base/file.h"
#include "text/hyphens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER TEST_BINARY_DIR "/hyphens"

static void write_file(const char *name, const char *bytes, size_t len)
{
    char path[256];
    struct error err = {0};
    assert_true(file_make_folder(FOLDER, &err));
    snprintf(path, sizeof path, FOLDER "/%s", name);
    if (!file_write(path, bytes, len, &err))
        fail_msg("%s", err.detail);
}

/* The word with '=' where it may be divided; "?" where its language is not known. */
static const char *divided(struct hyphens *hyphens, const char *lang, const char *word)
{
    static char out[1024];
    bool after[HYPHENS_WORD_MAX] = {0};
    size_t len = strlen(word), size = 0;
    if (!hyphens_find(hyphens, lang, word, len, after))
        return "?";
    for (size_t i = 0; i < len; i++) {
        out[size++] = word[i];
        if (after[i])
            out[size++] = '=';
    }
    out[size] = '\0';
    return out;
}

static void words_are_divided_by_the_dictionary_of_their_language(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *word, *divided;
    } rows[] = {
        {"en", "hyphenation", "hy=phen=ation"},
        {"en-US", "hyphenation", "hy=phen=ation"},
        {"en-AU", "Hyphenation", "Hy=phen=ation"},
        {"en-Latn-US", "HYPHENATION", "HY=PHEN=ATION"},
        {"en", "it", "it"},
        {"en", "", "?"},
        {"es", "informaci\u00f3n", "in=for=ma=ci\u00f3n"},
        {"es-MX", "INFORMACI\u00d3N", "IN=FOR=MA=CI\u00d3N"},
        {"es-ZZ", "personas", "per=so=nas"},
        {"xx", "hyphenation", "?"},
        {NULL, "hyphenation", "?"},
        {"", "hyphenation", "?"},
        {"../hyphen/hyph_en", "hyphenation", "?"},
        {"en-0123456789-0123456789-0123456789-0123456789", "hyphenation", "?"},
    };
    struct hyphens *hyphens = hyphens_new(HYPHENS_FOLDER);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            assert_string_equal(divided(hyphens, rows[i].lang, rows[i].word),
                                rows[i].divided);
    hyphens_free(hyphens);
}

static void an_eight_bit_dictionary_divides_words_of_utf_8(void **state)
{
    (void)state;
    static const char latin_1[] = "ISO8859-1\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\n"
                                  "\xe9"
                                  "1t\n"
                                  "ff1f/ff=f,1,2\n";
    write_file("hyph_qa.dic", latin_1, sizeof latin_1 - 1);
    struct hyphens *hyphens = hyphens_new(FOLDER);
    assert_string_equal(divided(hyphens, "qa", "\u00e9t\u00e9"), "\u00e9=t\u00e9");
    assert_string_equal(divided(hyphens, "qa", "\u00c9T"), "\u00c9=T");
    assert_string_equal(divided(hyphens, "qa", "\u0436\u00e9t"), "?");
    /* no spelling is changed */
    assert_string_equal(divided(hyphens, "qa", "schiffahrt"), "schiffahrt");
    hyphens_free(hyphens);
}

static void a_dictionary_that_is_none_leaves_the_language_unknown(void **state)
{
    (void)state;
    static const struct {
        const char *name, *lang, *bytes;
        size_t len;
    } rows[] = {
        {"hyph_qb.dic", "qb", "", 0},
        {"hyph_qc.dic", "qc", "UTF-8\na1b\0c\n", 12},
        {"hyph_qd.dic", "qd", "NO-SUCH-CHARSET\na1b\n", 20},
        {"hyph_qe.dic", "qe", "UTF-16\na1b\n", 11},
        {"hyph_qf.dic", "qf", "Shift_JIS\na1b\n", 14},
    };
    struct hyphens *hyphens = hyphens_new(FOLDER);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_file(rows[i].name, rows[i].bytes, rows[i].len);
        assert_string_equal(divided(hyphens, rows[i].lang, "abab"), "?");
    }
    hyphens_free(hyphens);
    hyphens = hyphens_new(TEST_BINARY_DIR "/nowhere");
    assert_string_equal(divided(hyphens, "en", "hyphenation"), "?");
    hyphens_free(hyphens);
}

/* libhyphen leaks a pattern that a file has twice with replacements, as spoilt files do:
 * a few bytes, once a language. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}

static void a_spoilt_dictionary_harms_nothing(void **state)
{
    (void)state;
    struct str whole = {0};
    struct error err = {0};
    uint32_t noise = 7;
    assert_true(file_read(HYPHENS_FOLDER "/hyph_es_ES.dic", 1 << 20, &whole, &err));
    for (int round = 0; round < 60; round++) {
        size_t len = whole.len * (size_t)(round + 1) / 60;
        char *bytes = malloc(len + 1);
        memcpy(bytes, whole.bytes, len);
        for (int k = 0; k < 40 && len > 0; k++) {
            noise = noise * 1664525 + 1013904223;
            bytes[(noise >> 8) % len] = "a1.9/=,\n-%x"[(noise >> 4) % 11];
        }
        write_file("hyph_qg.dic", bytes, len);
        free(bytes);
        struct hyphens *hyphens = hyphens_new(FOLDER);
        const char *out = divided(hyphens, "qg", "informaci\u00f3n");
        assert_true(strlen(out) < 64);
        hyphens_free(hyphens);
    }
    str_free(&whole);
}

static void only_scripts_with_a_hyphen_get_one(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        bool hyphens;
    } rows[] = {{"Latn", true},  {"Grek", true},  {"Cyrl", true},  {"Deva", true},
                {"Arab", false}, {"Hebr", false}, {"Thai", false}, {"Hani", false},
                {"Hang", false}, {"Ethi", false}, {"Zyyy", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *tag = rows[i].tag;
        uint32_t script = (uint32_t)tag[0] << 24 | (uint32_t)tag[1] << 16 |
                          (uint32_t)tag[2] << 8 | (uint32_t)tag[3];
        assert_int_equal(hyphens_in_script(script), rows[i].hyphens);
    }
    assert_true(hyphens_is_letter('a') && hyphens_is_letter(0x915));
    assert_true(hyphens_is_letter(0x301));
    assert_false(hyphens_is_letter('/') || hyphens_is_letter('1'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_divided_by_the_dictionary_of_their_language),
        cmocka_unit_test(an_eight_bit_dictionary_divides_words_of_utf_8),
        cmocka_unit_test(a_dictionary_that_is_none_leaves_the_language_unknown),
        cmocka_unit_test(a_spoilt_dictionary_harms_nothing),
        cmocka_unit_test(only_scripts_with_a_hyphen_get_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
