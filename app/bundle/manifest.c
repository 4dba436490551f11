/* Reading takes each line apart with the same table that writing follows, then writes
 * what was understood and compares: whatever was not understood exactly is refused. */
#include "bundle/manifest.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/ini.h"
#include "bundle/limits.h"
#include "bundle/name.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const keys[] = {"id",        "serial",  "min-serial", "version",
                                   "languages", "created", "review-by",  "min-reader"};
enum {
    KEY_COUNT = sizeof keys / sizeof *keys
};

static void join_languages(const struct book_info *info, struct str *out)
{
    for (size_t i = 0; i < info->language_count; i++)
        str_printf(out, i ? " %s" : "%s", info->languages[i]);
}

/* Appends the value of keys[index]; nothing where the manifest has no such line. */
static void value_of(const struct book_info *info, size_t index, struct str *out)
{
    const char *text = NULL;
    uint64_t number = 0;
    switch (index) {
    case 0:
        text = info->id;
        break;
    case 1:
        number = info->serial;
        break;
    case 2:
        number = info->min_serial;
        break;
    case 3:
        text = info->version;
        break;
    case 4:
        join_languages(info, out);
        return;
    case 5:
        text = info->created;
        break;
    case 6:
        text = info->review_by;
        break;
    case 7:
        number = (uint64_t)info->min_reader;
        break;
    }
    if (text)
        str_append(out, text);
    else if (number)
        str_printf(out, "%" PRIu64, number);
}

void manifest_write(const struct manifest *manifest, struct str *out)
{
    str_printf(out, "# candor-bundle %d\n", BUNDLE_FORMAT);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        struct str value = {0};
        value_of(&manifest->info, i, &value);
        if (value.len)
            str_printf(out, "# %s: %s\n", keys[i], value.bytes);
        str_free(&value);
    }
    str_printf(out, "# size: %" PRIu64 "\n", manifest->size);
    for (size_t i = 0; i < manifest->count; i++) {
        char hex[HASH_HEX + 1];
        hash_to_hex(&manifest->entries[i].hash, hex);
        str_printf(out, "%s  %s\n", hex, manifest->entries[i].name);
    }
}

struct hash manifest_hash(const struct manifest *manifest)
{
    struct str text = {0};
    manifest_write(manifest, &text);
    struct hash hash = hash_bytes(text.bytes, text.len);
    str_free(&text);
    return hash;
}

void manifest_comment(const struct manifest *manifest, struct str *out)
{
    str_printf(out, "%s %" PRIu64, manifest->info.id, manifest->info.serial);
}

struct parser {
    struct manifest *manifest;
    struct manifest_entry *entries;
    size_t count, cap;
    int line;
};

static bool parse_size(const char *text, uint64_t *out, struct error *err)
{
    size_t len = strlen(text);
    if (len == 0 || len > 10 || strspn(text, "0123456789") != len)
        return error_set(err, ERROR_INVALID, "size: not a number");
    *out = strtoull(text, NULL, 10);
    return true;
}

/* One `# key: value`. */
static bool parse_key(struct parser *parser, char *line, struct error *err)
{
    char *colon = strstr(line, ": ");
    if (!colon || parser->count)
        return error_set(err, ERROR_INVALID, "not a `# key: value` above the hashes");
    *colon = '\0';
    const char *key = line + 2, *value = colon + 2;
    if (strcmp(key, "size") == 0)
        return parse_size(value, &parser->manifest->size, err);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(key, keys[i]) != 0)
            continue;
        const char *wrong =
            info_take(&parser->manifest->arena, &parser->manifest->info, key, value);
        return !wrong || error_set(err, ERROR_INVALID, "%s: %s", key, wrong);
    }
    return error_set(err, ERROR_INVALID, "'%s' is no key this reader knows", key);
}

/* One `HASH  NAME`. */
static bool parse_entry(struct parser *parser, char *line, struct error *err)
{
    struct manifest_entry entry = {.name = line + HASH_HEX + 2};
    size_t len = strlen(line);
    if (len < HASH_HEX + 3 || memcmp(line + HASH_HEX, "  ", 2) != 0 ||
        !hash_from_hex(line, &entry.hash))
        return error_set(err, ERROR_INVALID, "not a hash and a name");
    if (!name_check(entry.name, strlen(entry.name), err))
        return error_prefix(err, "the name %s ", entry.name);
    if (parser->count && strcmp(parser->entries[parser->count - 1].name, entry.name) >= 0)
        return error_set(err, ERROR_INVALID, "%s is not in the order of names",
                         entry.name);
    if (parser->count == BUNDLE_ENTRIES_MAX)
        return error_set(err, ERROR_LIMIT, "more than %u entries", BUNDLE_ENTRIES_MAX);
    entry.name = arena_string(&parser->manifest->arena, entry.name);
    MEM_GROW(parser->entries, parser->count, parser->cap);
    parser->entries[parser->count++] = entry;
    return true;
}

/* `# candor-bundle N`, the first line. */
static bool parse_format(const char *line, struct error *err)
{
    static const char start[] = "# candor-bundle ";
    size_t len = sizeof start - 1;
    if (strncmp(line, start, len) != 0)
        return error_set(err, ERROR_INVALID, "not a bundle of Candor");
    if (strcmp(line + len, "1") != 0)
        return error_set(err, ERROR_UNSUPPORTED,
                         "format %s is newer than this reader: update the reader",
                         line + len);
    return true;
}

static bool parse_lines(struct parser *parser, char *text, struct error *err)
{
    for (char *line = text; *line;) {
        char *end = strchr(line, '\n');
        if (!end)
            return error_set(err, ERROR_INVALID, "the last line is cut short");
        *end = '\0';
        parser->line++;
        bool ok = parser->line == 1 ? parse_format(line, err)
                  : *line == '#'    ? parse_key(parser, line, err)
                                    : parse_entry(parser, line, err);
        if (!ok)
            return false;
        line = end + 1;
    }
    return parser->line > 0 || error_set(err, ERROR_INVALID, "empty");
}

/* What only the whole can tell. */
static bool check_whole(const struct manifest *manifest, struct error *err)
{
    const struct book_info *info = &manifest->info;
    bool ok = true;
    if (!info->id || !info->serial || !info->version || !info->language_count ||
        !info->created || !info->min_reader)
        return error_set(err, ERROR_INVALID,
                         "id, serial, version, languages, created or min-reader is "
                         "missing");
    if (info->min_serial > info->serial)
        return error_set(err, ERROR_INVALID, "min-serial is higher than serial");
    if (info->min_reader > BUNDLE_FORMAT)
        return error_set(err, ERROR_UNSUPPORTED,
                         "this bundle needs a newer reader: update the reader");
    const char *which = NULL;
    const char **names = mem_resize(NULL, manifest->count, sizeof *names);
    for (size_t i = 0; i < manifest->count; i++)
        names[i] = manifest->entries[i].name;
    ok = names_differ(names, manifest->count, &which, err);
    free(names);
    return ok;
}

static bool check_exact(const struct manifest *manifest, const char *bytes, size_t len,
                        struct error *err)
{
    struct str again = {0};
    manifest_write(manifest, &again);
    bool same = again.len == len && memcmp(str_c(&again), bytes, len) == 0;
    str_free(&again);
    return same ||
           error_set(err, ERROR_INVALID,
                     "not written as candor-bundle writes it: a key out of order, "
                     "given twice or left out, or a stray space");
}

/* UTF-8 without controls other than the ends of lines. */
static bool is_text(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)bytes[i] < 0x20 && bytes[i] != '\n') || bytes[i] == 0x7F)
            return false;
    return utf8_valid(bytes, len, NULL);
}

bool manifest_parse(const char *bytes, size_t len, struct manifest *out,
                    struct error *err)
{
    struct manifest manifest = {.info = {.min_reader = 0}};
    struct parser parser = {.manifest = &manifest};
    if (!is_text(bytes, len))
        return error_set(err, ERROR_INVALID, MANIFEST_NAME ": not UTF-8 text");
    char *text = mem_copy_bytes(bytes, len);
    bool ok = parse_lines(&parser, text, err);
    manifest.count = parser.count;
    manifest.entries = arena_adopt(&manifest.arena, parser.entries, parser.count,
                                   sizeof *parser.entries);
    if (!ok)
        error_prefix(err, MANIFEST_NAME ":%d: ", parser.line);
    else if (!check_whole(&manifest, err) || !check_exact(&manifest, bytes, len, err))
        ok = error_prefix(err, MANIFEST_NAME ": ");
    free(text);
    if (ok)
        *out = manifest;
    else
        manifest_free(&manifest);
    return ok;
}

bool manifest_agrees(const struct manifest *manifest, const struct book_info *info,
                     struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < KEY_COUNT; i++) {
        struct str signed_value = {0}, own_value = {0};
        value_of(&manifest->info, i, &signed_value);
        value_of(info, i, &own_value);
        bool left_open = strcmp(keys[i], "created") == 0 && !own_value.len;
        if (!left_open && strcmp(str_c(&signed_value), str_c(&own_value)) != 0)
            ok = error_set(err, ERROR_INVALID,
                           MANIFEST_NAME " says %s '%s', and " BUNDLE_INI " '%s'",
                           keys[i], str_c(&signed_value), str_c(&own_value));
        str_free(&signed_value);
        str_free(&own_value);
    }
    return ok;
}

static int by_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct manifest_entry *)entry)->name);
}

long manifest_find(const struct manifest *manifest, const char *name)
{
    const struct manifest_entry *found =
        manifest->count
            ? bsearch(name, manifest->entries, manifest->count, sizeof *found, by_name)
            : NULL;
    return found ? found - manifest->entries : -1;
}

void manifest_free(struct manifest *manifest)
{
    arena_free(&manifest->arena);
    *manifest = (struct manifest){0};
}
