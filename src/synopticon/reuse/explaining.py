"""Two texts beside each other: what they share and what drifted, without a corpus around them."""

from __future__ import annotations

from synopticon.model.reuse import SharedSpan
from synopticon.reuse.alignment import align
from synopticon.reuse.drift import Drift, drift_between
from synopticon.reuse.normalising import normalise


def shared_spans(a: str, b: str) -> tuple[SharedSpan, ...]:
    """Aligned spans of two texts, every word counted as equally rare; the whole of both where they are the same."""
    left, right = normalise(a), normalise(b)
    if len(left) and len(left) == len(right) and bool((left.codes == right.codes).all()):
        return (SharedSpan(*left.span(0, len(left)), *right.span(0, len(right))),)
    return align(a, b).spans(left, right)


def drift(a: str, b: str) -> tuple[Drift, ...]:
    """Numbers, amounts and dates that differ between two texts at places that they otherwise share."""
    return drift_between(a, b, shared_spans(a, b))
