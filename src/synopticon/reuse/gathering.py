"""Batches of fingerprints put together: one number for each body, one order for all documents.

The order is (date, longest body first, digest of the body, id): it is a function of the set, never of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.fingerprints import Prints
from synopticon.reuse.grams import Hashes
from synopticon.reuse.origins import Card


@dataclass(slots=True)
class Gathered:
    """The columns of many batches; bodies have the numbers in whose order they first came, and a million reprints of
    one cost as much as one. cards: of all documents, as they came.
    """

    cards: list[Card] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    comparable: list[bool] = field(default_factory=list)
    _places: dict[bytes, int] = field(default_factory=dict)
    _grams: list[Hashes] = field(default_factory=list)
    _owners: list[NDArray[np.int32]] = field(default_factory=list)

    def add(self, prints: Prints) -> None:
        """Take in a batch."""
        begin = len(self.digests)
        places = np.array([self._place(digest) for digest in prints.digests], np.int32)
        fresh = places >= begin
        self.letters.extend(prints.letters[fresh].tolist())
        self.comparable.extend(prints.comparable[fresh].tolist())
        self.cards.extend(replace(card, body=int(places[card.body])) for card in prints.cards)
        kept = fresh[prints.owners]
        self._grams.append(prints.grams[kept])
        self._owners.append(places[prints.owners[kept]])

    def _place(self, digest: bytes) -> int:
        place = self._places.get(digest)
        if place is None:
            place = self._places[digest] = len(self.digests)
            self.digests.append(digest)
        return place

    def fingerprints(self) -> tuple[Hashes, NDArray[np.int32]]:
        """All sampled grams, and the body to which each belongs."""
        if not self._grams:
            return np.zeros(0, np.uint64), np.zeros(0, np.int32)
        return np.concatenate(self._grams), np.concatenate(self._owners)

    def in_order(self) -> list[Card]:
        """The cards in the order of the documents."""
        letters, digests = self.letters, self.digests
        return sorted(
            self.cards, key=lambda card: (card.moment.order, -letters[card.body], digests[card.body], card.id)
        )


def firsts_of(order: Sequence[Card], bodies: int) -> list[Card]:
    """The first document of each body; that one's text stands for the body. order: the cards of all documents."""
    firsts: dict[int, Card] = {}
    for card in order:
        firsts.setdefault(card.body, card)
    return [firsts[body] for body in range(bodies)]


def ranks_of(order: Sequence[Card], bodies: int) -> NDArray[np.int64]:
    """The place of each body in the order of the documents."""
    ranks = np.empty(bodies, np.int64)
    numbers = dict.fromkeys(card.body for card in order)
    ranks[list(numbers)] = np.arange(bodies)
    return ranks
