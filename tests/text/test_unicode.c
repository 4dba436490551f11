/* Unicode's own tests of bidi, line breaks and grapheme clusters, through text/. The
 * files are those of Debian's package unicode-data, of the version that ICU has (15.0).
 *
 * Two kinds of case are known not to hold, are counted, and may only become fewer:
 * - ICU tailors UAX 14: no break after a hyphen that begins a word, nor in ".35" and
 * "a.2" (ICU-21097; its own test leaves out the same 22 cases).
 * - ICU 72 has not all that UAX 9 made clear in Unicode 8.0: overrides that meet isolates
 *   or brackets, marks on brackets, more than 63 brackets open (ICU-23513). These stand
 * in a part of the file of their own. */
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNICODE "/usr/share/unicode/"

enum {
    POINTS_MAX = 256,
    TAILORED = 22,   /* cases of LineBreakTest.txt */
    NOT_IN_ICU = 30, /* cases of BidiCharacterTest.txt */
};

/* One case: its text, and where each code point begins. */
struct sample {
    char text[POINTS_MAX * UTF8_MAX];
    size_t len, count;
    size_t at[POINTS_MAX + 1];
};

static FILE *open_file(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, UNICODE "%s", name);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s is not there: apt-get install unicode-data", path);
    return file;
}

static void add_point(struct sample *sample, const char *hex)
{
    assert_true(sample->count < POINTS_MAX);
    sample->at[sample->count++] = sample->len;
    sample->len +=
        utf8_encode((uint32_t)strtoul(hex, NULL, 16), sample->text + sample->len);
    sample->at[sample->count] = sample->len;
}

/* The next of the numbers in `*field`, "x" giving -1; false after the last. */
static bool next_number(char **field, int *out)
{
    *field += strspn(*field, " ");
    if (!**field)
        return false;
    char *end = *field + 1;
    *out = -1;
    if (**field != 'x')
        *out = (int)strtol(*field, &end, 10);
    *field = end;
    return true;
}

/* A line of BidiCharacterTest.txt: code points; direction asked; paragraph level; levels;
 * order. A level of -1 is of a code point that rule X9 removes. */
struct bidi_case {
    struct sample sample;
    bool rtl;
    int levels[POINTS_MAX];
    int32_t order[POINTS_MAX]; /* of what is not removed, from left to right */
    size_t order_count;
};

static void read_bidi_case(char *line, struct bidi_case *out)
{
    char *points = strtok(line, ";"), *asked = strtok(NULL, ";");
    char *level = strtok(NULL, ";"), *levels = strtok(NULL, ";");
    char *order = strtok(NULL, "\r\n");
    assert_non_null(asked);
    int number;
    memset(out, 0, sizeof *out);
    out->rtl = atoi(level) & 1;
    for (char *point = strtok(points, " "); point; point = strtok(NULL, " "))
        add_point(&out->sample, point);
    for (size_t i = 0; next_number(&levels, &number); i++)
        out->levels[i] = number;
    while (order && next_number(&order, &number))
        out->order[out->order_count++] = number;
}

/* ICU gives text that runs one way the level of its paragraph: the order is the same. */
static bool runs_one_way(const struct bidi_case *wanted)
{
    for (size_t i = 0; i < wanted->sample.count; i++)
        if (wanted->levels[i] >= 0 && (wanted->levels[i] & 1) != wanted->rtl)
            return false;
    return true;
}

static bool bidi_case_holds(const struct bidi_case *wanted)
{
    uint8_t levels[POINTS_MAX * UTF8_MAX], kept[POINTS_MAX];
    int32_t order[POINTS_MAX], index[POINTS_MAX];
    const struct sample *sample = &wanted->sample;
    size_t count = 0;
    bidi_levels(sample->text, sample->len, wanted->rtl, levels);
    for (size_t i = 0; i < sample->count; i++) {
        if (wanted->levels[i] < 0)
            continue;
        if (levels[sample->at[i]] != wanted->levels[i] && !runs_one_way(wanted))
            return false;
        index[count] = (int32_t)i;
        kept[count++] = levels[sample->at[i]];
    }
    bidi_order(kept, count, order);
    for (size_t i = 0; i < count && i < wanted->order_count; i++)
        if (index[order[i]] != wanted->order[i])
            return false;
    return count == wanted->order_count;
}

static void text_runs_as_unicodes_bidi_tests_say(void **state)
{
    (void)state;
    char line[4096], copy[4096];
    struct bidi_case wanted;
    int cases = 0, failed = 0, known = 0;
    bool of_unicode_8 = false;
    FILE *file = open_file("BidiCharacterTest.txt");
    while (fgets(line, sizeof line, file)) {
        if (strstr(line, "algorithm changes and clarifications made in Unicode 8.0"))
            of_unicode_8 = true;
        if (strstr(line, "# Miscellaneous test cases"))
            of_unicode_8 = false;
        if (*line == '#' || *line == '\n' || *line == '\r')
            continue;
        memcpy(copy, line, sizeof copy);
        read_bidi_case(copy, &wanted);
        cases++;
        if (bidi_case_holds(&wanted))
            continue;
        known += of_unicode_8;
        failed += !of_unicode_8;
        if (!of_unicode_8)
            print_message("BidiCharacterTest: %s", line);
    }
    fclose(file);
    print_message("BidiCharacterTest: %d cases; %d of Unicode 8.0's are not in ICU\n",
                  cases, known);
    assert_true(cases > 90000 && known <= NOT_IN_ICU);
    assert_int_equal(failed, 0);
}

/* A line of the break tests: code points, a division sign where a break may be, a
 * multiplication sign where none may. */
static void read_break_case(char *line, struct sample *sample, bool *breaks)
{
    memset(sample, 0, sizeof *sample);
    for (char *part = strtok(line, " \t\r\n"); part && *part != '#';
         part = strtok(NULL, " \t\r\n")) {
        if (strcmp(part, "\u00f7") == 0)
            breaks[sample->count] = true;
        else if (strcmp(part, "\u00d7") == 0)
            breaks[sample->count] = false;
        else
            add_point(sample, part);
    }
}

static bool break_case_holds(struct breaks *breaks, enum break_kind kind,
                             const struct sample *sample, const bool *wanted)
{
    bool found[POINTS_MAX + 1] = {0};
    size_t end, point = 0;
    breaks_begin(breaks, kind, sample->text, sample->len);
    while (breaks_next(breaks, kind, &end, NULL)) {
        while (point < sample->count && sample->at[point] < end)
            point++;
        found[point] = true;
    }
    return memcmp(found + 1, wanted + 1, sample->count) == 0;
}

/* The form of what ICU tailors: a hyphen first, or a full stop or comma (with a mark or
 * without) and then a digit. */
static bool has_tailored_form(const struct sample *sample, const bool *wanted)
{
    if (*sample->text == '-')
        return true;
    for (size_t i = 0; i + 1 < sample->count; i++) {
        size_t next = i + 1;
        if (memcmp(sample->text + sample->at[next], "\u0308", 2) == 0)
            next++;
        if (strchr(".,", sample->text[sample->at[i]]) && wanted[next] &&
            next < sample->count && isdigit(sample->text[sample->at[next]]))
            return true;
    }
    return false;
}

static void check_breaks(const char *name, enum break_kind kind, int least)
{
    char line[4096], copy[4096];
    struct sample sample;
    int cases = 0, failed = 0, tailored = 0;
    struct breaks *breaks = breaks_new();
    FILE *file = open_file(name);
    while (fgets(line, sizeof line, file)) {
        bool wanted[POINTS_MAX + 1] = {0};
        if (*line == '#')
            continue;
        memcpy(copy, line, sizeof copy);
        read_break_case(copy, &sample, wanted);
        cases++;
        if (break_case_holds(breaks, kind, &sample, wanted))
            continue;
        bool known = kind == BREAK_LINE && has_tailored_form(&sample, wanted);
        tailored += known;
        failed += !known;
        if (!known)
            print_message("%s: %s", name, line);
    }
    fclose(file);
    breaks_free(breaks);
    print_message("%s: %d cases; ICU tailors %d\n", name, cases, tailored);
    assert_true(cases > least && tailored <= TAILORED);
    assert_int_equal(failed, 0);
}

static void lines_break_where_unicodes_tests_say(void **state)
{
    (void)state;
    check_breaks("auxiliary/LineBreakTest.txt", BREAK_LINE, 7000);
}

static void clusters_end_where_unicodes_tests_say(void **state)
{
    (void)state;
    check_breaks("auxiliary/GraphemeBreakTest.txt", BREAK_GRAPHEME, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_runs_as_unicodes_bidi_tests_say),
        cmocka_unit_test(lines_break_where_unicodes_tests_say),
        cmocka_unit_test(clusters_end_where_unicodes_tests_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
