"""Clues of a text that another language keeps: numbers, months, names, known and Latin words, marks of quoting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from synopticon.language.scripts import RANGES, Script
from synopticon.reuse.translations.lexicon import known_words
from synopticon.reuse.translations.names import names
from synopticon.reuse.translations.numbers import numbers

LONGEST = 20_000
"""Characters of a text that are read: what a longer one holds beyond is not needed to know it again."""
NO_CAPITALS = frozenset({"ko", "zh", "ja"})
LATIN = re.compile(rf"[{RANGES[Script.LATIN]}][{RANGES[Script.LATIN]}\d]*(?:[-.&][{RANGES[Script.LATIN]}\d]+)*")
_QUOTED = re.compile(r"[\"“«「『〝]([^\"”»」』〞“«「『\n]{2,400})[\"”»」』〞]")
_BRACKETED = re.compile(r"[(（\[［]([^)）\]］\n]{1,80})[)）\]］]")
_ASKED = re.compile(r"[?？]")


class Sort(StrEnum):
    """What a clue is."""

    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    LATIN = "latin"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: where it stands (code points, end exclusive), and the keys by which it is met in another text."""

    sort: Sort
    keys: tuple[str, ...]
    start: int
    end: int


def clues_of(text: str, language: str) -> tuple[Clue, ...]:
    """All clues of a text in a language (primary tag), in the order in which they stand."""
    text = text[:LONGEST]
    return tuple(sorted(_clues(text, language), key=lambda clue: (clue.start, clue.end, clue.sort, clue.keys)))


def _clues(text: str, language: str) -> Iterator[Clue]:
    for figure in numbers(text, language):
        yield Clue(Sort.NUMBER, (f"n:{figure.key}",), figure.start, figure.end)
    for name in names(text, language):
        yield Clue(Sort.NAME, name.keys, name.start, name.end)
    for number, start, end in known_words(text, language):
        yield Clue(Sort.WORD, (f"w:{number}",), start, end)
    for found in LATIN.finditer(text):
        if len(found[0]) > 1 and found[0][0].isupper():
            yield Clue(Sort.LATIN, (f"l:{found[0].lower()}",), found.start(), found.end())
    for mark, pattern in (("q", _QUOTED), ("b", _BRACKETED), ("a", _ASKED)):
        for place, found in enumerate(pattern.finditer(text)):
            yield Clue(Sort.MARK, (f"{mark}:{min(place, 9)}",), found.start(), found.end())
