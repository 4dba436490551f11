#include "bundle/nameset.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a with open addressing. Its numbers can be foreseen; the limits on a bundle's
 * entries and on an author's own folder bound what that could cost. */
static size_t *place_of(const struct nameset *set, const char *name)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *p = name; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 0x100000001b3u;
    size_t mask = set->place_count - 1, at = (size_t)(hash ^ hash >> 32) & mask;
    while (set->places[at] && strcmp(set->names[set->places[at] - 1], name) != 0)
        at = (at + 1) & mask;
    return &set->places[at];
}

static void make_room(struct nameset *set)
{
    if (2 * (set->count + 1) <= set->place_count)
        return;
    free(set->places);
    set->place_count = set->place_count ? 2 * set->place_count : 64;
    set->places = mem_alloc(set->place_count * sizeof *set->places);
    for (size_t i = 0; i < set->count; i++)
        *place_of(set, set->names[i]) = i + 1;
}

size_t nameset_add(struct nameset *set, const char *name, bool *added)
{
    make_room(set);
    size_t *place = place_of(set, name);
    if (added)
        *added = !*place;
    if (!*place) {
        MEM_GROW(set->names, set->count, set->cap);
        set->names[set->count++] = arena_string(&set->arena, name);
        *place = set->count;
    }
    return *place - 1;
}

bool nameset_has(const struct nameset *set, const char *name)
{
    return set->count && *place_of(set, name);
}

void nameset_free(struct nameset *set)
{
    arena_free(&set->arena);
    free(set->names);
    free(set->places);
    *set = (struct nameset){0};
}
