"""A transcript in rows of which each holds one turn, or a part of a long one: the page sets the working text beside it.

The rows give the text back, one after the other. A row begins where its speaker's label does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 1_200
"""Code points of a row; a longer turn is cut at a line feed or a blank."""


@dataclass(frozen=True, slots=True)
class Row:
    """[start, end) of the transcript in code points."""

    start: int
    end: int


def rows_of(text: str, turns: Sequence[tuple[str, int, int]]) -> tuple[Row, ...]:
    """Cut a transcript. turns: speaker, start and end of each, in their order."""
    edges = [0]
    for _, _, end in turns[:-1]:
        while end < len(text) and text[end].isspace():
            end += 1
        edges.append(end)
    edges.append(len(text))
    return tuple(Row(*piece) for start, end in itertools.pairwise(edges) for piece in _pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        last = start + LONGEST
        cut = (
            text.rfind("\n", start + LONGEST // 4, last) + 1 or text.rfind(" ", start + LONGEST // 2, last) + 1 or last
        )
        yield start, cut
        start = cut
    if start < end or end == 0:
        yield start, end
