"""What a reader has yet to look at, in which order, and how far the review has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from synopticon.interviews.review import Mark, Verdict
from synopticon.interviews.span import Kind, Severity

_BY_KIND = tuple(Kind)
"""The order of kinds within one severity: persons first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """decided of total marks; open: what this reader has yet to look at, drops of other readers counted in."""

    decided: int
    total: int
    open: int


def risk_of(mark: Mark, reader: str, agreed: Collection[int]) -> tuple[int, int, int]:
    """The smaller, the sooner to be looked at: what others dropped, what names by itself, what only helps to trace.

    agreed: the dropped marks to which this reader has agreed.
    """
    dropped_by_other = mark.verdict is Verdict.DROPPED and mark.by != reader and mark.id not in agreed
    return (0 if dropped_by_other else 1, 0 if mark.severity is Severity.DIRECT else 1, _BY_KIND.index(mark.kind))


def is_open(mark: Mark, reader: str, agreed: Collection[int]) -> bool:
    """True for a mark that keeps this reader from signing."""
    if mark.verdict is Verdict.DROPPED:
        return mark.by != reader and mark.id not in agreed
    return mark.verdict is Verdict.UNDECIDED


def progress_of(marks: Iterable[Mark], reader: str, agreed: Collection[int]) -> Progress:
    """How far the review has come for this reader."""
    marks = list(marks)
    decided = sum(mark.verdict is not Verdict.UNDECIDED for mark in marks)
    return Progress(decided, len(marks), sum(is_open(mark, reader, agreed) for mark in marks))
