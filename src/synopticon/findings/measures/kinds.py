"""Of which kinds the origins are: domestic media and an institution are worth more together than two papers."""

from __future__ import annotations

from collections import Counter

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many

UNCLASSIFIED = "unclassified source"
"""The kind of every source to which the protocol (find.kinds) gives none."""


def by_kind(weighed: Weighed) -> tuple[tuple[str, int], ...]:
    """Kinds of source with their number of supporting origins, most first."""
    counted = Counter(group.shown.channel for group in weighed.supporting)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """The origins by kind, and how to name kinds where some have none."""
    kinds = by_kind(weighed)
    if not kinds:
        return ()
    listed = ", ".join(f"{many(number, 'origin')} of kind “{kind}”" for kind, number in kinds)
    found = [f"By kind of source: {listed}."]
    if any(kind == UNCLASSIFIED for kind, _ in kinds):
        found.append("Unclassified sources count as one kind; name theirs in study.toml under [find] kinds.")
    return tuple(found)
