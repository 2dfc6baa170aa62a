"""Who saw or did, and who was told: the two are never added up."""

from __future__ import annotations

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """First-hand origins before the others."""
    total = len(weighed.supporting)
    if not total:
        return ()
    first_hand = sum(group.first_hand for group in weighed.supporting)
    if first_hand == total:
        return (f"First-hand: {many(first_hand, 'origin')} of {total} saw or did what is claimed.",)
    if not first_hand:
        return ("First-hand: none of the origins saw or did what is claimed, as far as the evidence says.",)
    rest = total - first_hand
    told = "reports it or does" if rest == 1 else "report it or do"
    return (f"First-hand: {many(first_hand, 'origin')} of {total}; {rest} {told} not say how it is known.",)
