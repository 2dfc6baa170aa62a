/* Grams as numbers, and tables in which they are looked up. */
#ifndef SYNOPTICON_GRAMS_H
#define SYNOPTICON_GRAMS_H

#include "kernel.h"

enum { BLOCK = 1024 };

/* The constants of sampling.py, grams.py and rarity.py, under their names there. */
typedef struct {
    uint64_t sampled;
    int64_t cut, spelled, dense, full; /* dense is not more than spelled */
} Sampling;

/* Grams sorted by their numbers (upper bits), with what belongs to each. */
typedef struct {
    int64_t size;
    const uint64_t *grams;
    const int64_t *counts;
} Table;

/* The numbers of the grams that begin at the signs from `from` on, so many, at most BLOCK: `gram_hashes` of grams.py. */
void number_grams(const uint32_t *codes, int64_t signs, int64_t from, int64_t count, uint64_t *numbers);

/* A number for a gram together with another one: `joined` of grams.py. */
uint64_t join(uint64_t gram, uint64_t other);

/* The place of a gram in a table, or -1. */
int64_t look_up(const Table *table, uint64_t gram);

/* Sort numbers; spare: room for as many. */
void sort_numbers(uint64_t *numbers, uint64_t *spare, size_t count);

static inline int64_t letters_of(uint32_t code) { return is_dense(code) ? 2 : 1; }

static inline int64_t length_of(uint32_t code, const Sampling *rules)
{
    return is_dense(code) ? rules->dense : rules->spelled;
}

static inline bool is_sampled(uint64_t gram, uint32_t code, const Sampling *rules)
{
    return gram < rules->sampled * (uint64_t)letters_of(code);
}

#endif
