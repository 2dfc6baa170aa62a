"""What is sealed of a witness, object by object: the roles, and how each value becomes bytes and is read again.

Nothing here is written anywhere; errors name the role and never quote what was unsealed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from synopticon.errors import DamagedStudy
from synopticon.interviews.consent.reading import as_record
from synopticon.interviews.consent.record import Consent
from synopticon.model.digests import canonical_json
from synopticon.model.testimony import Turn

ORIGINAL, TRANSCRIPT, IDENTITY, AUDIO = "original", "transcript", "identity", "audio"
CONSENT, REVIEW, REVIEW_KEY, CAST = "consent", "review", "review-key", "cast"

ROLES: tuple[tuple[str, str], ...] = (
    (CONSENT, "the consent record"),
    (ORIGINAL, "the transcript's file, as it came"),
    (TRANSCRIPT, "its text, turns and time codes"),
    (IDENTITY, "the identity record"),
    (AUDIO, "the recording"),
    (REVIEW, "what is proposed for de-identification"),
    (CAST, "who bears which label, in all documents of the witness"),
)
"""Role and what a person calls it. All of them are sealed to the witness's own key."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A transcript as it is kept sealed: the text, its language, and who speaks from where to where."""

    text: str
    language: str | None
    turns: tuple[Turn, ...]


def spoken_bytes(spoken: Spoken) -> bytes:
    """The transcript in the form that is sealed."""
    turns = [[turn.speaker, turn.start, turn.end, turn.begins, turn.ends] for turn in spoken.turns]
    value = {"transcript": 1, "language": spoken.language, "turns": turns, "text": spoken.text}
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def spoken_of(data: bytes) -> Spoken:
    """The transcript that was sealed so. Raises DamagedStudy."""

    def read(value: Mapping[str, Any]) -> Spoken:
        turns = tuple(Turn(str(row[0]), int(row[1]), int(row[2]), row[3], row[4]) for row in value["turns"])
        return Spoken(str(value["text"]), value["language"], turns)

    return _read(data, "transcript", read)


def consent_bytes(consent: Consent) -> bytes:
    """The consent record in the form that is sealed."""
    return canonical_json(as_record(consent))


def _read(data: bytes, role: str, read: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        value = json.loads(data)
        if value[role] != 1:
            raise ValueError("another version")
        return read(value)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        # The cause would carry what was unsealed.
        raise DamagedStudy(
            f"the sealed {role} cannot be read",
            why="what was unsealed is none, or another version of this program wrote it",
            remedy="Update Synopticon, or restore the vault's folder from a copy.",
        ) from None
