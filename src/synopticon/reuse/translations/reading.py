"""What is kept of a document while its translation is looked for: language, length, and where each key stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from synopticon.language.detect import language_of
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.clues import Clue, clues_of

PLACES = 3
"""Places of one key that are remembered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its clues. places: by key, the numbers of the clues that bear it, in order, at most PLACES.
    telling: how many clues there are, without the pinyin of every two characters.
    """

    id: str
    language: str
    size: int
    clues: tuple[Clue, ...]
    places: dict[str, tuple[int, ...]]
    telling: int


def read_all(documents: Iterable[Document]) -> list[Reading]:
    """The readings of all documents whose language is known, sorted by id."""
    return sorted(_readings(documents), key=lambda reading: reading.id)


def _readings(documents: Iterable[Document]) -> Iterator[Reading]:
    for document in documents:
        language = primary(document.language) or language_of(document.text)
        if language is not None:
            yield reading_of(document.id, document.text, language)


def reading_of(name: str, text: str, language: str) -> Reading:
    """The clues of one text, and where each of their keys stands."""
    clues = clues_of(text, language)
    places: dict[str, tuple[int, ...]] = {}
    for number, clue in enumerate(clues):
        for key in clue.keys:
            here = places.get(key, ())
            if len(here) < PLACES:
                places[key] = (*here, number)
    telling = sum(not clue.keys[0].startswith("p:") for clue in clues)
    return Reading(name, language, max(1, len(text.strip())), clues, places, telling)


def primary(tag: str | None) -> str | None:
    """The primary language of a BCP 47 tag, in lower case."""
    return re.split("[-_]", tag.strip().lower())[0] or None if tag else None
