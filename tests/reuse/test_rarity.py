"""Rarity: a letter counts by how few bodies hold the words around it."""

from __future__ import annotations

import random

import numpy as np

from synopticon.reuse.rarity import (
    CUT,
    FULL,
    HALVINGS,
    NOTHING_COMMON,
    SAMPLE,
    SAMPLED,
    STEPS,
    halvings_of,
    rarity_in,
    rarity_of,
    sample_of,
    worth,
)

EDGES = np.array([0, 10, 14, 20])
ONE = np.ones(20, np.int64)


def counted(sampled: dict[int, int], held: dict[int, int]) -> list[int]:
    """What each of twenty letters of three texts counts: sampled grams by place, and how many bodies hold each."""
    grams = np.full(20, SAMPLED, np.uint64)
    grams[list(sampled)] = np.array(list(sampled.values()), np.uint64) << CUT
    counts = np.array([held[gram] for gram in sorted(held)], np.int64)
    table = rarity_in(np.array(sorted(held), np.uint64), counts, 1)
    return [int(step) for step in np.diff(worth(grams, np.arange(20), EDGES, ONE, table))]


def test_rarity_falls_in_steps() -> None:
    """One body more changes what a letter counts only at a step."""
    (first, some), (second, little) = STEPS
    held = np.array([1, first - 1, first, second - 1, second, 10**6])
    assert rarity_of(held).tolist() == [FULL, FULL, some, some, little, little]


def test_the_steps_are_halved_while_the_collection_outgrows_its_sample() -> None:
    """What so many of a small collection hold is found as often in the sample of a larger one; then it is a share."""
    assert [halvings_of(SAMPLE * size) for size in (0, 1, 2, 3, 4, 1000)] == [0, 0, 1, 1, 2, HALVINGS]
    (first, some), _ = STEPS
    assert rarity_of(np.array([first // 2 - 1, first // 2]), 1).tolist() == [FULL, some]


def test_the_sample_is_a_function_of_the_set() -> None:
    """The lowest digests are asked, in whatever order they come; of a small collection all."""
    digests = [number.to_bytes(4, "big") for number in range(2 * SAMPLE)]
    assert sample_of(random.Random(1).sample(digests, len(digests))) == digests[:SAMPLE]
    assert sample_of(digests[3:5]) == digests[3:5]


def test_a_letter_counts_as_the_rarer_of_the_grams_around_it() -> None:
    """Between two common grams letters count little; beside a rare one in full; a text without a sample in full."""
    little, some = STEPS[1][1], STEPS[0][1]
    told = counted({2: 5, 6: 6, 8: 7, 15: 5}, {5: 1000, 6: 1000, 7: 20})
    assert told == [little] * 6 + [some] * 4 + [FULL] * 4 + [little] * 6


def test_without_a_table_every_letter_counts_in_full() -> None:
    """Two texts without a collection around them."""
    grams = np.zeros(20, np.uint64)
    assert worth(grams, np.arange(20), EDGES, ONE, NOTHING_COMMON).tolist() == list(range(0, 21 * FULL, FULL))
