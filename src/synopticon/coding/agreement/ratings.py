"""Ratings, and what all measures are computed from: how often which two values met in one unit, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

MISSING = -1
"""In a table of ratings: this coder did not judge this unit."""
_COUNTED_DIRECTLY = 1_000_000
"""Cells that are counted in a table of all of them; sorting what occurs is quicker where there are more."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Who gave which unit which value.

    table: units × coders, places in `values` or MISSING. values: what the places mean; the number of rows is the
    number of values (numbers for ordered levels, a row of memberships a set for MASI, anything for nominal).
    weights: how many equal units each row stands for. groups: what is drawn together in a bootstrap, from 0.
    """

    table: NDArray[np.int64]
    values: NDArray[np.float64] | NDArray[np.bool_]
    weights: NDArray[np.int64]
    groups: NDArray[np.int64]

    @classmethod
    def of(cls, table: NDArray[np.int64], values: NDArray[np.float64] | NDArray[np.bool_]) -> Ratings:
        """Units of equal weight, each a group of its own: the textbook's table, turned so that units are rows."""
        units = len(table)
        return cls(table, values, np.ones(units, np.int64), np.arange(units, dtype=np.int64))

    def pairable(self) -> NDArray[np.bool_]:
        """Which units at least two coders judged; the others can show no agreement and count nowhere."""
        answer: NDArray[np.bool_] = (self.table != MISSING).sum(axis=1) >= 2
        return answer


@dataclass(frozen=True, slots=True, eq=False)
class Coincidences:
    """The coincidence matrix, kept apart by group and without its empty cells.

    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, E: each unit brings every ordered pair of its m
    values, each pair with the weight 1 / (m − 1). Both orders of a pair stand in one row here.

    values: as in the ratings. group, left, right, amount: a row a cell. counts: groups × values, how many pairable
    values; their sum is the n of the textbook.
    """

    values: NDArray[np.float64] | NDArray[np.bool_]
    group: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    amount: NDArray[np.float64]
    counts: NDArray[np.float64]

    @property
    def groups(self) -> int:
        """How many groups hold at least one pairable unit."""
        return len(self.counts)


def coincidences_of(ratings: Ratings) -> Coincidences:
    """What the measures are computed from; groups without a pairable unit are left out, the others keep their order."""
    keep = ratings.pairable()
    table, weights = ratings.table[keep], ratings.weights[keep]
    _, groups = np.unique(ratings.groups[keep], return_inverse=True)
    size = len(ratings.values)
    given = table != MISSING
    share = weights / np.maximum(given.sum(axis=1) - 1, 1)
    keys, amounts = [np.zeros(0, np.int64)], [np.zeros(0, np.float64)]
    for one, other in combinations(range(table.shape[1]), 2):
        both = given[:, one] & given[:, other]
        low = np.minimum(table[both, one], table[both, other])
        high = np.maximum(table[both, one], table[both, other])
        keys.append((groups[both] * size + low) * size + high)
        amounts.append(2 * share[both])
    number = int(groups.max()) + 1 if len(groups) else 0
    cells, amount = _summed(np.concatenate(keys), np.concatenate(amounts), number * size * size)
    rows, columns = np.nonzero(given)
    flat = np.bincount(groups[rows] * size + table[rows, columns], weights[rows], number * size)
    pair = max(size, 1)
    return Coincidences(
        ratings.values,
        cells // pair // pair,
        cells // pair % pair,
        cells % pair,
        amount,
        flat.reshape(number, size).astype(np.float64),
    )


def _summed(
    keys: NDArray[np.int64], amounts: NDArray[np.float64], most: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each different key once, in order, with the sum of its amounts. most: all keys are below it."""
    if most <= _COUNTED_DIRECTLY:
        sums = np.bincount(keys, amounts, most).astype(np.float64)
        cells = np.flatnonzero(np.bincount(keys, minlength=most))
        return cells, sums[cells]
    cells, place = np.unique(keys, return_inverse=True)
    return cells, np.bincount(place, amounts, len(cells)).astype(np.float64)
