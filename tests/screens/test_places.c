/* The place on a page is the first word on its sheet. Whatever changes (size, theme,
 * window, how the screen stands, a panel, the edition) that word stays on the screen, and
 * where the change is taken back, so is its effect: the same sheet is shown again. */
#define SAMPLE_FOLDER TEST_BINARY_DIR "/sample-places"
#include "sample.h"

static const char ini[] = "[bundle]\nid = org.example.places\nserial = 1\nversion = 1\n"
                          "title = Places\nlanguages = en ar\n";

static const char summary[] =
    "# Summary\n\n- [Many](many.md)\n- [Alpha](a.md)\n- [Beta](b.md)\n- [Gamma](c.md)\n"
    "- [Delta](d.md)\n- [Epsilon](e.md)\n- [Zeta](f.md)\n";

enum {
    WORDS_MAX = 64,
};

/* Adds `count` words, each its own number, so that a word is found again. */
static void add_words(struct str *out, int *number, int count)
{
    for (int i = 0; i < count; i++)
        str_printf(out, "%sw%dx", i ? " " : "", (*number)++);
}

/* Every construct, its words all different, and links to six pages. */
static void write_many(const char *path)
{
    static const struct {
        const char *before, *after;
        int words;
    } blocks[] = {
        {"# ", "\n\n", 3},
        {"", "\n\n", 40},
        {"- ", "\n", 7},
        {"- ", "\n  - nested ", 4},
        {"", "\n-\n- ", 9},
        {"", "\n\n---\n\n***\n\n", 12},
        {"> ", "\n\n", 30},
        {"## ", "\n\n", 2},
        {"> [!STOP]\n> ", "\n\n", 25},
        {"```\n", "\n```\n\n", 6},
        {"1. ", "\n2. ", 5},
        {"", "\n\n", 21},
        {"| ", " | b |\n|---|---|\n| c | d |\n\n", 2},
        {"", "\n\n", 60},
        {"> [!EMERGENCY]\n> ", "\n\n", 8},
    };
    struct str text = {0};
    int number = 100;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
            str_append(&text, blocks[i].before);
            add_words(&text, &number, blocks[i].words);
            str_append(&text, blocks[i].after);
        }
    }
    str_append(&text, "[one](a.md) [two](b.md) [three](c.md) [four](d.md) [five](e.md) "
                      "[six](f.md)\n");
    sample_write(SAMPLE_FOLDER, path, str_c(&text));
    str_free(&text);
}

static struct edition *places(void)
{
    static const char *const pages[] = {"a", "b", "c", "d", "e", "f"};
    static const char *const langs[] = {"en", "ar"};
    struct error err = {0};
    char path[512];
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, SAMPLE_FOLDER "/%s", langs[i]);
        assert_true(file_make_folder(path, &err));
    }
    sample_write(SAMPLE_FOLDER, "bundle.ini", ini);
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/SUMMARY.md", langs[i]);
        sample_write(SAMPLE_FOLDER, path, summary);
        snprintf(path, sizeof path, "%s/many.md", langs[i]);
        write_many(path);
        for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) {
            snprintf(path, sizeof path, "%s/%s.md", langs[i], pages[k]);
            sample_write(SAMPLE_FOLDER, path, "# Page\n\nShort.\n");
        }
    }
    return sample_build(SAMPLE_FOLDER);
}

/* The first word of the sheet that is the page's own or a callout's, else the first
 * choice. */
static void first_word(struct sample *s, char out[WORDS_MAX])
{
    const struct display *display = reader_display(s->reader);
    out[0] = '\0';
    for (size_t i = 0; i < display->count; i++) {
        const struct display_item *item = &display->items[i];
        bool words = item->kind == ITEM_TEXT && item->role >= ROLE_HEADING1 &&
                     item->role <= ROLE_MARKER && strlen(item->text) > 3;
        bool card = item->kind == ITEM_TARGET && item->action.kind == ACTION_LINK &&
                    item->role == ROLE_BUTTON;
        if (words || card) {
            snprintf(out, WORDS_MAX, "%.*s", (int)strcspn(item->text, " -"), item->text);
            return;
        }
    }
}

static bool shows(struct sample *s, const char *word)
{
    const struct display *display = reader_display(s->reader);
    for (size_t i = 0; i < display->count; i++) {
        if (display->items[i].text && strstr(display->items[i].text, word))
            return true;
    }
    return false;
}

static void act(struct sample *s, enum action_kind kind, long long arg)
{
    reader_handle(s->reader, &(struct action){.kind = kind, .arg = arg});
}

/* Each change, one part after the other; the last takes it back. */
static const struct change {
    const char *name;
    struct {
        enum action_kind kind; /* ACTION_RESIZE: to arg / 10000 x arg % 10000 */
        long long arg;
    } parts[12];
} changes[] = {
    {"to the largest at once", {{ACTION_SIZE, 400}, {ACTION_SIZE, 100}}},
    {"up and down by steps",
     {{ACTION_LARGER, 0},
      {ACTION_LARGER, 0},
      {ACTION_LARGER, 0},
      {ACTION_LARGER, 0},
      {ACTION_LARGER, 0},
      {ACTION_SMALLER, 0},
      {ACTION_SMALLER, 0},
      {ACTION_SMALLER, 0},
      {ACTION_SMALLER, 0},
      {ACTION_SMALLER, 0}}},
    {"themes",
     {{ACTION_THEME, THEME_DARK},
      {ACTION_THEME, THEME_CREAM},
      {ACTION_THEME, THEME_CONTRAST},
      {ACTION_THEME, THEME_LIGHT}}},
    {"rotation", {{ACTION_RESIZE, 8001280}, {ACTION_RESIZE, 12800800}}},
    {"windows",
     {{ACTION_RESIZE, 4800320},
      {ACTION_RESIZE, 3200480},
      {ACTION_RESIZE, 19201080},
      {ACTION_RESIZE, 5000900},
      {ACTION_RESIZE, 12800800}}},
    {"a panel, another window and size under it",
     {{ACTION_TEXT, 0},
      {ACTION_SIZE, 200},
      {ACTION_RESIZE, 8000480},
      {ACTION_SIZE, 300},
      {ACTION_CLOSE, 0},
      {ACTION_RESIZE, 12800800},
      {ACTION_SIZE, 100}}},
    {"size and window together",
     {{ACTION_SIZE, 300},
      {ACTION_RESIZE, 8001280},
      {ACTION_SIZE, 150},
      {ACTION_THEME, THEME_DARK},
      {ACTION_RESIZE, 12800800},
      {ACTION_THEME, THEME_LIGHT},
      {ACTION_SIZE, 100}}},
    {"to another page and back", {{ACTION_LINK, 2}, {ACTION_BACK, 0}}},
};

/* Makes a change at a sheet; the word is to be seen after each part of it. */
static void check_change(struct sample *s, const struct change *change, int sheet)
{
    char word[WORDS_MAX], path[128];
    first_word(s, word);
    snprintf(path, sizeof path, "%s", screen_now(s)->path);
    for (size_t i = 0; change->parts[i].kind; i++) {
        long long arg = change->parts[i].arg;
        if (change->parts[i].kind == ACTION_RESIZE)
            reader_resize(s->reader, (int)(arg / 10000), (int)(arg % 10000));
        else
            act(s, change->parts[i].kind, arg);
        const struct display_screen *now = screen_now(s);
        if (strcmp(now->path, path) == 0 && !shows(s, word))
            fail_msg("%s, part %zu, sheet %d: %s is not on sheet %d of %d", change->name,
                     i, sheet, word, now->sheet, now->sheets);
    }
    if (screen_now(s)->sheet != sheet)
        fail_msg("%s: sheet %d became %d", change->name, sheet, screen_now(s)->sheet);
}

static void check_language(const char *lang)
{
    struct error err = {0};
    struct sample s = {.edition = places(),
                       .fonts = fonts_open(TEST_SOURCE_DIR "/fonts", &err)};
    struct reader_setup setup = {
        .edition = s.edition,
        .fonts = s.fonts,
        .lang = lang,
        .w = 1280,
        .h = 800,
        .dpi = 96,
        .mode = MODE_PERSONAL,
        .settings = {.size = 100, .theme = THEME_LIGHT},
    };
    s.reader = reader_new(&setup);
    open_page(&s, "many.md");
    assert_true(screen_now(&s)->sheets > 5);
    for (int sheet = 1; sheet <= screen_now(&s)->sheets; sheet++) {
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
            check_change(&s, &changes[i], sheet);
        act(&s, ACTION_NEXT, 0);
    }
    sample_close(&s);
}

static void the_first_word_stays_whatever_changes(void **state)
{
    (void)state;
    check_language("en");
}

static void it_stays_from_right_to_left_too(void **state)
{
    (void)state;
    check_language("ar");
}

/* Reading on from there ends what was kept: a sheet turned is the place. */
static void a_sheet_that_is_turned_is_the_new_place(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    char word[WORDS_MAX];
    open_page(&s, "welcome.md");
    act(&s, ACTION_NEXT, 0);
    act(&s, ACTION_SIZE, 400);
    act(&s, ACTION_NEXT, 0);
    first_word(&s, word);
    act(&s, ACTION_SIZE, 100);
    assert_true(shows(&s, word));
    sample_close(&s);
}

static void another_edition_keeps_the_place_at_any_size(void **state)
{
    (void)state;
    struct sample s = sample_open(MODE_PERSONAL, 1280, 800, 96, 100);
    open_page(&s, "welcome.md");
    act(&s, ACTION_NEXT, 0);
    act(&s, ACTION_SIZE, 400);
    struct edition *next = sample_edition(SAMPLE_FOLDER);
    reader_set_edition(s.reader, next);
    edition_close(s.edition);
    s.edition = next;
    act(&s, ACTION_SIZE, 100);
    assert_int_equal(screen_now(&s)->sheet, 2);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_word_stays_whatever_changes),
        cmocka_unit_test(it_stays_from_right_to_left_too),
        cmocka_unit_test(a_sheet_that_is_turned_is_the_new_place),
        cmocka_unit_test(another_edition_keeps_the_place_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
