"""What is laid before the gate: an edition as it would be published, and the private grounds that the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from synopticon.release.edition import Edition


@dataclass(frozen=True, slots=True)
class Grounds:
    """What stands behind one quotation inside the study. Never exported; the evidence pack alone carries its like.

    text: the extraction's text, None where the extraction is gone. damaged: why the archived bytes, read again just
    now, are not what was captured; None where they are. withdrawn: the reason, where the item was withdrawn.
    """

    text: str | None
    start: int
    end: int
    damaged: str | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that has not passed the gate. grounds: by the quotation's name."""

    edition: Edition
    grounds: Mapping[str, Grounds]
