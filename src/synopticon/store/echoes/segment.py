"""A segment of the index: for many bodies, which of them hold which grams; written once, read where it is asked.

The file: a header; the bodies in one column, gram by gram, each in as many bits as the highest needs; a bit for each,
set where it is the last of its gram; the grams, in blocks; and over the blocks the columns by which a gram is found.
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
from synopticon.store.echoes.bits import PAD, Ints, packed, width_of
from synopticon.store.echoes.columns import BLOCK, CODE_UNIT, NARROW, TAIL, Columns, Found

MARK = b"synopticon echoes 2\n"
HEADER = 512
"""Bytes before the bodies: the mark, then the shape as JSON, then blanks."""
CHUNK = 1 << 20
"""About how many postings are merged at one time."""

Rows = tuple[Ints, Ints, Ints]
"""Grams, each once and rising; how many bodies hold each; the bodies, gram by gram."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a segment holds. first: its lowest body. width: bits of a body, counted from first. code: bytes of grams;
    digest: SHA-256 of everything behind the header.
    """

    blocks: int
    grams: int
    postings: int
    first: int
    width: int
    code: int
    digest: str

    def edges(self) -> tuple[int, ...]:
        """Where the bodies, the bits beside them, the grams and the columns begin, and where the file ends."""
        bodies = HEADER
        lasts = bodies + (self.postings * self.width + 7) // 8 + PAD
        code = lasts + (self.postings + 7) // 8 + PAD
        columns = -(-(code + self.code + PAD) // 8) * 8
        return bodies, lasts, code, columns, columns + self.blocks * (8 + 4 + 4)


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
            if len(self._map) != self.shape.edges()[-1]:
                raise ValueError(f"it has {len(self._map):,} bytes of {self.shape.edges()[-1]:,}")
        except (OSError, ValueError, TypeError) as error:
            raise damaged(path, str(error)) from error
        bodies, lasts, code, columns, end = self.shape.edges()
        heads_end = columns + 8 * self.shape.blocks
        code_at, posting_at = self._map[heads_end:end].view("<u4").reshape(2, self.shape.blocks)
        self._columns = Columns(
            grams=self.shape.grams,
            postings=self.shape.postings,
            first=self.shape.first,
            width=self.shape.width,
            bodies=self._map[bodies:lasts],
            lasts=self._map[lasts:code],
            code=self._map[code : code + self.shape.code + PAD],
            heads=self._map[columns:heads_end].view("<u8"),
            code_at=code_at,
            posting_at=posting_at,
        )

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self._map)

    def check(self) -> None:
        """Read all of it. Raises DamagedInput where a byte is not as it was written."""
        if hashlib.sha256(self._map[HEADER:].data).hexdigest() != self.shape.digest:
            raise damaged(self.path, "its digest is another one")

    def spans(self, grams: NDArray[np.uint64]) -> Found:
        """Where the bodies of each gram begin in this segment, and how many there are. Raises DamagedInput."""
        try:
            return self._columns.find(grams)
        except (ValueError, IndexError) as error:
            raise damaged(self.path, str(error)) from error

    def bodies(self, begins: Ints, counts: Ints) -> Ints:
        """The bodies at these stretches, end to end. Raises DamagedInput."""
        try:
            return self._columns.bodies_at(begins, counts)
        except (ValueError, IndexError) as error:
            raise damaged(self.path, str(error)) from error

    def parts(self) -> Iterator[Rows]:
        """Everything, about CHUNK postings at a time."""
        blocks = np.arange(self.shape.blocks)
        starts = self._columns.first_postings(blocks)
        edges = [0]
        while edges[-1] < self.shape.blocks:
            after = int(np.searchsorted(starts, starts[edges[-1]] + CHUNK))
            edges.append(min(max(after, edges[-1] + 1), self.shape.blocks))
        for begin, end in pairwise(edges):
            grams, counts, begins = (column.ravel() for column in self._columns.decoded(blocks[begin:end]))
            held = grams >= 0
            yield grams[held], counts[held], self.bodies(begins[held], counts[held])


def damaged(path: Path, why: str) -> DamagedInput:
    """The error for a part of an index that does not hold."""
    return DamagedInput("a part of the index does not hold", where=str(path), why=why, remedy=ANEW)


ANEW = "Begin an index anew in another folder, from the documents that you have."


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


_NONE = np.zeros(0, np.int64)


class _Writer:
    """Bodies go out as they come, everything else when all have come."""

    def __init__(self, draft: Draft, first: int, width: int) -> None:
        self._draft, self._first, self._width = draft, first, width
        self._digest = hashlib.sha256()
        self._rest: tuple[Ints, Ints] = _NONE, _NONE
        self._spare, self._ends = _NONE, _NONE
        self._lasts: list[bytes] = []
        self._code: list[bytes] = []
        self._columns: tuple[list[bytes], ...] = ([], [], [])
        self._shape = Shape(0, 0, 0, first, width, 0, "")

    def add(self, part: Rows) -> None:
        """Take in rows whose grams lie behind all before."""
        grams, counts = (np.concatenate(pair) for pair in zip(self._rest, part[:2], strict=True))
        whole = len(grams) // BLOCK * BLOCK
        self._encode(grams[:whole], counts[:whole])
        self._rest = grams[whole:], counts[whole:]
        bodies, ends = np.concatenate([self._spare, part[2] - self._first]), np.zeros(len(part[2]), np.int64)
        ends[np.cumsum(part[1]) - 1] = 1
        ends = np.concatenate([self._ends, ends])
        ready = len(bodies) // 8 * 8
        self._put_bodies(bodies[:ready], ends[:ready])
        self._spare, self._ends = bodies[ready:], ends[ready:]

    def _put_bodies(self, bodies: Ints, ends: Ints) -> None:
        self._put(packed(bodies, np.full(len(bodies), self._width)))
        self._lasts.append(np.packbits(ends.astype(bool), bitorder="little").tobytes())

    def finish(self) -> Shape:
        """Put out what is left."""
        self._encode(*self._rest)
        self._put_bodies(self._spare, self._ends)
        self._put(bytes(PAD))
        for part in (*self._lasts, bytes(PAD), *self._code):
            self._put(part)
        code, columns = self._shape.edges()[2:4]
        self._put(bytes(columns - code - self._shape.code))
        for column in self._columns:
            self._put(b"".join(column))
        return replace(self._shape, digest=self._digest.hexdigest())

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self._draft.write(data)

    def _encode(self, grams: Ints, counts: Ints) -> None:
        """Whole blocks, the last of all excepted, which is filled up."""
        if not len(grams):
            return
        shape = self._shape
        blocks = -(-len(grams) // BLOCK)
        filled = np.full(blocks * BLOCK, grams[-1])
        filled[: len(grams)] = grams
        rows = filled.reshape(blocks, BLOCK)
        gaps = np.diff(rows, axis=1, prepend=rows[:, :1])
        widths = _bits(gaps.max(axis=1))
        self._code.append(packed(gaps.ravel(), np.repeat(widths, BLOCK)))
        code_at = shape.code // CODE_UNIT + np.cumsum(widths) - widths
        posting_at = shape.postings + (np.cumsum(counts) - counts)[::BLOCK]
        heads = rows[:, 0].astype(np.uint64) << np.uint64(TAIL)
        heads |= (widths << NARROW | posting_at >> 32).astype(np.uint64)
        told = heads.astype("<u8"), code_at.astype("<u4"), (posting_at & 0xFFFFFFFF).astype("<u4")
        for column, part in zip(self._columns, told, strict=True):
            column.append(part.tobytes())
        self._shape = replace(
            shape,
            blocks=shape.blocks + blocks,
            grams=shape.grams + len(grams),
            postings=shape.postings + int(counts.sum()),
            code=shape.code + int(widths.sum()) * CODE_UNIT,
        )


def _bits(most: Ints) -> Ints:
    """Bits that numbers up to these need."""
    return np.ceil(np.log2(most.astype(np.float64) + 1)).astype(np.int64)
