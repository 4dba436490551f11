/* A bundle whose bytes are not those that were signed: cut short, longer, with bits that
 * changed. Either it is refused, or all that is delivered is what was signed.
 *
 * CANDOR_FAULTS=all takes every bit and 10,000 random flips; else a sample. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bundle/keys.h"
#include "bundle/verify.h"
#include "tiny.h"

enum {
    APPENDED_MAX = 2000,
    RANDOM_FLIPS = 10000,
    RANDOM_SAMPLE = 600,
    BITS_STEP = 5,    /* of a sample: prime to 8, so that each bit of a byte comes */
    APPEND_STEP = 37, /* of a sample */
    MIDDLE_PAGES = 60,
    INSTALL_EVERY = 97, /* how many of them are really installed, all: one in so many */
};

static bool all(void)
{
    const char *value = getenv("CANDOR_FAULTS");
    return value && strcmp(value, "all") == 0;
}

/* A number by chance, the same in each run. */
static uint32_t chance(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* The signed bundle, and what stands in it. */
struct signed_bundle {
    struct world *world;
    struct keys *keys;
    struct str bytes;
    struct str content; /* MANIFEST and every entry, as they were signed */
    char path[1024];    /* of the broken one */
    int refused, same;  /* how many were refused, and delivered what was signed */
};

/* Appends all that a bundle delivers. */
static bool read_content(struct archive *archive, struct str *out, struct error *err)
{
    const struct manifest *manifest = archive_manifest(archive);
    bool ok = true;
    manifest_write(manifest, out);
    for (size_t i = 0; ok && i < manifest->count; i++)
        ok = archive_read(archive, manifest->entries[i].name, out, err);
    return ok;
}

/* Of a bundle that is whole. */
static void read_signed(const char *path, struct str *out)
{
    struct error err = {0};
    struct archive *archive = archive_open(path, &err);
    assert_non_null(archive);
    assert_true(read_content(archive, out, &err));
    archive_close(archive);
}

static struct signed_bundle signed_bundle(struct world *world)
{
    struct error err = {0};
    struct signed_bundle of = {.world = world, .keys = keys_load(world->keys, &err)};
    assert_non_null(of.keys);
    assert_true(file_read(world->stick, (size_t)1 << 24, &of.bytes, &err));
    read_signed(world->stick, &of.content);
    scratch_path(&world->scratch, "broken.candor", of.path);
    return of;
}

static void signed_bundle_free(struct signed_bundle *of)
{
    print_message("%d refused, %d delivered what was signed\n", of->refused, of->same);
    keys_free(of->keys);
    str_free(&of->bytes);
    str_free(&of->content);
}

static void write_broken(const struct signed_bundle *of, const void *bytes, size_t len)
{
    FILE *file = fopen(of->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static bool is_signed(const struct signed_bundle *of, const struct str *content)
{
    return content->len == of->content.len &&
           memcmp(content->bytes, of->content.bytes, content->len) == 0;
}

/* Reads all of a broken bundle, as an install would. True where it was delivered. */
static bool delivers(struct signed_bundle *of, const char *what, size_t at)
{
    struct error err = {0};
    struct str content = {0};
    struct archive *archive = archive_open(of->path, &err);
    bool ok = false;
    if (archive) {
        struct verdict verdict = bundle_verify(archive, of->keys);
        ok = verdict_check(&verdict, &err) && read_content(archive, &content, &err);
    }
    if (ok && !is_signed(of, &content))
        fail_msg("%s %zu: delivered what nobody signed", what, at);
    if (!ok && err.code == ERROR_NONE)
        fail_msg("%s %zu: refused without a reason", what, at);
    of->refused += !ok;
    of->same += ok;
    archive_close(archive);
    str_free(&content);
    return ok;
}

static void cut_at_every_byte(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct signed_bundle of = signed_bundle(&world);
    for (size_t len = 0; len < of.bytes.len; len++) {
        write_broken(&of, of.bytes.bytes, len);
        if (delivers(&of, "cut at", len))
            fail_msg("cut at %zu: delivered", len);
    }
    assert_int_equal(of.refused, of.bytes.len);
    signed_bundle_free(&of);
    world_free(&world);
}

static void longer_by_up_to_2000_bytes(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct signed_bundle of = signed_bundle(&world);
    static char zeros[APPENDED_MAX], end[APPENDED_MAX];
    memset(end, 'P', sizeof end);
    for (size_t len = 1; len <= APPENDED_MAX; len += all() ? 1 : APPEND_STEP) {
        struct str bytes = {0};
        str_append_bytes(&bytes, of.bytes.bytes, of.bytes.len);
        str_append_bytes(&bytes, len % 2 ? zeros : end, len);
        write_broken(&of, bytes.bytes, bytes.len);
        delivers(&of, "longer by", len);
        str_free(&bytes);
    }
    signed_bundle_free(&of);
    world_free(&world);
}

/* Installs the broken bundle over a copy of the store; what is shown is old or new. */
static void install_broken(struct signed_bundle *of, const char *base, bool delivered)
{
    struct world *world = of->world;
    struct install_setup setup = {.bundle = of->path,
                                  .store = world->store,
                                  .keys = world->keys,
                                  .fonts = world->fonts};
    tiny_copy(base, world->store);
    struct install_report report = install_bundle(&setup);
    struct found found = tiny_look(world->store);
    if (report.outcome == OUTCOME_INSTALLED) {
        assert_true(delivered);
        assert_true(found_new(&found));
    } else {
        assert_true(found_old(&found));
        assert_true(report.outcome == OUTCOME_UNREADABLE ||
                    report.outcome == OUTCOME_NOT_TRUSTED ||
                    report.outcome == OUTCOME_NOT_FOR_THIS ||
                    report.outcome == OUTCOME_BAD_CONTENT);
    }
}

static void every_bit_of_a_tiny_bundle(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct signed_bundle of = signed_bundle(&world);
    char base[1024];
    int installs = 0;
    scratch_path(&world.scratch, "base", base);
    tiny_copy(world.store, base);
    for (size_t bit = 0; bit < of.bytes.len * 8; bit += all() ? 1 : BITS_STEP) {
        of.bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
        write_broken(&of, of.bytes.bytes, of.bytes.len);
        bool delivered = delivers(&of, "bit", bit);
        if (bit % INSTALL_EVERY == 0 && ++installs)
            install_broken(&of, base, delivered);
        of.bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    print_message("%d of them installed\n", installs);
    signed_bundle_free(&of);
    world_free(&world);
}

/* A bundle of MIDDLE_PAGES pages on the stick. */
static void publish_middle(struct world *world)
{
    char name[64], folder[1024];
    struct str summary = {0}, page = {0};
    struct error err = {0};
    uint64_t state = 1;
    for (int i = 1; i <= MIDDLE_PAGES; i++) {
        str_clear(&page);
        str_printf(&page, "# Page %d\n\n", i);
        for (int word = 0; word < 300; word++)
            str_printf(&page, "word%u ", (unsigned)(chance(&state) % 5000));
        snprintf(name, sizeof name, "middle/%d.md", i);
        scratch_write(&world->scratch, name, str_c(&page));
        str_printf(&summary, "- [Page %d](%d.md)\n", i, i);
    }
    scratch_write(&world->scratch, "middle/SUMMARY.md", str_c(&summary));
    scratch_write(&world->scratch, "middle/bundle.ini",
                  "[bundle]\nid = " WORLD_ID "\nserial = 3\nversion = 1\n"
                  "title = Clinic\nlanguages = en\ncreated = 2026-11-22\n");
    scratch_path(&world->scratch, "middle", folder);
    struct book *book = book_open_folder(folder, NULL, &err);
    assert_non_null(book);
    struct build_options options = {.key = world->key};
    assert_true(bundle_build(book, &options, world->stick, &err));
    book_free(book);
    str_free(&summary);
    str_free(&page);
}

/* One to eight bits at once. */
static void random_bits_of_a_middle_sized_bundle(void **context)
{
    (void)context;
    struct world world = tiny_world();
    publish_middle(&world);
    struct signed_bundle of = signed_bundle(&world);
    struct str kept = {0};
    uint64_t state = 20261122;
    str_append_bytes(&kept, of.bytes.bytes, of.bytes.len);
    for (int i = 0; i < (all() ? RANDOM_FLIPS : RANDOM_SAMPLE); i++) {
        for (uint32_t bits = 1 + chance(&state) % 8; bits; bits--)
            of.bytes.bytes[chance(&state) % of.bytes.len] ^=
                (char)(1 << chance(&state) % 8);
        write_broken(&of, of.bytes.bytes, of.bytes.len);
        delivers(&of, "flips", (size_t)i);
        memcpy(of.bytes.bytes, kept.bytes, kept.len);
    }
    str_free(&kept);
    signed_bundle_free(&of);
    world_free(&world);
}

/* The control: the whole bundle is delivered, and one that is as well signed and says
 * something else does not pass for it. */
static void tells_another_bundle(void **context)
{
    (void)context;
    struct world world = tiny_world();
    struct signed_bundle of = signed_bundle(&world);
    struct str other = {0};
    write_broken(&of, of.bytes.bytes, of.bytes.len);
    assert_true(delivers(&of, "whole", 0));
    read_signed(world.stick, &other);
    assert_true(is_signed(&of, &other));
    str_clear(&other);
    tiny_publish(&world, 3, 3, "now");
    read_signed(world.stick, &other);
    assert_false(is_signed(&of, &other));
    str_free(&other);
    signed_bundle_free(&of);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_another_bundle),
        cmocka_unit_test(cut_at_every_byte),
        cmocka_unit_test(longer_by_up_to_2000_bytes),
        cmocka_unit_test(every_bit_of_a_tiny_bundle),
        cmocka_unit_test(random_bits_of_a_middle_sized_bundle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
