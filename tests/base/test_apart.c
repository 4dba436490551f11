/* Work done apart: whatever becomes of the child, we are told and go on. */
#include "base/apart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const struct apart_limits limits = {200, (size_t)64 << 20};

static bool write_there(void *context)
{
    memcpy(context, "done", 5);
    return true;
}

static bool refuse(void *context)
{
    (void)context;
    return false;
}

static bool crash(void *context)
{
    (void)context;
    raise(SIGKILL);
    return true;
}

static bool hang(void *context)
{
    volatile int *turns = context;
    for (;;)
        ++*turns;
    return true;
}

static bool take_memory(void *context)
{
    (void)context;
    for (int i = 0; i < 64; i++) {
        volatile char *much = malloc((size_t)4 << 20);
        if (!much)
            return false;
        *much = 1;
    }
    return true;
}

static void what_a_child_writes_to_shared_memory_comes_back(void **state)
{
    (void)state;
    char own[8] = "before";
    char *shared = apart_map(4096);
    assert_non_null(shared);
    assert_true(apart_do(write_there, shared, limits));
    assert_string_equal(shared, "done");
    assert_true(apart_do(write_there, own, limits));
    assert_string_equal(own, "before");
    apart_unmap(shared, 4096);
    apart_unmap(NULL, 4096);
}

static void a_child_that_fails_in_any_way_has_failed(void **state)
{
    (void)state;
    int turns = 0;
    assert_false(apart_do(refuse, NULL, limits));
    assert_false(apart_do(crash, NULL, limits));
    assert_false(apart_do(hang, &turns, limits));
    assert_int_equal(turns, 0);
    assert_false(apart_do(take_memory, NULL, limits));
    assert_true(
        apart_do(take_memory, NULL, (struct apart_limits){5000, (size_t)1 << 30}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_child_writes_to_shared_memory_comes_back),
        cmocka_unit_test(a_child_that_fails_in_any_way_has_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
