/* Fingerprints of texts end to end: `sampled` and `leads_of` of fingerprints.py. */
#include "grams.h"

enum { LOOKED_AT = 4, SLOTS = 1024 };

/* The first different grams of a text, with the letters for which each counts; the last of equal ones does. */
typedef struct {
    uint64_t grams[SLOTS];
    uint8_t letters[SLOTS]; /* 0: nothing stands here */
    int64_t seen, sum;
} Variety;

static void see(Variety *variety, uint64_t gram, int64_t letters)
{
    size_t slot = (size_t)gram % SLOTS;
    while (variety->letters[slot] && variety->grams[slot] != gram)
        slot = (slot + 1) % SLOTS;
    variety->sum += letters - variety->letters[slot];
    variety->grams[slot] = gram;
    variety->letters[slot] = (uint8_t)letters;
    variety->seen++;
}

/* The sampled grams of one text go behind the others; answers whether there is enough to compare. */
static bool print_one(const uint32_t *codes, int64_t signs, int64_t begin, int64_t end, const Sampling *rules,
                      int64_t least, uint64_t *grams, int64_t *found)
{
    Variety variety = {.seen = 0};
    uint64_t numbers[BLOCK];
    int64_t kept = *found;

    for (int64_t from = begin; from + rules->dense <= end; from += BLOCK) {
        int64_t count = end - from < BLOCK ? end - from : BLOCK;
        number_grams(codes, signs, from, count, numbers);
        for (int64_t at = 0; at < count; at++) {
            uint32_t code = codes[from + at];
            if (from + at + length_of(code, rules) > end)
                continue;
            if (variety.seen < LOOKED_AT * least)
                see(&variety, numbers[at], letters_of(code));
            if (is_sampled(numbers[at], code, rules))
                grams[kept++] = numbers[at];
        }
    }
    if (variety.sum < least)
        return false;
    *found = kept;
    return true;
}

/* least: letters for which a text's first different grams must count. comparable: one a text. grams: room for as many as
 * there are signs. edges_of: one more than there are texts, where the grams of each begin and end. */
OPEN int synopticon_sample(const uint32_t *codes, int64_t signs, const int64_t *edges, int64_t texts,
                           const Sampling *rules, int64_t least, bool *comparable, uint64_t *grams, int64_t *edges_of)
{
    int64_t found = 0;
    if (!divide(edges, texts, signs) || least < 0 || least >= SLOTS / LOOKED_AT)
        return BROKEN;
    edges_of[0] = 0;
    for (int64_t text = 0; text < texts; text++) {
        comparable[text] = print_one(codes, signs, edges[text], edges[text + 1], rules, least, grams, &found);
        edges_of[text + 1] = found;
    }
    return OK;
}

/* Those of one text, sorted, each once; answers how many. */
static size_t lead(const uint64_t *grams, size_t count, const Table *common, int64_t cut, int64_t blunt,
                   uint64_t *leads, uint64_t *spare)
{
    size_t kept = 0;
    for (size_t at = 0; at < count; at++) {
        leads[at] = grams[at] >> cut;
        if (at + 1 < count && look_up(common, leads[at]) >= 0)
            leads[at] = join(grams[at], grams[at + 1]) >> cut;
        leads[at] >>= blunt;
    }
    sort_numbers(leads, spare, count);
    for (size_t at = 0; at < count; at++)
        if (!at || leads[at] != leads[at - 1])
            leads[kept++] = leads[at];
    return kept;
}

/* owners: the texts of the grams, rising. leads, of: room for as many; found: how many there are. */
OPEN int synopticon_lead(const uint64_t *grams, const int64_t *owners, int64_t count, const Table *common, int64_t cut,
                         int64_t blunt, uint64_t *leads, int32_t *of, int64_t *found)
{
    Grown spare = {0};
    int64_t kept = 0;

    for (int64_t at = 1; at < count; at++)
        if (owners[at] < owners[at - 1])
            return BROKEN;
    for (int64_t next, at = 0; at < count; at = next) {
        for (next = at + 1; next < count && owners[next] == owners[at];)
            next++;
        if (!room_for(&spare, (size_t)(next - at), sizeof(uint64_t))) {
            let_go(&spare);
            return NO_MEMORY;
        }
        size_t here = lead(grams + at, (size_t)(next - at), common, cut, blunt, leads + kept, spare.data);
        for (size_t one = 0; one < here; one++)
            of[kept++] = (int32_t)owners[at];
    }
    let_go(&spare);
    *found = kept;
    return OK;
}
