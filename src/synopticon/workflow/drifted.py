"""What drifted in a family: each fact that somebody changed, with its values and those that tell them, first by time.

A place is followed from each text to its retellings: through the words that both share, or through the change itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from synopticon.workflow.family_member import FamilyMember


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact, as its first teller writes it, and the items that bear it in the order of their dates."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DriftedFact:
    """A fact that is not told alike by all. kind: number, date or name. values: in the order in which they first came.

    Members that do not tell it, and those that nothing verified ties to a teller, are under none.
    """

    kind: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fact stands in a member's text."""

    start: int
    end: int
    kind: str
    text: str


def drifted_facts(members: Sequence[FamilyMember], tree: Sequence[FamilyMember]) -> tuple[DriftedFact, ...]:
    """The facts of a family that drifted. members: in time; tree: parents before their children."""
    order = {member.item.id: number for number, member in enumerate(members)}
    followed = _Followed(tree)
    facts = []
    for item, place in followed.roots():
        told = dict(followed.told(item, place))
        if len({_plain(one.text) for one in told.values()}) > 1:
            facts.append(_fact(place.kind, sorted(told.items(), key=lambda row: order[row[0]])))
    return tuple(facts)


class _Followed:
    """Places followed up to the parents and down to the children."""

    def __init__(self, tree: Sequence[FamilyMember]) -> None:
        self._tree = tree
        present = {member.item.id for member in tree}
        self._links = {member.item.id: _Link(member) for member in tree if member.parent in present}
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        for item, link in self._links.items():
            self._below[link.parent].append(item)

    def roots(self) -> Iterator[tuple[str, _Place]]:
        """Each drifted place in the uppermost text in which it stands, once."""
        seen: defaultdict[str, list[_Place]] = defaultdict(list)
        for member in self._tree:
            for change in member.drift if member.item.id in self._links else ():
                item, place = member.parent or "", _Place(change.a_start, change.a_end, change.kind, change.before)
                while item in self._links and (above := self._links[item].above(place)):
                    item, place = self._links[item].parent, above
                if not any(_meet(place, other.start, other.end) for other in seen[item]):
                    seen[item].append(place)
                    yield item, place

    def told(self, item: str, place: _Place) -> Iterator[tuple[str, _Place]]:
        """Everybody who has the fact from this text, with the place where it stands."""
        waiting = [(item, place)]
        while waiting:
            item, place = waiting.pop()
            yield item, place
            waiting += [(child, there) for child in self._below[item] if (there := self._links[child].retold(place))]


class _Link:
    """What ties a member to its parent, so that a place can be found on the other side."""

    def __init__(self, member: FamilyMember) -> None:
        self.parent = member.parent or ""
        self._drift = member.drift
        same = (*member.spans, *member.kept)
        self._down = sorted((span.a_start, span.a_end, span.b_start) for span in same)
        self._up = sorted((span.b_start, span.b_end, span.a_start) for span in same)

    def above(self, place: _Place) -> _Place | None:
        """Where the parent tells it; None where the member does not have it from there."""
        for change in self._drift:
            if _meet(place, change.b_start, change.b_end):
                return _Place(change.a_start, change.a_end, place.kind, change.before)
        return _moved(place, self._up)

    def retold(self, place: _Place) -> _Place | None:
        """Where the member tells what stands at that place of its parent; None where it leaves it out."""
        for change in self._drift:
            if _meet(place, change.a_start, change.a_end):
                return _Place(change.b_start, change.b_end, place.kind, change.after)
        return _moved(place, self._down)


def _moved(place: _Place, shared: Sequence[tuple[int, int, int]]) -> _Place | None:
    """The place on the other side of the shared words in which it lies. shared: start, end, start there, sorted."""
    at = bisect_right(shared, (place.start, inf)) - 1
    if at < 0 or place.end > shared[at][1]:
        return None
    shift = shared[at][2] - shared[at][0]
    return _Place(place.start + shift, place.end + shift, place.kind, place.text)


def _meet(place: _Place, start: int, end: int) -> bool:
    return place.start < end and start < place.end


def _fact(kind: str, told: Iterable[tuple[str, _Place]]) -> DriftedFact:
    values: dict[str, tuple[str, list[str]]] = {}
    for item, place in told:
        values.setdefault(_plain(place.text), (place.text, []))[1].append(item)
    return DriftedFact(str(kind), tuple(Value(text, tuple(items)) for text, items in values.values()))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
