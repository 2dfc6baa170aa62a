"""Confidence from the protocol's table: low, moderate or high, always with its reasons.

Each row of TABLE is a condition of a level and the sentence that says why it fails. Contradiction caps what the
origins have earned. Likelihood plays no part here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from synopticon.model.corroboration import Confidence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The protocol's settings find.*: origins for moderate; origins, kinds of source, first-hand origins for high."""

    moderate_origins: int = 2
    high_origins: int = 3
    high_kinds: int = 2
    high_first_hand: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What a finding stands on, in numbers: supporting and opposing origins, kinds of source and first-hand origins
    among the supporting ones.
    """

    origins: int
    opposing: int
    kinds: int
    first_hand: int


@dataclass(frozen=True, slots=True)
class Row:
    """One condition of a level: what the finding has is at least what is needed (a threshold's name, or a number)."""

    level: Confidence
    has: Callable[[Standing], int]
    needed: str | int
    otherwise: str

    def holds(self, standing: Standing, thresholds: Thresholds) -> bool:
        """True where the condition is met."""
        return self.has(standing) >= self._number(thresholds)

    def reason(self, thresholds: Thresholds) -> str:
        """Why it is not met."""
        number = self._number(thresholds)
        return self.otherwise.format(number=number, s="" if number == 1 else "s")

    def _number(self, thresholds: Thresholds) -> int:
        return self.needed if isinstance(self.needed, int) else int(getattr(thresholds, self.needed))


def _lead(standing: Standing) -> int:
    """By how many origins support outweighs contradiction; uncontradicted support always does."""
    return standing.origins - standing.opposing if standing.opposing else 1


_MODERATE, _HIGH = Confidence.MODERATE, Confidence.HIGH

TABLE: tuple[Row, ...] = (
    Row(_MODERATE, lambda s: s.origins, "moderate_origins", "moderate needs {number} independent origin{s}"),
    Row(_MODERATE, _lead, 1, "no more origins speak for it than against it"),
    Row(_HIGH, lambda s: s.origins, "high_origins", "high needs {number} independent origin{s}"),
    Row(_HIGH, lambda s: s.kinds, "high_kinds", "high needs {number} kind{s} of source"),
    Row(_HIGH, lambda s: s.first_hand, "high_first_hand", "high needs {number} origin{s} with first-hand knowledge"),
    Row(_HIGH, lambda s: -s.opposing, 0, "high allows no contradiction"),
)
"""The conditions of each level; a level is reached where all its rows and those of the level below hold."""


def confidence_of(standing: Standing, thresholds: Thresholds) -> tuple[Confidence, tuple[str, ...]]:
    """The level reached, and what keeps it from the next one."""
    for level, below in ((_MODERATE, Confidence.LOW), (_HIGH, _MODERATE)):
        missing = [row for row in TABLE if row.level is level and not row.holds(standing, thresholds)]
        if missing:
            return below, tuple(row.reason(thresholds) for row in missing)
    return _HIGH, ()
