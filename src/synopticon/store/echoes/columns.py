"""The columns of an open segment, and how grams are found in them: by the compiled kernel where it is, or by NumPy.

A block is BLOCK grams as differences, all of one width. Its head is one number: the first gram, the width, and the
upper bits of the place of its first posting. Beside the bodies runs a bit each, set where one is the last of its gram.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import place, whole
from synopticon.kernel.library import check, kernel
from synopticon.store.echoes.bits import Bytes, Ints, unpacked, windows

BLOCK = 128
"""Grams of a block; the last one is filled up by differences of 0."""
CODE_UNIT = BLOCK // 8
"""Bytes of a block's grams for each bit of their width; in these units its place is told."""
TAIL, NARROW = 24, 18
"""Bits of a head below the gram; those of them below the width."""

Found = tuple[Ints, Ints]
"""Of each gram, where its bodies begin and how many there are."""


class _Segment(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("blocks", "grams", "postings", "first", "width", "code_bytes")),
        *((name, ctypes.c_void_p) for name in ("heads", "code_at", "posting_at", "code", "lasts", "bodies")),
    )


@dataclass(frozen=True, eq=False)
class Columns:
    """What a segment holds, as its file has it. bodies, lasts, code: with PAD bytes behind them.

    heads, code_at, posting_at: of each block; code_at in CODE_UNIT bytes, posting_at the lower 32 bits.
    """

    grams: int
    postings: int
    first: int
    width: int
    bodies: Bytes
    lasts: Bytes
    code: Bytes
    heads: NDArray[np.uint64]
    code_at: NDArray[np.uint32]
    posting_at: NDArray[np.uint32]

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.heads)

    def find(self, grams: NDArray[np.uint64]) -> Found:
        """Look grams up; of those that are not here there are 0 bodies.

        Raises ValueError or IndexError where the columns do not hold.
        """
        library = kernel() if sys.byteorder == "little" else None
        if not len(grams) or not self.blocks:
            return np.zeros(len(grams), np.int64), np.zeros(len(grams), np.int64)
        return self._found_by_numpy(grams) if library is None else self._found_by(library, grams)

    def _found_by(self, library: ctypes.CDLL, grams: NDArray[np.uint64]) -> Found:
        asked = whole(grams, np.uint64)
        begins, counts = np.empty(len(asked), np.int64), np.empty(len(asked), np.int64)
        made = place(asked), place(begins), place(counts)
        check(library.synopticon_find(self._told, ctypes.c_int64(len(asked)), *made))
        return begins, counts

    def _found_by_numpy(self, grams: NDArray[np.uint64]) -> Found:
        behind = (grams << np.uint64(TAIL)) | np.uint64((1 << TAIL) - 1)
        blocks, row = np.unique(np.searchsorted(self.heads, behind, side="right") - 1, return_inverse=True)
        known, counts, begins = self.decoded(np.maximum(blocks, 0))
        same = known[row] == grams[:, None].astype(np.int64)
        return (begins[row] * same).sum(axis=1), (counts[row] * same).sum(axis=1)

    def decoded(self, blocks: Ints) -> tuple[Ints, Ints, Ints]:
        """Grams, counts and first postings of these blocks, a row each, in rising order; behind the last gram of all,
        the gram is -1 and the count 0.
        """
        heads = self.heads[blocks]
        widths = (heads >> np.uint64(NARROW)).astype(np.int64) & ((1 << (TAIL - NARROW)) - 1)
        at = self.code_at[blocks].astype(np.int64) * CODE_UNIT * 8
        gaps = unpacked(windows(self.code), at[:, None] + np.arange(BLOCK) * widths[:, None], widths[:, None])
        grams = np.cumsum(gaps, axis=1) + (heads >> np.uint64(TAIL)).astype(np.int64)[:, None]
        sizes = np.minimum(BLOCK, self.grams - blocks * BLOCK)
        begins, counts = (np.zeros((len(blocks), BLOCK), np.int64) for _ in range(2))
        inside = np.arange(BLOCK) < sizes[:, None]
        starts = self.first_postings(blocks)
        stretches = self.first_postings(blocks + 1) - starts
        edges = np.concatenate([np.zeros(1, np.int64), np.cumsum(stretches)])
        places = np.arange(int(edges[-1])) + np.repeat(starts - edges[:-1], stretches)
        ends = places[np.flatnonzero(self.lasts[places >> 3] >> (places & 7).astype(np.uint8) & 1)] + 1
        begins[inside] = np.concatenate([ends[:1], ends[:-1]])
        begins[:, 0] = starts
        counts[inside] = ends - begins[inside]
        return np.where(inside, grams, -1), counts, begins

    def first_postings(self, blocks: Ints) -> Ints:
        """Where the bodies of these blocks begin; behind the last block, how many there are."""
        within = np.minimum(blocks, self.blocks - 1)
        high = (self.heads[within] & np.uint64((1 << NARROW) - 1)).astype(np.int64) << 32
        return np.where(blocks < self.blocks, high + self.posting_at[within], self.postings)

    def bodies_at(self, begins: Ints, counts: Ints) -> Ints:
        """The bodies at these stretches, end to end. Raises ValueError as `find` does."""
        library = kernel() if sys.byteorder == "little" else None
        size = int(counts.sum())
        if library is None:
            ends = np.cumsum(counts)
            within = np.arange(size) - np.repeat(ends - counts - begins, counts)
            return unpacked(windows(self.bodies), within * self.width, self.width) + self.first
        begins, counts, out = whole(begins, np.int64), whole(counts, np.int64), np.empty(size, np.int64)
        made = place(begins), place(counts), place(out)
        check(library.synopticon_bodies(self._told, ctypes.c_int64(len(begins)), *made))
        return out

    @cached_property
    def _told(self) -> Any:
        """The columns as the kernel takes them."""
        columns = (self.heads, self.code_at, self.posting_at, self.code, self.lasts, self.bodies)
        sizes = (self.blocks, self.grams, self.postings, self.first, self.width, len(self.code) - 8)
        told = _Segment(*sizes, *(column.ctypes.data for column in columns))
        return ctypes.byref(told)
