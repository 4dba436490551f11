/* Waits until the X11 screen shows exactly the pixels of a PNG: of the whole screen,
 * every one of them. It looks each time that something was painted, and gives up when the
 * time is over: then it says how much differs, and where, and keeps what the screen
 * shows.
 *
 * usage: look EXPECTED.png TIMEOUT_MS SHOWN.png */
#include "x11/screen.h"

#include <SDL.h>
#include <SDL_image.h>

#include <stdio.h>
#include <stdlib.h>

/* Which pixels differ: how many, and the rectangle that holds them. */
struct difference {
    int count, left, top, right, bottom;
};

static struct difference compare(const uint32_t *shown, const SDL_Surface *expected)
{
    struct difference found = {.left = expected->w, .top = expected->h};
    for (int y = 0; y < expected->h; y++) {
        const uint32_t *row =
            (const uint32_t *)((const char *)expected->pixels + y * expected->pitch);
        for (int x = 0; x < expected->w; x++) {
            if ((row[x] & 0xffffff) == shown[y * expected->w + x])
                continue;
            found.count++;
            found.left = SDL_min(found.left, x);
            found.top = SDL_min(found.top, y);
            found.right = SDL_max(found.right, x);
            found.bottom = SDL_max(found.bottom, y);
        }
    }
    return found;
}

static void keep(uint32_t *shown, const SDL_Surface *expected, const char *path)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        shown, expected->w, expected->h, 32, 4 * expected->w, SDL_PIXELFORMAT_XRGB8888);
    if (!surface || IMG_SavePNG(surface, path) != 0)
        fprintf(stderr, "look: %s cannot be written: %s\n", path, SDL_GetError());
    SDL_FreeSurface(surface);
}

static bool look(struct screen *screen, const SDL_Surface *expected, double deadline,
                 const char *path)
{
    for (double painted = 0;;) {
        uint32_t *shown = screen_pixels(screen);
        struct difference found = compare(shown, expected);
        bool over = found.count > 0 && !screen_painted(screen, deadline, &painted);
        if (over) {
            fprintf(stderr, "look: %d pixels differ, within x %d to %d, y %d to %d: %s\n",
                    found.count, found.left, found.right, found.top, found.bottom, path);
            keep(shown, expected, path);
        }
        free(shown);
        if (over || found.count == 0)
            return !over;
    }
}

static SDL_Surface *load(const char *path)
{
    SDL_Surface *image = IMG_Load(path);
    SDL_Surface *converted =
        image ? SDL_ConvertSurfaceFormat(image, SDL_PIXELFORMAT_XRGB8888, 0) : NULL;
    if (!converted)
        fprintf(stderr, "look: %s: %s\n", path, SDL_GetError());
    SDL_FreeSurface(image);
    return converted;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: look EXPECTED.png TIMEOUT_MS SHOWN.png\n");
        return 2;
    }
    bool same = false;
    struct screen *screen = screen_open();
    SDL_Surface *expected = load(argv[1]);
    if (!screen || !expected)
        goto out;
    if (expected->w != screen_width(screen) || expected->h != screen_height(screen))
        fprintf(stderr, "look: %s is not of the screen's size\n", argv[1]);
    else
        same = look(screen, expected, screen_now() + atoi(argv[2]), argv[3]);
out:
    SDL_FreeSurface(expected);
    screen_close(screen);
    return same ? 0 : 1;
}
