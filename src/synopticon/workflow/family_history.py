"""The history of families: each trace logs what it merged, split and led back to another document, and it can be read.

A person overturns any of it with a judgement, which every later trace heeds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from synopticon.model.custody import Act, CustodyEntry
from synopticon.model.digests import digest_of
from synopticon.model.reuse import Member
from synopticon.reuse.changes import Change, Place, Turn, changes

if TYPE_CHECKING:
    from synopticon.store.protocols import Reader, Writer

NAMED = 12
"""Documents and families that an entry names; the digest binds all of them."""
LISTED, SHORT = 3, 8
"""Ids that a sentence tells, and how much of each."""
STEPS = 20
"""Former names of a family that its history follows."""


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to a family. turn: merge, split or re-root. documents: how many it concerned.

    named: the first of them. was, now: families, for a re-rooting origins, before and after, as far as named.
    """

    at: datetime
    entry: int
    turn: Turn
    documents: int
    named: tuple[str, ...]
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words; ids by their beginnings."""
        which = (
            f"{self.documents:,} document{'' if self.documents == 1 else 's'} ({_shown(self.named, self.documents)})"
        )
        match self.turn:
            case Turn.MERGE:
                others = f", until then in {_families(self.was)}" if self.was else ""
                return f"{which} came to it{others}"
            case Turn.SPLIT:
                return f"{which} left it, and {'is' if self.documents == 1 else 'are'} now in {_families(self.now)}"
            case _:
                return f"{_roots(self.was)} was its origin, and is now {_roots(self.now)}"


def places_of(members: Iterable[Member]) -> dict[str, Place]:
    """Where each document stands."""
    return {member.item: Place(member.family, member.origin) for member in members}


def log_changes(writer: Writer, before: dict[str, Place], now: dict[str, Place]) -> dict[str, str]:
    """Log each change between two traces as an act on its family; answers how many there were of each kind."""
    counted: Counter[str] = Counter()
    for change in changes(before, now):
        writer.record(_act(change))
        counted[str(change.turn)] += 1
    return {turn: str(count) for turn, count in sorted(counted.items())}


def history_of(reader: Reader, family: str) -> tuple[Past, ...]:
    """What happened to a family under this name and the names that it had before, the latest first."""
    found: dict[int, Past] = {}
    waiting, seen = [family], {family}
    while waiting and len(seen) <= STEPS:
        for entry in reader.custody(subject=_subject(waiting.pop())):
            found[entry.sequence] = _past(entry)
            before = entry.act.details.get("before")
            if before and before not in seen:
                waiting.append(before)
                seen.add(before)
    return tuple(found[sequence] for sequence in sorted(found, reverse=True))


def _families(ids: tuple[str, ...]) -> str:
    named = f"the family {ids[0][:SHORT]}" if len(ids) == 1 else f"the families {_shown(ids, len(ids))}"
    return f"{named} and others" if len(ids) == NAMED else named


def _roots(ids: tuple[str, ...]) -> str:
    return _shown(ids, len(ids)) if ids else "an unseen or unsure document"


def _shown(ids: tuple[str, ...], size: int) -> str:
    return ", ".join(one[:SHORT] for one in ids[:LISTED]) + (", …" if size > LISTED else "")


def _act(change: Change) -> Act:
    details = {
        "documents": str(len(change.documents)),
        "named": " ".join(change.documents[:NAMED]),
        "was": " ".join(change.was[:NAMED]),
        "now": " ".join(change.now[:NAMED]),
    }
    if change.before:
        details["before"] = change.before
    digest = digest_of([str(change.turn), list(change.documents), list(change.was), list(change.now)])
    return Act(str(change.turn), _subject(change.family), digest, details)


def _past(entry: CustodyEntry) -> Past:
    told = entry.act.details
    names = (tuple(told[field].split()) for field in ("named", "was", "now"))
    return Past(entry.at, entry.sequence, Turn(entry.act.act), int(told["documents"]), *names)


def _subject(family: str) -> str:
    return f"family:{family}"
