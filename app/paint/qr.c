#include "paint/qr.h"

#include "base/mem.h"

#include <errno.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define WHITE 0xffffffu
#define BLACK 0x000000u

struct qr {
    int modules;         /* a side, without the quiet zone */
    unsigned char *dark; /* row by row: 1 dark, 0 light */
};

/* NULL where the text is too long for the level. */
static QRcode *encode(const char *text, QRecLevel level)
{
    errno = 0;
    QRcode *code = QRcode_encodeString8bit(text, 0, level);
    if (!code && errno == ENOMEM)
        mem_exhausted();
    return code;
}

struct qr *qr_new(const char *text)
{
    QRcode *code = encode(text, QR_ECLEVEL_M);
    if (!code)
        code = encode(text, QR_ECLEVEL_L);
    if (!code)
        return NULL;
    struct qr *qr = mem_alloc(sizeof *qr);
    size_t count = (size_t)code->width * (size_t)code->width;
    qr->modules = code->width;
    qr->dark = mem_alloc(count);
    for (size_t i = 0; i < count; i++)
        qr->dark[i] = code->data[i] & 1; /* the other bits say what a module is for */
    QRcode_free(code);
    return qr;
}

void qr_free(struct qr *qr)
{
    if (!qr)
        return;
    free(qr->dark);
    free(qr);
}

int qr_side(const struct qr *qr)
{
    return qr->modules + 2 * QR_QUIET;
}

struct display_item *qr_add(struct display *display, const struct qr *qr, int x, int y,
                            int px)
{
    size_t count = (size_t)qr->modules * (size_t)qr->modules;
    unsigned char *modules = arena_alloc(&display->arena, count);
    memcpy(modules, qr->dark, count);
    int side = qr_side(qr) * px;
    struct display_item *item =
        display_box(display, (struct rect){x, y, side, side}, ROLE_NONE, BLACK);
    item->kind = ITEM_QR;
    item->path = "qr";
    item->modules = modules;
    item->modules_side = qr->modules;
    return item;
}

void qr_paint(const struct raster *raster, const struct display_item *item)
{
    int n = item->modules_side, px = item->rect.w / (n + 2 * QR_QUIET);
    int x = item->rect.x + QR_QUIET * px, y = item->rect.y + QR_QUIET * px;
    raster_fill(raster, item->rect, WHITE);
    for (int i = 0; i < n * n; i++) {
        struct rect module = {x + i % n * px, y + i / n * px, px, px};
        if (item->modules[i])
            raster_fill(raster, module, item->color);
    }
}
