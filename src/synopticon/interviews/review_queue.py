"""What a reader has yet to look at, and in which order."""

from __future__ import annotations

from synopticon.interviews.review import Mark, Verdict
from synopticon.interviews.span import Kind, Severity

_BY_KIND = {kind: place for place, kind in enumerate(Kind)}
"""The order of kinds within one severity: persons first."""


def risk_of(mark: Mark, reader: str, *, agreed: bool) -> tuple[int, int, int]:
    """The smaller, the sooner to be looked at: what others dropped, what names by itself, what only helps to trace.

    agreed: this reader has agreed to the mark's being dropped.
    """
    dropped_by_other = mark.verdict is Verdict.DROPPED and mark.by != reader and not agreed
    return (0 if dropped_by_other else 1, 0 if mark.severity is Severity.DIRECT else 1, _BY_KIND[mark.kind])


def is_open(mark: Mark, reader: str, *, agreed: bool) -> bool:
    """True for a mark that keeps this reader from signing."""
    if mark.verdict is Verdict.DROPPED:
        return mark.by != reader and not agreed
    return mark.verdict is Verdict.UNDECIDED
