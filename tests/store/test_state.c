/* The state of an id on the disk: what was saved is read back, and nothing else is. */
#include "store/state.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../bundle/scratch.h"

static const struct store_state full = {
    .high = 42,
    .floor = 40,
    .failed = 41,
    .on_trial = true,
    .starts = 2,
    .current = {.serial = 42, .manifest = {{1}}, .file = {{2}}, .size = 8192},
    .previous = {.serial = 40, .manifest = {{3}}, .file = {{4}}, .size = 4096},
};

static void assert_same(const struct store_state *a, const struct store_state *b)
{
    struct str one = {0}, two = {0};
    state_write_text(a, &one);
    state_write_text(b, &two);
    assert_string_equal(one.bytes, two.bytes);
    str_free(&one);
    str_free(&two);
}

static void reads_what_it_wrote(void **context)
{
    (void)context;
    const struct store_state states[] = {
        {0}, {.high = 7, .current = {.serial = 7, .size = 1}}, full};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct store_state again = {0};
        struct str text = {0};
        struct error err = {0};
        state_write_text(&states[i], &text);
        assert_true(state_parse(text.bytes, text.len, &again, &err));
        assert_same(&states[i], &again);
        str_free(&text);
    }
}

static void refuses_every_bit_that_flipped_and_every_cut(void **context)
{
    (void)context;
    struct str text = {0};
    struct store_state state = {0};
    struct error err = {0};
    state_write_text(&full, &text);
    for (size_t bit = 0; bit < text.len * 8; bit++) {
        text.bytes[bit / 8] ^= (char)(1 << bit % 8);
        assert_false(state_parse(text.bytes, text.len, &state, &err));
        assert_int_equal(err.code, ERROR_DAMAGED);
        text.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t len = 0; len < text.len; len++) {
        char kept = text.bytes[len];
        text.bytes[len] = '\0';
        assert_false(state_parse(text.bytes, len, &state, &err));
        text.bytes[len] = kept;
    }
    assert_true(state_parse(text.bytes, text.len, &state, &err));
    str_free(&text);
}

static void the_copy_stands_in(void **context)
{
    (void)context;
    struct scratch scratch = scratch_new();
    const char *folder = scratch.path;
    struct store_state state = {0};
    struct error err = {0};
    assert_false(state_load(folder, &state, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_true(state_save(folder, &full, &err));
    scratch_write(&scratch, "state", "# candor-state 1\nhigh: 9");
    assert_true(state_load(folder, &state, &err));
    assert_same(&full, &state);
    scratch_write(&scratch, "state.copy", "");
    assert_false(state_load(folder, &state, &err));
    assert_int_equal(err.code, ERROR_DAMAGED);
    scratch_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(refuses_every_bit_that_flipped_and_every_cut),
        cmocka_unit_test(the_copy_stands_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
