"""Families made of invented texts, with the relations that hold between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import permutations

import pytest

from synopticon.model.reuse import Kind, Member, SharedSpan
from synopticon.model.spans import Spans
from synopticon.reuse.families import Decisions
from synopticon.reuse.inheritance import Link, Texts
from synopticon.reuse.lineage import members_of
from synopticon.reuse.moments import moment_of
from synopticon.reuse.origins import Card

LEAST = 6
"""Letters of a run that the invented relations know."""


@dataclass(frozen=True)
class Kin:
    """Cards in the order given, their links, and the body of each card, which is its place."""

    cards: tuple[Card, ...]
    links: dict[int, dict[int, Link]]

    @property
    def body_of(self) -> dict[str, int]:
        return {card.id: card.body for card in self.cards}

    def texts(self) -> Texts:
        return Texts({card.body: card.length for card in self.cards}, self.links, self.body_of)

    def rows(self, decided: Decisions | None = None) -> dict[str, Member]:
        found = members_of(self.cards, self.links, decided or Decisions(), self.body_of)
        return {row.item: row for row in found}


def _kin(*told: tuple[str, str | None, str] | tuple[str, str | None, str, str | None, str | None]) -> Kin:
    """One document a row: id, date, text, and where wanted the outlet and the agency that it credits."""
    bodies: dict[str, int] = {}
    cards = []
    for row in told:
        name, published, text = row[:3]
        outlet, credit = row[3:] or (f"Outlet {name}", None)
        body = bodies.setdefault(text, len(bodies))
        cards.append(Card(name, body, len(text), outlet, None, published, moment_of(published), credit))
    first = {card.body: card.id for card in reversed(cards)}
    links: dict[int, dict[int, Link]] = {}
    for (one, here), (other, there) in permutations(bodies.items(), 2):
        turned = first[here] > first[there]
        a, b = (other, one) if turned else (one, other)
        blocks = [block for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()]
        blocks = [block for block in blocks if block.size >= LEAST]
        spans = tuple(SharedSpan(at, at + size, to, to + size) for at, to, size in blocks)
        share = sum(block.size for block in blocks) / len(one)
        if spans:
            link = Link(Kind.LIGHT, round(1000 * share), share, Spans.of(spans), min(first[here], first[there]))
            links.setdefault(here, {})[there] = link
    return Kin(tuple(cards), links)


@pytest.fixture
def kin() -> Callable[..., Kin]:
    """Make a family of invented texts."""
    return _kin
