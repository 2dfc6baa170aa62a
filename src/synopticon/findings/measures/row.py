"""What a measure is: a look at weighed evidence that answers in plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from synopticon.findings.groups import Weighed


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the list. example: a sentence that it may answer; needs: what it can say nothing without."""

    name: str
    description: str
    example: str
    needs: str
    sentences: Callable[[Weighed], tuple[str, ...]]


def many(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
