"""Which pairs are worth a closer look: an index of one language's keys, read by the documents of the smaller one.

Common keys are left to the closer look, so that the work stays near the number of documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.translations.weighing import Shelf

NEAREST = 6
"""Candidates of each document of the smaller language, at most."""
CLOSE = 0.6
"""Share of the best candidate's sum from which another one is a candidate too."""
COMMON, SPREAD = 300, 0.04
"""A key in more documents than the first number, and in a larger share than the second, proposes nothing."""
LEAST_SUM = 4.0
"""Nats of rare keys below which a pair is not looked at."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each key stands: rows[starts[k] : starts[k] + counts[k]] are the documents that hold key k."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]


def candidates(few: Shelf, many: Shelf, worth: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Pairs (place among the few, place among the many), the few in their order, each one's best first."""
    cap = max(COMMON, int(SPREAD * len(many.cards)))
    postings = _postings(many, (worth > 0) & (many.counts <= cap))
    owners = np.repeat(np.arange(len(many.cards)), [len(card.keys) for card in many.cards])
    sizes = np.bincount(owners, worth[np.concatenate([card.keys for card in many.cards])], len(many.cards))
    scale = 1.0 / np.sqrt(sizes + 10.0)
    for place, card in enumerate(few.cards):
        keys = card.keys[postings.counts[card.keys] > 0]
        if len(keys):
            yield from ((place, row) for row in _best(keys, worth, postings, scale))


def _postings(shelf: Shelf, wanted: NDArray[np.bool_]) -> Postings:
    keys = np.concatenate([card.keys for card in shelf.cards])
    rows = np.repeat(np.arange(len(shelf.cards)), [len(card.keys) for card in shelf.cards])
    chosen = wanted[keys]
    keys, rows = keys[chosen], rows[chosen]
    order = np.argsort(keys, kind="stable")
    counts = np.bincount(keys, minlength=len(wanted)).astype(np.int64)
    return Postings(rows[order].astype(np.int64), np.cumsum(counts) - counts, counts)


def _best(
    keys: NDArray[np.int32], worth: NDArray[np.float64], postings: Postings, scale: NDArray[np.float64]
) -> list[int]:
    """The documents whose rare keys in common are worth most, for their size."""
    counts = postings.counts[keys]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = postings.rows[np.repeat(postings.starts[keys], counts) + within]
    sums = np.bincount(rows, np.repeat(worth[keys], counts), len(scale))
    ranks = np.where(sums >= LEAST_SUM, sums * scale, 0.0)
    top = ranks.max()
    if top <= 0:
        return []
    near = np.flatnonzero(ranks >= CLOSE * top)
    return [int(row) for row in near[np.argsort(-ranks[near], kind="stable")][:NEAREST]]
