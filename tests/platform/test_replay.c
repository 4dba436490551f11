/* Replay scripts: good lines become commands, a bad one is named with file and line. */
#include "platform/replay.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#define SCRIPT TEST_BINARY_DIR "/test_replay.script"

static struct replay *open_script(const char *text, size_t len, struct error *err)
{
    struct error writing = {0};
    *err = (struct error){0};
    assert_true(file_write(SCRIPT, text, len, &writing));
    struct replay *replay = replay_open(SCRIPT, err);
    unlink(SCRIPT);
    return replay;
}

static void each_command_says_what_its_line_says(void **state)
{
    (void)state;
    static const char script[] = "# a way through\n"
                                 "key Shift-Tab\n"
                                 "\n"
                                 "  tap 640 399\n"
                                 "swipe left\r\n"
                                 "type two words \n"
                                 "wait 5000\n"
                                 "resize 480x320\n"
                                 "screenshot out/a b.png\n"
                                 "dump a.jsonl\n"
                                 "expect # What \xC3\xA9tat\n"
                                 "key t";
    static const struct replay_command commands[] = {
        {.kind = REPLAY_KEY, .line = 2, .key = KEY_SHIFT_TAB},
        {.kind = REPLAY_TAP, .line = 4, .x = 640, .y = 399},
        {.kind = REPLAY_SWIPE, .line = 5, .swipe = ACTION_SWIPE_LEFT},
        {.kind = REPLAY_TYPE, .line = 6, .text = "two words "},
        {.kind = REPLAY_WAIT, .line = 7, .ms = 5000},
        {.kind = REPLAY_RESIZE, .line = 8, .x = 480, .y = 320},
        {.kind = REPLAY_SCREENSHOT, .line = 9, .text = "out/a b.png"},
        {.kind = REPLAY_DUMP, .line = 10, .text = "a.jsonl"},
        {.kind = REPLAY_EXPECT, .line = 11, .text = "# What \xC3\xA9tat"},
        {.kind = REPLAY_KEY, .line = 12, .key = KEY_T},
    };
    struct error err;
    struct replay *replay = open_script(script, sizeof script - 1, &err);
    assert_non_null(replay);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const struct replay_command *command = replay_next(replay);
        assert_non_null(command);
        assert_int_equal(command->kind, commands[i].kind);
        assert_int_equal(command->line, commands[i].line);
        assert_int_equal(command->key, commands[i].key);
        assert_int_equal(command->swipe, commands[i].swipe);
        assert_int_equal(command->x, commands[i].x);
        assert_int_equal(command->y, commands[i].y);
        assert_int_equal(command->ms, commands[i].ms);
        assert_string_equal(command->text, commands[i].text ? commands[i].text : "");
    }
    assert_null(replay_next(replay));
    assert_null(replay_next(replay));
    replay_close(replay);
}

static void a_mistake_is_named_with_its_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *script, *message;
    } rows[] = {
        {"key Left\nkey left\n", ":2: 'key' wants a key's name"},
        {"key\n", ":1: 'key' wants"},
        {"key None", ":1: 'key' wants"},
        {"\n\npress Left", ":3: there is no command 'press'"},
        {"Key Left", ":1: there is no command 'Key'"},
        {"tap 1", ":1: 'tap' wants X Y"},
        {"tap 1 2 3", ":1: 'tap' wants"},
        {"tap 1  2", ":1: 'tap' wants"},
        {"tap -1 2", ":1: 'tap' wants"},
        {"tap 99999999999999999999 2", ":1: 'tap' wants"},
        {"swipe north", ":1: 'swipe' wants left, right, up or down, not 'north'"},
        {"wait", ":1: 'wait' wants"},
        {"wait 1.5", ":1: 'wait' wants"},
        {"wait 86400001", ":1: 'wait' wants"},
        {"resize 0x10", ":1: 'resize' wants"},
        {"resize 800", ":1: 'resize' wants WxH"},
        {"screenshot", ":1: 'screenshot' wants a file's name"},
        {"expect \n", ":1: 'expect' wants"},
        {"type x\xFF", ":1: a script is UTF-8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err;
        assert_null(open_script(rows[i].script, strlen(rows[i].script), &err));
        assert_int_equal(err.code, ERROR_INVALID);
        assert_memory_equal(err.detail, SCRIPT ":", sizeof SCRIPT);
        if (!strstr(err.detail, rows[i].message))
            fail_msg("'%s' does not say '%s'", err.detail, rows[i].message);
    }
}

static void odd_files_are_read_or_refused(void **state)
{
    (void)state;
    struct error err;
    struct replay *replay = open_script("", 0, &err);
    assert_non_null(replay);
    assert_null(replay_next(replay));
    replay_close(replay);
    assert_null(open_script("key Left\0key Right", 18, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_null(replay_open(TEST_BINARY_DIR "/no-such-script", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    replay_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_command_says_what_its_line_says),
        cmocka_unit_test(a_mistake_is_named_with_its_file_and_line),
        cmocka_unit_test(odd_files_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
