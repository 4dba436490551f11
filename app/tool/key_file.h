/* Secret keys and passphrases, as a person or a script gives them to a command. */
#pragma once

#include "bundle/key.h"

/* Asks for a passphrase: at a terminal with `prompt` and without echo, else one line of
 * standard input. Returns it in secret memory, yours to secret_free; NULL where none was
 * given or it is longer than BUNDLE_PASSPHRASE_MAX. */
char *passphrase_ask(const char *prompt, struct error *err) MUST_CHECK;

bool passphrase_at_terminal(void); /* whether a person is asked */

/* Reads the file of a secret key; asks for its passphrase where it has one. Yours to
 * secret_key_free. */
struct secret_key *key_file_load(const char *path, struct error *err) MUST_CHECK;
