/* Code points folded by a table: `_Table.fold` of normalising.py. */
#include "kernel.h"

/* What each of `size` code points becomes: how many codes; which, or the place of the first one among the forms. */
typedef struct {
    int64_t size, several;
    const uint8_t *counts;
    const uint32_t *ones, *forms;
} Folds;

/* The first code whose count is `unknown`, or the number of codes; and how many codes all become. */
OPEN int synopticon_measure(const uint32_t *codes, int64_t size, const Folds *folds, uint8_t unknown, int64_t *first,
                            int64_t *total)
{
    int64_t sum = 0;
    for (int64_t at = 0; at < size; at++) {
        if (codes[at] >= folds->size)
            return BROKEN;
        if (folds->counts[codes[at]] == unknown) {
            *first = at;
            return OK;
        }
        sum += folds->counts[codes[at]];
    }
    *first = size;
    *total = sum;
    return OK;
}

/* folded, source: room for one more than `total`, and no more is written. */
OPEN int synopticon_fold(const uint32_t *codes, int64_t size, const Folds *folds, int64_t total, uint32_t *folded,
                         int64_t *source)
{
    int64_t to = 0;
    for (int64_t at = 0; at < size; at++) {
        uint32_t code = codes[at];
        if (code >= folds->size || folds->counts[code] > total - to)
            return BROKEN;
        int64_t count = folds->counts[code], one = folds->ones[code];
        folded[to] = (uint32_t)one;
        source[to] = at;
        if (count <= 1) { /* where it is none, the next code takes its place */
            to += count;
            continue;
        }
        if (one > folds->several - count)
            return BROKEN;
        for (int64_t form = 0; form < count; form++, to++) {
            folded[to] = folds->forms[one + form];
            source[to] = at;
        }
    }
    return to == total ? OK : BROKEN;
}
