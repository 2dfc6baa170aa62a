/* How many grams bodies share: `_shared` of proposing.py, a body at a time. */
#include <stdlib.h>

#include "grams.h"

enum { AHEAD = 8 };

/* The bodies under each gram, gram by gram: those of gram n from edges[n] on; how many bodies there are at all. From
 * more than `crowd` of them a gram leads from the first one only. */
typedef struct {
    int64_t grams, places, size, crowd;
    const int64_t *edges;
    const int32_t *bodies;
} Crowds;

/* The same from the bodies' side: body n leads, stretch by stretch, to the bodies at the places from nexts[m] to lasts[m],
 * for all m from begins[n] to begins[n + 1]. */
typedef struct {
    int64_t stretches;
    const int64_t *begins;
    const uint32_t *nexts, *lasts;
} ByBody;

static bool are_crowds(const Crowds *crowds)
{
    if (crowds->places > UINT32_MAX || crowds->size < 0 || !divide(crowds->edges, crowds->grams, crowds->places))
        return false;
    for (int64_t place = 0; place < crowds->places; place++)
        if (crowds->bodies[place] < 0 || crowds->bodies[place] >= crowds->size)
            return false;
    return true;
}

/* How many places of a gram lead to those behind them. */
static inline int64_t leading(const Crowds *crowds, int64_t gram)
{
    int64_t many = crowds->edges[gram + 1] - crowds->edges[gram];
    return many > crowds->crowd ? 1 : many > 0 ? many - 1 : 0;
}

/* begins: one more than there are bodies; nexts, lasts: room for as many as there are places; found: of each body, to
 * how many places it leads. */
OPEN int synopticon_by_body(const Crowds *crowds, int64_t *begins, uint32_t *nexts, uint32_t *lasts, int64_t *found)
{
    if (!are_crowds(crowds))
        return BROKEN;
    for (int64_t body = 0; body <= crowds->size; body++)
        begins[body] = 0;
    for (int64_t body = 0; body < crowds->size; body++)
        found[body] = 0;
    for (int64_t gram = 0; gram < crowds->grams; gram++)
        for (int64_t place = crowds->edges[gram]; place < crowds->edges[gram] + leading(crowds, gram); place++) {
            begins[crowds->bodies[place] + 1]++;
            found[crowds->bodies[place]] += crowds->edges[gram + 1] - place - 1;
        }
    for (int64_t body = 0; body < crowds->size; body++)
        begins[body + 1] += begins[body];
    for (int64_t gram = 0; gram < crowds->grams; gram++)
        for (int64_t place = crowds->edges[gram]; place < crowds->edges[gram] + leading(crowds, gram); place++) {
            int64_t at = begins[crowds->bodies[place]]++;
            nexts[at] = (uint32_t)(place + 1);
            lasts[at] = (uint32_t)crowds->edges[gram + 1];
        }
    for (int64_t body = crowds->size; body > 0; body--)
        begins[body] = begins[body - 1];
    begins[0] = 0;
    return OK;
}

/* Which bodies a body leads to, each once, and how often each. All is checked where it is read: a block of bodies is few
 * of all that there are. */
static int count_one(const Crowds *crowds, const ByBody *by_body, int64_t body, uint32_t *counts, uint64_t *met,
                     size_t *many)
{
    int64_t begin = by_body->begins[body], end = by_body->begins[body + 1];
    *many = 0;
    if (begin < 0 || end > by_body->stretches)
        return BROKEN;
    for (int64_t at = begin; at < end; at++) {
        if (at + AHEAD < end && by_body->nexts[at + AHEAD] < crowds->places)
            __builtin_prefetch(crowds->bodies + by_body->nexts[at + AHEAD]);
        if (by_body->lasts[at] > crowds->places)
            return BROKEN;
        for (int64_t place = by_body->nexts[at]; place < by_body->lasts[at]; place++) {
            int64_t right = crowds->bodies[place];
            if (right < 0 || right >= crowds->size)
                return BROKEN;
            met[*many] = (uint64_t)right;
            *many += !counts[right]++;
        }
    }
    return OK;
}

/* The rows (left, right, shared) of one body, by the other one's number; the counts are 0 again. */
static int put_down(int64_t body, uint32_t least, uint32_t *counts, uint64_t *met, size_t many, uint64_t *spare,
                    Rows *found)
{
    size_t kept = 0;
    for (size_t at = 0; at < many; at++) {
        uint64_t right = met[at];
        if (counts[right] >= least)
            met[kept++] = right << 32 | counts[right];
        counts[right] = 0;
    }
    sort_numbers(met, spare, kept);
    if (!kept)
        return OK;
    int64_t *row = further_rows(found, kept, 3);
    if (!row)
        return NO_MEMORY;
    for (size_t at = 0; at < kept; at++, row += 3) {
        row[0] = body;
        row[1] = (int64_t)(met[at] >> 32);
        row[2] = (int64_t)(uint32_t)met[at];
    }
    return OK;
}

/* What the bodies from first to last share with those behind them, where it is not less than `least`. */
OPEN int synopticon_share(const Crowds *crowds, const ByBody *by_body, int64_t first, int64_t last, int64_t least,
                          Rows *found)
{
    if (first < 0 || last > crowds->size || least < 1 || least > UINT32_MAX)
        return BROKEN;
    size_t size = (size_t)crowds->size + 1, many = 0;
    uint32_t *counts = calloc(size, sizeof *counts);
    uint64_t *met = malloc(2 * size * sizeof *met);
    int failed = counts && met ? OK : NO_MEMORY;
    for (int64_t body = first; body < last && !failed; body++) {
        failed = count_one(crowds, by_body, body, counts, met, &many);
        if (!failed)
            failed = put_down(body, (uint32_t)least, counts, met, many, met + size, found);
    }
    free(counts);
    free(met);
    return failed;
}
