#include "screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct screen {
    Display *display;
    Window root;
    int w, h;
    int damage_event; /* the number that the damage extension has here */
};

/* Anything painted in any window is painted on the root. */
static bool watch_damage(struct screen *screen)
{
    int error_base, unused;
    if (!XDamageQueryExtension(screen->display, &screen->damage_event, &error_base) ||
        !XTestQueryExtension(screen->display, &unused, &unused, &unused, &unused))
        return false;
    XDamageCreate(screen->display, screen->root, XDamageReportRawRectangles);
    XSync(screen->display, False);
    return true;
}

struct screen *screen_open(void)
{
    struct screen *screen = calloc(1, sizeof *screen);
    if (!screen)
        abort();
    screen->display = XOpenDisplay(NULL);
    if (!screen->display) {
        fprintf(stderr, "no X11 display can be opened: set DISPLAY\n");
        goto fail;
    }
    int number = DefaultScreen(screen->display);
    screen->root = RootWindow(screen->display, number);
    screen->w = DisplayWidth(screen->display, number);
    screen->h = DisplayHeight(screen->display, number);
    if (DefaultDepth(screen->display, number) != 24 || !watch_damage(screen)) {
        fprintf(stderr, "the display must be 24 bits deep, with DAMAGE and XTEST\n");
        goto fail;
    }
    return screen;
fail:
    screen_close(screen);
    return NULL;
}

void screen_close(struct screen *screen)
{
    if (!screen)
        return;
    if (screen->display)
        XCloseDisplay(screen->display);
    free(screen);
}

int screen_width(const struct screen *screen)
{
    return screen->w;
}

int screen_height(const struct screen *screen)
{
    return screen->h;
}

double screen_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Waits until the server has something to say. */
static bool wait_for_server(struct screen *screen, double deadline)
{
    if (XPending(screen->display) > 0)
        return true;
    double left = deadline - screen_now();
    if (left <= 0)
        return false;
    struct pollfd server = {.fd = ConnectionNumber(screen->display), .events = POLLIN};
    return poll(&server, 1, (int)left + 1) > 0;
}

bool screen_painted(struct screen *screen, double deadline, double *when)
{
    while (wait_for_server(screen, deadline)) {
        double now = screen_now();
        if (XPending(screen->display) == 0)
            continue;
        XEvent event;
        XNextEvent(screen->display, &event);
        if (event.type == screen->damage_event + XDamageNotify) {
            *when = now;
            return true;
        }
    }
    return false;
}

bool screen_settled(struct screen *screen, double quiet_ms, double deadline, double *last)
{
    while (screen_now() < deadline)
        if (!screen_painted(screen, screen_now() + quiet_ms, last))
            return true;
    return false;
}

bool screen_key(struct screen *screen, const char *name, bool down)
{
    KeyCode code = XKeysymToKeycode(screen->display, XStringToKeysym(name));
    if (code == 0)
        return false;
    XTestFakeKeyEvent(screen->display, code, down, CurrentTime);
    if (down)
        XFlush(screen->display);
    else /* before the next press, or the key would seem to be held down */
        XSync(screen->display, False);
    return true;
}

uint32_t *screen_pixels(struct screen *screen)
{
    XImage *image = XGetImage(screen->display, screen->root, 0, 0, (unsigned)screen->w,
                              (unsigned)screen->h, AllPlanes, ZPixmap);
    uint32_t *pixels = malloc((size_t)screen->w * (size_t)screen->h * sizeof *pixels);
    if (!image || !pixels)
        abort();
    for (int y = 0; y < screen->h; y++)
        for (int x = 0; x < screen->w; x++)
            pixels[(size_t)y * (size_t)screen->w + (size_t)x] =
                (uint32_t)XGetPixel(image, x, y) & 0xffffff;
    XDestroyImage(image);
    return pixels;
}
