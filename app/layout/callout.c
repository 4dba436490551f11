#include "layout/callout.h"

#include <string.h>

static struct frame frame_of(const struct maker *m, const struct callout_look *look,
                             const struct place *place)
{
    bool room = style_inset(&m->style, place->w) > 0;
    return (struct frame){
        .kind = FRAME_CALLOUT,
        .parent = place->frame,
        .x = place->x,
        .w = place->w,
        .pad = m->style.frame_pad,
        .stripe = room ? m->style.stripe : 0,
        .stripe_color = look->color,
        .filled = true,
        .fill = look->solid ? look->color : m->setup->palette->card,
        .whole = true,
    };
}

/* How many bytes of the word stand beside its icon; 0 where its first word would have to
 * be divided there. */
static size_t beside_icon(struct maker *m, const char *word, int w)
{
    struct font_style style = maker_body(m);
    style.bold = true;
    struct lines lines =
        lines_set_plain(&m->flow->arena, m->fonts, word, style, m->setup->rtl, w);
    if (lines.count < 2)
        return strlen(word);
    const struct line *first = &lines.lines[0];
    return first->run_count && first->runs[0].hyphen ? 0 : lines.lines[1].start;
}

/* The icon, the word beside it, and what of the word does not fit there below both; the
 * icon above the word where the measure is too narrow for them. */
static void add_word(struct maker *m, const struct callout_look *look,
                     const struct place *place)
{
    int icon_w = m->style.em + 2 * m->style.u;
    size_t beside = beside_icon(m, look->word, place->w - icon_w);
    size_t after = m->position + strlen(look->word) + 2;
    struct leaf own = {.role = ROLE_MARKER, .ink = place->ink};
    struct row like = {
        .kind = ROW_CALLOUT,
        .x = place->x + icon_w,
        .w = place->w - icon_w,
        .h = m->style.line_h,
        .frame = place->frame,
        .keep_next = true,
        .position = m->position++,
        .icon = look->icon,
        .color = look->solid ? place->ink : look->color,
    };
    if (beside) {
        const char *words = arena_copy(&m->flow->arena, look->word, beside);
        maker_own_words(m, words, &like, own);
    } else {
        maker_row(m, like, 0);
    }
    like.x = place->x;
    like.w = place->w;
    like.icon = ICON_NONE;
    if (look->word[beside])
        maker_own_words(m, look->word + beside, &like, own);
    m->position = after;
}

struct place callout_open(struct maker *m, enum callout callout,
                          const struct place *place)
{
    struct callout_look look = style_callout(callout, m->setup->palette);
    int inset = style_inset(&m->style, place->w);
    struct place inner = *place;
    inner.frame = maker_open_frame(m, frame_of(m, &look, place));
    int stripe = inset ? m->style.stripe : 0;
    inner.x += stripe + inset;
    inner.w -= stripe + 2 * inset;
    inner.role = ROLE_BODY;
    inner.ink = look.solid ? m->setup->palette->page : m->setup->palette->ink;
    inner.on_solid = look.solid;
    inner.tight = false;
    add_word(m, &look, &inner);
    m->after_heading = m->style.u; /* the text follows its word closely */
    return inner;
}
