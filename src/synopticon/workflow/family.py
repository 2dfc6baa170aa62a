"""A family as its page, its picture and its text form need it: members in time, parents, shared spans, drift, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.errors import NotFound
from synopticon.model.item import Item
from synopticon.model.reuse import BINDING, Kind, Member, Reuse, Role, SharedSpan
from synopticon.reuse.credits import credited, is_agency
from synopticon.reuse.drift import Drift, drift_between, facts_kept
from synopticon.reuse.explaining import shared_spans
from synopticon.workflow.drifted import DriftedFact, drifted_facts
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.in_time import in_time

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

FETCH = 100
"""Texts looked at together."""
LONG = 100_000
"""Code points of two texts from which they are compared beside each other only when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A document outside the family that is possibly a translation of a member, with the evidence."""

    item: Item
    of: str
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family: members in time; tree gives the same members root first, children below.

    origin: item id, or None where it is unseen or unsure; agency: the unseen origin's name where texts credit one.
    drifted: the facts that its members do not tell alike. counterparts: documents of other families that are possibly
    translations of a member, likeliest first.
    """

    id: str
    title: str
    members: tuple[FamilyMember, ...]
    tree: tuple[FamilyMember, ...]
    origin: str | None
    origin_probability: int | None
    agency: str | None
    reasons: tuple[str, ...]
    drifted: tuple[DriftedFact, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets in the order in which they first told it."""
        return tuple(dict.fromkeys(member.item.outlet for member in self.members if member.item.outlet))

    @property
    def days_shared(self) -> frozenset[str]:
        """Days on which several members were published, so that a reader needs their hours."""
        days = Counter(member.item.published for member in self.members)
        return frozenset(day for day, number in days.items() if day and number > 1)

    def member(self, item: str) -> FamilyMember:
        """The member with that item id. Raises NotFound."""
        for member in self.members:
            if member.item.id == item:
                return member
        raise NotFound(f"family {self.id[:12]} has no member {item[:12]}")


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts of a study with what they share; a stands left."""

    a: Item
    b: Item
    text_a: str
    text_b: str
    spans: tuple[SharedSpan, ...]
    drift: tuple[Drift, ...]
    reuse: Reuse | None

    @property
    def translated(self) -> bool:
        """True where the spans are clues to a translation, and no shared words."""
        return self.reuse is not None and self.reuse.kind is Kind.TRANSLATION


def family_view(study: Study, family: str) -> FamilyView:
    """The family that bears this id, or to which the item with this id belongs. Raises NotFound."""
    reader = study.reader
    members = reader.members(family)
    if not members:
        own = reader.member(family)
        if own is None:
            raise NotFound(f"no family is called {family[:12]}", remedy="List them: synopticon family")
        members = reader.members(own.family)
    items = reader.items_of([member.item for member in members])
    reuses = reader.reuses_of([member.item for member in members])
    ties = _ties(study, members, [reuse for reuse in reuses if reuse.kind is not Kind.TRANSLATION])
    depth, nearest = _depths(members), _nearest(items, reuses)
    shown = [
        replace(
            _row(member, items[member.item], ties[member.item], depth[member.item]), nearest=nearest.get(member.item)
        )
        for member in members
    ]
    rows = in_time(shown, members[0].origin)
    root = next((row for row in rows if row.role in (Role.ORIGIN, Role.ECHO_OF_UNSEEN, Role.SINGLE)), rows[0])
    unseen = root.role is Role.ECHO_OF_UNSEEN
    tree = tuple(_in_tree(rows))
    return FamilyView(
        id=members[0].family,
        title=root.item.title or next((row.item.title for row in rows if row.item.title), None) or "Untitled",
        members=tuple(rows),
        tree=tree,
        origin=members[0].origin,
        origin_probability=members[0].origin_probability,
        agency=root.agency if unseen else None,
        reasons=root.reasons,
        drifted=drifted_facts(rows, tree),
        counterparts=_counterparts(study, items, reuses),
    )


def _nearest(within: Mapping[str, Item], reuses: Sequence[Reuse]) -> dict[str, str]:
    """For each member the other one to which its strongest binding relation leads."""
    found: dict[str, tuple[int, str]] = {}
    for reuse in reuses:
        if reuse.kind in BINDING and reuse.a in within and reuse.b in within:
            for one, other in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
                found[one] = max(found.get(one, (-1, "")), (reuse.score, other))
    return {one: other for one, (_, other) in found.items()}


def _counterparts(study: Study, within: Mapping[str, Item], reuses: Sequence[Reuse]) -> tuple[Counterpart, ...]:
    """Of the proposed translations those that lead out of the family."""
    leading = [
        (reuse, *((reuse.a, reuse.b) if reuse.a in within else (reuse.b, reuse.a)))
        for reuse in reuses
        if reuse.kind is Kind.TRANSLATION and not (reuse.a in within and reuse.b in within)
    ]
    others = study.reader.items_of([other for _, _, other in leading])
    rows = [Counterpart(others[other], member, reuse) for reuse, member, other in leading if other in others]
    return tuple(sorted(rows, key=lambda row: (-row.reuse.score, row.item.id, row.of)))


def side_by_side(study: Study, a: str, b: str) -> SideBySide:
    """Two items beside each other with all that they share. Raises NotFound where one has no text."""
    first, second = sorted((a, b))
    texts = study.reader.texts([a, b])
    for name in (a, b):
        if name not in texts:
            raise NotFound(f"item {name[:12]} has no text to compare")
    found = [reuse for reuse in study.reader.reuses_of([a]) if (reuse.a, reuse.b) == (first, second)]
    stored = min(found, key=lambda reuse: reuse.kind is Kind.TRANSLATION, default=None)
    spans = _seen_from(stored, a) if stored else shared_spans(texts[a], texts[b])
    translated = stored is not None and stored.kind is Kind.TRANSLATION
    return SideBySide(
        a=study.reader.item(a),
        b=study.reader.item(b),
        text_a=texts[a],
        text_b=texts[b],
        spans=spans,
        drift=() if translated else drift_between(texts[a], texts[b], spans),
        reuse=stored,
    )


Tie = tuple[tuple[SharedSpan, ...], tuple[Drift, ...], tuple[SharedSpan, ...], str | None]
"""Spans shared with the parent, drift from it, facts kept beside the spans, agency credited."""


def _ties(study: Study, members: Sequence[Member], reuses: Sequence[Reuse]) -> dict[str, Tie]:
    """What ties each member to its parent: from the stored relation, else compared now, the same two texts once."""
    known: dict[tuple[str | None, str], Tie] = {}
    stored = {(reuse.a, reuse.b): reuse for reuse in reuses}
    ties: dict[str, Tie] = {}
    for begin in range(0, len(members), FETCH):
        batch = members[begin : begin + FETCH]
        names = {member.item for member in batch} | {member.parent for member in batch if member.parent}
        texts = study.reader.texts(sorted(names))
        for member in batch:
            pair = (texts.get(member.parent) if member.parent else None, texts.get(member.item, ""))
            first, second = sorted((member.item, member.parent or ""))
            reuse = stored.get((first, second))
            if reuse:
                ties[member.item] = _tie(*pair, _seen_from(reuse, member.parent or ""))
            else:
                ties[member.item] = known[pair] = known.get(pair) or _tie(*pair, None)
    return ties


def _tie(before: str | None, text: str, spans: tuple[SharedSpan, ...] | None) -> Tie:
    """What ties a text to its parent's. spans: as they are stored, else None."""
    if before is None or (spans is None and len(before) + len(text) > LONG):
        return (), (), (), credited(text)
    shared = shared_spans(before, text) if spans is None else spans
    return shared, drift_between(before, text, shared), facts_kept(before, text, shared), credited(text)


def _seen_from(reuse: Reuse, first: str) -> tuple[SharedSpan, ...]:
    """The spans with `first` on the left."""
    if reuse.a == first:
        return tuple(reuse.spans)
    return tuple(SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in reuse.spans)


def _row(member: Member, item: Item, tie: Tie, depth: int) -> FamilyMember:
    spans, drift, kept, agency = tie
    own = agency is not None and is_agency(agency, item.outlet, item.url)
    return FamilyMember(
        item, member.role, member.parent, member.kind, member.score, member.reasons, spans, drift,
        None if own else agency, depth, kept,
    )  # fmt: skip


def _depths(members: Sequence[Member]) -> dict[str, int]:
    """Steps from each member to the root of its tree; a circle of parents, which no trace makes, ends at its length."""
    parent = {member.item: member.parent for member in members}
    depths = {}
    for name in parent:
        steps, here = 0, parent[name]
        while here in parent and steps < len(parent):
            steps, here = steps + 1, parent[here]
        depths[name] = steps
    return depths


def _in_tree(rows: Sequence[FamilyMember]) -> Iterator[FamilyMember]:
    """Roots in time, each followed by its descendants, depth first."""
    present = {row.item.id for row in rows}
    below: dict[str | None, list[FamilyMember]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in present else None, []).append(row)
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(reversed(below.get(row.item.id, [])))
