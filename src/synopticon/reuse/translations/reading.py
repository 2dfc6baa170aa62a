"""Documents as their clues: first only the numbers of their keys, and in full where they are looked at."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.documents import Document
from synopticon.reuse.translations.clue import Clue, Sort
from synopticon.reuse.translations.clues import clues_of, keys_of
from synopticon.reuse.translations.lengths import read_part

PLACES = 3
"""Places of one key that are remembered."""
KEPT_OPEN = 2048
"""Readings in full that are held at one time; each takes some twenty kilobytes."""

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Answers the texts of the documents with these ids."""


MISSABLE = (Sort.NUMBER, Sort.WORD)
"""Sorts of which a clue without a counterpart says something; of the others too many are no clues at all."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept of each document. keys: numbers of its keys, rising. size: characters that were read."""

    id: str
    language: str
    size: int
    keys: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document in full. places: by key, the numbers of the clues that bear it, in order, at most PLACES.
    missable: by key, the first clue of each number and known word. telling: how many different clues there are, without
    the pinyin of every two characters.
    """

    size: int
    clues: list[Clue]
    places: dict[str, tuple[int, ...]]
    missable: dict[str, Clue]
    telling: int


def primary(tag: str | None) -> str | None:
    """The primary language of a BCP 47 tag, in lower case."""
    return re.split("[-_]", tag.strip().lower())[0] or None if tag else None


def card_of(document: Document, language: str, vocabulary: dict[str, int]) -> Card:
    """The keys of a document as numbers; a key that is new to the vocabulary gets the next one."""
    numbers = [vocabulary.setdefault(key, len(vocabulary)) for key in sorted(keys_of(document.text, language))]
    return Card(document.id, language, _size(document.text, language), np.sort(np.array(numbers, np.int32)))


def reading_of(text: str, language: str) -> Reading:
    """The clues of one text, and where each of their keys stands."""
    clues = clues_of(text, language)
    places: dict[str, tuple[int, ...]] = {}
    for number, clue in enumerate(clues):
        for key in clue.keys:
            here = places.get(key, ())
            if len(here) < PLACES:
                places[key] = (*here, number)
    missable = {clue.keys[0]: clue for clue in reversed(clues) if clue.sort in MISSABLE}
    telling = len({clue.keys[0] for clue in clues if clue.keys[0][0] != "p"})
    return Reading(_size(text, language), clues, places, missable, telling)


def _size(text: str, language: str) -> int:
    return max(1, len(read_part(text, language).rstrip()))


class Library:
    """Readings in full, made from texts that are asked for a few at a time; the latest used are held."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._open: OrderedDict[str, Reading] = OrderedDict()

    def readings(self, cards: Iterable[Card]) -> dict[str, Reading]:
        """The readings of these documents by id."""
        wanted = {card.id: card for card in cards}
        missing = sorted(wanted.keys() - self._open.keys())
        texts = self._texts(missing) if missing else {}
        found = {name: reading_of(texts[name], wanted[name].language) for name in missing}
        for name in wanted.keys() - found.keys():
            found[name] = self._open[name]
        for name in sorted(found):
            self._open[name] = found[name]
            self._open.move_to_end(name)
        while len(self._open) > KEPT_OPEN:
            self._open.popitem(last=False)
        return found
