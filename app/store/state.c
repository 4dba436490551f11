#include "store/state.h"

#include "base/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATE_HEAD "# candor-state 1\n"

/* The state, and the copy that stands in for it. */
static const char *const files[] = {"state", "state.copy"};

static void write_edition(const char *key, const struct store_edition *edition,
                          struct str *out)
{
    char manifest[HASH_HEX + 1], file[HASH_HEX + 1];
    hash_to_hex(&edition->manifest, manifest);
    hash_to_hex(&edition->file, file);
    if (edition->serial)
        str_printf(out, "%s: %" PRIu64 " %s %s %" PRIu64 "\n", key, edition->serial,
                   manifest, file, edition->size);
}

void state_write_text(const struct store_state *state, struct str *out)
{
    size_t start = out->len;
    char sum[HASH_HEX + 1];
    str_append(out, STATE_HEAD);
    str_printf(out, "high: %" PRIu64 "\nfloor: %" PRIu64 "\nfailed: %" PRIu64 "\n",
               state->high, state->floor, state->failed);
    if (state->on_trial)
        str_printf(out, "trial: %u\n", state->starts);
    write_edition("current", &state->current, out);
    write_edition("previous", &state->previous, out);
    struct hash hash = hash_bytes(out->bytes + start, out->len - start);
    hash_to_hex(&hash, sum);
    str_printf(out, "sum: %s\n", sum);
}

/* Reading: each step takes what it knows and moves on; a step that finds something else
 * leaves the place where it is, and the writing afterwards does not match. */

static bool take(const char **at, const char *text)
{
    size_t len = strlen(text);
    if (strncmp(*at, text, len) != 0)
        return false;
    *at += len;
    return true;
}

static uint64_t take_number(const char **at)
{
    uint64_t number = 0;
    for (; **at >= '0' && **at <= '9'; (*at)++)
        number = number * 10 + (uint64_t)(**at - '0');
    return number;
}

static void take_hash(const char **at, struct hash *out)
{
    if (strnlen(*at, HASH_HEX) == HASH_HEX && hash_from_hex(*at, out))
        *at += HASH_HEX;
}

static void take_line(const char **at, const char *key, uint64_t *out)
{
    if (take(at, key)) {
        *out = take_number(at);
        take(at, "\n");
    }
}

static void take_edition(const char **at, const char *key, struct store_edition *out)
{
    if (!take(at, key))
        return;
    out->serial = take_number(at);
    take(at, " ");
    take_hash(at, &out->manifest);
    take(at, " ");
    take_hash(at, &out->file);
    take(at, " ");
    out->size = take_number(at);
    take(at, "\n");
}

bool state_parse(const char *bytes, size_t len, struct store_state *out,
                 struct error *err)
{
    struct store_state state = {0};
    struct str again = {0};
    const char *at = bytes;
    uint64_t starts = 0;
    take(&at, STATE_HEAD);
    take_line(&at, "high: ", &state.high);
    take_line(&at, "floor: ", &state.floor);
    take_line(&at, "failed: ", &state.failed);
    state.on_trial = strncmp(at, "trial: ", 7) == 0;
    take_line(&at, "trial: ", &starts);
    state.starts = (unsigned)starts;
    take_edition(&at, "current: ", &state.current);
    take_edition(&at, "previous: ", &state.previous);
    state_write_text(&state, &again);
    bool same = again.len == len && memcmp(again.bytes, bytes, len) == 0;
    str_free(&again);
    if (!same)
        return error_set(err, ERROR_DAMAGED, "not a whole state");
    *out = state;
    return true;
}

static bool load_file(const char *path, struct store_state *out, struct error *err)
{
    struct str bytes = {0};
    bool ok = file_read(path, STATE_FILE_MAX, &bytes, err);
    if (ok && !state_parse(str_c(&bytes), bytes.len, out, err))
        ok = error_prefix(err, "%s: ", path);
    else if (!ok && (err->code == ERROR_LIMIT || err->code == ERROR_INVALID))
        err->code = ERROR_DAMAGED;
    str_free(&bytes);
    return ok;
}

bool state_load(const char *folder, struct store_state *out, struct error *err)
{
    struct error first = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str path = {0};
        struct error why = {0};
        str_printf(&path, "%s/%s", folder, files[i]);
        bool ok = load_file(path.bytes, out, &why);
        str_free(&path);
        if (ok)
            return true;
        if (first.code == ERROR_NONE || first.code == ERROR_NOT_FOUND)
            first = why;
    }
    *err = first;
    return false;
}

static bool save_file(const char *folder, const char *name, const struct str *text,
                      struct error *err)
{
    struct str path = {0};
    str_printf(&path, "%s/%s", folder, name);
    bool ok = file_write(path.bytes, text->bytes, text->len, err);
    if (ok && !file_sync_folder(folder, err)) {
        err->code = ERROR_IO; /* the new state has its name: space is not the question */
        ok = false;
    }
    str_free(&path);
    return ok;
}

bool state_save(const char *folder, const struct store_state *state, struct error *err)
{
    struct str text = {0};
    struct error ignored = {0};
    state_write_text(state, &text);
    bool ok = save_file(folder, files[0], &text, err);
    bool copied = ok && save_file(folder, files[1], &text, &ignored);
    (void)copied; /* the state is saved; the next save tries to copy it again */
    str_free(&text);
    return ok;
}
