"""What is known outside the vault of a witness: a pseudonym, what the consent allows, and the signed working text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Use(StrEnum):
    """What a witness permits to be done with the words, from most to least; each permits those below it."""

    QUOTE = "quote verbatim"
    PARAPHRASE = "paraphrase"
    AGGREGATE = "aggregate only"


class Standing(StrEnum):
    """How far an interview has come."""

    SEALED = "sealed"
    """Only in the vault; nobody has reviewed it."""
    REVIEWED = "reviewed"
    """A first reader has signed the working text; it is still in the vault only."""
    SIGNED = "signed"
    """Two readers have signed: the working text is in the study."""
    WITHDRAWN = "withdrawn"
    """The witness withdrew: nothing is left but the tombstone."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a consent record the study must know in order to obey it (Murad Code); the rest is sealed.

    use: the widest permitted. sharing: whether the working text may be handed to other organisations.
    expires: the last day on which it may be used; None where the witness set no end.
    """

    use: Use
    sharing: bool
    expires: date | None

    def ended(self, on: date) -> bool:
        """Whether the consent has ended before that day."""
        return self.expires is not None and on > self.expires

    def allow(self, use: Use, on: date) -> bool:
        """Whether that use is permitted on that day."""
        order = tuple(Use)
        return not self.ended(on) and order.index(use) >= order.index(self.use)


@dataclass(frozen=True, slots=True)
class Witness:
    """A pseudonym with its terms. id is random and stands nowhere outside the study."""

    id: str
    pseudonym: str
    terms: Terms
    standing: Standing
    attributes: tuple[tuple[str, str], ...] = ()
    """Coarse facts for comparing cases (e.g. "left": "2015–2019"), released into the study by the reviewers."""

    def usable(self, on: date) -> bool:
        """Whether the signed text may be used on that day: both signatures stand, and the consent lasts."""
        return self.standing is Standing.SIGNED and not self.terms.ended(on)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn in a working text; offsets in code points, end exclusive; times in milliseconds, if known."""

    speaker: str
    start: int
    end: int
    begins: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class WorkingText:
    """A de-identified transcript that two readers have signed. id is random; version counts signed texts from 1."""

    id: str
    witness: str
    version: int
    language: str | None
    text: str
    turns: tuple[Turn, ...]
    signed: tuple[str, str]
    """The local names of both readers; never published."""


@dataclass(frozen=True, slots=True)
class WitnessPassage:
    """A span of a working text, brought to a finding or coded. id is random, never a digest of what was said."""

    id: str
    text: str
    start: int
    end: int
    exact: str
    """Exactly the characters of the text in [start, end)."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What a withdrawal leaves: that there was such a witness, and nothing of what was said.

    witness: the random id by which an older copy of the study or the vault is recognised. day: of the withdrawal, UTC.
    done: False while the withdrawal waits to be finished.
    """

    witness: str
    pseudonym: str
    day: date
    done: bool
