"""Follow the very words of a passage through all documents that share them, and no further.

Two documents of one family are dependent for a passage where the passage's own words were reused, not where any words
were: a reprint may carry a paragraph of its reporter's own. So alignments are followed span by span. Quotations
are followed too, since for the quoted words they are a dependence; templates are not, for they claim nothing, and
proposed translations are not, for only a person may merge them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from synopticon.model.reuse import Kind, Reuse

Span = tuple[int, int]

NOT_FOLLOWED = frozenset({Kind.TEMPLATE, Kind.TRANSLATION})

ENOUGH = 0.5
"""The share of the cited passage that must stand on the other side, at every hop, for its words to count as reused."""

WIDEST = 2
"""How many times as long as the cited passage a place may be. Words that a retelling scattered over its text are not
one place: with all that stands between them they would lead on to words that nobody cited."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span [start, end) of an item's current text, in code points."""

    item: str
    start: int
    end: int


class Trail:
    """Places with the same words, joined. Feed it alignments until it asks for no more:

    trail = Trail(places)
    while wanted := trail.unexplored():
        trail.learn(wanted, reuses_of(wanted))
    """

    def __init__(self, places: Mapping[str, Place]) -> None:
        """places: by a name of the caller's (a passage id)."""
        self._places: list[Place] = []
        self._above: list[int] = []
        self._in: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[str, list[Reuse]] = {}
        self._waiting: list[int] = []
        self._least: list[int] = []
        self._named = {name: self._cited(place) for name, place in sorted(places.items())}

    def unexplored(self) -> list[str]:
        """Items whose alignments must be learned for the trail to go on."""
        return sorted({self._places[at].item for at in self._waiting} - self._known.keys())

    def learn(self, items: Iterable[str], reuses: Iterable[Reuse]) -> None:
        """These items have these alignments, and no others; follow them."""
        learned: dict[str, list[Reuse]] = {item: [] for item in items}
        for reuse in reuses:
            for item in {reuse.a, reuse.b} & learned.keys():
                if reuse.kind not in NOT_FOLLOWED:
                    learned[item].append(reuse)
        self._known |= learned
        ready = [at for at in self._waiting if self._places[at].item in self._known]
        self._waiting = [at for at in self._waiting if self._places[at].item not in self._known]
        while ready:
            at = ready.pop()
            for there in self._reused(at):
                self._join(at, self._add(there, self._least[at]))
            ready += [new for new in self._waiting if self._places[new].item in self._known]
            self._waiting = [new for new in self._waiting if self._places[new].item not in self._known]

    def carriers(self, name: str) -> frozenset[str]:
        """Items that hold the words of the named place, its own item among them."""
        top = self._top(self._named[name])
        return frozenset(place.item for at, place in enumerate(self._places) if self._top(at) == top)

    def is_aligned(self, item: str) -> bool:
        """True where the item shares words with any other, here or elsewhere in its text."""
        return bool(self._known.get(item))

    def _add(self, place: Place, least: int) -> int:
        """The number of a place reached over an alignment: that of one with mostly the same words, or a new one.

        Mapped from text to text a place shifts by a few characters with each hop: in a family of thirty copies it would
        be followed again for every one of them, so one that overlaps a known place is that place.
        """
        for at in self._in[place.item]:
            if _overlap(self._places[at], place) >= ENOUGH * min(_length(self._places[at]), _length(place)):
                return at
        return self._new(place, least)

    def _cited(self, place: Place) -> int:
        """The number of a place of the caller's: followed in its own right, joined to others with the same words."""
        at = self._new(place, ceil(ENOUGH * _length(place)))
        for other in self._in[place.item]:
            if _overlap(self._places[other], place) >= ENOUGH * min(_length(self._places[other]), _length(place)):
                self._join(other, at)
        return at

    def _new(self, place: Place, least: int) -> int:
        at = len(self._places)
        self._places.append(place)
        self._least.append(least)
        self._above.append(at)
        self._in[place.item].append(at)
        self._waiting.append(at)
        return at

    def _reused(self, at: int) -> list[Place]:
        """Where else the words of a place stand, one hop away."""
        place, found = self._places[at], []
        for reuse in self._known[place.item]:
            parts = [
                (inside[1] - inside[0], _mapped(inside, own, theirs))
                for own, theirs in _from_side(place.item, reuse)
                if (inside := (max(own[0], place.start), min(own[1], place.end)))[0] < inside[1]
            ]
            shared, there = _densest(parts, self._least[at] / ENOUGH * WIDEST)
            if shared >= self._least[at]:
                other = reuse.b if reuse.a == place.item else reuse.a
                found.append(Place(other, *there))
        return found

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._top(one), self._top(other)))
        self._above[high] = low

    def _top(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def _densest(parts: Iterable[tuple[int, Span]], widest: float) -> tuple[int, Span]:
    """Of parts (characters shared, where they stand) the window no wider than that with the most shared characters:
    how many, and from where to where. A single part may be wider.
    """
    best, window = (0, (0, 0)), list[tuple[int, Span]]()
    for part in sorted(parts, key=lambda part: part[1]):
        window.append(part)
        while len(window) > 1 and part[1][1] - window[0][1][0] > widest:
            window.pop(0)
        shared = sum(characters for characters, _ in window)
        if shared > best[0]:
            best = shared, (window[0][1][0], max(end for _, (_, end) in window))
    return best


def _from_side(item: str, reuse: Reuse) -> list[tuple[Span, Span]]:
    """The shared spans as (own side, other side), seen from an item."""
    sides = [((span.a_start, span.a_end), (span.b_start, span.b_end)) for span in reuse.spans]
    return sides if reuse.a == item else [(theirs, own) for own, theirs in sides]


def _mapped(inside: Span, own: Span, theirs: Span) -> Span:
    """The part of `theirs` that answers to a part of `own`, in proportion; never empty."""
    ratio = (theirs[1] - theirs[0]) / (own[1] - own[0])
    start = theirs[0] + round((inside[0] - own[0]) * ratio)
    end = theirs[0] + round((inside[1] - own[0]) * ratio)
    return min(start, theirs[1] - 1), max(end, start + 1)


def _overlap(one: Place, other: Place) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _length(place: Place) -> int:
    return place.end - place.start
