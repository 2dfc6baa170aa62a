"""Whose voices the origins are: one outlet that says a thing twice has not been confirmed by anybody."""

from __future__ import annotations

from collections import Counter

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """Each outlet that stands behind more than one supporting origin, most first."""
    origins = Counter(group.outlet for group in weighed.supporting if group.outlet)
    repeated = sorted(
        ((number, outlet) for outlet, number in origins.items() if number > 1), key=lambda r: (-r[0], r[1])
    )
    return tuple(
        f"{many(number, 'origin')} of {len(weighed.supporting)} are one outlet's own reports: {outlet}."
        for number, outlet in repeated
    )
