/* Texts end to end, ready to be aligned: `columns_of` of columns.py, with `worth` of rarity.py. */
#include <stdlib.h>
#include <string.h>

#include "grams.h"

/* What is filled while the signs are gone through, and how far it is. */
typedef struct {
    uint64_t *hashes;
    int64_t *letters, *worth, *places;
    int64_t found; /* places so far */
    int64_t since; /* from this sign on it is not yet known what letters count */
    int64_t count; /* what they do by the last sampled gram of the text; -1 before the first one */
} Filled;

static void weigh(Filled *filled, const uint32_t *codes, int64_t end, int64_t count)
{
    int64_t sum = filled->worth[filled->since];
    for (int64_t at = filled->since; at < end; at++) {
        sum += count * letters_of(codes[at]);
        filled->worth[at + 1] = sum;
    }
    filled->since = end;
}

/* The whole grams among those that begin at some signs of one text. end: of the text. */
static void take_in(Filled *filled, const uint32_t *codes, int64_t from, int64_t to, int64_t end,
                    const Sampling *rules, const Table *rarity)
{
    for (int64_t at = from; at < to && at + rules->dense <= end; at++) {
        if (at + length_of(codes[at], rules) > end)
            continue;
        filled->places[filled->found++] = at;
        uint64_t gram = filled->hashes[at];
        if (!is_sampled(gram, codes[at], rules))
            continue;
        int64_t place = look_up(rarity, gram >> rules->cut), count = place < 0 ? rules->full : rarity->counts[place];
        weigh(filled, codes, at, filled->count > count ? filled->count : count);
        filled->count = count;
    }
}

/* hashes, letters and worth have one more than there are signs, places_of one more than there are texts. */
OPEN int synopticon_columns(const uint32_t *codes, int64_t signs, const int64_t *edges, int64_t texts,
                            const Sampling *rules, const Table *rarity, uint64_t *hashes, int64_t *letters,
                            int64_t *worth, int64_t *places, int64_t *places_of)
{
    if (!divide(edges, texts, signs))
        return BROKEN;
    Filled filled = {hashes, letters, worth, places, 0, 0, -1};
    for (int64_t from = 0; from < signs; from += BLOCK)
        number_grams(codes, signs, from, signs - from < BLOCK ? signs - from : BLOCK, hashes + from);
    hashes[signs] = 0;
    letters[0] = worth[0] = places_of[0] = 0;
    for (int64_t at = 0; at < signs; at++)
        letters[at + 1] = letters[at] + letters_of(codes[at]);
    for (int64_t text = 0; text < texts; text++) {
        int64_t end = edges[text + 1];
        filled.count = -1;
        take_in(&filled, codes, edges[text], end, end, rules, rarity);
        weigh(&filled, codes, end, filled.count < 0 ? rules->full : filled.count);
        places_of[text + 1] = filled.found;
    }
    return OK;
}

/* `_fill`: the first place of each gram in its text's slots; none where the gram stands at too many places. seen: how
 * often that of a slot was met again, for as many slots as the largest text has. */
static void fill_one(const Columns *texts, int64_t text, int64_t repeated, uint8_t *seen, int32_t *table)
{
    int64_t slots = texts->table_of[text + 1] - texts->table_of[text], crowded = 0;
    memset(seen, 0, (size_t)slots);
    table += texts->table_of[text];
    for (int64_t gram = texts->places_of[text]; gram < texts->places_of[text + 1]; gram++) {
        int64_t place = texts->places[gram];
        int64_t slot = (int64_t)(texts->hashes[place] & (uint64_t)(slots - 1));
        if (table[slot] == texts->signs)
            table[slot] = (int32_t)place;
        else if (seen[slot] < repeated && texts->hashes[table[slot]] == texts->hashes[place])
            crowded += ++seen[slot] == repeated;
    }
    for (int64_t slot = 0; crowded && slot < slots; slot++)
        if (seen[slot] >= repeated)
            table[slot] = (int32_t)texts->signs;
}

/* table: all slots, each with the number of all signs. repeated: at most 255. */
OPEN int synopticon_fill(const Columns *texts, int64_t repeated, int32_t *table)
{
    int64_t most = 1;
    if (!are_whole(texts) || repeated < 1 || repeated > UINT8_MAX)
        return BROKEN;
    for (int64_t gram = 0; gram < texts->grams; gram++)
        if (texts->places[gram] < 0 || texts->places[gram] >= texts->signs)
            return BROKEN;
    for (int64_t text = 0; text < texts->texts; text++) {
        int64_t slots = texts->table_of[text + 1] - texts->table_of[text];
        if (!slots && texts->places_of[text + 1] > texts->places_of[text])
            return BROKEN;
        most = slots > most ? slots : most;
    }
    uint8_t *seen = malloc((size_t)most);
    if (!seen)
        return NO_MEMORY;
    for (int64_t slot = 0; slot < texts->slots; slot++)
        table[slot] = (int32_t)texts->signs;
    for (int64_t text = 0; text < texts->texts; text++)
        fill_one(texts, text, repeated, seen, table);
    free(seen);
    return OK;
}
