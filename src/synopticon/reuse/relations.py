"""What verification found, put together: every relation, and which of them bind or tell of different events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from synopticon.model.reuse import BINDING, Kind, Reuse, SharedSpan
from synopticon.model.spans import Spans
from synopticon.reuse.inheritance import Link
from synopticon.reuse.kinds import turned
from synopticon.reuse.origins import Card
from synopticon.reuse.verifying import Relation

METHOD = "trace/7"
"""Name and version of all rules and thresholds of this room; a change of any of them counts it up."""


@dataclass(frozen=True, slots=True)
class Found:
    """A verified relation between two bodies, left before right, as their first documents have it.

    own_a, own_b: the share of the left and of the right text that stands in the other one, as `Figures` has it.
    """

    left: int
    right: int
    reuse: Reuse
    own_a: float
    own_b: float


def found_between(held: Relation, first: Card, second: Card) -> Found:
    """What is kept of a relation that was verified. first, second: the first documents of its two bodies."""
    told = held.verdict
    reuse = reuse_between(first.id, second.id, told.kind, told.score, told.reasons, held.spans)
    return Found(held.left, held.right, reuse, held.figures.own_a, held.figures.own_b)


@dataclass(frozen=True, slots=True)
class Verified:
    """Relations, the links that bind (both ways), and pairs of bodies that tell of different events (both ways)."""

    reuses: list[Reuse] = field(default_factory=list)
    links: dict[int, dict[int, Link]] = field(default_factory=dict)
    events: dict[int, set[int]] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take in one relation."""
        left, right, kind, score = found.left, found.right, found.reuse.kind, found.reuse.score
        self.reuses.append(found.reuse)
        if kind is Kind.TEMPLATE:
            self.events.setdefault(left, set()).add(right)
            self.events.setdefault(right, set()).add(left)
        if kind in BINDING:
            spans, first = Spans.of(found.reuse.spans), found.reuse.a
            self.links.setdefault(right, {})[left] = Link(kind, score, found.own_b, spans, first)
            self.links.setdefault(left, {})[right] = Link(turned(kind), score, found.own_a, spans, first)


def reuse_between(
    first: str, second: str, kind: Kind, score: int, reasons: tuple[str, ...], spans: Iterable[SharedSpan]
) -> Reuse:
    """A relation with its ids in the order that Reuse asks for."""
    kept = Spans.of(spans)
    if first < second:
        return Reuse(first, second, kind, score, kept, reasons, METHOD)
    return Reuse(second, first, kind, score, kept.turned(), reasons, METHOD)
