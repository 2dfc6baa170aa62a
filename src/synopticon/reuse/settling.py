"""The last stage of a trace: from verified relations to families, and in each the parents and the origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from synopticon.model.reuse import Member, Role
from synopticon.reuse.families import Decisions, Relations, cluster
from synopticon.reuse.identical import LEAST_IDENTICAL
from synopticon.reuse.lineage import members_of
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import Verified
from synopticon.reuse.standing_words import standing_words


def settle(
    order: Sequence[Card],
    letters: Mapping[int, int],
    verified: Verified,
    decided: Decisions,
    asked: Callable[[Sequence[str]], bool] | None = None,
) -> Iterator[Member]:
    """The row of each document.

    order: cards in the order of the documents, of all or of as many as no relation or decision leads away from; the
    rows are the same. letters: the length of each of their bodies. asked: of which families, given as ids, rows are
    wanted; None for all.
    """
    firsts = {card.body: card for card in reversed(order)}
    links, framed = standing_words(verified.links, firsts)
    bound = {later: {earlier: link.score / 1000 for earlier, link in near.items()} for later, near in links.items()}
    by_id = {card.id: card for card in order}
    body_of = {  # one too short to be compared has a number of its own, below nought
        card.id: card.body if letters[card.body] >= LEAST_IDENTICAL else -1 - number
        for number, card in enumerate(order)
    }
    families = cluster(list(body_of), body_of, Relations(bound, verified.events), decided)
    unmet = _unmet(families, decided)
    bodies = {card.id: card.body for card in order}
    for family in filter(asked, families) if asked else families:
        rows = members_of([by_id[name] for name in family], links, decided, bodies)
        for row in rows:
            told = row if len(rows) > 1 or body_of[row.item] >= 0 else _too_short(row)
            further = [*_framed(framed.get(bodies[row.item], 0)), *unmet.get(row.item, ())]
            yield replace(told, reasons=(*told.reasons, *further)) if further else told


def _unmet(families: Sequence[Sequence[str]], decided: Decisions) -> dict[str, list[str]]:
    """What to say of documents that a person joined, and that stay apart because of what a person cut."""
    if not decided.joined:
        return {}
    family_of = {name: family[0] for family in families for name in family}
    unmet: dict[str, list[str]] = {}
    for pair in sorted(decided.joined, key=sorted):
        if pair <= family_of.keys() and len({family_of[name] for name in pair}) > 1:
            for name in sorted(pair):
                other = ", ".join(sorted(pair - {name}))
                why = f"a person joined it to {other}, but set members of the two families apart: they stay apart"
                unmet.setdefault(name, []).append(why)
    return unmet


def _framed(others: int) -> list[str]:
    """What to say of a document that shares a frame with so many others."""
    if not others:
        return []
    return [f"what it shares with {others:,} others stands around words of their own: a boilerplate joins nobody"]


def _too_short(row: Member) -> Member:
    return Member(row.item, row.family, Role.SINGLE, reasons=("its text is blank or too short to be compared",))
