"""Origins that name one source: each proposal with both counts, until somebody has judged it."""

from __future__ import annotations

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many
from synopticon.model.finding import Stance


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """The sources that several origins name and that do not count as one yet, and what would be left of the count."""
    found = []
    for one in weighed.sources:
        if one.counted or one.origins < 2:
            continue
        side = "supporting" if one.stance == Stance.SUPPORTS else "opposing"
        found.append(f"{many(one.origins, f'{side} origin')} name or are one source, {one.name}.")
    now = len(weighed.supporting)
    if weighed.if_confirmed < now:
        found.append(
            f"Whether all rest on what they name is not judged: the count is {now:,} as it stands, and "
            f"{weighed.if_confirmed:,} if they do."
        )
    return tuple(found)
