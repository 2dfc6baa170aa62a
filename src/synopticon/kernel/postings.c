/* Sampled grams sorted with the bodies that hold them: `postings_of` of proposing.py. */
#include <stdlib.h>
#include <string.h>

#include "grams.h"

enum { PER_PART = 1024, PARTS = 1 << 16, DIGIT = 8, DIGITS = 1 << DIGIT };

/* A gram and the body that holds it; the rank of the body stands above its number. */
typedef struct {
    uint64_t gram, body;
} Holding;

static inline unsigned digit(uint64_t number, unsigned shift) { return (unsigned)(number >> shift) & (DIGITS - 1); }

/* From one array to the other, in the order of eight bits of the gram or the rank; what is alike in them stays. */
static void distribute(const Holding *from, Holding *to, size_t count, bool by_gram, unsigned shift)
{
    size_t begins[DIGITS] = {0}, sum = 0;
    for (size_t at = 0; at < count; at++)
        begins[digit(by_gram ? from[at].gram : from[at].body, shift)]++;
    for (size_t one = 0; one < DIGITS; one++) {
        size_t of_one = begins[one];
        begins[one] = sum;
        sum += of_one;
    }
    for (size_t at = 0; at < count; at++)
        to[begins[digit(by_gram ? from[at].gram : from[at].body, shift)]++] = from[at];
}

/* By gram, and within one gram by rank. spare: room for as many. */
static void sort(Holding *holdings, Holding *spare, size_t count)
{
    Holding *from = holdings, *to = spare;
    uint64_t differing[2] = {0, 0};
    for (size_t at = 1; at < count; at++) {
        differing[0] |= holdings[at].body ^ holdings[0].body;
        differing[1] |= holdings[at].gram ^ holdings[0].gram;
    }
    for (int by_gram = 0; by_gram < 2; by_gram++)
        for (unsigned shift = by_gram ? 0 : 32; shift < 64; shift += DIGIT) {
            if (!digit(differing[by_gram], shift))
                continue;
            distribute(from, to, count, by_gram, shift);
            Holding *filled = to;
            to = from;
            from = filled;
        }
    if (from != holdings)
        memcpy(holdings, from, count * sizeof *holdings);
}

/* How many bits of a difference from the lowest gram are left out, that the rest numbers parts of a fit size. */
static unsigned shift_of(uint64_t widest, int64_t count)
{
    unsigned shift = 0;
    while (widest >> shift >= PARTS || (shift < 63 && (int64_t)(widest >> shift) > count / PER_PART))
        shift++;
    return shift;
}

/* Sort into spare, in two steps, so that most of it happens near the processor. widest: the difference from the lowest
 * gram to the highest; begins: room for PARTS + 1. */
static void sort_in_parts(Holding *holdings, Holding *spare, int64_t count, uint64_t least, uint64_t widest,
                          int64_t *begins)
{
    unsigned shift = shift_of(widest, count);
    int64_t parts = (int64_t)(widest >> shift) + 1;
    memset(begins, 0, ((size_t)parts + 1) * sizeof *begins);
    for (int64_t at = 0; at < count; at++)
        begins[((holdings[at].gram - least) >> shift) + 1]++;
    for (int64_t part = 0; part < parts; part++)
        begins[part + 1] += begins[part];
    for (int64_t at = 0; at < count; at++)
        spare[begins[(holdings[at].gram - least) >> shift]++] = holdings[at];
    for (int64_t part = 0, begin = 0; part < parts; begin = begins[part++])
        if (begins[part] > begin)
            sort(spare + begin, holdings + begin, (size_t)(begins[part] - begin));
}

/* Each gram once with where its bodies begin, and each body once under a gram. */
static void put_down(const Holding *sorted, int64_t count, uint64_t *grams, int64_t *begins, int32_t *bodies,
                     int64_t found[2])
{
    int64_t different = 0, kept = 0;
    for (int64_t at = 0; at < count; at++) {
        int32_t body = (int32_t)(uint32_t)sorted[at].body;
        bool fresh = !at || sorted[at].gram != sorted[at - 1].gram;
        if (!fresh && body == bodies[kept - 1])
            continue;
        if (fresh) {
            grams[different] = sorted[at].gram;
            begins[different++] = kept;
        }
        bodies[kept++] = body;
    }
    found[0] = different;
    found[1] = kept;
}

/* rank: of each of `size` bodies, below 2 to the 31st. grams_of, begins, bodies: room for `count`; found: how many grams
 * and how many bodies stand there. */
OPEN int synopticon_postings(const uint64_t *grams, const int32_t *owners, int64_t count, const int64_t *rank,
                             int64_t size, uint64_t *grams_of, int64_t *begins, int32_t *bodies, int64_t *found)
{
    uint64_t least = UINT64_MAX, most = 0;
    for (int64_t at = 0; at < count; at++) {
        least = grams[at] < least ? grams[at] : least;
        most = grams[at] > most ? grams[at] : most;
        if (owners[at] < 0 || owners[at] >= size || rank[owners[at]] < 0 || rank[owners[at]] > INT32_MAX)
            return BROKEN;
    }
    Holding *holdings = malloc(((size_t)count + 1) * sizeof *holdings);
    Holding *spare = malloc(((size_t)count + 1) * sizeof *spare);
    int64_t *parts = malloc((PARTS + 1) * sizeof *parts);
    int failed = holdings && spare && parts ? OK : NO_MEMORY;
    if (!failed) {
        for (int64_t at = 0; at < count; at++)
            holdings[at] = (Holding){grams[at], (uint64_t)rank[owners[at]] << 32 | (uint32_t)owners[at]};
        if (count)
            sort_in_parts(holdings, spare, count, least, most - least, parts);
        put_down(spare, count, grams_of, begins, bodies, found);
    }
    free(holdings);
    free(spare);
    free(parts);
    return failed;
}
