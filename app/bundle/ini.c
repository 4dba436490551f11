/* libinih gives sections, keys and values; every rule is here. One table names the keys:
 * how each value is checked and where in struct book_info it goes. */
#include "bundle/ini.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/limits.h"
#include "bundle/name.h"

#include <ini.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
    INI_LINE_MAX = 197 /* INI_MAX_LINE without "\r\n" and the NUL */
};

struct parser {
    const char *at, *end;
    int line;
    struct arena *arena;
    struct book_info *info;
    struct findings *findings;
    int seen[32]; /* line of each key of the table, 0 before it came */
    struct book_title *titles;
    size_t title_count, title_cap;
    bool in_bundle;
};

/* Checks a value and stores it; returns what is wrong with it, NULL when nothing. */
typedef const char *take_value(struct arena *arena, const char *value, void *place);

struct key {
    const char *name;
    bool required;
    take_value *take;
    size_t place; /* of struct book_info */
};

static const char *take_text(struct arena *arena, const char *value, void *place)
{
    *(const char **)place = arena_string(arena, value);
    return NULL;
}

static bool id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static const char *take_id(struct arena *arena, const char *value, void *place)
{
    static const char rule[] = "an id is at most 100 small letters, digits, '.' and '-', "
                               "such as org.example.clinic";
    size_t len = strlen(value);
    if (len > 100)
        return rule;
    for (size_t i = 0; i < len; i++) {
        bool joins = (value[i] == '.' || value[i] == '-') && i && i + 1 < len &&
                     id_char(value[i - 1]);
        if (!id_char(value[i]) && !joins)
            return rule;
    }
    return take_text(arena, value, place);
}

/* 1 to `max`, digits only, no leading 0. */
static bool parse_number(const char *value, uint64_t max, uint64_t *out)
{
    uint64_t number = 0;
    size_t len = strlen(value);
    if (len == 0 || len > 16 || *value == '0' || strspn(value, "0123456789") != len)
        return false;
    for (size_t i = 0; i < len; i++)
        number = number * 10 + (uint64_t)(value[i] - '0');
    *out = number;
    return number <= max;
}

static const char *take_serial(struct arena *arena, const char *value, void *place)
{
    (void)arena;
    return parse_number(value, BUNDLE_SERIAL_MAX, place)
               ? NULL
               : "a serial is a whole number from 1 to 9007199254740992";
}

static const char *take_reader(struct arena *arena, const char *value, void *place)
{
    (void)arena;
    uint64_t number;
    if (!parse_number(value, 1000000, &number))
        return "a reader's version is a whole number from 1";
    *(int *)place = (int)number;
    return NULL;
}

static bool all_digits(const char *text, size_t len)
{
    return strspn(text, "0123456789") >= len;
}

bool info_is_date(const char *text)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != 10 || !all_digits(text, 4) || text[4] != '-' ||
        !all_digits(text + 5, 2) || text[7] != '-' || !all_digits(text + 8, 2))
        return false;
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    return month != 2 || day < 29 || leap;
}

static const char *take_date(struct arena *arena, const char *value, void *place)
{
    return info_is_date(value) ? take_text(arena, value, place)
                               : "a date is written YYYY-MM-DD";
}

static const char *take_src(struct arena *arena, const char *value, void *place)
{
    struct error err;
    size_t len = strlen(value);
    if (len > 1 && value[len - 1] == '/')
        len--;
    bool here = len == 1 && *value == '.';
    if (!here && !name_check(value, len, &err))
        return "src is a folder beside or below bundle.ini, such as src";
    *(const char **)place = arena_copy(arena, value, len);
    return NULL;
}

static const char *take_page(struct arena *arena, const char *value, void *place)
{
    struct error err;
    if (!name_check(value, strlen(value), &err) || !name_is_page(value))
        return "this is the name of a page, such as help.md";
    return take_text(arena, value, place);
}

/* The shape of a BCP 47 tag: a language of 2 to 8 letters, then subtags of 1 to 8. */
static bool is_tag(const char *text, size_t len)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char alnum[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789";
    size_t first = strspn(text, letters);
    if (len > 35 || first < 2 || first > 8 || first > len)
        return false;
    for (size_t at = first; at < len;) {
        size_t part = text[at] == '-' ? strspn(text + at + 1, alnum) : 0;
        if (part < 1 || part > 8)
            return false;
        at += 1 + part;
    }
    return true;
}

static const char *take_languages(struct arena *arena, const char *value, void *place)
{
    struct book_info *info = place; /* the list and its length: two fields */
    const char **tags = arena_alloc(arena, BUNDLE_LANGUAGES_MAX * sizeof *tags);
    size_t count = 0;
    for (const char *at = value; *(at += strspn(at, " \t,")); count++) {
        size_t len = strcspn(at, " \t,");
        if (count == BUNDLE_LANGUAGES_MAX)
            return "at most 64 languages";
        if (!is_tag(at, len))
            return "languages are BCP 47 tags with a space between, such as `en pt-BR`";
        tags[count] = arena_copy(arena, at, len);
        for (size_t i = 0; i < count; i++)
            if (strcasecmp(tags[i], tags[count]) == 0)
                return "a language is named twice";
        at += len;
    }
    info->languages = tags;
    info->language_count = count;
    return NULL;
}

#define PLACE(field) offsetof(struct book_info, field)
static const struct key keys[] = {
    {"id", true, take_id, PLACE(id)},
    {"serial", true, take_serial, PLACE(serial)},
    {"version", true, take_text, PLACE(version)},
    {"title", true, NULL, 0}, /* with its translations, see take_title */
    {"languages", true, take_languages, 0},
    {"src", false, take_src, PLACE(src)},
    {"min-serial", false, take_serial, PLACE(min_serial)},
    {"audience", false, take_text, PLACE(audience)},
    {"notice", false, take_page, PLACE(notice)},
    {"help", false, take_page, PLACE(help)},
    {"neutral", false, take_page, PLACE(neutral)},
    {"licence", false, take_text, PLACE(licence)},
    {"publisher", false, take_text, PLACE(publisher)},
    {"created", false, take_date, PLACE(created)},
    {"review-by", false, take_date, PLACE(review_by)},
    {"min-reader", false, take_reader, PLACE(min_reader)},
};
enum {
    KEY_COUNT = sizeof keys / sizeof *keys
};
_Static_assert(KEY_COUNT <= 32, "struct parser notes 32 keys");

const char *info_take(struct arena *arena, struct book_info *info, const char *key,
                      const char *value)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (strcmp(keys[i].name, key) == 0 && keys[i].take)
            return keys[i].take(arena, value, (char *)info + keys[i].place);
    return "unknown key";
}

static void bad(struct parser *parser, int line, const char *message)
{
    findings_add(parser->findings, FINDING_BAD_INI, BUNDLE_INI, line, "%s", message);
}

static int key_line(const struct parser *parser, const char *name)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (strcmp(keys[i].name, name) == 0)
            return parser->seen[i];
    return 0;
}

static void take_title(struct parser *parser, const char *lang, const char *value)
{
    if (*lang && !is_tag(lang, strlen(lang))) {
        bad(parser, parser->line, "title.LANG takes a BCP 47 tag, such as title.es");
        return;
    }
    for (size_t i = 0; i < parser->title_count; i++) {
        if (strcasecmp(parser->titles[i].lang, lang) == 0) {
            bad(parser, parser->line, "this title is given twice");
            return;
        }
    }
    MEM_GROW(parser->titles, parser->title_count, parser->title_cap);
    parser->titles[parser->title_count++] = (struct book_title){
        arena_string(parser->arena, lang), arena_string(parser->arena, value)};
}

static void take_key(struct parser *parser, size_t index, const char *value)
{
    const struct key *key = &keys[index];
    if (parser->seen[index]) {
        findings_add(parser->findings, FINDING_BAD_INI, BUNDLE_INI, parser->line,
                     "'%s' is given twice, first on line %d", key->name,
                     parser->seen[index]);
        return;
    }
    parser->seen[index] = parser->line;
    if (!key->take) {
        take_title(parser, "", value);
        return;
    }
    const char *wrong =
        key->take(parser->arena, value, (char *)parser->info + key->place);
    if (wrong)
        findings_add(parser->findings, FINDING_BAD_INI, BUNDLE_INI, parser->line,
                     "%s = %s: %s", key->name, value, wrong);
}

/* libinih calls this for each `key = value`. Returns 1: go on, whatever was wrong. */
static int on_value(void *context, const char *section, const char *name,
                    const char *value)
{
    struct parser *parser = context;
    if (strcmp(section, "bundle") != 0) {
        findings_add(parser->findings, FINDING_UNKNOWN_KEY, BUNDLE_INI, parser->line,
                     "'%s' stands in the section [%s]; the only section is [bundle]",
                     name, section);
        return 1;
    }
    if (!*value) {
        findings_add(parser->findings, FINDING_BAD_INI, BUNDLE_INI, parser->line,
                     "'%s' has no value; leave the line out or give one", name);
        return 1;
    }
    if (strncmp(name, "title.", 6) == 0) {
        take_title(parser, name + 6, value);
        return 1;
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            take_key(parser, i, value);
            return 1;
        }
    }
    findings_add(parser->findings, FINDING_UNKNOWN_KEY, BUNDLE_INI, parser->line,
                 "'%s' is not a key of bundle.ini", name);
    return 1;
}

/* Gives libinih one line at a time, so that `line` is right in on_value. A line that does
 * not fit, which libinih would cut in two, is reported and passed over; white space at
 * its start, which would make it a continuation, is dropped. */
static char *next_line(char *out, int room, void *context)
{
    struct parser *parser = context;
    if (parser->at == parser->end)
        return NULL;
    const char *newline = memchr(parser->at, '\n', (size_t)(parser->end - parser->at));
    const char *stop = newline ? newline : parser->end;
    const char *start = parser->at;
    while (start < stop && (*start == ' ' || *start == '\t'))
        start++;
    size_t len = (size_t)(stop - start);
    parser->at = newline ? newline + 1 : stop;
    parser->line++;
    if (len > INI_LINE_MAX || (int)len + 2 > room) {
        bad(parser, parser->line, "this line is longer than 197 bytes: shorten it");
        len = 0;
    }
    memcpy(out, start, len);
    memcpy(out + len, "\n", 2);
    return out;
}

/* Text only: no NUL or other control, no bad UTF-8. */
static bool check_text(struct parser *parser)
{
    int line = 1;
    size_t len = (size_t)(parser->end - parser->at);
    for (size_t at = 0, start = 0; at < len; start = at) {
        uint32_t c = utf8_next(parser->at, len, &at);
        if (c == UTF8_REPLACEMENT && at - start == 1) {
            findings_add(parser->findings, FINDING_NOT_UTF8, BUNDLE_INI, line,
                         "this is not UTF-8: save the file as UTF-8");
            return false;
        }
        if ((c < 0x20 && !strchr("\t\r\n", (int)c)) || c == 0 ||
            (c >= 0x7F && c < 0xA0)) {
            bad(parser, line, "a control character");
            return false;
        }
        line += c == '\n';
    }
    return true;
}

static int by_lang(const void *a, const void *b)
{
    return strcmp(((const struct book_title *)a)->lang,
                  ((const struct book_title *)b)->lang);
}

static void finish(struct parser *parser)
{
    struct book_info *info = parser->info;
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (keys[i].required && !parser->seen[i])
            findings_add(parser->findings, FINDING_BAD_INI, BUNDLE_INI, 0,
                         "'%s' is missing: it is required", keys[i].name);
    if (info->min_serial > info->serial && info->serial)
        bad(parser, key_line(parser, "min-serial"),
            "min-serial is higher than serial: the bundle would refuse itself");
    if (parser->title_count)
        qsort(parser->titles, parser->title_count, sizeof *parser->titles, by_lang);
    info->title_count = parser->title_count;
    info->titles = arena_adopt(parser->arena, parser->titles, parser->title_count,
                               sizeof *parser->titles);
}

void info_parse(const char *bytes, size_t len, struct arena *arena,
                struct book_info *info, struct info_lines *lines,
                struct findings *findings)
{
    struct parser parser = {
        .at = bytes,
        .end = bytes + len,
        .arena = arena,
        .info = info,
        .findings = findings,
    };
    *info = (struct book_info){.src = ".", .min_reader = 1};
    if (lines)
        *lines = (struct info_lines){0};
    if (!check_text(&parser))
        return;
    int wrong = ini_parse_stream(next_line, &parser, on_value, &parser);
    if (wrong > 0)
        bad(&parser, wrong, "expected `[bundle]` or `key = value`");
    finish(&parser);
    if (lines)
        *lines = (struct info_lines){
            .serial = key_line(&parser, "serial"),
            .languages = key_line(&parser, "languages"),
            .src = key_line(&parser, "src"),
            .notice = key_line(&parser, "notice"),
            .help = key_line(&parser, "help"),
            .neutral = key_line(&parser, "neutral"),
        };
}
