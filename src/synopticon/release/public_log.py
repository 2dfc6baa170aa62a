"""The public form of the custody log: how much was done when, bound for good, and nothing of who, where or what.

Derived from the private log and the study's key at any time, always the same. Only acts on public captures enter it (an
explicit list), renumbered, so that not even the number of other acts shows. Each entry carries the day, the act's word
and a hiding commitment to {act, subject, digest}; who did it is not under the commitment, so that an entry can be
opened without naming anybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from synopticon.model.custody import GENESIS, Act, CustodyEntry
from synopticon.model.digests import canonical_json, digest_of
from synopticon.release.commitments import Committed, commit, salt_for
from synopticon.release.strict_json import read_object, text_of

ACTS: tuple[tuple[str, str], ...] = (
    ("collect", "A capture was obtained, or failed."),
    ("collect-again", "A known capture was obtained again."),
    ("extract", "A capture was read."),
    ("publish", "A release was signed."),
    ("timestamp", "A time stamp was obtained."),
)
"""Acts that enter the public log. Whatever is not named here stays out: acts on witnesses must never be added."""

OBTAINING = frozenset({"collect", "collect-again"})
"""Acts by which bytes were obtained."""


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One link of the public chain. private: the sequence in the study's own log; never exported,
    and 0 in a log that was read from an export."""

    sequence: int
    day: str
    act: str
    commitment: str
    previous: str
    entry: str
    private: int

    def as_json(self) -> dict[str, str | int]:
        """What is exported."""
        return {
            "sequence": self.sequence,
            "day": self.day,
            "act": self.act,
            "commitment": self.commitment,
            "previous": self.previous,
            "entry": self.entry,
        }


def derive(entries: Iterable[CustodyEntry], key: bytes) -> Iterator[PublicEntry]:
    """The public log of a private one, under the study's commitment key."""
    words = {word for word, _ in ACTS}
    previous, sequence = GENESIS, 0
    for link in entries:
        if link.act.act not in words:
            continue
        sequence += 1
        day = link.at.date().isoformat()
        commitment = commit(Committed.ACT, salt_for(key, Committed.ACT, str(link.sequence)), opening(link.act))
        entry = _entry(sequence, day, link.act.act, commitment, previous)
        yield PublicEntry(sequence, day, link.act.act, commitment, previous, entry, link.sequence)
        previous = entry


def lines_of(entries: Iterable[PublicEntry]) -> bytes:
    """The log as it is exported: a JSON object a line."""
    return "".join(json.dumps(entry.as_json(), sort_keys=True) + "\n" for entry in entries).encode("utf-8")


def read_log(data: bytes) -> list[PublicEntry]:
    """An exported log, its chain walked. Raises ValueError naming the first line that does not hold."""
    previous, entries = GENESIS, []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            row = read_object(line)
            day, act, commitment = text_of(row, "day"), text_of(row, "act"), text_of(row, "commitment")
            told = (row.get("sequence"), row.get("previous"), row.get("entry"))
        except ValueError as error:
            raise ValueError(f"line {number} of the log cannot be read ({error})") from error
        entry = _entry(number, day, act, commitment, previous)
        if told != (number, previous, entry):
            raise ValueError(f"line {number} of the log does not follow from those before it")
        entries.append(PublicEntry(number, day, act, commitment, previous, entry, 0))
        previous = entry
    return entries


def _entry(sequence: int, day: str, act: str, commitment: str, previous: str) -> str:
    return digest_of(["public-custody", sequence, day, act, commitment, previous])


def opening(act: Act) -> bytes:
    """What an entry's commitment is to; with the salt, it opens this one entry."""
    return canonical_json({"act": act.act, "subject": act.subject, "digest": act.digest})
