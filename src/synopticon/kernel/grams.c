/* Grams as numbers, looked up and sorted. */
#include <string.h>

#include "grams.h"

static const uint64_t FACTOR = 0x9E3779B97F4A7C15; /* and its second and fourth power, modulo 2 to the 64th */
static const uint64_t FACTOR2 = 0x9E3779B97F4A7C15 * 0x9E3779B97F4A7C15;
static const uint64_t FACTOR4 =
    0x9E3779B97F4A7C15 * 0x9E3779B97F4A7C15 * (0x9E3779B97F4A7C15 * 0x9E3779B97F4A7C15);

enum { FEW = 32, DIGIT = 8, DIGITS = 1 << DIGIT };

/* The finaliser of splitmix64. */
static inline uint64_t scatter(uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
    return value ^ (value >> 31);
}

void number_grams(const uint32_t *codes, int64_t signs, int64_t from, int64_t count, uint64_t *numbers)
{
    uint64_t one[BLOCK + 7], two[BLOCK + 6], four[BLOCK + 4];

    for (int64_t at = 0; at < count + 7; at++)
        one[at] = scatter(from + at < signs ? codes[from + at] : 0);
    for (int64_t at = 0; at < count + 6; at++)
        two[at] = one[at] * FACTOR + one[at + 1];
    for (int64_t at = 0; at < count + 4; at++)
        four[at] = two[at] * FACTOR2 + two[at + 2];
    for (int64_t at = 0; at < count; at++)
        numbers[at] = scatter(is_dense(codes[from + at]) ? four[at] : four[at] * FACTOR4 + four[at + 4]);
}

uint64_t join(uint64_t gram, uint64_t other) { return scatter(gram * FACTOR + other) >> 3; }

int64_t look_up(const Table *table, uint64_t gram)
{
    int64_t begin = 0, size = table->size;
    if (!size)
        return -1;
    while (size > 1) {
        int64_t half = size / 2;
        begin += table->grams[begin + half] <= gram ? half : 0;
        size -= half;
    }
    return table->grams[begin] == gram ? begin : -1;
}

static void insert(uint64_t *numbers, size_t count)
{
    for (size_t at = 1; at < count; at++) {
        uint64_t number = numbers[at];
        size_t to = at;
        for (; to > 0 && numbers[to - 1] > number; to--)
            numbers[to] = numbers[to - 1];
        numbers[to] = number;
    }
}

/* From one array to the other, in the order of eight bits; what is alike in them stays in order. */
static void distribute(const uint64_t *from, uint64_t *to, size_t count, unsigned shift)
{
    size_t begins[DIGITS] = {0}, sum = 0;
    for (size_t at = 0; at < count; at++)
        begins[from[at] >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t of_digit = begins[digit];
        begins[digit] = sum;
        sum += of_digit;
    }
    for (size_t at = 0; at < count; at++)
        to[begins[from[at] >> shift & (DIGITS - 1)]++] = from[at];
}

void sort_numbers(uint64_t *numbers, uint64_t *spare, size_t count)
{
    if (count <= FEW) {
        insert(numbers, count);
        return;
    }
    uint64_t differing = 0, *from = numbers, *to = spare;
    for (size_t at = 1; at < count; at++)
        differing |= numbers[at] ^ numbers[0];
    for (unsigned shift = 0; shift < 64; shift += DIGIT) {
        if (!(differing >> shift & (DIGITS - 1)))
            continue;
        distribute(from, to, count, shift);
        uint64_t *filled = to;
        to = from;
        from = filled;
    }
    if (from != numbers)
        memcpy(numbers, from, count * sizeof *numbers);
}
