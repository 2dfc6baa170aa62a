"""What a reader has yet to look at, and in which order."""

from __future__ import annotations

from synopticon.interviews.review import Mark, Verdict
from synopticon.interviews.span import Kind, Severity

_BY_KIND = {kind: place for place, kind in enumerate(Kind)}
"""The order of kinds within one severity: persons first."""


def is_open(mark: Mark, reader: str, *, agreed: bool) -> bool:
    """True for a mark that keeps this reader from signing: undecided, or loosened by another reader.

    agreed: this reader has agreed to the mark as it stands.
    """
    return mark.verdict is Verdict.UNDECIDED or (mark.loosened and mark.by != reader and not agreed)


def risk_of(mark: Mark, reader: str, *, agreed: bool) -> tuple[int, int, int]:
    """The smaller, the sooner to be looked at: what others loosened, what names by itself, what only helps to trace."""
    by_other = mark.verdict is not Verdict.UNDECIDED and is_open(mark, reader, agreed=agreed)
    return (0 if by_other else 1, 0 if mark.severity is Severity.DIRECT else 1, _BY_KIND[mark.kind])
