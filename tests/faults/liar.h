/* A stick that lies: a folder with one file, served through /dev/fuse by a child of ours
 * that speaks the kernel's own protocol (linux/fuse.h), so that every attribute and every
 * read is an answer that we choose. Needs a mount namespace and /dev/fuse. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum liar_lie {
    LIAR_HONEST,
    LIAR_EIO_MIDWAY, /* reads behind the middle fail */
    LIAR_EIO_LATER,  /* so do all reads after the first ten */
    LIAR_EIO_ALWAYS,
    LIAR_GROWS, /* another size at each question */
    LIAR_SHRINKS,
    LIAR_CHANGES,     /* other bytes at every second read of a place */
    LIAR_CHANGES_END, /* other bytes from the tenth read on */
    LIAR_ENDS_EARLY,  /* half of the bytes that it says it has */
    LIAR_HUGE,        /* says that it has 2^50 bytes */
    LIAR_ENDLESS,     /* the same, and has them: zeros */
    LIAR_HALF_READS,  /* gives less than was asked for; that is allowed */
    LIAR_LIES
};

struct liar {
    enum liar_lie lie;
    const char *bytes;
    size_t len;
    int fd;
    unsigned reads, looks;
};

enum {
    LIAR_FILE = 2, /* its node; the folder is FUSE_ROOT_ID */
    LIAR_REQUEST_MAX = 256 * 1024,
};

static inline uint64_t liar_size(struct liar *liar)
{
    switch (liar->lie) {
    case LIAR_GROWS:
        return liar->len + liar->looks++ * 4096;
    case LIAR_SHRINKS:
        return liar->looks++ ? liar->len / 2 : liar->len;
    case LIAR_HUGE:
    case LIAR_ENDLESS:
        return (uint64_t)1 << 50;
    default:
        return liar->len;
    }
}

static inline void liar_attr(struct liar *liar, uint64_t node, struct fuse_attr *out)
{
    bool file = node == LIAR_FILE;
    *out = (struct fuse_attr){.ino = node,
                              .size = file ? liar_size(liar) : 0,
                              .mode = file ? S_IFREG | 0644 : S_IFDIR | 0755,
                              .nlink = 1};
}

static inline void liar_answer(const struct liar *liar, const struct fuse_in_header *in,
                               int error, const void *body, size_t len)
{
    static char out[LIAR_REQUEST_MAX];
    struct fuse_out_header head = {.len = (uint32_t)(sizeof head + (error ? 0 : len)),
                                   .error = -error,
                                   .unique = in->unique};
    memcpy(out, &head, sizeof head);
    if (!error && len)
        memcpy(out + sizeof head, body, len);
    if (write(liar->fd, out, head.len) < 0)
        return; /* the request was given up */
}

/* Whether a read fails. */
static inline bool liar_fails(const struct liar *liar, uint64_t offset, size_t len)
{
    return liar->lie == LIAR_EIO_ALWAYS ||
           (liar->lie == LIAR_EIO_MIDWAY && offset <= liar->len / 2 &&
            offset + len > liar->len / 2) ||
           (liar->lie == LIAR_EIO_LATER && liar->reads > 10);
}

static inline void liar_read(struct liar *liar, const struct fuse_in_header *in,
                             const struct fuse_read_in *ask)
{
    static char bytes[LIAR_REQUEST_MAX];
    size_t end = liar->lie == LIAR_ENDS_EARLY ? liar->len / 2 : liar->len;
    size_t len = ask->size < sizeof bytes / 2 ? ask->size : sizeof bytes / 2;
    liar->reads++;
    if (liar_fails(liar, ask->offset, len)) {
        liar_answer(liar, in, EIO, NULL, 0);
        return;
    }
    memset(bytes, 0, sizeof bytes);
    if (liar->lie != LIAR_ENDLESS)
        len = ask->offset >= end        ? 0
              : len > end - ask->offset ? (size_t)(end - ask->offset)
                                        : len;
    if (liar->lie == LIAR_HALF_READS && len > 1)
        len /= 2;
    if (ask->offset < liar->len)
        memcpy(bytes, liar->bytes + ask->offset,
               len < liar->len - ask->offset ? len : (size_t)(liar->len - ask->offset));
    if ((liar->lie == LIAR_CHANGES && liar->reads % 2 == 0) ||
        (liar->lie == LIAR_CHANGES_END && liar->reads > 10))
        for (size_t i = 0; i < len; i += 7)
            bytes[i] ^= 1;
    liar_answer(liar, in, 0, bytes, len);
}

static inline void liar_look_up(struct liar *liar, const struct fuse_in_header *in,
                                const char *name)
{
    struct fuse_entry_out out = {.nodeid = LIAR_FILE};
    liar_attr(liar, LIAR_FILE, &out.attr);
    liar_answer(liar, in, strcmp(name, "stick.candor") == 0 ? 0 : ENOENT, &out,
                sizeof out);
}

static inline void liar_init(struct liar *liar, const struct fuse_in_header *in)
{
    struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION,
                                .minor = FUSE_KERNEL_MINOR_VERSION,
                                .max_write = 4096,
                                .max_readahead = 0};
    liar_answer(liar, in, 0, &out, sizeof out);
}

static inline void liar_serve(struct liar *liar, const struct fuse_in_header *in)
{
    const void *body = in + 1;
    struct fuse_attr_out attr = {0};
    struct fuse_open_out opened = {.open_flags = FOPEN_DIRECT_IO};
    struct fuse_statfs_out fs = {{.bsize = 4096, .namelen = 255}};
    switch (in->opcode) {
    case FUSE_INIT:
        liar_init(liar, in);
        break;
    case FUSE_LOOKUP:
        liar_look_up(liar, in, body);
        break;
    case FUSE_GETATTR:
        liar_attr(liar, in->nodeid, &attr.attr);
        liar_answer(liar, in, 0, &attr, sizeof attr);
        break;
    case FUSE_OPEN:
    case FUSE_OPENDIR:
        liar_answer(liar, in, 0, &opened, sizeof opened);
        break;
    case FUSE_READ:
        liar_read(liar, in, body);
        break;
    case FUSE_STATFS:
        liar_answer(liar, in, 0, &fs, sizeof fs);
        break;
    case FUSE_FLUSH:
    case FUSE_RELEASE:
    case FUSE_RELEASEDIR:
    case FUSE_ACCESS:
        liar_answer(liar, in, 0, NULL, 0);
        break;
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
        break; /* these want no answer */
    default:
        liar_answer(liar, in, ENOSYS, NULL, 0);
    }
}

/* Mounts the liar at `folder` and serves it in a child until liar_stop. The child's id; 0
 * where no such mount is allowed. */
static inline pid_t liar_start(struct liar liar, const char *folder)
{
    static _Alignas(8) char request[LIAR_REQUEST_MAX];
    char options[128];
    liar.fd = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0",
             liar.fd);
    if (liar.fd < 0 || unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("liar", folder, "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
        close(liar.fd);
        return 0;
    }
    pid_t child = fork();
    while (child == 0) {
        ssize_t n = read(liar.fd, request, sizeof request);
        if (n < 0 && (errno == EINTR || errno == ENOENT || errno == EAGAIN))
            continue;
        if (n < (ssize_t)sizeof(struct fuse_in_header))
            _exit(0); /* unmounted */
        liar_serve(&liar, (const struct fuse_in_header *)request);
    }
    close(liar.fd);
    return child;
}

static inline void liar_stop(pid_t child, const char *folder)
{
    umount2(folder, MNT_DETACH);
    waitpid(child, NULL, 0);
}
