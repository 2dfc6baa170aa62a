"""Why a pair is proposed, in words that a person can check: which clue answers which, and where both stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from synopticon.reuse.translations.clue import Clue, Sort

SHOWN = 6
"""Clues named in the reasons; all of them are in the evidence."""
NAMED = {
    Sort.NUMBER: ("number", "numbers"),
    Sort.NAME: ("name", "names"),
    Sort.WORD: ("word", "words"),
    Sort.LATIN: ("Latin word", "Latin words"),
    Sort.MARK: ("mark", "marks"),
}
"""One and several of each sort."""

Evidence = tuple[tuple[int, int], tuple[int, int], str]
"""A span of a, the span of b that answers it, and what they are: `number: 1,200 / 1200`."""


def told(met: Sequence[tuple[Clue, Clue, float]], a: str, b: str) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """The evidence in the order of text a, and the reasons; met holds the clues of both sides and their worth."""
    rows = sorted(met, key=lambda row: (row[0].start, row[1].start))
    evidence = tuple(
        ((one.start, one.end), (other.start, other.end), f"{one.sort.value}: {_both(one, other, a, b)}")
        for one, other, _ in rows
    )
    telling = sorted((-worth, one.start, _both(one, other, a, b)) for one, other, worth in rows if _says_itself(one))
    counts = [(sum(one.sort is sort for one, _, _ in rows), NAMED[sort]) for sort in Sort]
    listed = ", ".join(f"{count} {words[count > 1]}" for count, words in counts if count)
    return evidence, (
        f"{len(rows)} clues answer each other: {listed}",
        f"{_in_order([other.start for _, other, _ in rows])} of {len(rows)} stand in the same order on both sides",
        "the most telling: " + "; ".join(dict.fromkeys(words for _, _, words in telling[:SHOWN])),
    )


def _both(one: Clue, other: Clue, a: str, b: str) -> str:
    return f"{a[one.start : one.end]} / {b[other.start : other.end]}"


def _says_itself(clue: Clue) -> bool:
    """False for a quotation or a bracket, which only answers by its place."""
    return clue.sort is not Sort.MARK


def _in_order(places: Sequence[int]) -> int:
    """Length of the longest rising row."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
