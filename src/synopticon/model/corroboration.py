"""Corroboration: the computed answer to "on how many independent origins does this rest?"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """Analytic confidence, from the protocol's table; never in one sentence with a likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Passages that go back to one origin.

    origin: item id, or None where the origin was not collected ("unseen").
    label: outlet and date, as a person would name it.
    documents: items of the evidence that belong here, the origin first.
    """

    family: str
    origin: str | None
    label: str
    channel: str
    first: str | None
    documents: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What stands behind a finding, counted by origins and not by documents.

    supporting, opposing: one group an independent origin.
    by_channel: (kind of source, independent origins) pairs over supporting groups, most first.
    echoes: supporting documents that add no origin.
    reasons: plain sentences, in the order in which a person would say them.
    fragility: what single loss would take the finding down, in words; empty where none would.
    """

    supporting: tuple[OriginGroup, ...]
    opposing: tuple[OriginGroup, ...]
    by_channel: tuple[tuple[str, int], ...]
    documents: int
    echoes: int
    confidence: Confidence
    reasons: tuple[str, ...]
    fragility: str = ""

    @property
    def independent_origins(self) -> int:
        """The number that the finding may claim."""
        return len(self.supporting)
