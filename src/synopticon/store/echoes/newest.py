"""The newest bodies, which are in no segment yet: sorted columns in memory, and the very last of them in a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synopticon.store.echoes.bits import Ints

RECENT = 48
"""Bodies that stand in the table at most; sorting the columns for one body would cost more than all else does."""

Grams = NDArray[np.uint64]


class Newest:
    """Which of the newest bodies hold which grams. Their numbers rise as they are added."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._grams, self._bodies = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        self._recent: list[tuple[int, Grams]] = []
        self._table: dict[int, list[int]] = {}

    def add(self, bodies: Sequence[tuple[int, Grams]]) -> None:
        """Further bodies with their grams, each gram once."""
        self.numbers += [body for body, _ in bodies]
        self._recent += bodies
        if len(self._recent) > RECENT:
            self._sort()
            return
        for body, grams in bodies:
            for gram in grams.tolist():
                self._table.setdefault(gram, []).append(body)

    def _sort(self) -> None:
        """Put what is in the table into the columns."""
        sizes = [len(grams) for _, grams in self._recent]
        grams = np.concatenate([self._grams, *(grams for _, grams in self._recent)])
        bodies = np.concatenate([self._bodies, np.repeat([body for body, _ in self._recent], sizes).astype(np.int64)])
        order = np.argsort(grams, kind="stable")
        self._grams, self._bodies = grams[order], bodies[order]
        self._recent, self._table = [], {}

    def spans(self, grams: Grams) -> tuple[Ints, Ints]:
        """Where the bodies of each gram begin in the columns, and how many there are."""
        begins = np.searchsorted(self._grams, grams)
        return begins, np.searchsorted(self._grams, grams, side="right") - begins

    def bodies(self, begins: Ints, counts: Ints) -> Ints:
        """The bodies at these stretches of the columns, end to end."""
        ends = np.cumsum(counts)
        return self._bodies[np.arange(int(counts.sum())) - np.repeat(ends - counts - begins, counts)]

    def recent(self, grams: Grams) -> list[tuple[int, list[int]]]:
        """Of those in the table: (place in grams, bodies), for each gram that one holds."""
        table = self._table
        return [(place, table[gram]) for place, gram in enumerate(grams.tolist()) if gram in table] if table else []

    def columns(self) -> tuple[Grams, Ints]:
        """All of them: a gram and a body each, by gram, then by body."""
        self._sort()
        return self._grams, self._bodies
