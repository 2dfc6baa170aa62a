/* What the parts of the kernel share: texts end to end, the rules that are told to it, arrays that grow.
 *
 * Every function answers with OK, NO_MEMORY or BROKEN; the last where what it was given cannot be, for it looks nothing
 * up at a place that was neither checked nor made by itself. Numbers and their order are those of the NumPy code beside
 * it, figure by figure; it stays the reference.
 */
#ifndef SYNOPTICON_KERNEL_H
#define SYNOPTICON_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OPEN __attribute__((visibility("default")))

enum { OK = 0, NO_MEMORY = 1, BROKEN = 2 };

/* As Columns in columns.py; signs, texts, grams and slots are the lengths of codes, of edges less one, of places, of
 * table; hashes, letters and worth have one more than there are signs. */
typedef struct {
    int64_t signs, texts, grams, slots;
    const uint32_t *codes;
    const int64_t *edges, *letters, *worth;
    const uint64_t *hashes;
    const int64_t *places, *places_of;
    const int32_t *table;
    const int64_t *table_of;
} Columns;

/* The constants of alignment.py, passages.py, grams.py and rarity.py, under their names there. */
typedef struct {
    int64_t reach, least_run, gap, drift, look_ahead, least_passage, full, commonest, spelled, dense;
    double hopeless, least_beyond;
} Rules;

/* A run of equal letters in two texts: its place in a, its place in b, its length. */
typedef struct {
    int32_t a, b, size;
} Run;

/* Something with a number by which it is sorted. */
typedef struct {
    int64_t key;
    Run run;
} Item;

/* An array that grows. */
typedef struct {
    void *data;
    size_t bytes;
} Grown;

/* Rows of whole numbers, to be taken away by whoever called and then let go. */
typedef struct {
    Grown rows;
    int64_t count;
} Rows;

/* Whether edges rise from 0 to the given end. */
bool divide(const int64_t *edges, int64_t parts, int64_t end);

/* Whether all edges of a batch are such. */
bool are_whole(const Columns *texts);

/* Room for so many things of one size; what was there stays. False where there is no memory. */
bool room_for(Grown *array, size_t count, size_t size);
void let_go(Grown *array);

/* Room for so many further rows, at least one, of so many numbers; NULL where there is no memory. They are filled by
 * whoever asked. */
int64_t *further_rows(Rows *found, size_t count, size_t columns);

/* Sort by key; what has the same key stays in order. spare: room for as many. */
void sort_items(Item *items, Item *spare, size_t count);

/* Han, kana, Hangul or Yi: `is_dense` in grams.py. */
static inline bool is_dense(uint32_t code)
{
    return code >= 0x2E80 && (code < 0xD7B0 || (code >= 0xF900 && code < 0xFB00) ||
                              (code >= 0x1AFF0 && code < 0x33480));
}

#endif
