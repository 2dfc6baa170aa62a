"""Which pairs are worth a closer look: an index of clues, read from the smaller language's documents.

What a clue weighs comes from the collection: the rarer in the other language, the more a meeting says. Common clues are
left to the closer look, so that the work stays near the number of documents.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.translations.reading import Reading

NEAREST = 6
"""Candidates of each document of the smaller language."""
COMMON, SPREAD = 400, 0.05
"""A clue in more documents than the first number, and in a larger share than the second, proposes nothing."""
STEADY = 20.0
"""Documents that the usual share of a clue's sort counts for, beside those of the collection."""


def usual(key: str) -> float:
    """The share of documents that hold such a clue, where the collection is too small to tell."""
    sort, rest = key[0], key[2:]
    if sort == "n":
        return 0.25 if len(rest) == 1 else 0.08 if len(rest) == 2 or rest[0] == "m" else 0.03
    if sort == "s":
        return 0.5 if len(rest) <= 2 else 0.12 if len(rest) == 3 else 0.03
    return {"w": 0.08, "l": 0.01, "p": 0.01}.get(sort, 0.4)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one language, and in how many of them each key stands."""

    language: str
    readings: tuple[Reading, ...]
    spread: dict[str, int]

    def share(self, key: str) -> float:
        """The expected share of this language's other documents that hold the key."""
        others = max(0, len(self.readings) - 1)
        return (max(0, self.spread.get(key, 0) - 1) + STEADY * usual(key)) / (others + STEADY)


def shelves(readings: Sequence[Reading]) -> dict[str, Shelf]:
    """The readings by language, in their order."""
    by_language: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_language[reading.language].append(reading)
    return {
        language: Shelf(language, tuple(rows), dict(Counter(key for row in rows for key in row.places)))
        for language, rows in sorted(by_language.items())
    }


def candidates(shelves: dict[str, Shelf]) -> Iterator[tuple[Shelf, Shelf, list[tuple[int, int]]]]:
    """For every two languages their shelves, and the pairs (place on the one, on the other) worth a closer look."""
    for one, other in combinations(shelves.values(), 2):
        few, many = (one, other) if len(one.readings) <= len(other.readings) else (other, one)
        yield few, many, list(_nearest(few, many))


def _nearest(few: Shelf, many: Shelf) -> Iterator[tuple[int, int]]:
    postings, weights = _postings(few, many)
    size = np.zeros(len(many.readings))
    for key, rows in postings.items():
        size[rows] += weights[key]
    size = np.sqrt(size + 10.0)
    for place, reading in enumerate(few.readings):
        keys = [key for key in reading.places if key in postings]
        if not keys:
            continue
        rows = np.concatenate([postings[key] for key in keys])
        worth = np.repeat([weights[key] for key in keys], [len(postings[key]) for key in keys])
        sums = np.bincount(rows, worth, len(many.readings)) / size
        best = np.argsort(-sums, kind="stable")[:NEAREST] if len(sums) <= 64 else _top(sums)
        yield from ((place, int(row)) for row in best if sums[row] > 0)


def _top(sums: NDArray[np.float64]) -> NDArray[np.intp]:
    """The places of the NEAREST largest, equal ones in their order."""
    least = np.partition(sums, len(sums) - NEAREST)[len(sums) - NEAREST]
    rows = np.flatnonzero(sums >= least)
    return rows[np.argsort(-sums[rows], kind="stable")][:NEAREST]


def _postings(few: Shelf, many: Shelf) -> tuple[dict[str, NDArray[np.int64]], dict[str, float]]:
    """For each key of both languages that is not too common: where it stands among the many, and what it weighs."""
    wanted = {
        key
        for key in few.spread.keys() & many.spread.keys()
        if many.spread[key] <= max(COMMON, SPREAD * len(many.readings))
    }
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(many.readings):
        for key in wanted & reading.places.keys():
            rows[key].append(place)
    weights = {key: max(0.05, -0.5 * math.log(many.share(key) * few.share(key))) for key in rows}
    return {key: np.array(places, np.int64) for key, places in rows.items()}, weights
