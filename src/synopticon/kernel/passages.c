/* Runs chained to passages, and how much of either text they are: passages.py, and what is dropped in `align_pairs`. */
#include <stdlib.h>

#include "aligning.h"

/* What a run is in letters and in what they count, on both sides. */
static Link link_of(const Pair *pair, const Run *run, int32_t number)
{
    Link link = {.passage = number, .waiting = true};
    for (int side = 0; side < 2; side++) {
        int64_t text = pair->texts->edges[pair->text[side]], begin = text + place_of(run, side);
        link.begin[side] = pair->texts->letters[begin] - pair->texts->letters[text];
        link.end[side] = pair->texts->letters[begin + run->size] - pair->texts->letters[text];
        link.counts[side] = pair->texts->worth[begin + run->size] - pair->texts->worth[begin];
    }
    return link;
}

static inline bool is_near(const Link *one, const Link *next, const Rules *rules)
{
    int64_t gap_a = next->begin[0] - one->end[0], gap_b = next->begin[1] - one->end[1];
    return gap_a <= rules->gap && gap_b >= 0 && gap_b <= rules->gap && llabs(gap_a - gap_b) <= rules->drift;
}

/* `chained`: a passage goes on where a later run is near on both sides and on about the same diagonal. */
static void chain(Link *links, size_t count, const Rules *rules)
{
    for (size_t step = 1; step <= (size_t)rules->look_ahead && step < count; step++)
        for (size_t at = 0; at + step < count; at++) {
            Link *next = links + at + step;
            if (!links[at].waiting || !is_near(links + at, next, rules))
                continue;
            links[at].waiting = false;
            if (next->passage == (int32_t)(at + step))
                next->passage = (int32_t)at;
        }
    for (size_t at = 0; at < count; at++)
        links[at].passage = links[links[at].passage].passage; /* an earlier one, which has its first run by now */
}

/* Passages that count enough, numbered in their order; the others get the number -1. */
static void keep(Pair *pair)
{
    const Item *items = items_of(pair);
    Link *links = links_of(pair);
    Passage *passages = passages_of(pair);
    size_t kept = 0;

    for (size_t at = 0; at < pair->runs; at++)
        passages[at].counts = 0;
    for (size_t at = 0; at < pair->runs; at++)
        passages[links[at].passage].counts += links[at].counts[0];
    for (size_t at = 0; at < pair->runs; at++) {
        Link *link = links + at;
        const Run *run = &items[at].run;
        size_t first = (size_t)link->passage;
        if (first == at) { /* `kept` has not passed by `at`, and no later run looks up what stands before it */
            int64_t counts = passages[at].counts;
            link->passage = counts < pair->rules->least_passage ? -1 : (int32_t)kept;
            if (link->passage >= 0)
                passages[kept++] = (Passage){{run->a, run->b}, {run->a, run->b}, counts};
        } else {
            link->passage = links[first].passage;
        }
        if (link->passage < 0)
            continue;
        Passage *passage = passages + link->passage;
        for (int side = 0; side < 2; side++) {
            int64_t begin = place_of(run, side), end = begin + run->size;
            if (begin < passage->low[side])
                passage->low[side] = begin;
            if (end > passage->high[side])
                passage->high[side] = end;
        }
    }
    pair->whole = kept;
}

int chain_passages(Pair *pair)
{
    if (!room_for(&pair->links, pair->runs, sizeof(Link)) || !room_for(&pair->passages, pair->runs, sizeof(Passage)))
        return NO_MEMORY;
    Item *items = items_of(pair);
    Link *links = links_of(pair);
    size_t kept = 0;

    for (size_t at = 0; at < pair->runs; at++)
        links[at] = link_of(pair, &items[at].run, (int32_t)at);
    chain(links, pair->runs, pair->rules);
    keep(pair);
    for (size_t at = 0; at < pair->runs; at++)
        if (links[at].passage >= 0) {
            items[kept] = items[at];
            links[kept++] = links[at];
        }
    pair->runs = kept;
    return OK;
}

/* `_covered`: what the letters in the union of the passages on one side count, and how many they are. */
static void cover(Pair *pair, int side, int64_t *worth, int64_t *letters)
{
    const Columns *texts = pair->texts;
    const Passage *passages = passages_of(pair);
    Item *order = pair->spare.data;
    int64_t text = texts->edges[pair->text[side]], reach = 0;

    for (size_t at = 0; at < pair->whole; at++)
        order[at] = (Item){passages[at].low[side], {(int32_t)at, 0, 0}};
    sort_items(order, order + pair->whole, pair->whole);
    *worth = *letters = 0;
    for (size_t at = 0; at < pair->whole; at++) {
        const Passage *passage = passages + order[at].run.a;
        int64_t begin = passage->low[side] > reach ? passage->low[side] : reach, end = passage->high[side];
        if (begin >= end)
            continue;
        *worth += texts->worth[text + end] - texts->worth[text + begin];
        *letters += texts->letters[text + end] - texts->letters[text + begin];
        reach = end;
    }
}

/* `_ordered`: passages, in a's order already, that stand behind all earlier ones in b, by their length in a. */
static double ordered(const Pair *pair)
{
    const Passage *passages = passages_of(pair);
    int64_t whole = 0, behind = 0, reach = 0;

    for (size_t at = 0; at < pair->whole; at++) {
        int64_t length = passages[at].high[0] - passages[at].low[0];
        whole += length;
        if (passages[at].low[1] >= reach) {
            reach = passages[at].low[1];
            behind += length;
        }
    }
    return whole > 0 ? (double)behind / (double)whole : 1.0;
}

/* `_own`: what the equal letters count beyond the commonest, as a share of what all letters of the text do. */
static double own(const Rules *rules, int64_t mass, int64_t length, int64_t same, int64_t letters)
{
    if (length < 1)
        length = 1;
    int64_t beyond = mass - rules->commonest * length;
    if (!((double)beyond >= rules->least_beyond * (double)length))
        return (double)same / (double)mass;
    return (double)(same - rules->commonest * letters) / (double)(beyond > 1 ? beyond : 1);
}

int tell_figures(Pair *pair, double *figures)
{
    const Columns *texts = pair->texts;
    const Link *links = links_of(pair);
    int64_t same[2] = {0, 0}, covered[2], lengths[2], letters = 0, longest = 0;

    if (!room_for(&pair->spare, 2 * pair->whole, sizeof(Item)))
        return NO_MEMORY;
    for (size_t at = 0; at < pair->runs; at++) {
        same[0] += links[at].counts[0];
        same[1] += links[at].counts[1];
        letters += links[at].end[0] - links[at].begin[0];
    }
    for (size_t at = 0; at < pair->whole; at++)
        if (passages_of(pair)[at].counts > longest)
            longest = passages_of(pair)[at].counts;
    for (int side = 0; side < 2; side++) {
        int64_t begin = texts->edges[pair->text[side]], end = texts->edges[pair->text[side] + 1];
        int64_t mass = texts->worth[end] - texts->worth[begin], length = texts->letters[end] - texts->letters[begin];
        if (mass < 1)
            mass = 1;
        cover(pair, side, &covered[side], &lengths[side]);
        figures[side] = (double)covered[side] / (double)mass;
        figures[2 + side] = (double)same[side] / (double)mass;
        figures[4 + side] = own(pair->rules, mass, length, same[side], letters);
    }
    int64_t broadest = lengths[0] > lengths[1] ? lengths[0] : lengths[1];
    figures[6] = (double)letters / (double)(broadest > 1 ? broadest : 1);
    figures[7] = ordered(pair);
    figures[8] = (double)(same[0] < same[1] ? same[0] : same[1]) / (double)pair->rules->full;
    figures[9] = (double)longest / (double)pair->rules->full;
    return OK;
}
