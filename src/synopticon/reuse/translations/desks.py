"""Two languages' documents side by side, and what meeting by each key is worth between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.translations.lengths import expected_ratio
from synopticon.reuse.translations.reading import Card, Library
from synopticon.reuse.translations.scoring import Score, score
from synopticon.reuse.translations.shelving import Catalogue
from synopticon.reuse.translations.weighing import Shelf, shelf_of, vocabulary_of, worths

BLOCK = 256
"""Pairs that are weighed together: what is held of their texts at one time."""
Place = tuple[int, int]
"""A pair by its places among the few and among the many."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Two shelves side by side, and what meeting by each key is worth between them."""

    few: Shelf
    many: Shelf
    worth: NDArray[np.float64]
    by_key: dict[str, float]
    expected: float

    def cards(self, place: Place) -> tuple[Card, Card]:
        """The two documents of a pair."""
        return self.few.cards[place[0]], self.many.cards[place[1]]

    def scores(self, places: Iterable[Place], library: Library) -> Iterator[tuple[Place, Score]]:
        """Weigh pairs, a block of them at a time, so that their texts are asked for together."""
        waiting = iter(places)
        while block := list(islice(waiting, BLOCK)):
            readings = library.readings(card for place in block for card in self.cards(place))
            for place in block:
                one, other = self.cards(place)
                yield place, score(readings[one.id], readings[other.id], self.by_key, self.expected)


def desks_of(catalogue: Catalogue) -> Iterator[Desk]:
    """Every two languages."""
    vocabulary = vocabulary_of(catalogue.names)
    shelves = [shelf_of(tag, cards, len(catalogue.names)) for tag, cards in catalogue.cards.items()]
    for one, other in combinations(shelves, 2):
        few, many = (one, other) if len(one.cards) <= len(other.cards) else (other, one)
        worth = worths(few, many, vocabulary)
        by_key = {vocabulary.names[place]: float(worth[place]) for place in np.flatnonzero(worth)}
        yield Desk(few, many, worth, by_key, expected_ratio(few.language, many.language))
