"""Codings side by side as arrays of numbers, so that a hundred thousand of them are compared at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.model.coding import SpanRow

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

MOST_PAIRS = 4_000_000
"""Pairs of codings that are looked at in one step; more are taken in several, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Codings as columns, in the order in which they were given. document, code, coder: places in the lists of names
    beside them. text: the same number for codings of one reading of one document.
    """

    rows: tuple[SpanRow, ...]
    text: Numbers
    start: Numbers
    end: Numbers
    document: Numbers
    code: Numbers
    coder: Numbers
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    coders: tuple[str, ...]

    @classmethod
    def of(cls, given: Iterable[SpanRow]) -> Columns:
        """These codings."""
        rows = tuple(given)
        _, documents, readings, starts, ends, codes, coders = zip(*rows, strict=True) if rows else ((),) * 7
        text, _ = _numbered(zip(documents, readings, strict=True))
        start, end = np.array(starts, np.int64), np.array(ends, np.int64)
        (document, documents), (code, codes), (coder, coders) = map(_numbered, (documents, codes, coders))
        return cls(rows, text, start, end, document, code, coder, documents, codes, coders)

    def bearing(self, codes: Collection[str]) -> Truths:
        """Which of the codings bear one of these codes."""
        among = np.fromiter((code in codes for code in self.codes), np.bool_, len(self.codes))
        return among[self.code] if len(self.rows) else np.zeros(0, np.bool_)


def on_one_line(groups: Numbers, start: Numbers, end: Numbers, margin: int = 0) -> tuple[Numbers, Numbers]:
    """Starts and ends moved apart, so that spans of different groups are further from each other than margin."""
    stride = int(end.max(initial=0)) + 2 * margin + 2
    return groups * stride + start, groups * stride + end


def overlapping_pairs(
    starts: Numbers, ends: Numbers, see: Callable[[Numbers, Numbers], None], most: int = MOST_PAIRS
) -> None:
    """Show every pair of spans that share a character, each once, as two arrays of places, the earlier start first.

    starts must be sorted. see: is called with one part of the pairs after the other.
    """
    last = np.searchsorted(starts, ends, "left")
    number = np.maximum(last - np.arange(len(starts)) - 1, 0)
    upto = np.cumsum(number)
    begin = 0
    while begin < len(starts):
        seen = upto[begin - 1] if begin else 0
        stop = max(begin + 1, int(np.searchsorted(upto, seen + most, "right")))
        counts = number[begin:stop]
        first = np.repeat(np.arange(begin, stop), counts)
        within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        if len(first):
            see(first, first + 1 + within)
        begin = stop


def _numbered(values: Iterable[Any]) -> tuple[Numbers, tuple[Any, ...]]:
    """A number for each value, the same for equal ones, and the values by their numbers."""
    places: defaultdict[Any, int] = defaultdict(count().__next__)
    numbers = [places[value] for value in values]
    return np.array(numbers, np.int64), tuple(places)
