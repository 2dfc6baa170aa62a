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
    """[start, end) of the transcript in code points. turn: the number of its turn from 1; 0 before the first."""

    start: int
    end: int
    turn: int


def rows_of(text: str, turns: Sequence[tuple[str, int, int]]) -> tuple[Row, ...]:
    """Cut a transcript. turns: speaker, start and end of each, in their order."""
    edges = [0]
    for _, _, end in turns[:-1]:
        while end < len(text) and text[end].isspace():
            end += 1
        edges.append(end)
    edges.append(len(text))
    return tuple(
        Row(first, last, number)
        for number, (start, end) in enumerate(itertools.pairwise(edges), 1 if turns else 0)
        for first, last in _pieces(text, start, end)
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in "\n ") + 1
        line = text.rfind("\n", start + LONGEST // 4, start + LONGEST) + 1
        cut = line or cut or start + LONGEST
        yield start, cut
        start = cut
    if start < end or end == 0:
        yield start, end
