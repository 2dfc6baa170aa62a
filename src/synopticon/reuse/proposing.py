"""Which bodies may share text: those with several rare sampled grams in common. It only proposes; the text decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes

CROWD = 48
"""Up to so many bodies with one gram are proposed pairwise; of a larger crowd each only with its first and its
neighbour, so that the cost stays linear and no document falls out of sight."""
LEAST_SHARED = 3
LEAST_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Pairs:
    """Proposed pairs of bodies; left stands before right in the given order."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.left)


def propose(fingerprints: Hashes, owners: NDArray[np.int32], rank: NDArray[np.int64]) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams and LEAST_SHARE of the smaller one's.

    rank: the place of each body in the order by date and digest. The answer is a function of the set alone.
    """
    order = np.lexsort((rank[owners], fingerprints))
    grams, bodies = fingerprints[order], owners[order].astype(np.int64)
    first = np.ones(len(grams), bool)
    first[1:] = (grams[1:] != grams[:-1]) | (bodies[1:] != bodies[:-1])
    grams, bodies = grams[first], bodies[first]
    sizes = np.bincount(bodies, minlength=len(rank))
    keys, counts = _count(_together(grams, bodies), len(rank))
    left, right = keys // len(rank), keys % len(rank)
    share = counts / np.maximum(np.minimum(sizes[left], sizes[right]), 1)
    good = (counts >= LEAST_SHARED) & (share >= LEAST_SHARE)
    return Pairs(left[good], right[good])


def _together(grams: Hashes, bodies: NDArray[np.int64]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of bodies that stand under one gram, once for each gram; columns of left and right."""
    if not len(grams):
        return []
    begins = np.flatnonzero(np.concatenate([[True], grams[1:] != grams[:-1]]))
    sizes = np.diff(np.append(begins, len(grams)))
    group = np.repeat(np.arange(len(begins)), sizes)
    place = np.arange(len(grams)) - begins[group]
    crowded = sizes[group] > CROWD
    found = []
    for step in range(1, CROWD):
        at = np.flatnonzero((place >= step) & (~crowded | (step == 1)))
        if not len(at):
            break
        found.append((bodies[at - step], bodies[at]))
    far = np.flatnonzero(crowded & (place >= 2))
    found.append((bodies[begins[group[far]]], bodies[far]))
    return found


def _count(
    columns: list[tuple[NDArray[np.int64], NDArray[np.int64]]], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How often each pair was found; a pair is one number, left times size plus right."""
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting: list[NDArray[np.int64]] = []
    for number, (left, right) in enumerate(columns):
        waiting.append(left * size + right)
        if sum(map(len, waiting)) > 8_000_000 or number == len(columns) - 1:
            fresh, times = np.unique(np.concatenate(waiting), return_counts=True)
            keys, place = np.unique(np.concatenate([keys, fresh]), return_inverse=True)
            counts = np.bincount(place, np.concatenate([counts, times]), len(keys)).astype(np.int64)
            waiting = []
    return keys, counts
