/* Equal stretches of two texts around the grams that they share: `_led` and `_apart` of alignment.py. */
#include "aligning.h"

static inline int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

static inline int64_t count_of(const int64_t *sums, const int64_t *edges, int64_t text)
{
    return sums[edges[text + 1]] - sums[edges[text]];
}

/* A shared gram goes on with the piece before it, where it is shifted alike and near; or begins another one. */
static int note(Pair *pair, size_t *pieces, int32_t at, int64_t shift)
{
    if (*pieces) {
        Item *last = items_of(pair) + *pieces - 1;
        if (last->key == shift && at - last->run.b <= pair->rules->gap) {
            last->run.b = at;
            return OK;
        }
    }
    if (!room_for(&pair->items, *pieces + 1, sizeof(Item)))
        return NO_MEMORY;
    items_of(pair)[(*pieces)++] = (Item){shift, {at, at, 0}};
    return OK;
}

/* Pieces of grams that both texts have, as items: the shift, and the first letters of the first and the last gram in a;
 * none where they are too few to look closer. */
static int shared(Pair *pair, size_t *pieces)
{
    const Columns *texts = pair->texts;
    const int64_t *places_of = texts->places_of, *text = pair->text;
    bool turned = places_of[text[0] + 1] - places_of[text[0]] > places_of[text[1] + 1] - places_of[text[1]];
    int64_t few = text[turned], many = text[!turned];
    int64_t begin = texts->edges[few], end = texts->edges[few + 1];
    int64_t from = texts->edges[many], to = texts->edges[many + 1];
    const int32_t *table = texts->table + texts->table_of[many];
    uint64_t mask = (uint64_t)(texts->table_of[many + 1] - texts->table_of[many] - 1);
    int64_t seeds = 0;

    *pieces = 0;
    for (int64_t gram = places_of[few]; gram < places_of[few + 1]; gram++) {
        int64_t here = texts->places[gram];
        if (here < begin || here >= end)
            return BROKEN;
        uint64_t wanted = texts->hashes[here];
        int64_t there = table[wanted & mask];
        if (there < from || there >= to) {
            if (there != texts->signs)
                return BROKEN;
            continue;
        }
        if (texts->hashes[there] != wanted)
            continue;
        seeds += texts->worth[here + 1] - texts->worth[here];
        int64_t at = turned ? there : here, other = turned ? here : there;
        int failed = note(pair, pieces, (int32_t)at, other - at);
        if (failed)
            return failed;
    }
    int64_t least = smaller(count_of(texts->worth, texts->edges, few), count_of(texts->worth, texts->edges, many));
    if (!((double)seeds > pair->rules->hopeless * (double)least))
        *pieces = 0;
    return OK;
}

/* The runs of equal letters from first to last in a and so far shifted in b, grown outwards while they agree, go behind
 * the others in spare. Every letter of a run is compared here; where there is none that is long enough, every such length
 * has one that differs. */
static int stretch(Pair *pair, int64_t first, int64_t last, int64_t shift)
{
    const int64_t *edges = pair->texts->edges, *text = pair->text;
    const uint32_t *codes = pair->texts->codes;
    int64_t least = pair->rules->least_run;
    int64_t low = larger(first - pair->rules->reach, larger(edges[text[0]], edges[text[1]] - shift));
    int64_t high = smaller(last + pair->rules->reach, smaller(edges[text[0] + 1], edges[text[1] + 1] - shift));

    for (int64_t at, begin = low; begin + least <= high; begin = at + 1) {
        at = begin + least - 1;
        if (codes[at] != codes[at + shift])
            continue;
        int64_t middle = at;
        while (middle > begin && codes[middle - 1] == codes[middle - 1 + shift])
            middle--;
        begin = middle;
        while (at < high && codes[at] == codes[at + shift])
            at++;
        if (begin >= last || at <= first || at - begin < least)
            continue;
        if (!room_for(&pair->spare, pair->runs + 1, sizeof(Item)))
            return NO_MEMORY;
        Run run = {(int32_t)(begin - edges[text[0]]), (int32_t)(begin + shift - edges[text[1]]), (int32_t)(at - begin)};
        ((Item *)pair->spare.data)[pair->runs++] = (Item){0, run};
    }
    return OK;
}

/* What stands elsewhere as well may have led away in between: pieces of one line are put together again. */
static int stretches(Pair *pair, size_t pieces)
{
    const Rules *rules = pair->rules;
    const Item *items = items_of(pair);

    for (size_t next, at = 0; at < pieces; at = next) {
        for (next = at + 1; next < pieces; next++)
            if (items[next].key != items[at].key || items[next].run.a - items[next - 1].run.b > rules->gap)
                break;
        int64_t last = items[next - 1].run.b;
        last += is_dense(pair->texts->codes[last]) ? rules->dense : rules->spelled;
        int failed = stretch(pair, items[at].run.a, last, items[at].key);
        if (failed)
            return failed;
    }
    return OK;
}

/* The runs, each without what an earlier one on that side has taken; too short ones are dropped. */
static void apart(Pair *pair, int side)
{
    Item *items = items_of(pair);
    size_t kept = 0;
    int64_t reach = 0;

    for (size_t at = 0; at < pair->runs; at++)
        items[at].key = ((int64_t)place_of(&items[at].run, side) << 32) + (INT32_MAX - items[at].run.size);
    sort_items(items, pair->spare.data, pair->runs);
    for (size_t at = 0; at < pair->runs; at++) {
        Run run = items[at].run;
        int64_t begin = place_of(&run, side), taken = larger(reach - begin, 0);
        reach = larger(reach, begin + run.size);
        if (run.size - taken < pair->rules->least_run)
            continue;
        items[kept++].run = (Run){run.a + (int32_t)taken, run.b + (int32_t)taken, run.size - (int32_t)taken};
    }
    pair->runs = kept;
}

int find_runs(Pair *pair)
{
    size_t pieces = 0;
    pair->runs = 0;
    int failed = shared(pair, &pieces);
    if (failed)
        return failed;
    if (!room_for(&pair->spare, pieces, sizeof(Item)))
        return NO_MEMORY;
    sort_items(items_of(pair), pair->spare.data, pieces);
    failed = stretches(pair, pieces);
    if (failed)
        return failed;
    Grown pieced = pair->items;
    pair->items = pair->spare;
    pair->spare = pieced;
    if (!room_for(&pair->spare, pair->runs, sizeof(Item)))
        return NO_MEMORY;
    apart(pair, 1);
    apart(pair, 0);
    return OK;
}
