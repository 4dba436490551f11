#include "base/rect.h"

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

bool rect_empty(struct rect rect)
{
    return rect.w <= 0 || rect.h <= 0;
}

bool rect_contains(struct rect rect, int x, int y)
{
    return x >= rect.x && x < rect.x + rect.w && y >= rect.y && y < rect.y + rect.h;
}

bool rect_intersects(struct rect a, struct rect b)
{
    return !rect_empty(rect_intersect(a, b));
}

struct rect rect_intersect(struct rect a, struct rect b)
{
    int x = max(a.x, b.x), y = max(a.y, b.y);
    int right = min(a.x + a.w, b.x + b.w), foot = min(a.y + a.h, b.y + b.h);
    return (struct rect){x, y, right - x, foot - y};
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_empty(a))
        return b;
    if (rect_empty(b))
        return a;
    int x = min(a.x, b.x), y = min(a.y, b.y);
    int right = max(a.x + a.w, b.x + b.w), foot = max(a.y + a.h, b.y + b.h);
    return (struct rect){x, y, right - x, foot - y};
}

struct rect rect_inset(struct rect rect, int by)
{
    return (struct rect){rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by};
}
