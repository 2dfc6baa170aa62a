"""Batches of fingerprints put together: one number for each body, one order for all documents.

The order is (date, longest body first, digest of the body, id): it is a function of the set, never of arrival.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.fingerprints import Prints
from synopticon.reuse.grams import Hashes
from synopticon.reuse.moments import UNKNOWN
from synopticon.reuse.origins import Card

Ints = NDArray[np.int64]

PART = 2_000_000
"""About how many grams are told at a time; sorting them takes some forty-five bytes each."""
SOME = 101
"""Of so many grams one is looked at to divide them."""


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

    def parts(self) -> Iterator[tuple[Hashes, NDArray[np.int32]]]:
        """The same, a range of grams at a time, so that whoever sorts them needs little memory."""
        edges = self._edges(sum(map(len, self._grams)) // PART)
        for low, high in pairwise(edges):
            inside = [(grams >= low) & (grams < high) for grams in self._grams]
            yield (
                np.concatenate([grams[own] for grams, own in zip(self._grams, inside, strict=True)]),
                np.concatenate([owners[own] for owners, own in zip(self._owners, inside, strict=True)]),
            )

    def _edges(self, further: int) -> list[np.uint64]:
        """From the lowest to beyond the highest gram, with about so many edges between that leave alike parts."""
        if not self._grams:
            return []
        some = np.sort(np.concatenate([grams[::SOME] for grams in self._grams]))
        inner = some[np.arange(1, further + 1) * len(some) // (further + 1)]
        return [np.uint64(0), *np.unique(inner[inner > 0]), np.uint64(np.iinfo(np.uint64).max)]

    def let_go(self) -> None:
        """Forget the grams, which take most of the memory."""
        self._grams, self._owners = [], []

    def in_order(self) -> list[Card]:
        """The cards in the order of the documents."""
        moments = np.array([(c.moment.earliest, c.moment.latest) for c in self.cards], np.int64).reshape(-1, 2)
        bodies = np.array([card.body for card in self.cards], np.int64)
        digests = np.array(self.digests, "S32")
        ids = [card.id for card in self.cards]
        order = order_of(moments, bodies, np.array(self.letters, np.int64), digests, ids)
        return [self.cards[place] for place in order.tolist()]


def order_of(moments: Ints, bodies: Ints, letters: Ints, digests: NDArray[np.bytes_], ids: Sequence[str]) -> Ints:
    """The places of documents in their order: by date, unknown ones last; the longest body first; digest; id.

    moments: rows of (earliest, latest). bodies: of each document, the place in letters and digests.
    """
    unknown = (moments[:, 0] == UNKNOWN.earliest) & (moments[:, 1] == UNKNOWN.latest)
    named = np.argsort(np.argsort(digests))  # the bodies' places by their digests
    keys = (named[bodies], -letters[bodies], moments[:, 1], moments[:, 0], unknown)
    order = np.lexsort(keys)
    alike = np.ones(max(len(order) - 1, 0), bool)
    for key in keys:
        alike &= key[order[1:]] == key[order[:-1]]
    # What is left are documents of one body and one date.
    for begin, end in _stretches(alike):
        order[begin:end] = sorted(order[begin:end].tolist(), key=ids.__getitem__)
    return order


def _stretches(alike: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where places are like the ones before them: begin and end of each stretch."""
    edges = np.diff(np.concatenate([[False], alike, [False]]).astype(np.int8))
    yield from zip(np.flatnonzero(edges == 1).tolist(), (np.flatnonzero(edges == -1) + 1).tolist(), strict=True)


def firsts_of(bodies: Ints) -> Ints:
    """For each body the place of its first document; that one's text stands for it. bodies: of the documents in order;
    every body is there.
    """
    return np.unique(bodies, return_index=True)[1]


def ranks_of(firsts: Ints) -> Ints:
    """The place of each body among the bodies, in the order of the documents. firsts: as `firsts_of` gives them."""
    return np.argsort(np.argsort(firsts))
