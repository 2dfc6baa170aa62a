"""All clues of a text that another language keeps: numbers, months, names, known and Latin words, marks of quoting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.reuse.translations.alphabets import alphabetic, alphabetic_keys
from synopticon.reuse.translations.clue import Clue, Sort
from synopticon.reuse.translations.lengths import read_part
from synopticon.reuse.translations.lexicon import running_words
from synopticon.reuse.translations.names import eastern_names
from synopticon.reuse.translations.numbers import numbers

EASTERN = frozenset({"ko", "zh", "ja"})
MARKS = (
    ("q", re.compile(r"[\"“«「『〝]([^\"”»」』〞“«「『\n]{2,400})[\"”»」』〞]")),
    ("b", re.compile(r"[(（\[［]([^)）\]］\n]{1,80})[)）\]］]")),
    ("a", re.compile(r"[?？]")),
)
"""Quotations, brackets and questions: translators keep their number and places, if seldom all."""


def clues_of(text: str, language: str) -> list[Clue]:
    """All clues of a text in a language (primary tag), in the order in which they stand."""
    return sorted(_clues(read_part(text, language), language))


def keys_of(text: str, language: str) -> set[str]:
    """The keys of all clues of a text, and perhaps a few more: enough to know which texts to look at."""
    text = read_part(text, language)
    return alphabetic_keys(text, language).union(*(clue.keys for clue in _other_clues(text, language)))


def _clues(text: str, language: str) -> Iterator[Clue]:
    yield from alphabetic(text, language)
    yield from _other_clues(text, language)


def _other_clues(text: str, language: str) -> Iterator[Clue]:
    for figure in numbers(text, language):
        yield Clue(figure.start, figure.end, Sort.NUMBER, (f"n:{figure.key}",))
    if language in EASTERN:
        yield from eastern_names(text, language)
        for number, start, end in running_words(text, language):
            yield Clue(start, end, Sort.WORD, (f"w:{number}",))
    for mark, pattern in MARKS:
        for place, found in enumerate(pattern.finditer(text)):
            yield Clue(found.start(), found.end(), Sort.MARK, (f"{mark}:{min(place, 9)}",))
