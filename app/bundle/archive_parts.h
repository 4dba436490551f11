/* What copying a bundle needs of an archive beyond archive.h. For this room only. */
#pragma once

#include "bundle/archive.h"

#include <zip.h>

zip_t *archive_zip(const struct archive *archive); /* borrowed; not to be changed */

/* Where an entry of the manifest, by its place there, stands in the ZIP. */
size_t archive_entry_index(const struct archive *archive, size_t place);
