"""What witnesses know, each by the best basis: first-hand and hearsay are counted apart and never added up."""

from __future__ import annotations

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """How many witnesses stand behind the supporting origins, in how many origins of first hand and how many not."""
    groups = [group for group in weighed.supporting if group.shown.witnesses]
    if not groups:
        return ()
    own = sum(group.first_hand for group in groups)
    rest = len(groups) - own
    witnesses = weighed.witnesses
    who = "1 witness supports" if witnesses == 1 else f"{witnesses:,} witnesses support"
    parts = [f"{many(own, 'origin')} first-hand"] if own else []
    parts += [f"{many(rest, 'origin')} by hearsay or of unknown basis"] if rest else []
    return (f"{who} it: {', '.join(parts)}.",)
