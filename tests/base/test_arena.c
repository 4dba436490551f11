/* What is taken from an arena is zeroed and aligned, also where it was taken before. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum {
    LARGE = 100 * 1000, /* more than the arena takes at once */
};

/* Takes a piece, checks it, and leaves it dirty. */
static void take(struct arena *arena, size_t size)
{
    char *piece = arena_alloc(arena, size);
    assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(piece[i], 0);
    memset(piece, 'x', size);
}

static void what_is_taken_after_a_rewind_is_zeroed(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {{1, 1}, {100, 7000}, {0, LARGE}, {LARGE, 3}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct arena arena = {0};
        take(&arena, sizes[i][0]);
        struct arena mark = arena;
        for (int again = 0; again < 3; again++) {
            for (int k = 0; k < 5; k++)
                take(&arena, sizes[i][1]);
            arena_rewind(&arena, mark);
            assert_ptr_equal(arena.blocks, mark.blocks);
            assert_int_equal(arena.used, mark.used);
        }
        take(&arena, LARGE);
        arena_free(&arena);
    }
}

static void what_was_taken_before_the_mark_stays(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *kept = arena_copy(&arena, "kept", 4);
    struct arena mark = arena;
    take(&arena, 40);
    take(&arena, LARGE);
    arena_rewind(&arena, mark);
    assert_string_equal(kept, "kept");
    arena_rewind(&arena, (struct arena){0});
    assert_null(arena.blocks);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_after_a_rewind_is_zeroed),
        cmocka_unit_test(what_was_taken_before_the_mark_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
