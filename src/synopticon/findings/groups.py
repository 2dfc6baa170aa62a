"""Evidence put together by origin: what every measure looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synopticon.findings.confidence import Standing, Thresholds
from synopticon.findings.origins import UNTRACED, Cited, Known, Origin, age, origin_of
from synopticon.findings.sources import Heeds, Rows, at_sources
from synopticon.model.corroboration import OriginGroup, SharedSource
from synopticon.model.finding import Basis, Stance

FIRST_HAND = frozenset({Basis.SAW, Basis.DID})
"""Bases of first-hand knowledge; every other basis is hearsay or unknown, and the two are never added up."""


@dataclass(frozen=True, slots=True)
class Group:
    """One origin with its evidence. head: the document that stands for it, empty for witnesses; first_hand: one
    passage at least is; outlet: who published the origin, None where it was not collected.
    """

    shown: OriginGroup
    head: str
    first_hand: bool
    traced: bool
    reasons: tuple[str, ...]
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """All of a finding's standing evidence by origin, in the order of the origins' dates.

    set_aside: sentences about evidence that does not count, e.g. of a withdrawn document.
    sources: named sources that several origins share; if_confirmed: supporting origins left if all of them are right.
    """

    supporting: tuple[Group, ...]
    opposing: tuple[Group, ...]
    set_aside: tuple[str, ...]
    thresholds: Thresholds
    sources: tuple[SharedSource, ...] = ()
    if_confirmed: int = 0

    @property
    def documents(self) -> int:
        """Documents among the supporting evidence."""
        return len({document for group in self.supporting for document in group.shown.documents})

    @property
    def echoes(self) -> int:
        """Supporting documents that stand for no origin."""
        return self.documents - len({group.head for group in self.supporting if group.shown.documents})

    @property
    def witnesses(self) -> int:
        """Witnesses among the supporting evidence."""
        return sum(group.shown.witnesses for group in self.supporting)

    def standing(self, without: Group | None = None) -> Standing:
        """The numbers that confidence rests on, with one origin taken away where it is named."""
        left = [group for group in self.supporting if group is not without]
        kinds = {group.shown.channel for group in left}
        return Standing(len(left), len(self.opposing), len(kinds), sum(group.first_hand for group in left))


def by_origin(cited: Sequence[Cited], known: Mapping[str, Known], stance: Stance) -> Rows:
    """The passages of one stance by the origin of their words."""
    origins: dict[str, list[tuple[Origin, Cited]]] = {}
    for one in cited:
        if one.evidence.stance is stance:
            origin = origin_of(one, known)
            origins.setdefault(origin.key, []).append((origin, one))
    return origins


def grouped(origins: Rows, known: Mapping[str, Known], heeds: Heeds) -> tuple[Group, ...]:
    """One group an origin, whatever the order of the passages. heeds: which attributions put origins together."""
    left = dict(origins)
    for joined in at_sources(origins, known, heeds):
        rows = [(joined.origin, one) for key in joined.keys for _, one in left.pop(key)]
        left[joined.origin.key] = rows
    groups = [_group(rows, known) for rows in left.values()]
    return tuple(sorted(groups, key=lambda group: (age(known[group.head].item), group.shown.label)))


def _group(rows: Sequence[tuple[Origin, Cited]], known: Mapping[str, Known]) -> Group:
    rows = sorted(rows, key=lambda row: _place(row[1]))
    items = {one.evidence.passage.item: known[one.evidence.passage.item].item for _, one in rows}
    inside = sorted(items.values(), key=age)
    origin = min((row[0] for row in rows), key=lambda found: (found.family, found.label))
    documents = sorted(inside, key=lambda item: (item.id != origin.item, age(item)))
    shown = OriginGroup(
        family=origin.family,
        origin=origin.item,
        label=origin.label,
        channel=origin.kind,
        first=inside[0].published,
        documents=tuple(item.id for item in documents),
        passages=tuple(one.evidence.passage.id for _, one in rows),
        source=origin.source,
    )
    return Group(
        shown,
        head=documents[0].id,
        first_hand=any(one.evidence.basis in FIRST_HAND for _, one in rows),
        traced=origin.key != UNTRACED,
        reasons=tuple(sorted({found.reason for found, _ in rows if found.reason})),
        outlet=known[origin.item].item.outlet if origin.item else None,
    )


def _place(cited: Cited) -> tuple[str, int, int, str]:
    passage = cited.evidence.passage
    return passage.item, passage.start, passage.end, passage.id
