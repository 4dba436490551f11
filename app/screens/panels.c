/* The panels of the bars: menu, text, contents, keys. Each is a list that covers the
 * place one is at; closing it shows that place again. */
#include "screens/state.h"

#include <stdio.h>

static void layout_menu(struct reader *reader)
{
    int64_t help;
    list_free(&reader->list);
    if (reader->metrics.narrow && reader_behind(reader))
        list_add(&reader->list, &(struct row){.kind = ROW_BUTTON,
                                              .title = reader_back_word(reader),
                                              .icon = ICON_BACK,
                                              .action = {.kind = ACTION_BACK, .arg = 1}});
    if (reader->metrics.folded)
        lists_add_button(reader, WORD_TEXT, ICON_TEXT, ACTION_TEXT);
    lists_add_button(reader, WORD_HOME, ICON_HOME, ACTION_HOME);
    if (reader->place.screen == SHOW_PAGE && page_is_stage(reader))
        lists_add_button(reader, WORD_ALL_STAGES, ICON_STAGES, ACTION_STAGES);
    lists_add_button(reader, WORD_CONTENTS, ICON_CONTENTS, ACTION_CONTENTS);
    if (reader_help(reader, &help))
        lists_add_button(reader, WORD_HELP, ICON_HELP, ACTION_GET_HELP);
    lists_add_button(reader, WORD_KEYS, ICON_KEYS, ACTION_KEYS);
    if (reader->setup.mode == MODE_PERSONAL)
        lists_add_button(reader, WORD_QUIT, ICON_LEAVE, ACTION_QUIT);
    lists_place_panel(reader);
}

static void add_steps(struct reader *reader)
{
    int sizes[METRICS_SIZES], chosen = 0;
    size_t count = metrics_sizes(reader_screen_size(reader), sizes);
    char number[16], word[32];
    for (size_t i = 0; i < count; i++) {
        if (sizes[i] <= reader->metrics.size)
            chosen = (int)i;
    }
    snprintf(number, sizeof number, "%d", reader->metrics.size);
    word_fill(word, sizeof word, reader_word(reader, WORD_PER_CENT), number, NULL);
    list_add(&reader->list, &(struct row){.kind = ROW_STEPS,
                                          .title = word,
                                          .number = chosen,
                                          .count = (int)count});
}

static void layout_text(struct reader *reader)
{
    list_free(&reader->list);
    lists_add_heading(reader, reader_word(reader, WORD_TEXT_SIZE));
    add_steps(reader);
    lists_add_heading(reader, reader_word(reader, WORD_COLOURS));
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        enum word word = (enum word)(WORD_LIGHT + theme);
        list_add(&reader->list,
                 &(struct row){.kind = ROW_THEME,
                               .title = reader_word(reader, word),
                               .number = theme,
                               .present = theme == (int)reader->settings.theme,
                               .action = {.kind = ACTION_THEME, .arg = theme}});
    }
    lists_place_panel(reader);
}

/* The topics under `parent`, parts as headings, in reading order. */
static void add_contents(struct reader *reader, int64_t parent, int depth)
{
    struct edition_list nodes = {0};
    struct error err = {0};
    bool ok = depth < DOC_MAX_DEPTH &&
              edition_children(reader->setup.edition, reader->lang, parent, &nodes, &err);
    for (size_t i = 0; ok && i < nodes.count; i++) {
        const struct edition_node *node = &nodes.nodes[i];
        bool present =
            reader->place.screen == SHOW_PAGE && reader->place.node == node->id;
        if (reader_is_cover(reader, node->id))
            continue;
        if (node->path)
            lists_add_topic(reader, &reader->list, node, present);
        else if (node->kind != CHAPTER_SEPARATOR)
            list_add(&reader->list,
                     &(struct row){.kind = ROW_HEADING, .title = node->title});
        add_contents(reader, node->id, depth + 1);
    }
    edition_list_free(&nodes);
}

static void layout_contents(struct reader *reader)
{
    list_free(&reader->list);
    add_contents(reader, 0, 0);
    lists_place(reader);
}

/* Opens at the topic one is reading. */
static int sheet_of_contents(const struct reader *reader, struct spot spot)
{
    const struct list *list = &reader->list;
    for (size_t i = 0; spot.at == 0 && i < list->count; i++) {
        if (list->rows[i].present)
            return list->rows[i].sheet;
    }
    return lists_sheet_of(reader, spot);
}

static void layout_keys(struct reader *reader)
{
    list_free(&reader->list);
    for (int word = WORD_KEY_NEXT; word <= WORD_KEY_MENU; word++)
        list_add(&reader->list,
                 &(struct row){.kind = ROW_WORDS,
                               .line = reader_word(reader, (enum word)word)});
    lists_place_panel(reader);
}

const struct screen screen_menu = {
    .name = "menu",
    .layout = layout_menu,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};

const struct screen screen_text = {
    .name = "text",
    .layout = layout_text,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};

const struct screen screen_contents = {
    .name = "contents",
    .layout = layout_contents,
    .draw = lists_draw,
    .sheet_of = sheet_of_contents,
    .spot_of = lists_spot_of,
};

const struct screen screen_keys = {
    .name = "keys",
    .layout = layout_keys,
    .draw = lists_draw,
    .sheet_of = lists_sheet_of,
    .spot_of = lists_spot_of,
};
