"""An index of echoes as the engine asks it: bodies by number, their first documents, their texts, their relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from synopticon.reuse.fingerprints import LONGEST
from synopticon.reuse.openings import Setting
from synopticon.reuse.origins import Card, setting_of
from synopticon.reuse.proposing import Pairs, neighbouring
from synopticon.reuse.rarity import frozen_rarity
from synopticon.reuse.relations import found_between
from synopticon.reuse.verifying import verify
from synopticon.store.echoes.lines import Lines
from synopticon.store.echoes.tables import Body, Kept, Pair, Tables
from synopticon.workflow.reuse_records import card_from, found_bytes, moment_in, text_in

Order = tuple[tuple[bool, int, int], int, bytes, str]
"""A document's place in the order of all: by date, the longest body first, by the body's digest, by id."""
Rank = tuple[tuple[bool, int, int], int, bytes]
"""A body's place in the order of all, which is that of its first document: no other body has its digest."""
REMEMBERED = 1 << 12
"""Bodies whose first documents are remembered at most, about 2,000 bytes each."""
RANKED = 1 << 14
"""Bodies whose places are remembered at most, about 400 bytes each."""

LIGHT = 64
"""Pairs so few that their texts are held together in any order."""


class First(NamedTuple):
    """A body with its first document, and where that stands in the order of all."""

    body: Body
    kept: Kept
    card: Card
    order: Order


class Shelf:
    """Tables and texts, put together."""

    def __init__(self, tables: Tables, lines: Lines) -> None:
        self.tables, self.lines = tables, lines
        self._firsts: dict[int, First] = {}
        self._ranks: dict[int, Rank] = {}

    def text(self, document: Kept) -> str:
        """The text of a document."""
        return text_in(self.lines.read(document.place, document.size))

    def texts_of(self, documents: Mapping[str, Kept]) -> Callable[[Sequence[str]], Mapping[str, str]]:
        """Answers the texts of these documents by their ids."""
        return lambda names: {name: self.text(documents[name]) for name in names}

    def firsts(self, bodies: Iterable[int]) -> dict[int, First]:
        """Bodies with their first documents."""
        wanted = set(bodies)
        known = self._firsts
        found = {number: known[number] for number in wanted if number in known}
        if len(found) < len(wanted):
            for body, kept in self.tables.firsts(wanted.difference(found)):
                found[body.number] = self.learn(body, kept, card_from(kept.card, kept.id, body.number))
        return found

    def learn(self, body: Body, kept: Kept, card: Card) -> First:
        """From now on this is the body's first document."""
        if len(self._firsts) >= REMEMBERED:
            self._firsts.clear()
        first = self._firsts[body.number] = First(body, kept, card, order_of(card, body))
        self._rank(body.number, first.order[:3])
        return first

    def ranks(self, bodies: Iterable[int]) -> dict[int, Rank]:
        """Bodies with their places. Those that head crowds are asked for again and again."""
        wanted = set(bodies)
        found = {number: self._ranks[number] for number in wanted if number in self._ranks}
        if len(found) < len(wanted):
            for number, letters, digest, card in self.tables.cards_of(wanted.difference(found)):
                found[number] = self._rank(number, (moment_in(card).order, -letters, digest))
        return found

    def _rank(self, body: int, rank: Rank) -> Rank:
        """From now on this is the body's place."""
        if len(self._ranks) >= RANKED:
            self._ranks.clear()
        self._ranks[body] = rank
        return rank

    def verified(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs with what their texts share."""
        firsts = self.firsts({body for pair in pairs for body in (pair.a, pair.b)})
        order = sorted(firsts.values(), key=attrgetter("order"))
        place = {first.body.number: at for at, first in enumerate(order)}
        both = [sorted((place[pair.a], place[pair.b])) for pair in pairs]
        asked = np.array(both, np.int64).reshape(-1, 2)

        def texts(wanted: Sequence[int]) -> list[str]:
            return [self.text(order[at].kept)[:LONGEST] for at in wanted]

        def setting(left: int, right: int) -> Setting:
            return setting_of(order[left].card, order[right].card)

        letters = np.array([first.body.letters for first in order], np.int64)
        found: dict[tuple[int, int], bytes] = {}
        near = Pairs(asked[:, 0], asked[:, 1])
        turns = neighbouring(near) if len(near) > LIGHT else near
        for _, relations in verify(turns, letters, texts, frozen_rarity(), setting):
            for held in relations:
                left, right = order[held.left], order[held.right]
                told = found_between(held, left.card, right.card)
                a, b = sorted((left.body.number, right.body.number))
                found[a, b] = found_bytes(told, left.body.number)
        return [Pair(pair.a, pair.b, pair.shared, found.get((pair.a, pair.b))) for pair in pairs]


def in_turn(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs as `neighbouring` orders them."""
    by_bodies = {(pair.a, pair.b): pair for pair in pairs}
    bodies = np.array(list(by_bodies), np.int64).reshape(-1, 2)
    names, places = np.unique(bodies, return_inverse=True)
    order = neighbouring(Pairs(*places.reshape(-1, 2).T))
    sides = zip(names[order.left].tolist(), names[order.right].tolist(), strict=True)
    return [by_bodies[side] for side in sides]


def order_of(card: Card, body: Body) -> Order:
    """Where a document of this body stands."""
    return card.moment.order, -body.letters, body.digest, card.id


def cards_of(documents: Iterable[tuple[Body, Kept]]) -> list[Card]:
    """The cards of documents, in the order of the documents."""
    cards = [(card_from(one.card, one.id, one.body), body) for body, one in documents]
    return [card for card, _ in sorted(cards, key=lambda pair: order_of(*pair))]
