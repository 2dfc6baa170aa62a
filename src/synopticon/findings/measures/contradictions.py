"""What speaks against the finding, counted by origin as well, and who is on both sides."""

from __future__ import annotations

from synopticon.findings.groups import Weighed
from synopticon.findings.measures.row import many


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """Opposing origins by name, and origins that are cited for and against."""
    if not weighed.opposing:
        return ()
    verb = "speaks" if len(weighed.opposing) == 1 else "speak"
    names = "; ".join(group.shown.label for group in weighed.opposing)
    found = [f"{many(len(weighed.opposing), 'independent origin')} {verb} against it: {names}."]
    both = {group.shown.label for group in weighed.supporting} & {group.shown.label for group in weighed.opposing}
    found += [f"Cited for and against: {label}." for label in sorted(both)]
    return tuple(found)
