/* The floor of the benchmark: the least that any program made with SDL2 and SDL2_ttf does
 * to show a page of text. It opens a borderless window of the screen's size with the hint
 * that the reader sets, draws a page, and waits; any key turns to the other page.
 *
 * usage: floor FONT.ttf */
#include <SDL.h>
#include <SDL_ttf.h>

#include <stdio.h>

enum {
    EM = 27,
    LINE = 41,
    MARGIN = 64
}; /* px: the reader's own at 96 dpi */

static const char *const words[] = {
    "Some pages are read standing up, in a room with other people in it.",
    "Large letters and short lines help, and so does a page that keeps still.",
    "Nothing here moves by itself: a page stays until somebody turns it.",
};

static void draw(SDL_Window *window, TTF_Font *font, int page)
{
    SDL_Surface *screen = SDL_GetWindowSurface(window);
    SDL_FillRect(screen, NULL, SDL_MapRGB(screen->format, 255, 255, 255));
    for (int line = 0, y = MARGIN; y + LINE + MARGIN <= screen->h; line++, y += LINE) {
        SDL_Color ink = {0x1c, 0x23, 0x26, 255};
        SDL_Surface *text = TTF_RenderUTF8_Blended(font, words[(line + page) % 3], ink);
        SDL_BlitSurface(text, NULL, screen, &(SDL_Rect){.x = MARGIN, .y = y});
        SDL_FreeSurface(text);
    }
    SDL_UpdateWindowSurface(window);
}

static void run(SDL_Window *window, TTF_Font *font)
{
    SDL_Event event;
    int page = 0;
    draw(window, font, page);
    while (SDL_WaitEvent(&event) && event.type != SDL_QUIT)
        if (event.type == SDL_KEYDOWN)
            draw(window, font, ++page);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_DisplayMode mode;
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0 ||
        SDL_GetDesktopDisplayMode(0, &mode) != 0) {
        fprintf(stderr, "floor: %s\n", SDL_GetError());
        return 1;
    }
    TTF_Font *font = TTF_OpenFont(argv[1], EM);
    SDL_Window *window =
        SDL_CreateWindow("floor", 0, 0, mode.w, mode.h, SDL_WINDOW_BORDERLESS);
    int status = font && window ? 0 : 1;
    if (status == 0)
        run(window, font);
    else
        fprintf(stderr, "floor: %s\n", SDL_GetError());
    SDL_DestroyWindow(window);
    TTF_CloseFont(font);
    TTF_Quit();
    SDL_Quit();
    return status;
}
