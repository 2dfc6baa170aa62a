"""Aligned pairs end to end: what is asked of every run of a pair is asked for the runs of many pairs at once.

A pair has few runs, and a numerical array of a dozen numbers costs as much as one of a thousand.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from synopticon.model.spans import Spans
from synopticon.reuse.alignment import Alignment
from synopticon.reuse.columns import Ints
from synopticon.reuse.normalising import Normal

Aligned = tuple[Alignment, Normal, Normal]

_NO_RUNS: Ints = np.zeros((0, 3), np.int64)


class EndToEnd:
    """The runs of many pairs, one pair after the other, with their texts, each once.

    runs, passage: as in Alignment. pair: the number of the pair that each run belongs to; edges: pair n has the runs
    edges[n] to edges[n + 1].
    """

    def __init__(self, pairs: Sequence[Aligned]) -> None:
        self.runs = np.concatenate([_NO_RUNS, *(found.runs for found, _, _ in pairs)])
        self.passage = np.concatenate([_NO_RUNS[:, 0], *(found.passage for found, _, _ in pairs)])
        self.edges = _running([len(found.runs) for found, _, _ in pairs])
        self.pair = np.repeat(np.arange(len(pairs)), self.edges[1:] - self.edges[:-1])
        texts = {id(text): text for _, a, b in pairs for text in (a, b)}
        self._texts = list(texts.values())
        numbers = {name: number for number, name in enumerate(texts)}
        both = [np.array([numbers[id(pair[side])] for pair in pairs], np.int64) for side in (1, 2)]
        signs = _running([len(text) for text in self._texts])
        points = _running([len(text.text) + 1 for text in self._texts])
        self._signs, self._points = ([edges[text] for text in both] for edges in (signs, points))
        self._starts = np.concatenate([_NO_RUNS[:, 0], *(text.starts for text in self._texts)])
        self._ends = np.concatenate([_NO_RUNS[:, 0], *(text.ends for text in self._texts)])

    def starts(self, side: int, pair: Ints, signs: Ints) -> Ints:
        """The code points at which signs of one side's texts start. pair: of which pair each is."""
        return np.asarray(self._starts[self._signs[side][pair] + signs])

    def ends(self, side: int, pair: Ints, signs: Ints) -> Ints:
        """The code points behind signs of one side's texts."""
        return np.asarray(self._ends[self._signs[side][pair] + signs])

    def begins(self, side: int, pair: Ints) -> Ints:
        """Where one side's text of each of these pairs begins in the joined texts."""
        return np.asarray(self._points[side][pair])

    def joined(self) -> str:
        """The texts, a line's end between them."""
        return "\n".join(text.text for text in self._texts)


def spans_between(pairs: Sequence[Aligned]) -> Iterator[Spans]:
    """The runs of each pair as code-point offsets of the originals."""
    line = EndToEnd(pairs)
    flat = np.empty((len(line.runs), 4), np.intc)
    for side in (0, 1):
        flat[:, 2 * side] = line.starts(side, line.pair, line.runs[:, side])
        flat[:, 2 * side + 1] = line.ends(side, line.pair, line.runs[:, side] + line.runs[:, 2] - 1)
    points = flat.tobytes()
    for begin, end in pairwise((line.edges * flat.itemsize * 4).tolist()):
        yield Spans(array("i", points[begin:end]))


def _running(sizes: Sequence[int]) -> Ints:
    """The sums of the first of these numbers, from none to all of them."""
    return np.cumsum(np.array([0, *sizes], np.int64))
