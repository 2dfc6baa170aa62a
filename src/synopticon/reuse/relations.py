"""What verification found, put together: every relation, and which of them bind or tell of different events."""

from __future__ import annotations

from dataclasses import dataclass, field

from synopticon.model.reuse import BINDING, Kind, Reuse, SharedSpan
from synopticon.reuse.kinds import turned
from synopticon.reuse.origins import Card, Link
from synopticon.reuse.verifying import Relation

METHOD = "trace/4"
"""Name and version of all rules and thresholds of this room; a change of any of them counts it up."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Relations, the links that bind (both ways), and pairs of bodies that tell of different events (both ways)."""

    reuses: list[Reuse] = field(default_factory=list)
    links: dict[int, dict[int, Link]] = field(default_factory=dict)
    events: dict[int, set[int]] = field(default_factory=dict)

    def add(self, held: Relation, first: Card, second: Card) -> None:
        """Take in one relation. first, second: the first documents of its two bodies."""
        left, right, verdict = held.left, held.right, held.verdict
        self.reuses.append(reuse_between(first.id, second.id, verdict.kind, verdict.score, verdict.reasons, held.spans))
        if verdict.kind is Kind.TEMPLATE:
            self.events.setdefault(left, set()).add(right)
            self.events.setdefault(right, set()).add(left)
        if verdict.kind in BINDING:
            self.links.setdefault(right, {})[left] = Link(verdict.kind, verdict.score, held.figures.own_b)
            self.links.setdefault(left, {})[right] = Link(turned(verdict.kind), verdict.score, held.figures.own_a)


def reuse_between(
    first: str, second: str, kind: Kind, score: int, reasons: tuple[str, ...], spans: tuple[SharedSpan, ...]
) -> Reuse:
    """A relation with its ids in the order that Reuse asks for."""
    if first < second:
        return Reuse(first, second, kind, score, spans, reasons, METHOD)
    turned = tuple(SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in spans)
    return Reuse(second, first, kind, score, turned, reasons, METHOD)
