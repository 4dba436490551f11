/* keygen: a new pair of keys, as two files of minisign's. */
#include "tool/commands.h"

#include "base/file.h"
#include "tool/key_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Asks once where a script gives it, twice where a person types it unseen. An empty one
 * stands for none. */
static char *choose_passphrase(struct error *err)
{
    char *passphrase = passphrase_ask("Passphrase (empty for none): ", err);
    if (!passphrase || !*passphrase || !passphrase_at_terminal())
        return passphrase;
    char *again = passphrase_ask("The same again: ", err);
    bool same = again && strcmp(passphrase, again) == 0;
    if (again && !same)
        error_set(err, ERROR_INVALID, "the two passphrases differ: start again");
    secret_free(again);
    if (same)
        return passphrase;
    secret_free(passphrase);
    return NULL;
}

/* Makes both files, or none. */
static bool write_pair(const struct secret_key *key, const char *passphrase,
                       const char *secret_path, const char *public_path,
                       struct error *err)
{
    struct str secret = {0}, public = {0};
    struct public_key half = secret_key_public(key);
    public_key_write(&half, &public);
    bool ok = secret_key_write(key, passphrase, &secret, err) &&
              file_create(secret_path, 0600, str_c(&secret), secret.len, err);
    if (ok && !file_create(public_path, 0644, str_c(&public), public.len, err)) {
        unlink(secret_path);
        ok = false;
    }
    secret_str_free(&secret);
    str_free(&public);
    return ok;
}

/* Before anything is asked. */
static bool is_free(const char *path, struct error *err)
{
    return access(path, F_OK) != 0 ||
           error_set(err, ERROR_INVALID, "%s is there already: choose another name",
                     path);
}

static bool keygen(const char *name, bool with_passphrase, struct error *err)
{
    struct str secret_path = {0}, public_path = {0};
    char *passphrase = NULL;
    struct secret_key *key = NULL;
    str_printf(&secret_path, "%s.key", name);
    str_printf(&public_path, "%s.pub", name);
    bool ok = is_free(secret_path.bytes, err) && is_free(public_path.bytes, err) &&
              (!with_passphrase || (passphrase = choose_passphrase(err)));
    if (ok) {
        bool locked = passphrase && *passphrase;
        key = secret_key_new();
        ok = write_pair(key, locked ? passphrase : NULL, secret_path.bytes,
                        public_path.bytes, err);
        if (ok)
            printf("%s: the secret key, %s: keep it where nobody else can read it\n"
                   "%s: the public key %016" PRIX64 ": for all who are to trust it\n",
                   secret_path.bytes,
                   locked ? "locked with its passphrase" : "with no passphrase",
                   public_path.bytes, secret_key_public(key).id);
    }
    secret_key_free(key);
    secret_free(passphrase);
    str_free(&secret_path);
    str_free(&public_path);
    return ok;
}

int cmd_keygen(int argc, char **argv)
{
    const char *name = NULL;
    bool with_passphrase = true;
    struct error err = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--no-password") == 0 || strcmp(argv[i], "-W") == 0)
            with_passphrase = false;
        else if (name || *argv[i] == '-' || !*argv[i])
            return usage(argv[0]);
        else
            name = argv[i];
    }
    if (!name)
        return usage(argv[0]);
    return keygen(name, with_passphrase, &err) ? EXIT_DONE : refuse(&err);
}
