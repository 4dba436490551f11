#include "platform/turn.h"

#include <stddef.h>

struct rect turn_rect(int degrees, int w, int h, struct rect r)
{
    switch (degrees) {
    case 90:
        return (struct rect){w - r.y - r.h, r.x, r.h, r.w};
    case 180:
        return (struct rect){w - r.x - r.w, h - r.y - r.h, r.w, r.h};
    case 270:
        return (struct rect){r.y, h - r.x - r.w, r.h, r.w};
    default:
        return r;
    }
}

void turn_back(int degrees, int w, int h, int *x, int *y)
{
    int screen_x = *x, screen_y = *y;
    switch (degrees) {
    case 90:
        *x = screen_y;
        *y = w - 1 - screen_x;
        break;
    case 180:
        *x = w - 1 - screen_x;
        *y = h - 1 - screen_y;
        break;
    case 270:
        *x = h - 1 - screen_y;
        *y = screen_x;
        break;
    default:
        break;
    }
}

/* How far apart in the canvas two pixels are that are neighbours in a row of the screen.
 */
static ptrdiff_t step_of(int degrees, int stride)
{
    switch (degrees) {
    case 90:
        return -stride;
    case 180:
        return -1;
    case 270:
        return stride;
    default:
        return 1;
    }
}

void turn_copy(int degrees, const struct turn_picture *canvas,
               const struct turn_picture *screen, struct rect rect)
{
    struct rect place = turn_rect(degrees, screen->w, screen->h, rect);
    ptrdiff_t step = step_of(degrees, canvas->stride);
    for (int row = place.y; row < place.y + place.h; row++) {
        int x = place.x, y = row;
        turn_back(degrees, screen->w, screen->h, &x, &y);
        const uint32_t *from = canvas->pixels + (ptrdiff_t)y * canvas->stride + x;
        uint32_t *to = screen->pixels + (ptrdiff_t)row * screen->stride + place.x;
        for (int i = 0; i < place.w; i++)
            to[i] = from[i * step];
    }
}
