"""How the work is divided: by what the collection holds, never by who does it, so that any engine can go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from synopticon.reuse.proposing import Pairs
from synopticon.workflow.spreading.columns import Ints

A_PART, MOST_PARTS = 64_000_000, 256
"""Bytes of documents for each part of the grams, and of the pairs; and most parts, a power of two."""
LETTERS, PAIRS = 8_000_000, 4000
"""Letters of both texts of the pairs that are compared in one task, and most pairs."""
DOCUMENTS, MOST_FILES = 10_000, 500
"""Documents that are settled in one task, and most such tasks: the files of their rows are all open at the end."""


def parts_for(size: int) -> int:
    """In how many parts grams and pairs are divided, for so many bytes of documents."""
    parts = 4
    while parts < MOST_PARTS and parts * A_PART < size:
        parts *= 2
    return parts


def pairs_together(pairs: Pairs, letters: Ints) -> Iterator[slice]:
    """Stretches of the pairs; each is a task. letters: of each body."""
    yield from _stretches(letters[pairs.left] + letters[pairs.right], LETTERS, PAIRS)


def repeats_together(bodies: Ints, letters: Ints) -> Iterator[Ints]:
    """Of documents in their order the places of those that have the body of an earlier one, the first ones among them.

    letters: of each document's body. A body with very many documents is divided; its first one is in each part.
    """
    firsts = np.unique(bodies, return_index=True)[1]
    further = np.setdiff1d(np.arange(len(bodies)), firsts, assume_unique=True)
    further = further[np.argsort(bodies[further], kind="stable")]
    for stretch in _stretches(letters[further], LETTERS, PAIRS):
        yield np.unique(np.concatenate([further[stretch], firsts[bodies[further[stretch]]]]))


def documents_together(component: Ints, near: Ints) -> Iterator[Ints]:
    """The places of documents that are settled together; no component is divided.

    component: of each document in their order. near: of each, the least number of a shard with a relation of it, so
    that few shards are read for each task.
    """
    nearest = np.full(int(component.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(nearest, component, near)
    order = np.lexsort((component, nearest[component]))
    begins = np.flatnonzero(np.diff(component[order], prepend=-1))
    sizes = np.diff(begins, append=len(order))
    most = max(DOCUMENTS, -(-len(order) // MOST_FILES))
    for stretch in _stretches(sizes, most, most):
        yield np.sort(order[begins[stretch.start] : begins[stretch.stop - 1] + sizes[stretch.stop - 1]])


def _stretches(weights: Ints, heavy: int, many: int) -> Iterator[slice]:
    """Neighbours that are cut where their weight comes to a further multiple of `heavy`, and at `many` of them."""
    if not len(weights):
        return
    weighed = (np.cumsum(weights) - weights) // heavy
    cuts = np.flatnonzero(np.diff(weighed)) + 1
    for begin, end in pairwise([0, *cuts.tolist(), len(weights)]):
        for start in range(begin, end, many):
            yield slice(start, min(start + many, end))
