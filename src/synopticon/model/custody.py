"""The custody chain: an append-only log in which each entry binds all before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from synopticon.model.digests import digest_of

GENESIS = "0" * 64
"""What the first entry names as its predecessor."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be logged: an act on evidence, before it has a place in the chain.

    act: one of the words of the log ("collect", "collect-again", "extract", "judge", "publish", …).
    subject: id of the thing acted on.
    digest: digest of what the act produced, where it produced something.
    details: further facts as text; never a witness's, never the collector's address.
    """

    act: str
    subject: str
    digest: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One link: sequence from 1, the previous entry's digest, who and when, the act, and its own digest."""

    sequence: int
    previous: str
    who: str
    at: datetime
    act: Act
    entry: str

    @staticmethod
    def seal(sequence: int, previous: str, who: str, at: datetime, act: Act) -> CustodyEntry:
        """Bind an act to its predecessor."""
        return CustodyEntry(sequence, previous, who, at, act, _digest(sequence, previous, who, at, act))

    def holds(self) -> bool:
        """True where the entry's digest follows from its fields."""
        return self.entry == _digest(self.sequence, self.previous, self.who, self.at, self.act)


def _digest(sequence: int, previous: str, who: str, at: datetime, act: Act) -> str:
    return digest_of(
        [
            "custody",
            sequence,
            previous,
            who,
            at.isoformat(),
            act.act,
            act.subject,
            act.digest,
            dict(act.details),
        ]
    )


def first_break(entries: Iterable[CustodyEntry]) -> tuple[int, str] | None:
    """The sequence number and the reason of the first entry that does not hold, or None."""
    previous, expected = GENESIS, 1
    for link in entries:
        if link.sequence != expected:
            return expected, f"entry {expected} is missing; the next one present is {link.sequence}"
        if link.previous != previous:
            return expected, "it does not name the digest of the entry before it"
        if not link.holds():
            return expected, "its digest does not follow from its fields"
        previous, expected = link.entry, expected + 1
    return None
