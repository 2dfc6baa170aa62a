"""Which member of a family the others come from: what a person said, an agency's own document, the date, the words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from synopticon.reuse.credits import host_of, is_agency
from synopticon.reuse.documents import Document
from synopticon.reuse.families import Decisions
from synopticon.reuse.inheritance import Texts
from synopticon.reuse.moments import Moment
from synopticon.reuse.openings import Setting

MOST_NAMED = 64
"""Of the credits in a family, so many of the most frequent are looked for among its outlets; one that every reprint
writes otherwise names no agency."""
BY_WORDS = "by the words, the others rather come from this one than it from one of them"
COVERED, OWN, CREDITING = 5.8, 0.77, 5.35
"""What tells one possible origin from another, in units of log odds: how much of the others stands in it; against it,
the logarithm of the code points that stand in no other member, and that it credits an agency. Fitted on planted
cascades by conditional logistic regression."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept in memory of a document. length: code points of its text that are compared."""

    id: str
    body: int
    length: int
    outlet: str | None
    url: str | None
    published: str | None
    moment: Moment
    credit: str | None


def setting_of(first: Card, second: Card) -> Setting:
    """Under which circumstances two documents appeared."""
    return Setting(same_outlet(first, second), first.moment, second.moment)


def same_outlet(first: Card | Document, second: Card | Document) -> bool | None:
    """Whether two documents are of one outlet; None where one is not known."""
    one, other = outlet_of(first), outlet_of(second)
    return None if one is None or other is None else one == other


def outlet_of(document: Card | Document) -> str | None:
    """By whom it was published; an unnamed outlet goes by its host."""
    return document.outlet or host_of(document.url)


def is_unnamed(outlet: str | None, url: str | None) -> bool:
    """Whether a document tells neither its outlet nor an address that would."""
    return not outlet and host_of(url) is None


class First(NamedTuple):
    """The member from which the others come, why it is taken for that, and whether they credit it as their agency."""

    card: Card
    reason: str
    credited: bool = False


def first_of(family: Sequence[Card], texts: Texts, decided: Decisions) -> First:
    """The member from which the others come, and why. family: in order, the first member first."""
    for card in family:
        if card.id in decided.origins:
            return First(card, f"a person set the origin: {decided.origins[card.id]}")
    dated = [card for card in family if card.moment.known] or family
    soonest = min(card.moment.latest for card in dated)
    first = [card for card in dated if card.moment.earliest <= soonest]
    named = _most_credited(family)
    for card in first:
        own = next((credit for credit in named if is_agency(credit, card.outlet, card.url)), None)
        if own:
            return First(card, f"other members credit {own}, whose own document this is", credited=True)
    if len(first) == 1:
        return First(first[0], "it is the earliest by its date")
    best = _likeliest(first, texts)
    if not best.moment.known:
        return First(best, f"no member has a date; {BY_WORDS}")
    return First(best, f"{len(first)} members may be the earliest by their dates; {BY_WORDS}")


def _likeliest(first: Sequence[Card], texts: Texts) -> Card:
    """For which of those that may be the first the words speak most; the earlier in the family where equal."""
    worth = {
        body: round(COVERED * texts.covered(body) - OWN * math.log1p(texts.own(body)), 3)
        for body in {card.body for card in first}
    }

    def worth_of(card: Card) -> float:
        copied = card.credit is not None and not is_agency(card.credit, card.outlet, card.url)
        return worth[card.body] - CREDITING * copied

    return max(first, key=worth_of)


def _most_credited(family: Sequence[Card]) -> list[str]:
    """Whom other outlets than the agency's own credit, in the order of their names; of very many the most frequent."""
    count = Counter(card.credit for card in family if card.credit)
    often = sorted(count, key=lambda name: (-count[name], name))[:MOST_NAMED]
    others = {c.credit for c in family if c.credit in often and not is_agency(c.credit, c.outlet, c.url)}
    return sorted(name for name in often if name in others)


def unseen_agency(root: Card, family: Sequence[Card]) -> str | None:
    """The agency that the root itself credits, where no member is that agency's own."""
    if not root.credit or not (root.outlet or root.url):
        return None
    if any(is_agency(root.credit, card.outlet, card.url) for card in family):
        return None
    return root.credit
