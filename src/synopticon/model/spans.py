"""Many shared spans in little memory: a relation of two texts has dozens, a collection millions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from synopticon.model.reuse import SharedSpan


class Spans(Sequence[SharedSpan]):
    """A sequence of shared spans that keeps its numbers side by side, 16 bytes a span, and makes a span when asked.

    flat: a_start, a_end, b_start and b_end of each span, one span after the other; it must not change any more.
    Equal to any sequence of the same spans.
    """

    __slots__ = ("flat",)

    def __init__(self, flat: array[int]) -> None:
        self.flat = flat

    @classmethod
    def of(cls, spans: Iterable[SharedSpan]) -> Spans:
        """The same spans so kept; themselves where they are already."""
        if isinstance(spans, cls):
            return spans
        return cls(array("i", [at for s in spans for at in (s.a_start, s.a_end, s.b_start, s.b_end)]))

    def turned(self) -> Spans:
        """The spans with both sides exchanged, in the same order."""
        flat = self.flat[:]
        flat[0::4], flat[1::4], flat[2::4], flat[3::4] = self.flat[2::4], self.flat[3::4], flat[0::4], flat[1::4]
        return Spans(flat)

    def __len__(self) -> int:
        return len(self.flat) // 4

    def __iter__(self) -> Iterator[SharedSpan]:
        return map(SharedSpan, self.flat[0::4], self.flat[1::4], self.flat[2::4], self.flat[3::4])

    @overload
    def __getitem__(self, at: int) -> SharedSpan: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[SharedSpan, ...]: ...

    def __getitem__(self, at: int | slice) -> SharedSpan | tuple[SharedSpan, ...]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Spans):
            return self.flat == other.flat
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Spans.of({list(self)!r})"
