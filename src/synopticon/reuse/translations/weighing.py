"""What meeting by a key is worth: the rarer the key is in both languages of the collection, the more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.translations.clue import Sort, sort_of
from synopticon.reuse.translations.reading import Card

KEPT = {Sort.NUMBER: 0.75, Sort.NAME: 0.4, Sort.WORD: 0.55, Sort.LATIN: 0.3, Sort.MARK: 0.45}
"""Chance that a translation keeps a clue of this sort."""
STEADY = 60.0
"""Documents that the usual share of a key's sort counts for, beside those of the collection."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one language, by id; counts: in how many of them each key of the vocabulary stands."""

    language: str
    cards: tuple[Card, ...]
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All keys of a collection: their names, the share of documents that usually hold them, their chance to be kept."""

    names: tuple[str, ...]
    usual: NDArray[np.float64]
    kept: NDArray[np.float64]


def vocabulary_of(names: tuple[str, ...]) -> Vocabulary:
    """What is known of keys beforehand."""
    usual = np.array([usual_share(name) for name in names], np.float64)
    return Vocabulary(names, usual, np.array([KEPT[sort_of(name)] for name in names], np.float64))


def usual_share(key: str) -> float:
    """The share of documents that hold such a key, where the collection is too small to tell."""
    sort, rest = key[0], key[2:]
    if sort == "n":
        return 0.25 if len(rest) == 1 else 0.08 if len(rest) == 2 or rest[0] == "m" else 0.03
    if sort == "s":
        return 0.5 if len(rest) <= 2 else 0.12 if len(rest) == 3 else 0.03
    return {"w": 0.08, "l": 0.01, "p": 0.01}.get(sort, 0.4)


def shelf_of(language: str, cards: tuple[Card, ...], size: int) -> Shelf:
    """A shelf over a vocabulary of this size."""
    keys = np.concatenate([card.keys for card in cards])
    return Shelf(language, cards, np.bincount(keys, minlength=size).astype(np.int64))


def worths(one: Shelf, other: Shelf, vocabulary: Vocabulary) -> NDArray[np.float64]:
    """For each key, in nats, what it is worth that documents of both shelves hold it; 0 where that says nothing.

    The logarithm of the chance that a translation keeps it over the chance that a strange document holds it, the mean
    of both directions; the document that is met does not count among the strange ones.
    """
    chance = np.sqrt(_share(one, vocabulary) * _share(other, vocabulary))
    worth = np.log(vocabulary.kept / chance)
    worth[(one.counts == 0) | (other.counts == 0) | (worth < 0)] = 0.0
    return worth


def _share(shelf: Shelf, vocabulary: Vocabulary) -> NDArray[np.float64]:
    others = max(0, len(shelf.cards) - 1)
    share: NDArray[np.float64] = (np.maximum(0, shelf.counts - 1) + STEADY * vocabulary.usual) / (others + STEADY)
    return share
