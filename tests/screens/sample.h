/* A small guide for the tests of screens: two ordinary pages, a progression with a side
 * stage, help, words and aftercare; and a reader of it. Its folder is SAMPLE_FOLDER. */
#pragma once

#ifndef SAMPLE_LANG
#define SAMPLE_LANG "en"
#endif

#include "base/file.h"
#include "screens/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

struct sample {
    struct edition *edition;
    struct fonts *fonts;
    struct reader *reader;
};

static const char sample_ini[] =
    "[bundle]\nid = org.example.sample\nserial = 1\nversion = 1\ntitle = Secret sample\n"
    "languages = " SAMPLE_LANG "\nhelp = help.md\n";

static const char sample_summary[] =
    "# Summary\n\n[Preface](preface.md)\n\n# Start\n\n- [Welcome](welcome.md)\n"
    "- [Second](second.md)\n\n# Stages\n\n- [About the stages](stages.md)\n\n"
    "1. [One](one.md)\n2. [Two](two.md)\n3. [Side](side.md)\n4. [Four](four.md)\n\n"
    "# Help\n\n- [Where to get help](help.md)\n- [Words](glossary.md)\n"
    "- [Aftercare](aftercare.md)\n";

static const char sample_glossary[] =
    "# Words\n\nMeanings.\n\n## Term\n\nA *term* is a word, see [other](#other), "
    "[help](help.md), [outside](https://example.org/term) or [dead](#nothing).\n\n"
    "- first\n- second\n\n> [!NOTE]\n> Noted.\n\n### Inside\n\nLast words.\n\n"
    "## Other\n\nOther words.\n\n## Next\n\nNext words.\n";

/* The links of each page, by index. */
enum sample_link {
    LINK_HELP,
    LINK_SECOND,
    LINK_WEB,
    LINK_TERM,
    LINK_DEAD_TERM,
};

static inline void sample_write(const char *folder, const char *name, const char *text)
{
    struct str path = {0};
    struct error err = {0};
    str_printf(&path, "%s/%s", folder, name);
    assert_true(file_write(str_c(&path), text, strlen(text), &err));
    str_free(&path);
}

/* A page whose words are all different: its name and a number. */
static inline void sample_write_page(const char *folder, const char *name,
                                     const char *head)
{
    struct str text = {0}, file = {0};
    str_printf(&text,
               "%s# The page %s\n\nRead [help](help.md), [second](second.md#more), "
               "[outside](https://example.org/a?b), [the term](glossary.md#term) or "
               "[no term](glossary.md#nothing).\n",
               head, name);
    for (int i = 0; i < 300; i++)
        str_printf(&text, "%s%s%d", i % 20 ? " " : ".\n\n", name, i);
    str_append(&text, ".\n\n## More\n\nThe end.\n");
    str_printf(&file, SAMPLE_LANG "/%s.md", name);
    sample_write(folder, str_c(&file), str_c(&text));
    str_free(&file);
    str_free(&text);
}

/* The edition of a folder as it is. */
static inline struct edition *sample_build(const char *folder)
{
    struct error err = {0};
    struct book *book = book_open(folder, &err);
    struct edition *edition = book ? edition_build(book, NULL, 0, &err) : NULL;
    book_free(book);
    if (!edition)
        fail_msg("%s", err.detail);
    return edition;
}

static inline struct edition *sample_edition(const char *folder)
{
    static const char *const pages[] = {"preface", "welcome", "second", "stages",   "one",
                                        "two",     "four",    "help",   "aftercare"};
    struct str inside = {0};
    struct error err = {0};
    str_printf(&inside, "%s/" SAMPLE_LANG, folder);
    assert_true(file_make_folder(str_c(&inside), &err));
    str_free(&inside);
    sample_write(folder, "bundle.ini", sample_ini);
    sample_write(folder, SAMPLE_LANG "/SUMMARY.md", sample_summary);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        sample_write_page(folder, pages[i], "");
    sample_write(folder, SAMPLE_LANG "/glossary.md", sample_glossary);
    sample_write_page(folder, "side", "---\nbranch: yes\n---\n");

    return sample_build(folder);
}

/* A reader of an edition, which it takes over. */
static inline struct sample sample_read(struct edition *edition, enum mode mode,
                                        struct display_screen screen)
{
    struct error err = {0};
    struct sample sample = {.edition = edition};
    sample.fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err);
    assert_non_null(sample.fonts);
    struct reader_setup setup = {
        .edition = sample.edition,
        .fonts = sample.fonts,
        .w = screen.w,
        .h = screen.h,
        .dpi = screen.dpi,
        .mode = mode,
        .settings = {.size = screen.size, .theme = screen.theme},
    };
    sample.reader = reader_new(&setup);
    return sample;
}

static inline struct sample sample_open(enum mode mode, int w, int h, int dpi, int size)
{
    struct display_screen screen = {.w = w, .h = h, .dpi = dpi, .size = size};
    return sample_read(sample_edition(SAMPLE_FOLDER), mode, screen);
}

static inline void sample_close(struct sample *sample)
{
    reader_free(sample->reader);
    fonts_close(sample->fonts);
    edition_close(sample->edition);
}

static inline void do_action(struct sample *sample, enum action_kind kind)
{
    reader_handle(sample->reader, &(struct action){.kind = kind});
}

static inline const struct display_screen *screen_now(struct sample *sample)
{
    return &reader_display(sample->reader)->screen;
}

static inline void open_page(struct sample *sample, const char *page)
{
    struct error err = {0};
    assert_true(reader_open(sample->reader, page, &err));
}

static inline const struct display_item *find_target(struct sample *sample,
                                                     const char *label)
{
    const struct display *display = reader_display(sample->reader);
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (item->kind == ITEM_TARGET && strcmp(item->text, label) == 0)
            return item;
    }
    return NULL;
}

static inline void touch(struct sample *sample, const char *label)
{
    const struct display_item *item = find_target(sample, label);
    if (!item)
        fail_msg("nothing to touch is called %s", label);
    struct action action = {.kind = ACTION_PRESS,
                            .x = item->rect.x + item->rect.w / 2,
                            .y = item->rect.y + item->rect.h / 2};
    reader_handle(sample->reader, &action);
    action.kind = ACTION_TAP;
    reader_handle(sample->reader, &action);
}

static inline bool says(struct sample *sample, const char *word)
{
    const struct display *display = reader_display(sample->reader);
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        if (item->text && strstr(item->text, word))
            return true;
    }
    return false;
}

static inline void follow(struct sample *sample, int link)
{
    reader_handle(sample->reader, &(struct action){.kind = ACTION_LINK, .arg = link});
}
