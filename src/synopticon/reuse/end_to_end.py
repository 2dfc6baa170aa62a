"""Aligned pairs with the places of their runs, found for many pairs at once.

A pair has few runs, and a numerical array of a dozen numbers costs as much as one of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.alignment import Alignment
from synopticon.reuse.columns import Ints, steps
from synopticon.reuse.readings import Reading

Places = NDArray[np.intc]

NO_RUNS: Ints = np.zeros((0, 3), np.int64)


class Aligned(NamedTuple):
    """Two aligned texts. places: the runs in code points of the originals: rows of start and end in a, and in b."""

    found: Alignment
    a: Reading
    b: Reading
    places: Places


class Texts:
    """The texts of many pairs, each once, one after the other.

    each: the texts. sides: the number of the first and of the second text of each pair.
    """

    def __init__(self, pairs: Sequence[tuple[Reading, Reading]]) -> None:
        texts = {id(text): text for both in pairs for text in both}
        numbers = {name: number for number, name in enumerate(texts)}
        self.each = list(texts.values())
        self.sides = tuple(np.array([numbers[id(both[side])] for both in pairs], np.int64) for side in (0, 1))


def placed(aligned: Sequence[tuple[Alignment, Reading, Reading]]) -> Iterator[Aligned]:
    """Look up where the runs of each pair stand in its originals."""
    texts = Texts([(a, b) for _, a, b in aligned])
    runs = np.concatenate([NO_RUNS, *(found.runs for found, _, _ in aligned)])
    edges = running([len(found.runs) for found, _, _ in aligned])
    starts = np.concatenate([NO_RUNS[:, 0], *(text.starts for text in texts.each)])
    ends = np.concatenate([NO_RUNS[:, 0], *(text.ends for text in texts.each)])
    first = running([len(text) for text in texts.each])
    places = np.empty((len(runs), 4), np.intc)
    for side, text in enumerate(texts.sides):
        begins = runs[:, side] + np.repeat(first[text], steps(edges))
        places[:, 2 * side] = starts[begins]
        places[:, 2 * side + 1] = ends[begins + runs[:, 2] - 1]
    for (found, a, b), (begin, end) in zip(aligned, pairwise(edges.tolist()), strict=True):
        yield Aligned(found, a, b, places[begin:end])


def running(sizes: Sequence[int]) -> Ints:
    """The sums of the first of these numbers, from none to all of them."""
    return np.cumsum(np.array([0, *sizes], np.int64))
