"""All segments of an index as one, and the newest bodies in memory; segments of like size are merged as they grow.

A lookup asks every segment; since each is at least twice as large as the next, there are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path

import numpy as np

from synopticon.store.echoes.bits import Ints
from synopticon.store.echoes.newest import Grams, Newest
from synopticon.store.echoes.segment import Rows, Segment, write

FEW = 1024
"""Bodies that are held in memory, before they become a segment."""


def digest_gram(digest: bytes) -> int:
    """The number under which a body is found by its digest: beside those of all grams, in 28 bits, so that a few others
    may bear it too.
    """
    return _DIGESTS | int.from_bytes(digest[:4], "big") >> 4


_DIGESTS = 1 << 39
"""Grams have numbers below this."""


class Postings:
    """Which bodies hold which grams. names: of the segments, the oldest first; bodies have rising numbers from one to
    the next. Raises DamagedInput where a segment does not hold.

    Nothing that is added outlasts the process before `flush`, and a segment counts only where the index names it.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder = folder
        self.segments = [Segment(folder / name) for name in names]
        self._newest = Newest()
        self._last = -1

    @property
    def waiting(self) -> int:
        """How many bodies are in no segment yet."""
        return len(self._newest.numbers)

    def add(self, bodies: Sequence[tuple[int, Grams]]) -> None:
        """Further bodies with their grams, their numbers above all before and rising."""
        self._newest.add(bodies)

    def holders(self, grams: Grams, most: int) -> tuple[Ints, Ints, Ints]:
        """How many bodies hold each gram; and, of grams with at most so many, the bodies: (places in grams, bodies)."""
        parts: tuple[Segment | Newest, ...] = (*self.segments, self._newest)
        spans = [part.spans(grams) for part in parts]
        recent = self._newest.recent(grams)
        counts = np.zeros(len(grams), np.int64)
        for _, count in spans:
            counts += count
        for place, bodies in recent:
            counts[place] += len(bodies)
        few = counts <= most
        places, found = [], []
        for part, (begin, count) in zip(parts, spans, strict=True):
            held = np.flatnonzero(few & (count > 0))
            places.append(np.repeat(held, count[held]))
            found.append(part.bodies(begin[held], count[held]))
        last = [(place, body) for place, bodies in recent if few[place] for body in bodies]
        fresh = np.array(last, np.int64).reshape(-1, 2)
        return counts, np.concatenate([*places, fresh[:, 0]]), np.concatenate([*found, fresh[:, 1]])

    def everything(self) -> Iterator[Rows]:
        """All grams in rising order with how many bodies hold each, and these bodies, those of a gram in no order.

        What bodies are found by beside their grams is left out.
        """
        newest = self._newest.columns()
        last = _rows(newest[0].astype(np.int64), newest[1])
        for grams, counts, bodies in reduce(_merged, (*(one.parts() for one in self.segments), iter([last]))):
            size = int(np.searchsorted(grams, _DIGESTS))
            yield grams[:size], counts[:size], bodies[: int(counts[:size].sum())]

    def flush(self, name: str) -> Segment | None:
        """Make a segment of what is in memory; None where there is nothing. Its name is not yet in the index."""
        if not self.waiting:
            return None
        grams, bodies = self._newest.columns()
        first, self._last = self._newest.numbers[0], self._newest.numbers[-1]
        write(self._folder / name, [_rows(grams.astype(np.int64), bodies)], first, self._last)
        self._newest = Newest()
        self.segments.append(Segment(self._folder / name))
        return self.segments[-1]

    def merge(self, name: str) -> list[Segment]:
        """Put the last two segments together where the one before is not twice as large; answers those replaced.

        It comes after a flush, whose last body is the highest of all.
        """
        if len(self.segments) < 2 or self.segments[-2].shape.postings >= 2 * self.segments[-1].shape.postings:
            return []
        old = self.segments[-2:]
        write(self._folder / name, _merged(old[0].parts(), old[1].parts()), old[0].shape.first, self._last)
        self.segments[-2:] = [Segment(self._folder / name)]
        return old


def _merged(older: Iterator[Rows], newer: Iterator[Rows]) -> Iterator[Rows]:
    """Two streams of rows as one; of a gram that both have, the older's bodies first."""
    nothing: Rows = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    streams, rests, ended = [older, newer], [nothing, nothing], [False, False]
    while not all(ended) or any(len(rest[0]) for rest in rests):
        for side in (0, 1):
            while not len(rests[side][0]) and not ended[side]:
                part = next(streams[side], None)
                rests[side], ended[side] = part or nothing, part is None
        edges = [int(rest[0][-1]) for rest, over in zip(rests, ended, strict=True) if len(rest[0]) and not over]
        upto = min(edges, default=None)
        ready = []
        for side in (0, 1):
            grams, counts, bodies = rests[side]
            size = len(grams) if upto is None else int(np.searchsorted(grams, upto, side="right"))
            cut = int(counts[:size].sum())
            ready.append((grams[:size], counts[:size], bodies[:cut]))
            rests[side] = grams[size:], counts[size:], bodies[cut:]
        yield _one_of(*ready)


def _one_of(one: Rows, other: Rows) -> Rows:
    grams = np.concatenate([np.repeat(rows[0], rows[1]) for rows in (one, other)])
    return _rows(grams, np.concatenate([one[2], other[2]]))


def _rows(grams: Ints, bodies: Ints) -> Rows:
    """A gram and a body each, put together; the bodies of a gram stay in their order."""
    order = np.argsort(grams, kind="stable")
    grams = grams[order]
    begins = np.flatnonzero(np.diff(grams, prepend=-1))
    return grams[begins], np.diff(begins, append=len(grams)), bodies[order]
