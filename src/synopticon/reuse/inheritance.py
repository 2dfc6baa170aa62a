"""Where the texts of one family stand in each other, place by place: what each has of another, and what of its own."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import itemgetter, or_

from synopticon.model.reuse import Kind
from synopticon.model.spans import Spans

CLOSEST = 12
"""Other texts of a family with which a text is compared place by place: those that hold most of it."""
FINEST = 1 << 14
"""Places into which a text is divided at most; in a longer one a place is several code points."""
READING = 4
"""Code points from which a stretch is a reading of its own: below it, letters agree by chance."""
OMITTED = 12
"""Code points that a text must have left out between two others for that to be an omission."""
REMEMBERED = 1 << 11
"""Comparisons that are kept at a time."""

NONE = Spans.of(())
Mask = int
"""Of the places of one text, some: the bits that are set. Numbers of some thousand bits are what a processor takes
together, sets apart and counts fastest."""


@dataclass(frozen=True, slots=True)
class Link:
    """A verified relation between two bodies as one of them sees it.

    inherited: the share of its text, what is common to very many bodies left out, that stands word for word in the
    other one. spans: the equal words, in code points; first: the document to which their first side belongs.
    """

    kind: Kind
    score: int
    inherited: float
    spans: Spans = NONE
    first: str = ""


Links = Mapping[int, Mapping[int, Link]]
"""By the body that sees, then by the other; both directions are there, each with its own shares."""


class Texts:
    """The texts of one family, compared where that is asked for.

    lengths: code points, by body, in the family's order. body_of: of the documents that links name. Two texts between
    which nothing was verified share nothing.
    """

    def __init__(self, lengths: Mapping[int, int], links: Links, body_of: Mapping[str, int]) -> None:
        self.bodies = tuple(lengths)
        self._lengths, self._links, self._body_of = lengths, links, body_of
        self._steps = {body: max(1, -(-length // FINEST)) for body, length in lengths.items()}
        self._places = {body: place for place, body in enumerate(self.bodies)}
        self._near: dict[int, tuple[int, ...]] = {}
        self._held: dict[tuple[int, int], Mask] = {}

    def near(self, body: int) -> tuple[int, ...]:
        """The texts of the family that hold most of this one, most first; the earlier in the family where equal."""
        if body not in self._near:
            links = self._links.get(body, {})
            known = [other for other in links if other in self._places]
            known.sort(key=lambda other: (-links[other].inherited, self._places[other]))
            self._near[body] = tuple(known[:CLOSEST])
        return self._near[body]

    def link(self, body: int, other: int) -> Link | None:
        """What was verified between the two."""
        return self._links.get(body, {}).get(other)

    def inherited(self, body: int, other: int) -> float:
        """The share of this text that stands in the other."""
        link = self.link(body, other)
        return link.inherited if link else 0.0

    def held(self, body: int, other: int) -> Mask:
        """The places of this text that stand in the other."""
        found = self._held.get((body, other))
        if found is None:
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            found = self._held[body, other] = self._compared(body, other)
        return found

    def _compared(self, body: int, other: int) -> Mask:
        flat, ours = self._shared(body, other)
        begins: Sequence[int] = flat[ours::4]
        ends: Sequence[int] = flat[ours + 1 :: 4]
        step, mask = self._steps[body], 0
        if step > 1:
            begins, ends = [begin // step for begin in begins], [-(-end // step) for end in ends]
        for begin, end in zip(begins, ends, strict=True):
            mask |= ((1 << end - begin) - 1) << begin
        return mask & self._whole(body)

    def _shared(self, body: int, other: int) -> tuple[array[int], int]:
        """The equal words of the two texts, four numbers a span, and which of the four are the first of this text."""
        link = self.link(body, other)
        if link is None:
            return NONE.flat, 0
        return link.spans.flat, 0 if self._body_of.get(link.first) == body else 2

    def held_by_any(self, body: int, others: Iterable[int]) -> Mask:
        """The places of this text that stand in at least one of the others."""
        return reduce(or_, (self.held(body, other) for other in others), 0)

    def held_by_none(self, body: int, others: Iterable[int]) -> Mask:
        """The places of this text that stand in none of the others."""
        return self._whole(body) & ~self.held_by_any(body, others)

    def _whole(self, body: int) -> Mask:
        return (1 << -(-self._lengths[body] // self._steps[body])) - 1

    def covered(self, body: int) -> float:
        """The share of the other texts that stands in this one, in the mean; 1 where there is no other."""
        shares = (self._links[other][body].inherited for other in self._links.get(body, ()) if other in self._places)
        return math.fsum(shares) / (len(self.bodies) - 1) if len(self.bodies) > 1 else 1.0

    def own(self, body: int) -> int:
        """The code points of this text that stand in no other."""
        return self.size(body, self.held_by_none(body, self.near(body)))

    def size(self, body: int, mask: Mask) -> int:
        """The code points of these places; of a long text's, each place is several."""
        return mask.bit_count() * self._steps[body]

    def readings(self, body: int, mask: Mask) -> int:
        """In how many stretches of a reading's length these places stand."""
        return stretches(mask, -(-READING // self._steps[body]))

    def longest(self, body: int, mask: Mask) -> int:
        """The code points of the longest stretch in which these places stand."""
        return longest(mask) * self._steps[body]

    def omissions(self, body: int, other: int) -> int:
        """How often this text leaves out what stands before or between what it took from the other one.

        What is replaced by at least half as much is no omission, nor is an end that was cut off: an editor who
        shortens cuts there, whomever he copies.
        """
        flat, ours = self._shared(body, other)
        columns = flat[2 - ours :: 4], flat[3 - ours :: 4], flat[ours::4], flat[ours + 1 :: 4]
        found = written = read = 0
        for begins, ends, begin, end in sorted(zip(*columns, strict=True), key=itemgetter(0)):
            left_out, instead = begins - read, begin - written
            found += left_out >= OMITTED and 0 <= 2 * instead < left_out
            written, read = end, ends
        return found


def stretches(mask: Mask, least: int = 1) -> int:
    """In how many stretches the places of a mask stand that are at least so long."""
    length = 1
    while length < least:  # what is left of each place on: whether so many follow each other
        further = min(length, least - length)
        mask &= mask >> further
        length += further
    return (mask & ~(mask << 1)).bit_count()


def longest(mask: Mask) -> int:
    """The length of the longest stretch in which the places of a mask stand."""
    doubled = [mask]  # at each power of two, where so many places follow each other
    while doubled[-1]:
        doubled.append(doubled[-1] & doubled[-1] >> (1 << len(doubled) - 1))
    length, begins = 0, -1
    for power in reversed(range(len(doubled) - 1)):
        longer = begins & doubled[power] >> length
        if longer:
            length, begins = length + (1 << power), longer
    return length
