#include "platform/window.h"

#include "base/mem.h"
#include "platform/turn.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIXELS = SDL_PIXELFORMAT_RGB888, /* 0x00RRGGBB */
    RECTS_AT_ONCE = 16
};

struct window {
    SDL_Window *handle;
    int rotate;           /* degrees */
    SDL_Surface *surface; /* SDL's, until the next call of SDL_GetWindowSurface */
    SDL_Surface *plain;   /* 32-bit stand-in where the surface has another format */
    uint32_t *turned;     /* the canvas where the picture is turned */
    int turned_w, turned_h;
};

/* What must be said before SDL's video starts. Nothing of ours needs D-Bus, and no socket
 * is opened but the display's: SDL would connect for input methods and screen savers.
 * Nothing that is typed needs accents, which search ignores: reading X11's table of them
 * is a fifth of the start (12 ms, measured). */
static void prepare(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
    setenv("XCOMPOSEFILE", "/dev/null", 0);
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* so SDL_QUIT is a signal's */
}

static bool on_x11(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, "x11") == 0;
}

/* On X11 a plain window that is as large as the screen opens 100 ms sooner than a full
 * screen one, and an accelerated surface costs 400 ms (measured). Elsewhere there is only
 * full screen, and only the accelerated surface. */
static SDL_Window *create(const struct window_options *options)
{
    SDL_Rect place = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->w,
                      options->h};
    Uint32 flags = SDL_WINDOW_RESIZABLE;
    if (options->w <= 0 || options->h <= 0) {
        flags = on_x11() ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
        if (SDL_GetDisplayBounds(0, &place) != 0)
            return NULL;
    }
    if (on_x11())
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    return SDL_CreateWindow(options->title, place.x, place.y, place.w, place.h, flags);
}

struct window *window_open(const struct window_options *options, struct error *err)
{
    prepare();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        error_set(err, ERROR_UNSUPPORTED,
                  "no display can be opened (%s); start the reader in a desktop session "
                  "or on the console, or use --screenshot",
                  SDL_GetError());
        return NULL;
    }
    struct window *window = mem_alloc(sizeof *window);
    window->rotate = options->rotate;
    window->handle = create(options);
    if (!window->handle) {
        error_set(err, ERROR_UNSUPPORTED, "no window can be opened: %s", SDL_GetError());
        window_close(window);
        return NULL;
    }
    SDL_StopTextInput(); /* on by default; an input method would take the keys */
    if (on_x11())        /* without a window manager nobody else gives the keys to it */
        SDL_SetWindowInputFocus(window->handle);
    window_show_pointer(false);
    SDL_PumpEvents(); /* nothing is painted yet: what it has gone through asks nothing */
    SDL_FlushEvent(SDL_WINDOWEVENT);
    return window;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    SDL_FreeSurface(window->plain);
    free(window->turned);
    if (window->handle)
        SDL_DestroyWindow(window->handle);
    free(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void window_size(const struct window *window, int *w, int *h)
{
    SDL_GetWindowSize(window->handle, w, h);
}

void window_show_pointer(bool show)
{
    SDL_ShowCursor(show ? SDL_ENABLE : SDL_DISABLE);
}

/* A 32-bit surface of the window's size: the window's own, or a stand-in for it. */
static SDL_Surface *plain_surface(struct window *window)
{
    const SDL_Surface *surface = window->surface, *plain = window->plain;
    if (plain && plain->w == surface->w && plain->h == surface->h)
        return window->plain;
    SDL_FreeSurface(window->plain);
    window->plain = NULL;
    if (surface->format->format == PIXELS && !SDL_MUSTLOCK(surface))
        return window->surface;
    window->plain = SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, PIXELS);
    return window->plain;
}

/* The memory of a turned canvas, kept while its size stays the same. */
static uint32_t *turned_memory(struct window *window, int w, int h)
{
    if (window->turned_w != w || window->turned_h != h) {
        free(window->turned);
        window->turned = mem_alloc((size_t)w * (size_t)h * sizeof *window->turned);
        window->turned_w = w;
        window->turned_h = h;
    }
    return window->turned;
}

static struct window_pixels canvas_of(struct window *window, const SDL_Surface *plain)
{
    int stride = plain->pitch / (int)sizeof(uint32_t);
    if (!window->rotate)
        return (struct window_pixels){plain->pixels, plain->w, plain->h, stride};
    bool on_its_side = window->rotate != 180;
    int w = on_its_side ? plain->h : plain->w, h = on_its_side ? plain->w : plain->h;
    return (struct window_pixels){turned_memory(window, w, h), w, h, w};
}

bool window_pixels(struct window *window, struct window_pixels *out, struct error *err)
{
    window->surface = SDL_GetWindowSurface(window->handle);
    SDL_Surface *plain = window->surface ? plain_surface(window) : NULL;
    if (!plain || !plain->pixels)
        return error_set(err, ERROR_UNSUPPORTED, "the window cannot be painted on: %s",
                         SDL_GetError());
    *out = canvas_of(window, plain);
    return true;
}

/* Brings a rectangle of the canvas to the window's surface; returns its place there. */
static SDL_Rect bring(struct window *window, struct rect rect)
{
    SDL_Surface *plain = window->plain ? window->plain : window->surface;
    int w = window->rotate ? window->turned_w : plain->w;
    int h = window->rotate ? window->turned_h : plain->h;
    rect = rect_intersect(rect, (struct rect){0, 0, w, h});
    struct rect place = turn_rect(window->rotate, plain->w, plain->h, rect);
    SDL_Rect area = {place.x, place.y, place.w, place.h};
    if (rect_empty(rect))
        return (SDL_Rect){0};
    if (window->rotate)
        turn_copy(window->rotate, &(struct turn_picture){window->turned, w, h, w},
                  &(struct turn_picture){plain->pixels, plain->w, plain->h,
                                         plain->pitch / (int)sizeof(uint32_t)},
                  rect);
    if (window->plain) {
        SDL_Rect there = area;
        SDL_BlitSurface(window->plain, &area, window->surface, &there);
    }
    return area;
}

/* A failure is not one of ours: the surface was lost since window_pixels, and SDL has an
 * event in its queue that becomes ACTION_RESIZE or ACTION_REDRAW. */
void window_present(struct window *window, const struct rect *rects, size_t count)
{
    SDL_Rect areas[RECTS_AT_ONCE];
    int filled = 0;
    if (!window->surface)
        return;
    for (size_t i = 0; i < count; i++) {
        SDL_Rect area = bring(window, rects[i]);
        if (area.w > 0 && area.h > 0)
            areas[filled++] = area;
        if (filled && (filled == RECTS_AT_ONCE || i + 1 == count)) {
            SDL_UpdateWindowSurfaceRects(window->handle, areas, filled);
            filled = 0;
        }
    }
}

void window_to_canvas(const struct window *window, int *x, int *y)
{
    int w, h;
    window_size(window, &w, &h);
    turn_back(window->rotate, w, h, x, y);
}
