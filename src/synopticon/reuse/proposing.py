"""Which bodies may share text: those with several rare sampled grams in common. It only proposes; the text decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes

CROWD = 48
"""Up to so many bodies with one gram are proposed pairwise; of a larger crowd each only with its first and its
neighbour, so that the cost stays linear and no document falls out of sight."""
BATCH = 4_000_000
SMALL = 1000
"""A smaller collection is weighed as if it had so many bodies."""
LEAST_SHARED = 3
LEAST_SHARE = 0.08
"""Of the smaller body's sampled grams, weighed by rarity, so much must be shared."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Proposed pairs of bodies; left stands before right in the given order."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.left)


def propose(fingerprints: Hashes, owners: NDArray[np.int32], rank: NDArray[np.int64]) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams and, weighed by rarity, LEAST_SHARE of the smaller one's.

    rank: the place of each body in the order by date and digest. The answer is a function of the set alone.
    """
    order = np.lexsort((rank[owners], fingerprints))
    grams, bodies = fingerprints[order], owners[order].astype(np.int64)
    first = np.ones(len(grams), bool)
    first[1:] = (grams[1:] != grams[:-1]) | (bodies[1:] != bodies[:-1])
    grams, bodies = grams[first], bodies[first]
    begins = np.flatnonzero(np.concatenate([[True], grams[1:] != grams[:-1]])[: len(grams)])
    crowd = np.diff(np.append(begins, len(grams)))
    group = np.repeat(np.arange(len(begins)), crowd)
    total = max(len(rank), SMALL)
    rarity = (np.log(total / crowd) / np.log(total))[group]
    mass = np.bincount(bodies, rarity, len(rank))
    keys, counts, worth = _count(_together(bodies, begins, group, crowd, rarity), len(rank))
    left, right = keys // len(rank), keys % len(rank)
    share = worth / np.maximum(np.minimum(mass[left], mass[right]), 1e-9)
    good = (counts >= LEAST_SHARED) & (share >= LEAST_SHARE)
    return Pairs(left[good], right[good])


Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""Left bodies, right bodies, rarity of the gram under which they were found."""


def _together(
    bodies: NDArray[np.int64],
    begins: NDArray[np.int64],
    group: NDArray[np.int64],
    crowd: NDArray[np.int64],
    rarity: NDArray[np.float64],
) -> Iterator[Found]:
    """Pairs of bodies that stand under one gram, once for each gram."""
    place = np.arange(len(bodies)) - begins[group]
    crowded = crowd[group] > CROWD
    for step in range(1, CROWD):
        at = np.flatnonzero((place >= step) & (~crowded | (step == 1)))
        if not len(at):
            break
        yield bodies[at - step], bodies[at], rarity[at]
    far = np.flatnonzero(crowded & (place >= 2))
    yield bodies[begins[group[far]]], bodies[far], rarity[far]


def _count(columns: Iterator[Found], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """How often each pair was found, and the rarity of all that it shares; a pair is left times size plus right."""
    keys: NDArray[np.int64] = np.zeros(0, np.int64)
    counts: NDArray[np.int64] = np.zeros(0, np.int64)
    worth: NDArray[np.float64] = np.zeros(0)
    for batch in _gathered(columns, size):
        keys, place = np.unique(np.concatenate([keys, batch[0]]), return_inverse=True)
        tallies = np.concatenate([counts, np.ones(len(batch[0]), np.int64)])
        counts = np.bincount(place, tallies, len(keys)).astype(np.int64)
        worth = np.asarray(np.bincount(place, np.concatenate([worth, batch[1]]), len(keys)), np.float64)
    return keys, counts, worth


def _gathered(columns: Iterator[Found], size: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Pair numbers with the rarity of each finding, in batches that fit into memory."""
    numbers: list[NDArray[np.int64]] = []
    rarities: list[NDArray[np.float64]] = []
    for left, right, rarity in columns:
        numbers.append(left * size + right)
        rarities.append(rarity)
        if sum(map(len, numbers)) > BATCH:
            yield np.concatenate(numbers), np.concatenate(rarities)
            numbers, rarities = [], []
    if numbers:
        yield np.concatenate(numbers), np.concatenate(rarities)
