"""Who copied whom: the rows of one family, from dates with their uncertainty, credits and the words.

Where the evidence is thin the answer is None with the reason: an invented origin is worse than an open question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synopticon.model.reuse import Kind, Member, Role
from synopticon.reuse.chances import chance_of_origin, chance_of_unseen
from synopticon.reuse.credits import is_agency
from synopticon.reuse.families import Decisions
from synopticon.reuse.inheritance import Link, Links, Texts
from synopticon.reuse.origins import Card, First, first_of, unseen_agency
from synopticon.reuse.parents import parents_of

JOINED = "a person joined it to this family"
"""How the reason begins of a member that a judgement put here and no shared words."""
CLAIMED_TOO = "a person set this as the origin as well; the family can have one, and the earlier claim by date stands"
NEARER = 0.02
"""By so much more a text must share with the origin, as a product of both shares, to be taken for the earlier one where
dates do not tell."""
FAR = 32
"""Members that one may overtake on that ground."""
WITHHELD = 0.35
"""Probability up to which a first member is not named as the origin."""
LEAST_TOLD = 0.01
"""Probability below which no number is told."""
UNSEEN = 0.7
"""In such a family, the probability from which a source that was not collected is said instead of a parent: half of the
invented parents are given up for one right one in eighty."""
CREDITED, CREDITING = 0.9, 0.02
"""The least probability of a first member whom others credit as their agency; that of one which credits another."""
IDENTICAL = Link(Kind.COPY, 1000, 1.0)


@dataclass(frozen=True, slots=True)
class _Head:
    """What is said of the first member. chance: in thousandths; doubt: its probability, where no origin is named."""

    role: Role
    reasons: tuple[str, ...]
    origin: str | None = None
    chance: int | None = None
    doubt: float | None = None


def members_of(family: Sequence[Card], links: Links, decided: Decisions, body_of: Mapping[str, int]) -> list[Member]:
    """The rows of one family, whose cards come in order, the first member first.

    body_of: the bodies of the documents that links name.
    """
    if len(family) == 1:
        return [_single(family[0])]
    lengths: dict[int, int] = {}
    for card in family:
        lengths.setdefault(card.body, card.length)
    texts = Texts(lengths, links, body_of)
    first = first_of(family, texts, decided)
    order = in_order(family, first.card, texts)
    holders: dict[int, Card] = {}
    for card in order:
        holders.setdefault(card.body, card)
    parents = parents_of(list(holders), texts)
    head = _head(first, order, parents, texts, decided)
    name, root = family[0].id, first.card.id
    rows = [Member(root, name, head.role, None, head.origin, head.chance, None, None, head.reasons)]
    for card in order[1:]:
        role, parent, link, why = _copied(card, holders, parents, texts, head.doubt)
        if parent is None and role is Role.ECHO:
            why = _joined(card, decided) or why
        if card.id in decided.origins:
            why = (*why, CLAIMED_TOO)
        kind, score = (link.kind, link.score) if link else (None, None)
        rows.append(Member(card.id, name, role, parent, head.origin, head.chance, kind, score, why))
    return rows


def _single(card: Card) -> Member:
    if card.credit and not is_agency(card.credit, card.outlet, card.url) and (card.outlet or card.url):
        why = f"it credits {card.credit}, of which no document was collected"
        return Member(card.id, card.id, Role.ECHO_OF_UNSEEN, reasons=(why,))
    return Member(card.id, card.id, Role.SINGLE)


def _head(first: First, order: Sequence[Card], parents: Mapping[int, int], texts: Texts, decided: Decisions) -> _Head:
    """Whether the first member is named as the origin, how probable it is as that, and why."""
    root, reason = first.card, first.reason
    if root.id in decided.origins:
        return _Head(Role.ORIGIN, (reason,), root.id, 1000)
    agency = unseen_agency(root, order)
    if agency:
        why = f"it credits {agency}, whose own document was not collected: the origin is unseen"
        return _Head(Role.ECHO_OF_UNSEEN, (reason, why), doubt=CREDITING)
    if not root.moment.known:
        return _Head(Role.ECHO, (reason,))
    as_early = [card for card in order[1:] if not root.moment.surely_before(card.moment)]
    rivals = len({card.body for card in as_early} - {root.body})
    chance = chance_of_origin(list(dict.fromkeys(card.body for card in order)), parents, texts, rivals)
    value, words = max(chance.value, CREDITED) if first.credited else chance.value, chance.words
    if value <= WITHHELD:
        likely = f"of only {value:.2f}" if value >= LEAST_TOLD else f"below {LEAST_TOLD}"
        why = f"it is the origin with a probability {likely}, one that was not collected is likelier: {words}"
        return _Head(Role.ECHO_OF_UNSEEN, (reason, why), doubt=value)
    reprints = sum(card.body == root.body for card in as_early)
    if reprints:
        value, words = value / (1 + reprints), f"{words}; {reprints} with the same text may be as early"
    thousandths = max(round(1000 * value), 1)
    return _Head(Role.ORIGIN, (reason, f"probability {thousandths / 1000:.2f}: {words}"), root.id, thousandths)


def _copied(
    card: Card, holders: Mapping[int, Card], parents: Mapping[int, int], texts: Texts, doubt: float | None
) -> tuple[Role, str | None, Link | None, tuple[str, ...]]:
    """From whom a member took its words: its role, its parent, their relation and the reasons."""
    if holders[card.body] is not card:
        parent, link = holders[card.body], IDENTICAL
    elif card.body in parents:
        parent, link = holders[parents[card.body]], texts.link(card.body, parents[card.body]) or IDENTICAL
        source = chance_of_unseen(card.body, parents, texts, doubt) if doubt is not None else None
        if source and source.value > UNSEEN:
            why = f"its source was probably not collected ({source.value:.2f}); as for {parent.id}: {source.words}"
            return Role.ECHO_OF_UNSEEN, None, None, (why,)
    else:
        return Role.ECHO, None, None, ("no earlier member of the family was verified to share its words",)
    why = f"{link.inherited:.0%} of its words, counted by rarity, stand in the parent"
    return Role.ECHO, parent.id, link, (why,)


def _joined(card: Card, decided: Decisions) -> tuple[str, ...]:
    """The reason of the judgement that joined this document to another one; none where nobody did."""
    return next(((f"{JOINED}: {decided.joined[pair]}",) for pair in decided.joined if card.id in pair), ())


def in_order(family: Sequence[Card], root: Card, texts: Texts) -> list[Card]:
    """The origin, then the others as they appeared; where dates overlap, what is nearer to the origin came first."""

    def nearness(card: Card) -> float:
        return texts.inherited(card.body, root.body) * texts.inherited(root.body, card.body)

    others = sorted((card for card in family if card is not root), key=lambda card: card.moment.middle)
    order: list[Card] = []
    for card in others:
        place = len(order)
        near = nearness(card)
        while place > max(0, len(order) - FAR) and order[place - 1].body != card.body:
            other = order[place - 1]
            if other.moment.surely_before(card.moment) or nearness(other) + NEARER >= near:
                break
            place -= 1
        order.insert(place, card)
    return [root, *order]
