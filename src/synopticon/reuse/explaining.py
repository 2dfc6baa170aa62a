"""Two texts beside each other: what they share, what that makes them, and what drifted."""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.model.reuse import SharedSpan
from synopticon.reuse.alignment import align
from synopticon.reuse.documents import Document
from synopticon.reuse.drift import Drift, drift_between
from synopticon.reuse.fingerprints import LONGEST
from synopticon.reuse.kinds import Verdict, judge
from synopticon.reuse.moments import day_of, moment_of
from synopticon.reuse.normalising import normalise
from synopticon.reuse.openings import Setting
from synopticon.reuse.origins import same_outlet
from synopticon.reuse.rarity import frozen_rarity


@dataclass(frozen=True, slots=True)
class Explained:
    """What two texts are to each other; verdict is None where too little is shared."""

    verdict: Verdict | None
    spans: tuple[SharedSpan, ...]
    drift: tuple[Drift, ...]


def shared_spans(a: str, b: str) -> tuple[SharedSpan, ...]:
    """Aligned spans of two texts, every word counted as equally rare; the whole of both where they are the same."""
    left, right = normalise(a), normalise(b)
    if len(left) and len(left) == len(right) and bool((left.codes == right.codes).all()):
        return (SharedSpan(*left.span(0, len(left)), *right.span(0, len(right))),)
    return tuple(align(a, b).spans(left, right))


def drift(a: str, b: str) -> tuple[Drift, ...]:
    """Numbers, amounts and dates that differ between two texts at places that they otherwise share."""
    return drift_between(a, b, shared_spans(a, b))


def explain(a: Document, b: Document) -> Explained:
    """What two documents are to each other, judged as a trace would; the one that is surely earlier is read first."""
    first, second = moment_of(a.published or day_of(a.url)), moment_of(b.published or day_of(b.url))
    turned = second.surely_before(first)
    if turned:
        a, b, first, second = b, a, second, first
    left, right = normalise(a.text[:LONGEST]), normalise(b.text[:LONGEST])
    found = align(left.text, right.text, frozen_rarity())
    verdict = judge(found, left, right, Setting(same_outlet(a, b), first, second))
    spans = tuple(found.spans(left, right))
    if turned:
        spans = tuple(SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in spans)
        left, right = right, left
    return Explained(verdict, spans, drift_between(left.text, right.text, spans))
