/* Every limit of a bundle, by name. What is over one is refused with the name and the
 * advice, before memory is taken for it. Sizes are bytes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define BUNDLE_SIZE_MAX ((uint64_t)2 * 1024 * 1024 * 1024 - 1)
#define BUNDLE_ENTRIES_MAX 100000u
#define BUNDLE_MANIFEST_MAX ((size_t)16 * 1024 * 1024)
#define BUNDLE_SIGNATURE_MAX ((size_t)4 * 1024)
#define BUNDLE_SIGNATURES_MAX 4u
#define BUNDLE_COMMENT_MAX 1024u                     /* a signature's trusted comment */
#define BUNDLE_KEY_FILE_MAX 2048u                    /* of a public or secret key */
#define BUNDLE_KEYS_MAX 256u                         /* trusted keys of one folder */
#define BUNDLE_REVOKED_MAX ((size_t)64 * 1024)       /* the file of revoked key ids */
#define BUNDLE_PASSPHRASE_MAX 1022u                  /* minisign's */
#define BUNDLE_SCRYPT_MAX ((uint64_t)1 << 25)        /* operations; minisign's default */
#define BUNDLE_SCRYPT_MEMORY_MAX ((uint64_t)1 << 30) /* and its bytes */
#define BUNDLE_PAGE_MAX ((size_t)256 * 1024)         /* "split it at its headings" */
#define BUNDLE_INI_MAX ((size_t)64 * 1024)
#define BUNDLE_SUMMARY_MAX ((size_t)4 * 1024 * 1024)
#define BUNDLE_IMAGE_MAX ((size_t)8 * 1024 * 1024)
#define BUNDLE_IMAGE_PIXELS_MAX ((uint64_t)16 * 1000 * 1000)
#define BUNDLE_NAME_PART_MAX 255u /* bytes a component */
#define BUNDLE_NAME_MAX 1024u     /* bytes a whole name */
#define BUNDLE_SERIAL_MAX ((uint64_t)1 << 53)
#define BUNDLE_LANGUAGES_MAX 64u
#define BUNDLE_SUMMARY_DEPTH_MAX 32u
#define BUNDLE_FORMAT 1 /* `# candor-bundle 1`, and the highest min-reader we meet */
#define BUNDLE_INCLUDES_MAX 1000u    /* {{#include}}s of one page, all levels together */
#define BUNDLE_INCLUDE_DEPTH_MAX 10u /* mdBook's */
