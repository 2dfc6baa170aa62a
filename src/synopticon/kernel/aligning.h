/* What one pair needs while it is aligned. */
#ifndef SYNOPTICON_ALIGNING_H
#define SYNOPTICON_ALIGNING_H

#include "kernel.h"

enum { FIGURES = 10 };

/* A run with its passage (the number of the passage's first run), where it begins and ends in letters on both sides,
 * and what its letters count on either. */
typedef struct {
    int64_t begin[2], end[2], counts[2];
    int32_t passage;
    bool waiting;
} Link;

/* From its first to behind its last sign on both sides, and what its runs count in a. */
typedef struct {
    int64_t low[2], high[2], counts;
} Passage;

/* Two texts and the arrays in which they are compared; the arrays serve one pair after another. */
typedef struct {
    const Columns *texts;
    const Rules *rules;
    int64_t text[2];
    Grown items, spare, links, passages;
    size_t runs;
    size_t whole; /* passages that are kept */
} Pair;

/* One after another; each leaves its runs as the first `runs` items. */
int find_runs(Pair *pair);     /* equal stretches around shared grams, none overlapping, in a's order */
int chain_passages(Pair *pair); /* links with their passages; only passages that count enough, numbered from 0 */
int tell_figures(Pair *pair, double *figures);

static inline Item *items_of(const Pair *pair) { return pair->items.data; }
static inline Link *links_of(const Pair *pair) { return pair->links.data; }
static inline Passage *passages_of(const Pair *pair) { return pair->passages.data; }
static inline int32_t place_of(const Run *run, int side) { return side ? run->b : run->a; }

#endif
