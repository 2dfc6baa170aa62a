"""Rarity: a letter counts by how few texts of the press hold the words around it, the same in every collection."""

from __future__ import annotations

import numpy as np

from synopticon.reuse.common_grams import common_grams
from synopticon.reuse.rarity import COMMON, COMMONEST, FULL, NOTHING_COMMON, VERY_MANY, Rarity, frozen_rarity, worth
from synopticon.reuse.sampling import CUT, SAMPLED

EDGES = np.array([0, 10, 14, 20])
ONE = np.ones(20, np.int64)


def counted(sampled: dict[int, int], counts: dict[int, int]) -> list[int]:
    """What each of twenty letters of three texts counts: sampled grams by place, and what those in the table count."""
    grams = np.full(20, SAMPLED, np.uint64)
    grams[list(sampled)] = np.array(list(sampled.values()), np.uint64) << CUT
    table = Rarity(np.array(sorted(counts), np.uint64), np.array([counts[gram] for gram in sorted(counts)], np.int64))
    return [int(step) for step in np.diff(worth(grams, np.arange(20), EDGES, ONE, table))]


def test_rarity_falls_in_steps() -> None:
    """What stands in many texts of the frozen statistics counts less, in very many least, in none in full."""
    grams, texts = common_grams()
    told = frozen_rarity().of(grams)
    assert set(told[texts >= VERY_MANY].tolist()) == {COMMONEST}
    assert set(told[texts < VERY_MANY].tolist()) == {COMMON}
    assert frozen_rarity().of(grams[-1:] + np.uint64(1)).tolist() == [FULL]


def test_a_letter_counts_as_the_rarer_of_the_grams_around_it() -> None:
    """Between two common grams letters count little; beside a rare one in full; a text without a sample in full."""
    told = counted({2: 5, 6: 6, 8: 7, 15: 5}, {5: COMMONEST, 6: COMMONEST, 7: COMMON})
    assert told == [COMMONEST] * 6 + [COMMON] * 4 + [FULL] * 4 + [COMMONEST] * 6


def test_without_a_table_every_letter_counts_in_full() -> None:
    """Two texts of which nothing is known."""
    grams = np.zeros(20, np.uint64)
    assert worth(grams, np.arange(20), EDGES, ONE, NOTHING_COMMON).tolist() == list(range(0, 21 * FULL, FULL))
