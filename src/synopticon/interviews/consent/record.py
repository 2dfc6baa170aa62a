"""A witness's consent as a value: what was explained, what was allowed, by whom it was obtained (Murad Code, 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from synopticon.model.testimony import Terms, Use

NOBODY = "nobody"
"""How a record says that something may be given to, or known by, nobody; an empty list says nothing."""
NEVER = "never"
"""How a record says that the witness set no end; a record without the field says nothing."""


class Recording(StrEnum):
    """What of the conversation may be kept, as the witness decided."""

    YES = "yes"
    NOTES = "notes only"
    NO = "no"


class Obtained(StrEnum):
    """How the witness agreed."""

    SPOKEN = "spoken"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Consent:
    """All of it is sealed with the witness; the study learns its `terms` alone.

    purpose: what the witness was told that the interview is for.
    use: the widest permitted use of the words. recording: what may be kept of the conversation.
    sharing: to whom the words may be handed on, by name; none where nobody was allowed.
    withdrawal: how the witness can reach somebody and take the words back.
    expires: the last day of use; None where the witness expressly set no end.
    may_know: who may know that this person was interviewed; none beyond those who were there.
    obtained, obtained_by: how consent was given, and to whom. language: in which it was explained.
    free: explained without inducement or pressure, and given freely.
    capacity: age and capacity to decide, with the guardian's part where there is one. day: when it was given.
    notes: anything else that was agreed.
    """

    purpose: str
    use: Use
    recording: Recording
    sharing: tuple[str, ...]
    withdrawal: str
    expires: date | None
    may_know: tuple[str, ...]
    obtained: Obtained
    obtained_by: str
    language: str
    free: bool
    capacity: str
    day: date
    notes: str = ""

    @property
    def terms(self) -> Terms:
        """What the study must know in order to obey."""
        return Terms(self.use, bool(self.sharing), self.expires)

    @property
    def allows_sound(self) -> bool:
        """Whether a recording of the voice may be kept at all."""
        return self.recording is Recording.YES
