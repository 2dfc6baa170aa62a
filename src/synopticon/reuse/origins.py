"""Who copied whom: parents, the origin and its probability, from dates with their uncertainty, credits and the words.

Where the evidence is thin the answer is None with the reason: an invented origin is worse than an open question.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synopticon.model.reuse import Kind, Member, Role
from synopticon.reuse.credits import host_of, is_agency
from synopticon.reuse.documents import Document
from synopticon.reuse.families import Decisions
from synopticon.reuse.moments import Moment
from synopticon.reuse.openings import Setting

JOINED = "a person joined it to this family"
"""How the reason begins of a member that a judgement put here and no shared words."""
SAME = 0.01
"""Inheritance that differs by less than this does not tell two possible parents apart; the earlier one is taken."""
MOST_NAMED = 64
"""Of the credits in a family, so many of the most frequent are looked for among its outlets; one that every reprint
writes otherwise names no agency."""
CLAIMED_TOO = "a person set this as the origin as well; the family can have one, and the earlier claim by date stands"


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept in memory of a document."""

    id: str
    body: int
    outlet: str | None
    url: str | None
    published: str | None
    moment: Moment
    credit: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A verified relation between two bodies as the later document sees it.

    inherited: the share of the later text, what is common to very many bodies left out, that stands word for word in
    the earlier one.
    """

    kind: Kind
    score: int
    inherited: float


def setting_of(first: Card, second: Card) -> Setting:
    """Under which circumstances two documents appeared."""
    return Setting(same_outlet(first, second), first.moment, second.moment)


def same_outlet(first: Card | Document, second: Card | Document) -> bool | None:
    """Whether two documents are of one outlet; an unnamed one goes by its host; None where one is not known."""
    one, other = (document.outlet or host_of(document.url) for document in (first, second))
    return None if one is None or other is None else one == other


IDENTICAL = Link(Kind.COPY, 1000, 1.0)
Links = Mapping[int, Mapping[int, Link]]
"""By the later body, then the earlier one; both directions are there, each with its own shares."""


def members_of(family: Sequence[Card], links: Links, decided: Decisions) -> list[Member]:
    """The rows of one family, whose cards come in order, the first member first."""
    if len(family) == 1:
        return [_single(family[0])]
    root, reason = _root(family, links, decided)
    order = [root, *sorted((card for card in family if card is not root), key=lambda card: card.moment.middle)]
    name = family[0].id
    unseen = _unseen(root, family)
    chance = None if unseen else _chance(root, family, decided)
    origin = root.id if chance is not None else None
    rows = []
    before: dict[int, tuple[int, Card]] = {}
    parents: dict[int, int] = {}
    for place, card in enumerate(order):
        if card is root:
            before[card.body] = (place, card)
            role = Role.ECHO_OF_UNSEEN if unseen else Role.ORIGIN if origin else Role.ECHO
            why: tuple[str, ...] = (reason, _unseen_reason(unseen)) if unseen else (reason,)
            rows.append(Member(card.id, name, role, None, origin, chance, None, None, why))
            continue
        near = links.get(card.body, {})
        if card.body in before:  # a reprint: what came after its body's first copy cannot hold more of it
            near = {body: near[body] for body in (root.body, parents.get(card.body, card.body)) if body in near}
        parent, link, why = _parent(card, before, near, links, decided)
        if parent is None:
            why = _joined(card, decided) or why
        if card.id in decided.origins:
            why = (*why, CLAIMED_TOO)
        if card.body not in before and parent:
            parents[card.body] = parent.body
        before.setdefault(card.body, (place, card))
        rows.append(
            Member(
                card.id,
                name,
                Role.ECHO,
                parent.id if parent else None,
                origin,
                chance,
                link.kind if link else None,
                link.score if link else None,
                why,
            )
        )
    return rows


def _single(card: Card) -> Member:
    if card.credit and not is_agency(card.credit, card.outlet, card.url) and (card.outlet or card.url):
        why = f"it credits {card.credit}, of which no document was collected"
        return Member(card.id, card.id, Role.ECHO_OF_UNSEEN, reasons=(why,))
    return Member(card.id, card.id, Role.SINGLE)


def _root(family: Sequence[Card], links: Links, decided: Decisions) -> tuple[Card, str]:
    """The member from which the others come: what a person said, an agency's own document, the date, the words."""
    for card in family:
        if card.id in decided.origins:
            return card, f"a person set the origin: {decided.origins[card.id]}"
    dated = [card for card in family if card.moment.known] or family
    soonest = min(card.moment.latest for card in dated)
    first = [card for card in dated if card.moment.earliest <= soonest]
    named = _most_credited(family)
    for card in first:
        own = next((credit for credit in named if is_agency(credit, card.outlet, card.url)), None)
        if own:
            return card, f"other members credit {own}, whose own document this is"
    if len(first) == 1:
        return first[0], "it is the earliest by its date"
    count = Counter(card.body for card in family)
    held = {body: _held(body, count, links) for body in {card.body for card in first}}
    best = max(first, key=lambda card: held[card.body])
    if not best.moment.known:
        return best, "no member has a date; the others hold most of its words"
    return best, f"{len(first)} members may be the earliest by their dates; the others hold most of this one's words"


def _most_credited(family: Sequence[Card]) -> list[str]:
    """Whom other outlets than the agency's own credit, in the order of their names; of very many the most frequent."""
    count = Counter(card.credit for card in family if card.credit)
    often = sorted(count, key=lambda name: (-count[name], name))[:MOST_NAMED]
    others = {c.credit for c in family if c.credit in often and not is_agency(c.credit, c.outlet, c.url)}
    return sorted(name for name in often if name in others)


def _held(body: int, count: Mapping[int, int], links: Links) -> float:
    """How much of the family's words stands in this body, summed over the documents, to three digits."""
    near = (
        links[other][body].inherited * links[body][other].inherited * count.get(other, 0)
        for other in links.get(body, ())
    )
    return round(math.fsum(near) + count[body], 3)


def _unseen(root: Card, family: Sequence[Card]) -> str | None:
    """The agency that the root itself credits, where no member is that agency's own."""
    if not root.credit or not (root.outlet or root.url):
        return None
    if any(is_agency(root.credit, card.outlet, card.url) for card in family):
        return None
    return root.credit


def _unseen_reason(agency: str | None) -> str:
    return f"it credits {agency}, whose own document was not collected: the origin is unseen"


def _chance(root: Card, family: Sequence[Card], decided: Decisions) -> int | None:
    """How probable the root is as the origin, in thousandths; None where dates say nothing."""
    if root.id in decided.origins:
        return 1000
    if not root.moment.known:
        return None
    rivals = sum(not root.moment.surely_before(card.moment) for card in family if card is not root)
    return max(900 // (1 + rivals), 1)


def _joined(card: Card, decided: Decisions) -> tuple[str, ...]:
    """The reason of the judgement that joined this document to another one; none where nobody did."""
    return next(((f"{JOINED}: {decided.joined[pair]}",) for pair in decided.joined if card.id in pair), ())


def _parent(
    card: Card, before: Mapping[int, tuple[int, Card]], near: Mapping[int, Link], links: Links, decided: Decisions
) -> tuple[Card | None, Link | None, tuple[str, ...]]:
    """The member from which this one most probably took its words: of those before it, each body's first one. An
    origin that a person set is before all others, whatever its date. near: the bodies that come into question.
    """
    near = {**near, card.body: IDENTICAL}
    best: tuple[Card, Link, float] | None = None

    def handed_on(body: int) -> float:
        """The share of the other text that stands in this one."""
        return 1.0 if body == card.body else links[body][card.body].inherited

    for body in sorted(near.keys() & before.keys(), key=lambda body: before[body][0]):
        other, link = before[body][1], near[body]
        earlier = other.id in decided.origins or other.moment.maybe_before(card.moment)
        if not earlier:
            continue
        if best is None or _rather(link.inherited, handed_on(body), best[1].inherited, best[2]):
            best = other, link, handed_on(body)
    if best is None:
        return None, None, ("no earlier member of the family was verified to share its words",)
    other, link, _ = best
    return other, link, (f"{link.inherited:.0%} of its words, counted by rarity, stand in the parent",)


def _rather(inherited: float, handed_on: float, so_far: float, handed_on_so_far: float) -> bool:
    """True where a later candidate is the better parent: more of the child stands in it; where as much, the child left
    less of it out, for what a sibling added the child does not have.
    """
    if abs(inherited - so_far) > SAME:
        return inherited > so_far
    return handed_on > handed_on_so_far + SAME
