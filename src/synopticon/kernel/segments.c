/* Grams looked up in a segment of an index: what store/echoes/segment.py says of its columns holds here. */
#include <string.h>

#include "kernel.h"

enum { BLOCK = 128, TAIL = 24, NARROW = 18, WINDOW = 56 };

/* As Columns there: `code` and `lasts` and `bodies` each end with eight bytes that can be read. */
typedef struct {
    int64_t blocks, grams, postings, first, width, code_bytes;
    const uint64_t *heads;
    const uint32_t *code_at, *posting_at;
    const uint8_t *code, *lasts, *bodies;
} Segment;

static inline uint64_t bits_at(const uint8_t *data, uint64_t bit)
{
    uint64_t eight;
    memcpy(&eight, data + (bit >> 3), sizeof eight);
    return eight >> (bit & 7);
}

/* Behind so many set bits from here on; `till` where there are not as many. */
static int64_t behind(const uint8_t *lasts, int64_t from, int64_t till, int64_t sets)
{
    while (sets > 0 && from < till) {
        uint64_t window = bits_at(lasts, (uint64_t)from) & ((UINT64_C(1) << WINDOW) - 1);
        int here = __builtin_popcountll(window);
        if (here < sets) {
            sets -= here;
            from += WINDOW;
            continue;
        }
        while (--sets)
            window &= window - 1;
        from += __builtin_ctzll(window) + 1;
        return from < till ? from : till;
    }
    return from < till ? from : till;
}

/* The last block whose first gram is not above this one; -1 where none is. */
static int64_t block_of(const Segment *segment, uint64_t gram)
{
    int64_t low = 0, high = segment->blocks;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (segment->heads[middle] >> TAIL <= gram)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

/* Where the bodies of each gram begin, and how many there are; none for a gram that is not here. */
OPEN int synopticon_find(const Segment *segment, int64_t count, const uint64_t *grams, int64_t *begins, int64_t *counts)
{
    for (int64_t at = 0; at < count; at++) {
        begins[at] = counts[at] = 0;
        int64_t block = block_of(segment, grams[at]);
        if (block < 0)
            continue;
        uint64_t head = segment->heads[block], gram = head >> TAIL;
        uint64_t width = head >> NARROW & ((1 << (TAIL - NARROW)) - 1), mask = (UINT64_C(1) << width) - 1;
        int64_t code = (int64_t)segment->code_at[block] * (BLOCK / 8);
        int64_t posting = (int64_t)((head & ((1 << NARROW) - 1)) << 32 | segment->posting_at[block]);
        int64_t size = segment->grams - block * BLOCK < BLOCK ? segment->grams - block * BLOCK : BLOCK;
        if (width > WINDOW || code + (int64_t)width * (BLOCK / 8) > segment->code_bytes || posting > segment->postings)
            return BROKEN;
        int64_t place = 0;
        uint64_t bit = (uint64_t)code * 8;
        while (gram < grams[at] && ++place < size) {
            bit += width;
            gram += bits_at(segment->code, bit) & mask;
        }
        if (gram != grams[at] || place >= size)
            continue;
        begins[at] = behind(segment->lasts, posting, segment->postings, place);
        counts[at] = behind(segment->lasts, begins[at], segment->postings, 1) - begins[at];
    }
    return OK;
}

/* The bodies at these stretches, end to end. */
OPEN int synopticon_bodies(
    const Segment *segment, int64_t count, const int64_t *begins, const int64_t *counts, int64_t *bodies)
{
    uint64_t width = (uint64_t)segment->width, mask = (UINT64_C(1) << width) - 1;
    if (width > WINDOW)
        return BROKEN;
    for (int64_t at = 0; at < count; at++) {
        if (begins[at] < 0 || counts[at] < 0 || begins[at] > segment->postings - counts[at])
            return BROKEN;
        uint64_t bit = (uint64_t)begins[at] * width;
        for (int64_t left = counts[at]; left > 0; left--, bit += width)
            *bodies++ = (int64_t)(bits_at(segment->bodies, bit) & mask) + segment->first;
    }
    return OK;
}
