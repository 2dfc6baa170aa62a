"""The noun of this room: a clue, which another language keeps."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Sort(StrEnum):
    """What a clue is."""

    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    LATIN = "latin"
    MARK = "mark"


OF_KEY = {
    "n": Sort.NUMBER, "s": Sort.NAME, "p": Sort.NAME, "w": Sort.WORD, "l": Sort.LATIN, "q": Sort.MARK, "b": Sort.MARK,
    "a": Sort.MARK,
}  # fmt: skip
"""The sort that the first letter of a key tells: number, skeleton, pinyin, known word, Latin word, quoted, bracketed,
asked."""


class Clue(NamedTuple):
    """One clue: where it stands (code points, end exclusive), its sort, and the keys by which it is met elsewhere."""

    start: int
    end: int
    sort: Sort
    keys: tuple[str, ...]


def sort_of(key: str) -> Sort:
    """The sort of the clue that bears this key."""
    return OF_KEY[key[0]]
