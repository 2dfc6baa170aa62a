"""What a detector finds and what the engine proposes. Frozen, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether words name somebody by themselves, or only together with others."""

    DIRECT = "direct"
    QUASI = "quasi"


class Kind(StrEnum):
    """What is named."""

    PERSON = "person"
    CONTACT = "contact"
    IDENTIFIER = "identifier"
    DATE = "date"
    AGE = "age"
    PLACE = "place"
    ORGANISATION = "organisation"
    OCCUPATION = "occupation"
    ORIGIN = "origin"
    KINSHIP = "kinship"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Found:
    """What one detector found: [start, end) in the text that was searched.

    entity: what the words name, where the detector knows it; all that bears the same name is replaced alike.
    sense: what may be said of it in its stead, where the detector knows that (a place's province, a job's class).
    """

    start: int
    end: int
    kind: Kind
    severity: Severity
    detector: str
    entity: str | None = None
    sense: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reviewer is asked about: [start, end) in code points of the file as read, and what would stand there."""

    start: int
    end: int
    kind: Kind
    severity: Severity
    detectors: tuple[str, ...]
    replacement: str
