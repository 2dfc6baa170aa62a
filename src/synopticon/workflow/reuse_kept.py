"""An index of echoes as the engine asks it: bodies by number, their first documents, their texts, their relations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

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
from synopticon.workflow.reuse_records import card_from, found_bytes

Order = tuple[tuple[bool, int, int], int, bytes, str]
"""A document's place in the order of all: by date, the longest body first, by the body's digest, by id."""
REMEMBERED = 1 << 14
"""Bodies whose places are remembered at most, about 300 bytes each."""


class Shelf:
    """Tables and texts, put together."""

    def __init__(self, tables: Tables, lines: Lines) -> None:
        self.tables, self.lines = tables, lines
        self._ranks: dict[int, Order] = {}

    def text(self, document: Kept) -> str:
        """The text of a document."""
        return str(json.loads(self.lines.read(document.place, document.size))["text"])

    def texts_of(self, documents: Mapping[str, Kept]) -> Callable[[Sequence[str]], Mapping[str, str]]:
        """Answers the texts of these documents by their ids."""
        return lambda names: {name: self.text(documents[name]) for name in names}

    def firsts(self, bodies: Iterable[int]) -> dict[int, tuple[Body, Kept, Card]]:
        """Bodies with their first documents."""
        found = self.tables.bodies(bodies)
        kept = {one.number: one for one in self.tables.documents(body.first for body in found.values())}
        told = {}
        for number, body in found.items():
            first = kept[body.first]
            told[number] = body, first, card_from(first.card, first.id, number)
        return told

    def ranks(self, bodies: Iterable[int]) -> dict[int, Order]:
        """The places of bodies in the order of the documents. Those that head crowds are asked for again and again."""
        wanted = set(bodies)
        if len(self._ranks) > REMEMBERED:
            self._ranks.clear()
        for number, (body, _, card) in self.firsts(wanted - self._ranks.keys()).items():
            self._ranks[number] = order_of(card, body)
        return {number: self._ranks[number] for number in wanted}

    def forget(self, bodies: Iterable[int]) -> None:
        """These bodies have another first document now."""
        for body in bodies:
            self._ranks.pop(body, None)

    def verified(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs with what their texts share."""
        firsts = self.firsts({body for pair in pairs for body in (pair.a, pair.b)})
        order = sorted(firsts, key=lambda number: order_of(firsts[number][2], firsts[number][0]))
        place = {number: at for at, number in enumerate(order)}
        both = [sorted((place[pair.a], place[pair.b])) for pair in pairs]
        asked = np.array(both, np.int64).reshape(-1, 2)

        def texts(wanted: Sequence[int]) -> list[str]:
            return [self.text(firsts[order[at]][1])[:LONGEST] for at in wanted]

        def setting(left: int, right: int) -> Setting:
            return setting_of(firsts[order[left]][2], firsts[order[right]][2])

        letters = np.array([firsts[number][0].letters for number in order], np.int64)
        found: dict[tuple[int, int], bytes] = {}
        near = neighbouring(Pairs(asked[:, 0], asked[:, 1]))
        for _, relations in verify(near, letters, texts, frozen_rarity(), setting):
            for held in relations:
                left, right = order[held.left], order[held.right]
                told = found_between(held, firsts[left][2], firsts[right][2])
                a, b = sorted((left, right))
                found[a, b] = found_bytes(told, left)
        return [Pair(pair.a, pair.b, pair.shared, found.get((pair.a, pair.b))) for pair in pairs]


def order_of(card: Card, body: Body) -> Order:
    """Where a document of this body stands."""
    return card.moment.order, -body.letters, body.digest, card.id


def cards_of(documents: Iterable[Kept], bodies: Mapping[int, Body]) -> list[Card]:
    """The cards of documents, in the order of the documents."""
    cards = [card_from(one.card, one.id, one.body) for one in documents]
    return sorted(cards, key=lambda card: order_of(card, bodies[card.body]))
