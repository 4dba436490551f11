#include "tool/key_file.h"

#include "base/file.h"
#include "bundle/limits.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

/* The terminal without its echo. Signals wait meanwhile, so that none leaves it so. */
struct quiet {
    struct termios before;
    sigset_t mask;
    int signals; /* readable when one waits; -1 for none */
};

bool passphrase_at_terminal(void)
{
    return isatty(STDIN_FILENO) != 0;
}

/* A signal that waited comes through now. */
static void quiet_end(const struct quiet *quiet)
{
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet->before);
    if (quiet->signals >= 0)
        close(quiet->signals);
    sigprocmask(SIG_SETMASK, &quiet->mask, NULL);
}

static bool quiet_begin(struct quiet *quiet)
{
    sigset_t waiting;
    sigemptyset(&waiting);
    for (size_t i = 0; i < 5; i++)
        sigaddset(&waiting, (const int[]){SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP}[i]);
    if (tcgetattr(STDIN_FILENO, &quiet->before) != 0)
        return false;
    struct termios silent = quiet->before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    silent.c_lflag |= ECHONL;
    sigprocmask(SIG_BLOCK, &waiting, &quiet->mask);
    quiet->signals = signalfd(-1, &waiting, SFD_CLOEXEC);
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0)
        return true;
    quiet_end(quiet);
    return false;
}

/* Reads one byte; 0 at the end of the input or when a signal waits. */
static ssize_t read_byte(char *out, int signals)
{
    ssize_t n;
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = signals, .events = POLLIN}};
    if (signals >= 0 && (poll(fds, 2, -1) < 0 || fds[1].revents))
        return 0;
    do {
        n = read(STDIN_FILENO, out, 1);
    } while (n < 0 && errno == EINTR);
    return n;
}

/* Byte by byte, since any buffer would keep a copy. `out` is zeroed. */
static bool read_line(char out[BUNDLE_PASSPHRASE_MAX + 1], int signals, struct error *err)
{
    size_t len = 0;
    char byte = '\0';
    ssize_t n;
    while ((n = read_byte(&byte, signals)) == 1 && byte != '\n') {
        if (byte == '\0' || len == BUNDLE_PASSPHRASE_MAX)
            return error_set(err, ERROR_LIMIT,
                             "a passphrase is one line of at most %u bytes of text",
                             BUNDLE_PASSPHRASE_MAX);
        out[len++] = byte;
    }
    secret_wipe(&byte, 1);
    if (len && out[len - 1] == '\r')
        out[--len] = '\0';
    return n == 1 || len > 0 ||
           error_set(err, ERROR_NOT_FOUND, "no passphrase was given");
}

char *passphrase_ask(const char *prompt, struct error *err)
{
    char *passphrase = secret_new(BUNDLE_PASSPHRASE_MAX + 1);
    struct quiet quiet = {.signals = -1};
    bool ok;
    if (!passphrase_at_terminal()) {
        ok = read_line(passphrase, -1, err);
    } else if (quiet_begin(&quiet)) {
        fputs(prompt, stderr);
        ok = read_line(passphrase, quiet.signals, err);
        quiet_end(&quiet);
    } else {
        ok = error_set(err, ERROR_IO, "the terminal cannot be set: %s", strerror(errno));
    }
    if (ok)
        return passphrase;
    secret_free(passphrase);
    return NULL;
}

struct secret_key *key_file_load(const char *path, struct error *err)
{
    struct secret_key *key = NULL;
    struct str bytes = {0}, prompt = {0};
    char *passphrase = NULL;
    if (!file_read(path, BUNDLE_KEY_FILE_MAX, &bytes, err))
        goto out;
    str_printf(&prompt, "Passphrase of %s: ", path);
    if (secret_key_is_locked(str_c(&bytes), bytes.len) &&
        !(passphrase = passphrase_ask(str_c(&prompt), err)))
        goto out;
    key = secret_key_load(str_c(&bytes), bytes.len, passphrase, err);
    if (!key)
        error_prefix(err, "%s: ", path);
out:
    secret_free(passphrase);
    secret_str_free(&bytes);
    str_free(&prompt);
    return key;
}
