#include "layout/style.h"

int layout_line(int em)
{
    return (em * 3 + 1) / 2;
}

struct style style_of(const struct layout_setup *setup)
{
    int u = setup->em / 4 > 0 ? setup->em / 4 : 1;
    return (struct style){
        .em = setup->em,
        .u = u,
        .lp = setup->lp_px,
        .line_h = layout_line(setup->em),
        .paragraph_gap = (layout_line(setup->em) + 1) / 2,
        .tight_gap = u,
        .block_gap = 4 * u,
        .frame_pad = 2 * u,
        .stripe = 8 * setup->lp_px,
    };
}

int style_inset(const struct style *style, int w)
{
    int inset = w / 24, most = 3 * style->u;
    if (w < 3 * style->em)
        return 0;
    if (inset > most)
        return most;
    return inset > style->u ? inset : style->u;
}

struct font_style style_span(struct font_style style, unsigned flags)
{
    style.bold = style.bold || (flags & SPAN_STRONG);
    style.italic = style.italic != !!(flags & SPAN_EMPH);
    if (flags & SPAN_CODE)
        style.family = FAMILY_MONO;
    return style;
}

struct font_style style_heading(const struct style *style, int level)
{
    int px = level == 1 ? style->em * 3 / 2 : level == 2 ? style->em * 5 / 4 : style->em;
    return (struct font_style){FAMILY_TEXT, level <= 4, level >= 4, px};
}

int style_heading_line(const struct style *style, int level)
{
    return style_heading(style, level).px * 13 / 10;
}

int style_heading_gap(const struct style *style, int level)
{
    return level <= 2 ? 6 * style->u : 5 * style->u;
}

struct callout_look style_callout(enum callout callout, const struct palette *p)
{
    switch (callout) {
    case CALLOUT_EMERGENCY:
        return (struct callout_look){"Get emergency help now", ICON_EMERGENCY, p->stop,
                                     true};
    case CALLOUT_HELP:
        return (struct callout_look){"Get help today", ICON_CALL, p->stop, false};
    case CALLOUT_ASK:
        return (struct callout_look){"Ask a clinic", ICON_ASK, p->ask, false};
    case CALLOUT_STOP:
        return (struct callout_look){"Stop now", ICON_STOP, p->stop, false};
    case CALLOUT_SAFER:
        return (struct callout_look){"Safer choice", ICON_SAFER, p->safe, false};
    case CALLOUT_CHECKIN:
        return (struct callout_look){"Check in", ICON_CHECKIN, p->accent, false};
    case CALLOUT_EVIDENCE:
        return (struct callout_look){"Evidence", ICON_EVIDENCE, p->muted, false};
    case CALLOUT_NOTE:
        return (struct callout_look){"Note", ICON_NOTE, p->ask, false};
    case CALLOUT_TIP:
        return (struct callout_look){"Tip", ICON_TIP, p->safe, false};
    case CALLOUT_IMPORTANT:
        return (struct callout_look){"Important", ICON_IMPORTANT, p->accent, false};
    case CALLOUT_WARNING:
        return (struct callout_look){"Warning", ICON_WARNING, p->stop, false};
    case CALLOUT_CAUTION:
        return (struct callout_look){"Caution", ICON_CAUTION, p->stop, false};
    }
    return (struct callout_look){"Note", ICON_NOTE, p->ask, false};
}
