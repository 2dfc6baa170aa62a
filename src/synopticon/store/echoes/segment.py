"""A segment of the index: for many bodies, which of them hold which grams; written once, read where it is asked.

The bodies stand in one column, gram by gram. Grams rise; a block is BLOCK of them as differences, and how many bodies
hold each. Columns over the blocks tell the first gram, where the block and where its bodies begin, so that a gram is
found by one search and one block. Numbers take as many bits as the largest of their block (bodies: of all) needs.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synopticon.errors import DamagedInput
from synopticon.store.durably import Draft
from synopticon.store.echoes.bits import PAD, Ints, packed, unpacked, width_of, windows

BLOCK = 64
"""Grams of a block."""
MARK = b"synopticon echoes 1\n"
HEADER = 512
"""Bytes before the bodies: the mark, then the shape as JSON, then blanks."""
CHUNK = 1 << 20
"""About how many postings are merged at one time."""

Rows = tuple[Ints, Ints, Ints]
"""Grams, each once and rising; how many bodies hold each; the bodies, gram by gram."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a segment holds. first: its lowest body. width: bits of a body, counted from first. code: bytes of grams and
    counts; digest: SHA-256 of everything behind the header.
    """

    blocks: int
    grams: int
    postings: int
    first: int
    width: int
    code: int
    digest: str


class Segment:
    """An open segment. Raises DamagedInput where the file is missing, cut short, or no segment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
            if bytes(self._map[: len(MARK)]) != MARK:
                raise ValueError("it does not begin as a segment does")
            self.shape = Shape(**json.loads(bytes(self._map[len(MARK) : HEADER])))
            if len(self._map) != _size(self.shape):
                raise ValueError(f"it has {len(self._map):,} bytes of {_size(self.shape):,}")
        except (OSError, ValueError, TypeError) as error:
            raise damaged(path, str(error)) from error
        blocks, at = self.shape.blocks, _columns_at(self.shape)
        words = self._map[at : at + 24 * blocks].view("<u8")
        self._heads, self._code_at, self._posting_at = words.reshape(3, blocks)
        self._gap_bits, self._count_bits = self._map[at + 24 * blocks :].reshape(2, blocks)
        code = HEADER + (self.shape.postings * self.shape.width + 7) // 8 + PAD
        self._bodies, self._code = windows(self._map[HEADER:code]), windows(self._map[code:at])

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self._map)

    def check(self) -> None:
        """Read all of it. Raises DamagedInput where a byte is not as it was written."""
        if hashlib.sha256(self._map[HEADER:].data).hexdigest() != self.shape.digest:
            raise damaged(self.path, "its digest is another one")

    def spans(self, grams: NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """Where the bodies of each gram begin in this segment, and how many there are."""
        if not len(grams) or not self.shape.blocks:
            return np.zeros(len(grams), np.int64), np.zeros(len(grams), np.int64)
        block = np.maximum(np.searchsorted(self._heads, grams, side="right") - 1, 0)
        found, counts, begins = self._blocks(block)
        same = found == grams[:, None].astype(np.int64)
        return (begins * same).sum(axis=1), (counts * same).sum(axis=1)

    def _blocks(self, block: Ints) -> tuple[Ints, Ints, Ints]:
        """Grams, counts and first postings of these blocks, a row each; behind the last gram of all, counts are 0."""
        sizes = np.minimum(BLOCK, self.shape.grams - block * BLOCK)[:, None]
        places = np.arange(BLOCK)
        gap, count = (bits[block].astype(np.int64)[:, None] for bits in (self._gap_bits, self._count_bits))
        at = self._code_at[block].astype(np.int64)[:, None] * 8
        inside = places < sizes
        gaps = unpacked(self._code, np.where(inside, at + places * gap, 0), gap) * inside
        counts = unpacked(self._code, np.where(inside, at + sizes * gap + places * count, 0), count) * inside
        grams = np.cumsum(gaps, axis=1) + self._heads[block].astype(np.int64)[:, None]
        begins = np.cumsum(counts, axis=1) - counts + self._posting_at[block].astype(np.int64)[:, None]
        return np.where(inside, grams, -1), counts, begins

    def bodies(self, begins: Ints, counts: Ints) -> Ints:
        """The bodies at these stretches, end to end."""
        ends = np.cumsum(counts)
        within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts - begins, counts)
        return unpacked(self._bodies, within * self.shape.width, self.shape.width) + self.shape.first

    def parts(self) -> Iterator[Rows]:
        """Everything, about CHUNK postings at a time."""
        starts = self._posting_at[:].astype(np.int64)
        edges = [0]
        while edges[-1] < self.shape.blocks:
            after = int(np.searchsorted(starts, starts[edges[-1]] + CHUNK))
            edges.append(min(max(after, edges[-1] + 1), self.shape.blocks))
        for begin, end in pairwise(edges):
            grams, counts, begins = (column.ravel() for column in self._blocks(np.arange(begin, end)))
            held = grams >= 0
            yield grams[held], counts[held], self.bodies(begins[held], counts[held])


def damaged(path: Path, why: str) -> DamagedInput:
    """The error for a part of an index that does not hold."""
    return DamagedInput("a part of the index does not hold", where=str(path), why=why, remedy=ANEW)


ANEW = "Begin an index anew in another folder, from the documents that you have."


def _columns_at(shape: Shape) -> int:
    """Where the columns of the blocks begin: behind bodies and code, on a whole number of words."""
    return -(-(HEADER + (shape.postings * shape.width + 7) // 8 + PAD + shape.code + PAD) // 8) * 8


def _size(shape: Shape) -> int:
    return _columns_at(shape) + shape.blocks * (3 * 8 + 2)


def write(path: Path, parts: Iterable[Rows], first: int, last: int) -> None:
    """Write a segment whose bodies lie from first to last; its rows come in parts, with rising grams.

    Raises StorageFailed. The file is there whole or not at all.
    """
    with Draft(path.parent) as draft:
        draft.write(b" " * HEADER)
        writer = _Writer(draft, first, width_of(last - first))
        for part in parts:
            writer.add(part)
        shape = writer.finish()
        header = MARK + json.dumps(asdict(shape)).encode()
        draft.file.seek(0)
        draft.write(header.ljust(HEADER))
        draft.keep_as(path, 0o600)


class _Writer:
    """Bodies go out as they come, grams and counts when all have come."""

    def __init__(self, draft: Draft, first: int, width: int) -> None:
        self._draft, self._first, self._width = draft, first, width
        self._digest = hashlib.sha256()
        self._rest: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))
        self._spare = np.zeros(0, np.int64)
        self._code: list[bytes] = []
        self._columns: list[list[NDArray[np.uint64]]] = [[], [], [], [], []]
        self._sizes = [0, 0, 0]  # bytes of code, grams and postings that stand in blocks

    def add(self, part: Rows) -> None:
        """Take in rows whose grams lie behind all before."""
        grams, counts = (np.concatenate(pair) for pair in zip(self._rest, part[:2], strict=True))
        whole = len(grams) // BLOCK * BLOCK
        self._encode(grams[:whole], counts[:whole])
        self._rest = grams[whole:], counts[whole:]
        bodies = np.concatenate([self._spare, part[2] - self._first])
        ready = len(bodies) // 8 * 8
        self._put(packed(bodies[:ready], np.full(ready, self._width)))
        self._spare = bodies[ready:]

    def finish(self) -> Shape:
        """Put out what is left."""
        self._encode(*self._rest)
        self._put(packed(self._spare, np.full(len(self._spare), self._width)) + bytes(PAD))
        code, grams, postings = self._sizes
        for block in self._code:
            self._put(block)
        blocks = sum(len(column) for column in self._columns[0])
        shape = Shape(blocks, grams, postings, self._first, self._width, code, "")
        body_bytes = (postings * self._width + 7) // 8 + PAD
        self._put(bytes(_columns_at(shape) - HEADER - body_bytes - code))
        for column, form in zip(self._columns, ("<u8", "<u8", "<u8", "u1", "u1"), strict=True):
            for part in column:
                self._put(part.astype(form).tobytes())
        return replace(shape, digest=self._digest.hexdigest())

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self._draft.write(data)

    def _encode(self, grams: Ints, counts: Ints) -> None:
        """Whole blocks, the last of all excepted: each begins on a byte of its own."""
        if not len(grams):
            return
        starts = np.arange(0, len(grams), BLOCK)
        sizes = np.diff(starts, append=len(grams))
        gaps = np.diff(grams, prepend=0)
        heads = grams[starts]
        gaps[starts] = 0
        gap_bits, count_bits = (_bits(np.maximum.reduceat(column, starts)) for column in (gaps, counts))
        lengths = (sizes * (gap_bits + count_bits) + 7) // 8
        slack = lengths * 8 - sizes * (gap_bits + count_bits)
        # Of each block the gaps, then the counts, then what fills the last byte.
        place = np.concatenate([np.repeat(starts * 3, sizes), np.repeat(starts * 3 + 1, sizes), starts * 3 + 2])
        order = np.argsort(place, kind="stable")
        values = np.concatenate([gaps, counts, np.zeros(len(starts), np.int64)])[order]
        widths = np.concatenate([np.repeat(gap_bits, sizes), np.repeat(count_bits, sizes), slack])[order]
        self._code.append(packed(values, widths))
        code, known, postings = self._sizes
        begins = np.cumsum(counts) - counts
        told = (heads, code + np.cumsum(lengths) - lengths, postings + begins[starts], gap_bits, count_bits)
        for column, part in zip(self._columns, told, strict=True):
            column.append(part.astype(np.uint64))
        self._sizes = [code + int(lengths.sum()), known + len(grams), postings + int(counts.sum())]


def _bits(most: Ints) -> Ints:
    """Bits that numbers up to these need."""
    return np.ceil(np.log2(most.astype(np.float64) + 1)).astype(np.int64)
