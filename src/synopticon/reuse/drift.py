"""What changed in retelling: numbers, dates and names that stand at the same place of two texts and differ.

"100 residents" becomes "over 100"; a person should see both beside each other. What was only added or left out is no
drift, and what is said in other words (12 December, Dec. 12) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from synopticon.model.reuse import SharedSpan
from synopticon.reuse.facts import Fact, FactKind, comparable, facts_in, same_fact
from synopticon.reuse.naming import spelt_otherwise

FAR = 60
"""Code points of a gap between two shared spans from which it is other text, not the same place told otherwise."""
FEW = 3
"""Words beside the facts that may differ in a gap; of more, a part must be the same."""
ALIKE = 0.5
"""Likeness of more words than those."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One change: the words in the first text and in the second, each with its code-point offsets."""

    kind: FactKind
    before: str
    after: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def drift_between(a: str, b: str, spans: Sequence[SharedSpan]) -> tuple[Drift, ...]:
    """Facts that differ at gaps between neighbouring shared spans, in the order of the first text."""
    found: dict[tuple[int, int], Drift] = {}
    for left, right in _gaps(a, b, spans):
        for one, other in _changed(left, right):
            drift = Drift(one.kind, a[one.start : one.end], b[other.start : other.end], *one[1:3], *other[1:3])
            found.setdefault((one.start, other.start), drift)
    return tuple(found.values())


def facts_kept(a: str, b: str, spans: Sequence[SharedSpan]) -> tuple[SharedSpan, ...]:
    """Where both texts tell the same fact at such a gap, though the words around it differ."""
    found = {
        SharedSpan(one.start, one.end, other.start, other.end)
        for left, right in _gaps(a, b, spans)
        for one in left.facts
        for other in right.facts
        if _same(one, other)
    }
    return tuple(sorted(found, key=lambda span: (span.a_start, span.b_start)))


def _gaps(a: str, b: str, spans: Sequence[SharedSpan]) -> Iterator[tuple[_Place, _Place]]:
    """The narrow places between shared spans, on both sides."""
    for here, after in pairwise(sorted(spans, key=lambda span: span.a_start)):
        gap_a, gap_b = (here.a_end, after.a_start), (here.b_end, after.b_start)
        if 0 <= gap_a[1] - gap_a[0] <= FAR and 0 <= gap_b[1] - gap_b[0] <= FAR:
            yield _Place(a, *gap_a), _Place(b, *gap_b)


_facts = lru_cache(maxsize=8)(facts_in)
"""The parent's text is read for each of its echoes."""


class _Place:
    """A gap of a text, the facts that reach into it or touch it, and the words beside them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        facts = _facts(text)
        first = bisect_left(facts, start, key=lambda fact: fact.end)
        self.text = text
        self.facts = facts[first : bisect_right(facts, end, key=lambda fact: fact.start)]
        taken = {place for fact in self.facts for place in range(fact.start, fact.end)}
        rest = "".join(" " if place in taken else text[place] for place in range(start, end))
        self.rest = re.findall(r"\w+", rest.lower())


def _changed(a: _Place, b: _Place) -> Iterator[tuple[Fact, Fact]]:
    """Facts of one kind that stand against each other; none where it cannot be told which stands against which."""
    if not _told_alike(a.rest, b.rest):
        return
    left = [one for one in a.facts if not any(_same(one, other) for other in b.facts)]
    right = [one for one in b.facts if not any(_same(one, other) for other in a.facts)]
    for one in left:
        against = [other for other in right if comparable(one, other)]
        rivals = [other for other in left if any(comparable(other, further) for further in against)]
        if against and len(against) == len(rivals):
            other = against[rivals.index(one)]
            if _differ(one, other, a.text, b.text):
                yield one, other


def _told_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    if max(len(left), len(right)) <= FEW:
        return True
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE


def _differ(one: Fact, other: Fact, a: str, b: str) -> bool:
    """False for a name that both texts bear, since it only moved, and for one that is only spelt otherwise."""
    if one.kind is not FactKind.NAME:
        return True
    before, after = a[one.start : one.end], b[other.start : other.end]
    if before in b and after in a:
        return False
    return not spelt_otherwise(before, after)


def _same(one: Fact, other: Fact) -> bool:
    return one.kind is other.kind and same_fact(one, other)
