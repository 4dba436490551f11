#include "paint/icons.h"

/* White paints, black takes away: only how light a pixel is counts. */
#define SVG(body)                                                          \
    "<svg xmlns='http://www.w3.org/2000/svg' width='24' height='24' "      \
    "viewBox='0 0 24 24'><g fill='none' stroke='#fff' stroke-width='2.5' " \
    "stroke-linecap='round' stroke-linejoin='round'>" body "</g></svg>"
#define PATH(d) "<path d='" d "'/>"
#define DOT(x, y) "<circle cx='" x "' cy='" y "' r='1.6' fill='#fff' stroke='none'/>"
#define SMALL_DOT(x, y) \
    "<circle cx='" x "' cy='" y "' r='1.15' fill='#fff' stroke='none'/>"
#define FILLED(color, d) "<path fill='" color "' d='" d "'/>"
#define RING(r) "<circle cx='12' cy='12' r='" r "'/>"

struct drawing {
    const char *name;
    bool points;
    const char *svg;
};

/* clang-format off */
static const struct drawing drawings[ICON_COUNT] = {
    [ICON_NONE] = {"none", false, ""},
    [ICON_MENU] = {"menu", false, SVG(PATH("M3.5 5.5h17M3.5 12h17M3.5 18.5h17"))},
    [ICON_TEXT] = {"text", false, SVG(
        PATH("M1.6 19.5l3.7-9 3.7 9M3 16.6h4.6")
        PATH("M11.6 19.5l5.4-15 5.4 15M13.5 14.5h7"))},
    [ICON_LEAVE] = {"leave", true, SVG(
        PATH("M13 3H4.5v18H13") PATH("M10 12h11M16.5 7.5L21 12l-4.5 4.5"))},
    [ICON_PREVIOUS] = {"previous", true, SVG(PATH("M20.5 12h-17M11 4.5L3.5 12l7.5 7.5"))},
    [ICON_NEXT] = {"next", true, SVG(PATH("M3.5 12h17M13 4.5l7.5 7.5-7.5 7.5"))},
    [ICON_BACK] = {"back", true, SVG(
        PATH("M8.5 3.5L3 9l5.5 5.5") PATH("M3.5 9H15a5.75 5.75 0 0 1 0 11.5h-4"))},
    [ICON_HOME] = {"home", false, SVG(
        PATH("M2.5 11.5L12 3l9.5 8.5") PATH("M5.5 9.5V21h13V9.5") PATH("M12 20.5v-5.5"))},
    [ICON_HELP] = {"help", false, SVG(
        RING("9.5") RING("3.75")
        PATH("M5.5 5.5l3.7 3.7M18.5 5.5l-3.7 3.7M5.5 18.5l3.7-3.7M18.5 18.5l-3.7-3.7"))},
    [ICON_CONTENTS] = {"contents", false, SVG(
        DOT("3.8", "5.5") DOT("3.8", "12") DOT("3.8", "18.5")
        PATH("M9 5.5h12M9 12h12M9 18.5h12"))},
    [ICON_CLOSE] = {"close", false, SVG(PATH("M5 5l14 14M19 5L5 19"))},
    [ICON_STAGES] = {"stages", false, SVG(
        PATH("M6.5 2.5v19M17.5 2.5v19M6.5 6.5h11M6.5 12h11M6.5 17.5h11"))},
    [ICON_BOTH_WAYS] = {"both-ways", false, SVG(
        PATH("M12 2.5v19M6.5 8L12 2.5 17.5 8M6.5 16l5.5 5.5 5.5-5.5"))},
    [ICON_AGAIN] = {"again", false, SVG(
        PATH("M20 12a8 8 0 1 1-2.6-5.9M19.5 2v4.8h-4.8"))},
    [ICON_PLUS] = {"plus", false, SVG(PATH("M12 4v16M4 12h16"))},
    [ICON_MINUS] = {"minus", false, SVG(PATH("M4 12h16"))},
    [ICON_CHECK] = {"check", false, SVG(PATH("M3.5 13l5.5 5.5L20.5 6"))},
    [ICON_CHEVRON] = {"chevron", true, SVG(PATH("M8.5 4l8 8-8 8"))},
    [ICON_TOUCH] = {"touch", false, SVG(
        PATH("M9.5 15V8.5a1.75 1.75 0 0 1 3.5 0v4l4.6 1a2.6 2.6 0 0 1 2 2.9l-.5 3"
             "a3 3 0 0 1-2.9 2.4h-3.9a4 4 0 0 1-3.1-1.5l-3.5-4.2"
             "a1.7 1.7 0 0 1 2.5-2.3z")
        PATH("M5.7 9.8a5.9 5.9 0 1 1 11.2-.4"))},
    [ICON_KEYS] = {"keys", false, SVG(
        "<rect x='1.5' y='4' width='21' height='16' rx='2.5'/>"
        SMALL_DOT("6", "8.5") SMALL_DOT("10", "8.5") SMALL_DOT("14", "8.5")
        SMALL_DOT("18", "8.5")
        SMALL_DOT("8", "12") SMALL_DOT("12", "12") SMALL_DOT("16", "12")
        PATH("M9 15.7h6"))},
    [ICON_EMERGENCY] = {"emergency", false, SVG(
        PATH("M6.5 16.5V12a5.5 5.5 0 0 1 11 0v4.5M12 12v4.5")
        FILLED("#fff", "M3.75 17.75h16.5v2.75H3.75z")
        PATH("M12 1.8v1M4.4 4.6l.9.9M19.6 4.6l-.9.9"))},
    [ICON_CALL] = {"call", false, SVG(
        PATH("M6 2.8h3.2l2 5-2.6 2a13 13 0 0 0 5.6 5.6l2-2.6 5 2V18"
             "a3.2 3.2 0 0 1-3.4 3.2A16.8 16.8 0 0 1 2.8 6.2 3.2 3.2 0 0 1 6 2.8z"))},
    [ICON_ASK] = {"ask", false, SVG(
        PATH("M4.5 2.5h15a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-7l-5 4v-4h-3"
             "a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2z")
        PATH("M9.5 7.6a2.6 2.6 0 1 1 3.8 2.3c-.9.4-1.3.8-1.3 1.4") DOT("12", "14.3"))},
    [ICON_STOP] = {"stop", false, SVG(
        FILLED("#fff", "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z")
        "<g stroke='#000' stroke-width='1.8'>"
        PATH("M9.2 12.4V8.2M11.7 11.5V6.4M14.2 11.5V7M16.5 12.5V9M6.6 12.2l2.6 3.6")
        FILLED("#000", "M9.3 12.5h7.1v2a3.5 3.5 0 0 1-3.5 3.5c-1.6 0-2.6-.6-3.4-1.9z")
        "</g>")},
    [ICON_SAFER] = {"safer", false, SVG(
        PATH("M12 2l8.5 3v6.5c0 5-3.6 8.6-8.5 10.5-4.9-1.9-8.5-5.5-8.5-10.5V5z")
        PATH("M8 11.8l3 3 5-5.6"))},
    [ICON_CHECKIN] = {"checkin", false, SVG(
        PATH("M13.5 12.5H9.5l-4 3v-3h-1a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2h9"
             "a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2z")
        PATH("M19.5 8.5a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-1v3l-4-3H11"))},
    [ICON_EVIDENCE] = {"evidence", false, SVG(
        PATH("M12 6C9.8 4.3 6.8 3.6 2.5 3.6v14.6c4.3 0 7.3.7 9.5 2.4"
             " 2.2-1.7 5.2-2.4 9.5-2.4V3.6C17.2 3.6 14.2 4.3 12 6zv14.6"))},
    [ICON_NOTE] = {"note", false, SVG(
        RING("9.75") PATH("M12 11.5v5.2") DOT("12", "7.4"))},
    [ICON_TIP] = {"tip", false, SVG(
        PATH("M8.8 17v-1.6a7.1 7.1 0 1 1 6.4 0V17z") PATH("M9.6 21.6h4.8"))},
    [ICON_IMPORTANT] = {"important", false, SVG(
        PATH("M5 22V2.8") FILLED("#fff", "M5 3h15l-4 5.5 4 5.5H5z"))},
    [ICON_WARNING] = {"warning", false, SVG(
        PATH("M12 2.8L22.2 20.7H1.8z") PATH("M12 9.6v4.6") DOT("12", "17.4"))},
    [ICON_CAUTION] = {"caution", false, SVG(
        PATH("M12 1.6L22.4 12 12 22.4 1.6 12z") PATH("M12 7.4v5") DOT("12", "16.2"))},
};
/* clang-format on */

const char *icon_name(enum icon icon)
{
    return drawings[icon].name;
}

const char *icon_svg(enum icon icon)
{
    return drawings[icon].svg;
}

bool icon_points(enum icon icon)
{
    return drawings[icon].points;
}
