/* The install, step by step. Each step may fail, be cancelled or be the last one before
 * the power goes; until the state is saved, the old edition is what the store holds.
 *
 * 1. Open the archive and read its manifest: libzip sees that the file is whole.
 * 2. Verify the signature of the manifest. Nothing of the contents was looked at yet.
 * 3. Lock the store and judge by the version rule; then the space.
 * 4. Read each entry once, hash it, and put those very bytes into SERIAL.part: what is on
 *    the stick is asked for nothing a second time, so a stick that changes between two
 *    reads changes nothing.
 * 5. Probe the new edition as the reader would use it (probe.c).
 * 6. Sync it, name it SERIAL.db, sync the folder.
 * 7. Save the state. From here on it is the current edition.
 *
 * The refused alternative is to copy the bundle first and work on the copy: twice the
 * space and the writing, on cards that wear, for nothing that hashing does not give. */
#include "store/install.h"

#include "base/file.h"
#include "base/str.h"
#include "bundle/book_parts.h"
#include "bundle/keys.h"
#include "bundle/name.h"
#include "bundle/verify.h"
#include "store/probe.h"
#include "store/rebuild.h"
#include "store/rule.h"
#include "store/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum {
    SPACE_TEXT = 3,                /* bytes of edition for a byte of Markdown, at most */
    SPACE_EXTRA = 8 * 1024 * 1024, /* that stay free whatever is installed */
};

/* What is under way. */
struct install {
    const struct install_setup *setup;
    struct install_report *report;
    struct keys *keys;
    struct archive *archive;
    struct book *book; /* owns the archive from then on */
    struct store *store;
    struct store_state state;
    struct hash manifest;
    struct edition *edition; /* SERIAL.part, open */
    struct str part, file;   /* paths */
};

const char *install_step_name(enum install_step step)
{
    static const char *const names[INSTALL_STEPS] = {"checking", "reading", "indexing",
                                                     "probing", "finishing"};
    return names[step];
}

static bool end(struct install *install, enum outcome outcome)
{
    install->report->outcome = outcome;
    return false;
}

static bool go_on(struct install *install, enum install_step step, size_t done,
                  size_t total)
{
    const struct install_setup *setup = install->setup;
    return !setup->progress || setup->progress(setup->context, step, done, total) ||
           end(install, OUTCOME_CANCELLED);
}

/* What an error means that came while the bundle was being read. */
static enum outcome outcome_of(const struct error *err, bool signature_seen)
{
    switch (err->code) {
    case ERROR_NOT_FOUND:
        return signature_seen ? OUTCOME_BAD_CONTENT : OUTCOME_NO_UPDATE;
    case ERROR_LIMIT:
    case ERROR_UNSUPPORTED:
        return OUTCOME_NOT_FOR_THIS;
    case ERROR_UNTRUSTED:
        return OUTCOME_NOT_TRUSTED;
    case ERROR_NO_SPACE:
        return OUTCOME_NO_SPACE;
    case ERROR_BUSY:
        return OUTCOME_BUSY;
    case ERROR_CANCELLED:
        return OUTCOME_CANCELLED;
    case ERROR_INVALID:
        return signature_seen ? OUTCOME_BAD_CONTENT : OUTCOME_UNREADABLE;
    default:
        return OUTCOME_UNREADABLE;
    }
}

/* 1 and 2: whose it is. */

static void note_offer(struct install *install)
{
    const struct book_info *info = &archive_manifest(install->archive)->info;
    struct install_report *report = install->report;
    snprintf(report->id, sizeof report->id, "%s", info->id);
    report->serial = info->serial;
}

static bool check_signature(struct install *install)
{
    struct error *why = &install->report->why;
    install->keys = keys_load(install->setup->keys, why);
    if (!install->keys)
        return end(install, OUTCOME_NOT_TRUSTED);
    install->archive = archive_open(install->setup->bundle, why);
    if (!install->archive)
        return end(install, outcome_of(why, false));
    note_offer(install);
    struct verdict verdict = bundle_verify(install->archive, install->keys);
    return verdict_check(&verdict, why) || end(install, outcome_of(why, false));
}

/* 3: whether it may come in, and fits. */

static bool judge(struct install *install)
{
    const struct manifest *manifest = archive_manifest(install->archive);
    struct install_report *report = install->report;
    install->manifest = manifest_hash(manifest);
    install->store = store_open_locked(install->setup->store, &report->why);
    if (!install->store)
        return end(install,
                   report->why.code == ERROR_BUSY ? OUTCOME_BUSY : OUTCOME_STORE_FAILED);
    if (!store_load(install->store, report->id, &install->state, &report->why))
        return end(install, OUTCOME_STORE_FAILED);
    report->current = install->state.current.serial;
    report->outcome =
        rule_judge(&install->state,
                   &(struct rule_offer){manifest->info.serial, manifest->info.min_serial,
                                        install->manifest});
    return report->outcome == OUTCOME_INSTALLED || report->outcome == OUTCOME_MENDED ||
           end(install, report->outcome);
}

/* Room for the edition, by what kinds of entries it is made of. */
static uint64_t space_needed(const struct install *install)
{
    const struct manifest *manifest = archive_manifest(install->archive);
    uint64_t bytes = SPACE_EXTRA;
    for (size_t i = 0; i < manifest->count; i++) {
        uint64_t size = archive_entry_size(install->archive, i);
        bytes += name_is_page(manifest->entries[i].name) ? size * SPACE_TEXT : size;
    }
    return bytes;
}

static bool check_space(struct install *install)
{
    struct statvfs disk;
    struct install_report *report = install->report;
    if (statvfs(install->setup->store, &disk) != 0) {
        error_set(&report->why, ERROR_IO, "%s: %s", install->setup->store,
                  strerror(errno));
        return end(install, OUTCOME_STORE_FAILED);
    }
    report->needs = space_needed(install);
    report->free = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (report->needs <= report->free)
        return true;
    error_set(&report->why, ERROR_NO_SPACE, "Needs %.1f MB, %.1f MB free",
              (double)report->needs / 1e6, (double)report->free / 1e6);
    return end(install, OUTCOME_NO_SPACE);
}

/* 4: the edition. */

static bool reading(void *context, size_t done, size_t total)
{
    return go_on(context, done < total ? INSTALL_READING : INSTALL_INDEXING, done, total);
}

/* What became of the building: the book's errors are the stick's, all others those of
 * the store. */
static enum outcome build_outcome(const struct error *err, bool stick)
{
    if (stick || err->code == ERROR_CANCELLED)
        return outcome_of(err, true);
    return err->code == ERROR_NO_SPACE ? OUTCOME_NO_SPACE : OUTCOME_STORE_FAILED;
}

static bool build(struct install *install)
{
    struct install_report *report = install->report;
    struct error *why = &report->why;
    store_file(install->store, report->id, report->serial, "part", &install->part);
    store_file(install->store, report->id, report->serial, "db", &install->file);
    struct str folder = {0};
    store_folder(install->store, report->id, &folder);
    bool made = file_make_folder(folder.bytes, why);
    str_free(&folder);
    if (!made)
        return end(install, build_outcome(why, false));
    install->book = book_open_archive(install->archive, install->setup->bundle, why);
    if (!install->book) {
        install->archive = NULL;
        return end(install, outcome_of(why, true));
    }
    book_watch(install->book, &(struct book_watch){reading, install});
    install->edition =
        edition_build(install->book, install->part.bytes, EDITION_SEARCH, why);
    return install->edition ||
           end(install, build_outcome(why, book_has_failed(install->book)));
}

/* 5: the probe. */

static bool probing(void *context, size_t done, size_t total)
{
    return go_on(context, INSTALL_PROBING, done, total);
}

static bool probe(struct install *install)
{
    struct error *why = &install->report->why;
    struct probe_setup setup = {install->edition, install->setup->fonts, probing,
                                install};
    return probe_edition(&setup, why) ||
           end(install,
               why->code == ERROR_CANCELLED ? OUTCOME_CANCELLED : OUTCOME_NEW_PROBLEM);
}

/* 6 and 7: from a file in the making to the current edition. */

static bool activate(struct install *install)
{
    struct install_report *report = install->report;
    struct error *why = &report->why;
    struct store_edition stored = {.serial = report->serial,
                                   .manifest = install->manifest};
    edition_close(install->edition);
    install->edition = NULL;
    bool ok = file_hash(install->part.bytes, &stored.file, &stored.size, why) &&
              file_replace(install->part.bytes, install->file.bytes, why);
    if (ok) {
        if (report->outcome == OUTCOME_MENDED)
            rule_mend(&install->state, &stored);
        else
            rule_activate(&install->state, &stored,
                          archive_manifest(install->archive)->info.min_serial);
        ok = store_save(install->store, report->id, &install->state, why);
    }
    return ok || end(install, build_outcome(why, false));
}

static void release(struct install *install)
{
    struct error ignored = {0};
    edition_close(install->edition);
    if (install->part.len)
        unlink(install->part.bytes); /* gone already where the install was made */
    if (install->book)
        book_free(install->book);
    else
        archive_close(install->archive);
    keys_free(install->keys);
    bool swept =
        !install->store || store_sweep(install->store, install->report->id, &ignored);
    (void)swept; /* else the next change of the store does it */
    store_close(install->store);
    str_free(&install->part);
    str_free(&install->file);
}

struct install_report install_bundle(const struct install_setup *setup)
{
    struct install_report report = {.outcome = OUTCOME_STORE_FAILED};
    struct install install = {.setup = setup, .report = &report};
    bool ok = go_on(&install, INSTALL_CHECKING, 0, 1) && check_signature(&install) &&
              judge(&install) && check_space(&install) && build(&install) &&
              probe(&install) && go_on(&install, INSTALL_FINISHING, 0, 1) &&
              activate(&install);
    (void)ok; /* the report says it */
    release(&install);
    return report;
}
